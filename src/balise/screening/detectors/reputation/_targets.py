"""Whom a remark is about: the organisation, its people, those it serves, or others. Shared by this family."""

from __future__ import annotations

import re
from functools import lru_cache

from balise.policy.model import Policy
from balise.screening.detecting import any_of
from balise.screening.organisation import in_address, mention_pattern
from balise.screening.patterns import lazy
from balise.screening.reading import Reading, remembered

_MINE = r"(?:mon|ma|mes|notre|nos|my|our|mn|nos propres|our own)"
_SOME = r"(?:[a-z\-]{2,14} ){0,2}"
_STAFF = (
    r"(?:collegues?|coequipi(?:er|ere)s?|coworkers?|co-workers?|colleagues?|teammates?|boss|bosses|patrons?|patronnes?|gestionnaires?|superviseure?s?|superieure?s?|supervisors?|managers?|director|directors|"
    r"directeurs?|directrices?|coordonnat(?:eur|rice)s?|coordinators?|contremaitres?|stagiaires?|interns?|trainees?|techniciens?|techniciennes?|technicians?|techs?|receptionnistes?|receptionist|comptables?|accountants?|"
    r"employes?|employees?|employee|employ[e]s|staff|personnel|benevoles?|volunteers?|format(?:eur|rice)s?|trainers?|instructors?|adjointe?s?|commis|livreurs?|drivers?|chauffeurs?|magasiniers?|"
    r"departement|department|equipes?|teams?|gang|crew|ti-boss|leaders?|shift lead|team lead)"
)
_SERVED = (
    r"(?:clients?|clientes?|clientele|donateurs?|donatrices?|donors?|customers?|ecoles?|schools?|profs?|enseignante?s?|teachers?|principals?|directions? d'ecole|beneficiaires?|commissions? scolaires?|"
    r"centres? de services|partenaires?|partners?|fournisseurs?|suppliers?|abonnes?|followers)"
)
_THINGS = (
    r"(?:ordinateurs?|ordis?|portables?|laptops?|computers?|machines?|appareils?|services?|produits?|products?|devices?|pc|pcs|tours?|ecrans?|tablettes?|tablets?|chromebooks?|batteries?|reparations?|repairs?|"
    r"livraisons?|deliver(?:y|ies)|formations?|training|trainings|travail|work|stuff|gear|equipement|equipment|inventaire|inventory|stock|ateliers?|workshops?|entrepot|warehouse|bureaux?|office|programmes?|programs?|"
    r"site|website|organisation|organization|organisme|mission|boite|place|shop|systeme|system|gestion|administration|conseil|board|collectes?|pickups?|service a la clientele|customer service|stages?|internships?|project|projet)"
)
_PLACE = lazy(
    r"\b(?:(?:ma|la|a|notre|my|our) (?:job|boite|shop|compagnie)|(?:this|my|our) (?:company|workplace|organisation|organization|employer|nonprofit|non-profit|charity)|cette (?:boite|organisation|compagnie)|cet organisme|"
    r"(?:mon|notre) (?:employeur|organisme|milieu de travail)|l'organisme|where i work|ou je travaille|la ou je travaille|la ou je bosse|chez nous autres a la job|"
    r"(?:the|upper|our|senior) management|management (?:are|is|has|have|can|couldn'?t|doesn'?t|does|keeps|here)|la (?:haute )?direction|la gestion|le management|l'administration|the (?:bosses|higher-ups|higher ups|brass)|"
    r"les (?:boss|patrons|dirigeants|gestionnaires|hauts places)|head office|le siege social|this place|hate it here)\b"
)
_OURS = lazy(
    rf"\b{_MINE} {_SOME}(?:{_STAFF}|{_SERVED})\b|\b(?:notre|nos|our|nos propres|our own) {_SOME}{_THINGS}\b|\b(?:leurs?|their|its) {_SOME}(?:refurbished|reconditionnes?|remis a neuf)\b"
    rf"|\b{_THINGS} (?:qu'on|que l'on|que nous|we|that we|which we) (?:[a-z]+ )?(?:sort|sortons|envoie|envoyons|livre|livrons|vend|vendons|donne|donnons|remet|refile|repare|reparons|fait|met|mettons|recoit|ship|send|sell|deliver|give|put|put out|get|repair|refurbish|make|hand out)"
    rf"|\b(?:on|nous|we) (?:leur |vous |their )?(?:refile|refilons|envoie|envoyons|livre|livrons|vend|vendons|ship|send|sell|deliver|dump|give|hand)\b"
)
_STANDING = lazy(
    rf"\b(?:le|la|les|l'|un|une|des|du|ce|cet|cette|ces|the|a|an|that|this|these|those|some|certaine?s?|toutes?|tous|another|un autre|ancien|ancienne|previous|former|chaque|every|nos|certaines) ?(?:les |des |de ces )?{_SOME}(?:{_STAFF}|{_SERVED})\b"
    r"|\b(?:nouvelle?|nouveau|new guy|new girl|gars|fille|guy|girl|woman|man|bonhomme|monsieur|madame|lady|dude) (?:de|du|des|a|at|in|from|of|who|qui|aux|au|chez|avec)\b"
    r"|\b(?:donors|clients|customers|teachers|techs|interns|trainees|donateurs|stagiaires|profs)\b"
)
_OUTSIDE = lazy(
    r"\b(?:best buy|bureau en gros|staples|walmart|costco|amazon|kijiji|marketplace|apple store|back market|backmarket|ebay|future shop|la source|the source|dollarama|canadian tire|temu|aliexpress|newegg|canada computers|"
    r"(?:grandes? )?surfaces|grandes? chaines?|gros magasins|big box|big-box|revendeurs?|resellers?|liquidateurs?|liquidators?|pawn ?shops?|second-hand stores?|thrift stores?|"
    r"magasins? (?:d'occasion|d'electronique|d'informatique|d'ordinateurs?|a rayons|de la place|du coin)|electronics (?:stores?|shops?|chains?)|computer (?:stores?|shops?)|repair shops?|boutiques? d'informatique|"
    r"concurrents?|concurrentes?|concurrence|competiteurs?|la competition|competitors?|the competition|"
    r"(?:les|des|aux|d'|all|most|like|the|every|any|no|aucun|tous les|toutes les|bien des|plusieurs|beaucoup d'|certains|unlike) ?(?:autres?|others?) (?:[a-z\-]{3,16} )?(?:organismes?|organisations?|entreprises?|magasins?|boutiques?|reconditionneurs?|fournisseurs?|compagnies?|"
    r"recycleurs?|obnl|ateliers|programmes?|organizations?|charit(?:y|ies)|stores?|shops?|refurbishers?|compan(?:y|ies)|recyclers?|suppliers?|vendors?|nonprofits?|non-profits?|places|programs?|outfits?|guys|groups?)|"
    r"\Aothers? (?:organi[sz]ations?|refurbishers?|recyclers?|charities|shops?|stores?|places|companies|groups?|programs?)|"
    r"contrairement (?:au|aux|a (?!ce |moi|toi|mon |ma |mes |ton |ta |son |sa |hier|l'an))|a la difference d[eu']s?|a l'inverse d[eu']s?|a l'oppose d[eu']s?|pas comme (?:les|la|le|chez|ceux|d'autres|eux)|comparee?s? (?:a|au|aux) (?!avant|autrefois|l'an|hier|jadis)|compared (?:to|with) (?!before|last|what it)|unlike (?:the|those|others?|some|certain|most|all)|not like (?:the|those|other)|chez (?:les|d')? ?autres)(?:\b|(?<= ))"
)
_COMPARES = lazy(r"contrairement|a l|pas comme|compare|unlike|not like")
_BRAND = lazy(
    r"\b(?:[A-Z][a-zà-ÿ]+[A-Z][A-Za-zÀ-ÿ]+|(?:PC|Micro|Info|Ordi|Tech|Techno|Compu|Cyber|Mac|Cell|Digi|Éco|Eco|Recyc|Renew|Geek)-[A-ZÀ-Ý][A-Za-zÀ-ÿ]+|[A-ZÀ-Ý][a-zà-ÿ]+-(?:PC|Micro|Info|Ordi|Tech|Cell|Mac)|"
    r"[A-Z][a-zà-ÿ]*(?:tech|tek|byte|bit|micro|info|ordi|compu|digi|cyber|cycl|renew|revive|repar|répar|fix|geek|data|elec|élec)[a-zà-ÿ]*|"
    r"(?:Micro|Techno|Ordi|Info|Compu|Digi|Cyber|Geek|Renew|Recyc|Eco|Éco|Data)[a-zà-ÿA-Z]{2,})\b"
)
_KNOWN = frozenset(
    "linkedin youtube tiktok facebook whatsapp instagram iphone ipad imac macbook chromebook chromebooks powerpoint onedrive github gitlab openai chatgpt javascript typescript wordpress playstation "
    "technique techniques technologie technologies technicien technicienne techniciens technology technician technicians information informations informatique ordinateur ordinateurs "
    "micro micro-onde microsoft technical tech recyclage recycling recycler recycle data fixed fix fixing fixer reparer reparation reparations informer info infos eco ecole ecoles economie electronique "
    "saint-michel saint-jean quebec-est ca-va est-ce electricite electric elections election database bitcoin rabbit habit renewed renew computers computer economist economy ecology ecologie "
    "trois-rivieres baie-comeau baie-saint-paul saint-laurent saint-hyacinthe saint-jerome sainte-foy marie-eve jean-francois marie-claude anne-marie marc-andre jean-philippe".split()
)
_TRADE = lazy(
    r"\b(?:refurb[a-z]*|repar[a-z]*|repair[a-z]*|reconditionn[a-z]*|ordi[a-z]*|portables?|laptops?|computers?|machines?|appareils?|devices?|drives?|ecrans?|monitors?|disques?|vend(?:ent|re)?|sells?|selling|sold|factur[a-z]+|"
    r"charg(?:e|es|ing)|magasins?|stores?|shop|prix|prices?|tournevis|screwdriver|clients?|customers?|recycl[a-z]*|quality|qualite|stuff|nos|notre|our|nous|them|those guys|compared|guys at|batter(?:y|ies)|pieces|parts|collant|sticker)\b"
)


@lru_cache(maxsize=32)
def _mention(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}\b")


@remembered
def names_it(reading: Reading, start: int, end: int) -> re.Match[str] | None:
    """Where the stretch names the organisation, outside addresses."""
    for match in _mention(mention_pattern(reading.policy)).finditer(reading.folded, start, end):
        if not in_address(reading.folded, match.start(), match.end()):
            return match
    return None


def about_organisation(reading: Reading, start: int, end: int) -> bool:
    """Whether the stretch names the organisation or the place where the author works."""
    return names_it(reading, start, end) is not None or _PLACE.search(reading.folded, start, end) is not None


@remembered
def ours(reading: Reading, start: int, end: int) -> re.Match[str] | None:
    """What the author has or shares at work: colleagues, clients, machines, spoken of as theirs."""
    return _OURS.search(reading.folded, start, end)


@remembered
def people(reading: Reading, start: int, end: int) -> re.Match[str] | None:
    """Staff, clients or donors spoken of without saying whose."""
    return _STANDING.search(reading.folded, start, end)


@remembered
def others(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """A competitor or another organisation of the trade: told by the pack, by its trade or by its look."""
    named = competitors_pattern(reading.policy)
    if named:
        match = _mention(named).search(reading.folded, start, end)
        if match:
            return match.span()
    match = _OUTSIDE.search(reading.folded, start, end)
    if match is None or _COMPARES.match(match.group()):
        brand = _brand(reading, start, end)
        if brand is not None:
            return brand
    return match.span() if match else None


def _brand(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """A name with the look of a company's, in a stretch that speaks of the trade."""
    if not _TRADE.search(reading.folded, start, end):
        return None
    written = reading.original(start, end) if end > start else ""
    if len(written) != end - start or written.isupper():
        return None
    own = {match.group() for match in _mention(mention_pattern(reading.policy)).finditer(reading.folded, start, end)}
    partners = " ".join(name.lower() for partner in reading.policy.organisation.partners for name in partner.names)
    for match in _BRAND.finditer(written):
        folded = reading.folded[start + match.start() : start + match.end()]
        if folded in _KNOWN or folded in own or match.group().lower() in partners:
            continue
        return start + match.start(), start + match.end()
    return None


def competitors_pattern(policy: Policy) -> str | None:
    """The pack's competitors, without anchors, or None when it names none."""
    names = tuple(name for names in policy.organisation.competitors for name in names)
    return any_of(names) if names else None
