"""Absolute promises, false urgency and "the best in the world", about the organisation and what it offers.

Finds « garanti à vie », « 100 % sûr », "never breaks", « les meilleurs au monde », « dernière chance », where the text is
the organisation's own or speaks of it, its services or its products. Leaves limited warranties, hedged or negated
claims, warnings against such promises, questions, places left for a dated event, and what is said of anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from balise.policy.model import Policy
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message, any_of
from balise.screening.model import Reason, Sighting
from balise.screening.organisation import mentions_organisation
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_SURE = "(?:surs?|sures?|securitaires?|fiables?|garantie?s?|efficaces?|ecologiques?|ecolos?|verte?s?|satisfaction|satisfaits?|recyclee?s?|parfaite?s?|sans risque|gratuite?s?|reussite|secure|safe|reliable|guaranteed|effective|green|success|satisfied|recycled|foolproof|risk-free|risk free|perfect|bulletproof|private|confidential|carbon neutral|carbon-neutral|clean|virus-free|eco-friendly|anonyme|propres?|neufs?)"
_ABSOLUTE = (
    "(?:garantie?s?|garantissons|garantit|assuree?s?|bons?|fiables?|dure|durent|dureront|durera) (?:a vie|pour la vie|pour toujours|a jamais|eternellement|pour l'eternite|sans limite)", "garantie (?:illimitee|eternelle|totale|absolue|a 100)", "(?:satisfaction|resultats?|reussite|emploi|reussite scolaire|succes) (?:totale? |entierement |absolument )?(?:garantie?s?|assuree?s?)", "(?:ne |n')?(?:brise|brisent|brisera|briseront|plante|plantent|planter|plantera|tombe|tombent|tombera|tomber|lache|lachent|lacheront|ralentit|ralentissent|bogue|boguent) (?:plus )?jamais", "jamais (?:en panne|plante|brise|tombes? en panne|de panne|de probleme|de bogue|de virus|decu|decue|decus)", "ne (?:tombent|tombe|plantent|plante|brisent|brise|ralentissent|deviennent|perdent|perdrez|regretterez) jamais", "(?:va|vont) jamais (?:planter|briser|lacher|tomber|ralentir|perdre|manquer)", "aura plus jamais", "plus jamais (?:besoin|de probleme|de panne|d'ordinateur|a acheter|acheter|peur)",
    "jamais une? seule?", "(?:zero|0) (?:bug|bris|retour|plainte|souci|virus|perte|fuite)s?", "aucune? (?:retour|bris|plainte|fuite|perte|insatisfaction|exception)s?", "garantie?s?", "promis", "sans exception", "sans faute", "tant qu'(?:ils|elles|on) veulent", "(?:n'existe|n'y a|existe) aucune? ", "aucune? (?:autre )?(?:organisme|concurrent|programme|ordinateur|portable|service) (?:ne |n'|plus |aussi |fait |peut )", "meilleure?s? que (?:des |du |les |le )?neufs?", "(?:tous|toutes) (?:nos|les) (?:stagiaires|finissants|eleves|diplomes|ecoles|clients) (?:trouvent|obtiennent|reussissent|decrochent|repartent|sont satisfait)", "chaque (?:stagiaire|finissant|eleve|ecole|client) (?:trouve|obtient|reussit|decroche|repart)", "a tout coup", "(?:zero|0|aucun) (?:risque|defaut|panne|danger|probleme|bogue|erreur|impact|dechet|delai|pollution)s?", "sans (?:aucun |le moindre |)(?:risque|defaut|faille|danger|exception)", "(?:infaillibles?|indestructibles?|incassables?|inviolables?|increvables?|invincibles?|imbattables?|irrecuperables?|invulnerables?|miraculeu(?:x|se)|impiratables?)", "a toute epreuve", "quoi qu'il arrive", "c'est (?:une )?promesse", "on vous le (?:promet|jure|garantit)", "promesse tenue a tout coup", "(?:regle|reglent|resout|resolvent|regler|elimine) (?:tous|absolument tous|n'importe quel)", "tous (?:les|vos) problemes", "personne n'a (?:jamais )?ete decue?s?", "absolument personne", "absolument (?:tous|toutes|rien|aucun|aucune|jamais|infaillible|parfait)", "impossible (?:a pirater|de les briser|qu'ils? brisent?|a briser|qu'ils? plantent?|de recuperer|de tomber en panne|d'echouer)", "pour toujours", "a tout jamais", "(?:toujours|tous) (?:parfaits?|impeccables?|a l'heure)", "mieux que (?:du |des |les )?neufs?", "aucune chance (?:que|qu'|de)", "virus impossible", "(?:durent|durera|dure|dureront) (?:toute la vie|toute une vie|une eternite|eternellement|100 ans|cent ans)",
    "(?:guaranteed|guarantee|warranty|warrantied|last|lasts|covered|good) (?:for life|forever|for ever|for all eternity)", "lifetime (?:guarantee|warranty)", "(?:will |they |simply |literally |absolutely |it |and |)never (?:ever )?(?:breaks?|fails?|crash|crashes|breaks down|break down|slows? down|dies|die|need|needs|freeze|freezes|lose|loses|goes? wrong|disappoint|disappoints|have to buy|worry)", "(?:never|won't ever) (?:ever )?(?:need|buy|have) (?:to )?(?:buy |purchase |worry |need |an |another |again |antivirus)", "(?:not|never) (?:a single|one single)", "forever", "(?:no one|nobody) (?:can|will) ever", "never (?:ever|dies?)", "(?:every|each) (?:trainee|student|graduate|client|school|intern) (?:gets|finds|leaves|lands|passes|succeeds)", "everyone (?:gets|finds|leaves|lands)", "all (?:of )?our (?:trainees|students|graduates|clients|interns) (?:get|find|land|leave)", "guaranteed", "100 percent", "(?:safer|greener|cheaper|stronger) than (?:anyone|anybody|any other|everyone|all other)", "(?:zero|no) (?:risk|risks|defects?|downtime|failures?|impact|chance of|environmental impact|waste whatsoever|exceptions)", "without (?:any |a single )?(?:risk|exception|fail|failure|defect)", "(?:unbreakable|indestructible|foolproof|infallible|unhackable|bulletproof|virus-proof|virus proof|hack-proof|failproof|fail-proof|unbeatable|risk-free|flawless|uncrackable|unstoppable|hackproof|childproof forever|bombproof)", "no matter what", "(?:success|results?|satisfaction|job|delivery|a job|employment) (?:is |are |100 |always )?guaranteed", "we (?:absolutely |fully |personally )?(?:guarantee|promise)", "i guarantee", "that's a promise", "(?:every single|each and every) (?:trainee|student|school|client|customer|device|laptop|computer|machine|donor|intern|graduate|one of our|order|drive|time)", "(?:solves?|fix|fixes|cures?|eliminates?) (?:all|every|any) ", "absolutely (?:no|zero|never|everything|nothing|every|all|perfect|guaranteed)", "impossible to (?:break|hack|recover|lose|fail|beat|crash)", "can't (?:ever |possibly )?(?:break|fail|be hacked|be beaten|go wrong|crash)", "not even (?:the (?:army|nsa|fbi|cia|military)|hackers)", "(?:better|faster) than (?:brand )?new", "like new forever", "meme (?:l'armee|la nasa|le fbi|la cia|la nsa)",
)  # fmt: skip
_FOLLOWED = {
    "hundred": re.compile(rf" (?:des? |of our |of the |totally |absolument )?(?:[a-z]{{3,14}} ){{0,2}}{_SURE}\b"),
    "delay": re.compile(
        r",? (?:chrono,? |ou moins,? |flat,? )?(?:partout|garanti|everywhere|guaranteed|anywhere|quoi qu'il arrive|no matter what|sans exception)\b"
    ),
}
"""What must stand after figures that are innocent alone."""
_BEST = (
    "(?:meilleure?s?|numero un|plus fiables?|plus grande?s?|plus solides?|plus rapides?|plus sure?s?|plus ecologiques?|plus verte?s?) (?:au monde|du monde|de la planete|de l'univers|sur terre|de tous les temps|au pays|au canada|du canada|en amerique|au quebec|du quebec)", "(?:meilleure?s?|numero un) (?:ordis?|ordinateurs?|portables?|reconditionneurs?|organisme|programme|services?|equipe|techniciens|entreprise|stages?) (?:au monde|du monde|de la planete|sur terre|au pays|au canada|en amerique|au quebec|du quebec)", "numero (?:un|1) (?:au|du|mondial|en|de|partout|incontestee?)", "no ?1 (?:au|du|mondial|en)", "(?:le|la|les) (?:seule?s?|seul vrai|seule vraie|seul veritable) (?:organisme|organisation|entreprise|programme|endroit|service|solution|option|choix|ordinateurs?|fiable|reconditionneurs?)", "(?:sans|n'a pas d') (?:egal|pareil|equivalent|rival|concurrence|comparaison)", "inegalee?s?", "personne (?:d'autre )?(?:ne |n')?(?:fait|offre|arrive|peut|accote) (?:mieux|a la cheville|autant|faire mieux|aussi)", "(?:plus|aussi) (?:solides?|fiables?|performants?|rapides?|bons?) nulle part", "nulle part ailleurs",
    "(?:the )?(?:world's|planet's|country's|canada's|quebec's|province's|universe's|nation's) (?:best|greatest|number one|most|only|safest|finest|fastest|greenest|top|leading)", "best (?:computers |laptops |refurbisher |team |service |program |organization |organisation |nonprofit |charity |techs |training |)(?:in|on) (?:the )?(?:entire |whole )?(?:world|planet|earth|universe|country|canada|quebec|province|north america)", "(?:number one|number 1|no 1|most reliable|most trusted|safest|greenest|fastest|greatest|finest) (?:refurbisher |computers |laptops |program |service |)(?:in|on) (?:the )?(?:entire |whole )?(?:world|planet|earth|universe|country|canada|quebec|province)", "number one refurbisher", "the only (?:place|one|ones) (?:in|you|that|who)", "best (?:refurbished |used )(?:laptops|computers|tablets) (?:on|in|of|ever|anywhere)", "the (?:one and )?only (?:truly |real |really |genuinely |)(?:green|reliable|trustworthy|ethical|safe|secure|serious|organization|organisation|nonprofit|non-profit|charity|refurbisher|program|place|service|company|solution|option|choice|way|computers?|laptops?|ones)", "second to none", "(?:nobody|no one) (?:else |)(?:does it better|comes close|can match|can beat|matches|compares|even comes|beats|offers)", "no other (?:organization|organisation|program|company|charity|refurbisher)", "nobody else (?:in|on|does)", "no one else (?:in|on|does)", "unmatched", "unrivall?ed", "unparalleled", "nothing (?:else )?(?:compares|comes close|beats)", "best of all time",
)  # fmt: skip
_ENDLESS = (
    "a vie|pour la vie|eternellement|a jamais|impossible|parfaitement|perfectly|garantit|garantissons|garantissent|guarantees?|au monde|du monde|la planete|sur terre|in the world|on earth|on the planet|anywhere else|au pays|in the country|in canada|in quebec|au quebec|du quebec|"
    "brise pas|brisent pas|casse pas|plante pas|plantent pas|brise|brisent|casse|cassent|plante|plantent|panne|pannes|recuperer|recuperee?s?|retrouvees?|pirater|piratee?s?|ralentissent|breaks?|crash|crashes|fails?|failed|dies|recovered?|hacked|lost|stolen|slows?|virus(?:es)?|trouve(?:nt)? un emploi|un emploi|a job|jobs"
)
# Ordinary words, absolute only with what is offered and what could go wrong, or right, with it.
_OFFERED = lazy(
    r"\b(?:ordinateurs?|ordis?|portables?|laptops?|computers?|tablettes?|tablets?|machines?|appareils?|devices?|disques?|drives?|donnees|data|fichiers?|files?|batter(?:ie|ies|y)|piles?|effacement|wip(?:e|es|ing)|formations?|training|stagiaires?|trainees?|interns?|graduates?|stages?|"
    r"program(?:me|mes|s)?|service?s?|reconditionnement|refurbish[a-z]{0,4}|organisme|organi[sz]ation|garantie|warranty|livraisons?|deliver[a-z]{0,3}|reparations?|repairs?|techniciens?|technicians?)\b"
)
_OUTCOME = (
    r"(?:bris[a-z]{0,5}|cass[a-z]{0,4}|plant[a-z]{1,5}|pannes?|lach[a-z]{1,4}|tomb[a-z]{1,4}|perd[a-z]{0,4}|recuper[a-z]{1,5}|retrouv[a-z]{1,5}|vol(?:e|er|ee|ees|es)|pirat[a-z]{1,4}|ralenti[a-z]{0,4}|echou[a-z]{1,4}|deceva?i?t?|dec(?:u|us|ue|ues|oit)|acheter|besoin|break[a-z]{0,3}|broken|crash[a-z]{0,3}|fail[a-z]{0,3}|die[sd]?|"
    r"recover(?:ed|y)?|hack(?:ed)?|los(?:e|es|t)|stolen|slow[a-z]{0,3}|freez(?:e|es)|virus(?:es)?|regret[a-z]{0,4}|problem[a-z]{0,2}|emplois?|jobs?|reuss[a-z]{1,6}|succeed[a-z]{0,1}|success|diplom[a-z]{1,4}|perfect(?:ly|ion)?|parfait[a-z]{0,5}|satisf[a-z]{1,7}|impeccable[a-z]{0,4}|flawless[a-z]{0,2}|fonctionne(?:nt|ra|ront)?|works?|on time|a temps|durent|durera|dure|lasts?|last forever|comme neufs?|like new)"
)
_TURNS = lazy(
    rf"(?:jamais|never|personne|nobody|no one|impossible|aucune?)\b[^.!?\n]{{0,50}}\b{_OUTCOME}\b|\b{_OUTCOME}\b[^.!?\n]{{0,24}}\b(?:jamais|toujours|always|a vie|pour la vie|eternellement|par personne)\b|(?:toujours|always|every|tous|toutes|garantit|garantissons|garantissent|guarantees?|parfaitement|perfectly)\b[^.!?\n]{{0,50}}\b{_OUTCOME}\b|"
    r"(?:brise|brisent|casse|plante|plantent) pas|breaks never|(?:won't|don't|doesn't) (?:ever )?break|\b(?:meilleure?s?|best|greenest|safest|fastest|strongest|cheapest|finest|greatest|toughest)\b[^.!?\n]{0,30}\b(?:monde|planete|terre|univers|pays|canada|quebec|province|world|planet|earth|universe|country|anywhere|ever|galaxie|galaxy|histoire|history)\b|\bpour la vie\b|\ba vie\b"
)
_URGENCY = (
    "(?:ce soir|demain) (?:a |)minuit", "pour de bon", "(?:arrete|arretent|arretons|cesse|cessent|cessons) (?:de donner|les dons|de prendre|d'accepter|la distribution)", "apres c'est fini", "apres ca c'est fini", "(?:derniere|toute derniere|ultime) chance", "(?:maintenant|aujourd'hui|aujourdhui) ou jamais", "(?:avant qu'il (?:ne )?soit|avant que ce soit|apres il sera|demain il sera) trop tard", "(?:depechez|hatez|precipitez|grouillez|pressez)-vous", "faites (?:vite|ca vite)", "attendez pas (?:a |)(?:demain|une minute|trop)", "n'attendez (?:pas|plus)", "(?:plus que|reste que|plus qu') ?(?:quelques |une |deux |trois |24 |48 |)(?:heures?|minutes?|jours?)", "(?:il ne |ne |n'en |en |)(?:reste|restent) (?:presque |quasiment |pratiquement )?(?:plus|que|qu'|juste) ", "(?:ses|nos|les) (?:tout )?derniers? (?:ordinateurs|portables|appareils|unites|exemplaires)", "(?:offre|promotion) (?:unique|exceptionnelle|limitee|d'un jour|valide aujourd'hui)", "occasion unique", "ne (?:reviendra|reviendront|se representera) (?:jamais|plus)", "(?:stocks?|quantites?) limitee?s?", "agissez (?:maintenant|vite|tout de suite)", "sinon (?:c'est|il sera|vous) (?:fini|trop tard|perdrez)", "perdre (?:votre|ta) (?:chance|place) (?:pour|a)",
    "(?:last|final|only) chance", "now or never", "before it's too late", "act (?:now|fast)", "hurry", "(?:only|just) (?:a few |two |three |)(?:hours|minutes|units|computers|laptops) (?:left|remaining)", "(?:hours|minutes|days) left", "while (?:supplies|stocks?|quantities) last", "once in a lifetime", "once-in-a-lifetime", "limited(?: |-)time", "don't (?:wait|miss out|delay|miss your)", "(?:gone|over|closed|lost) (?:forever|for good)", "or (?:lose|miss|regret)", "never (?:come back|be offered again|again be)", "selling out fast", "almost gone", "today only",
)  # fmt: skip
_LIMITED = lazy(
    r"\b(?:garantie?s? (?:limitee|d'un|un an|deux ans|[0-9]{1,2} (?:ans?|mois|jours)|pendant|pour [0-9]|for [0-9a-z]{1,5} (?:year|month|day)|guaranteed for (?:a|one|[0-9]))|garanties? (?:prolongee|de base|du fabricant|ne couvre|conditionnelle)|garantie (?:couvre|est de|de [0-9a-z]{1,6} (?:ans?|mois|jours))|aucune garantie|no guarantee|limited warranty|warranty (?:of|period|covers)|[0-9]{1,2}[- ](?:month|year|day)|sous reserve|selon (?:la|les|l'|le)|conditions?|dans la plupart|en general|generalement|habituellement|"
    r"in most cases|most of the time|usually|typically|generally|up to|jusqu'a|nous visons|on vise|we aim|we try|nous essayons|goal|objectif|parfait en theorie|as much as possible|autant que possible|presque|nearly|almost never)\b"
)
_WARNS = lazy(
    r"\b(?:mefiez-vous|mefie-toi|mefiance|attention aux|beware|watch out|be wary|be careful|too good to be true|trop beau pour etre vrai|ca n'existe pas|doesn't exist|there's no such thing|no such thing|personne ne peut (?:garantir|promettre)|nobody can (?:promise|guarantee)|no one can (?:promise|guarantee|say)|"
    r"(?:ne|n'|pas|jamais|can't|cannot|don't|won't|never|not|nor|no|aucun) (?:[a-z']{1,10} ){0,2}(?:promettre|promettons|promet|garantir|garantissons|garantit|pretendre|pretendons|promise|guarantee|claim)|aucun (?:procede|systeme|ordinateur|appareil|service|effacement) n'est|no (?:process|system|computer|device|service|machine|method) is|nothing is|rien n'est|"
    r"keep your wallet|(?:an?|the|une|la|si une|if an) (?:ad|ads|pub|annonce|vendeur|seller) (?:says|dit|promet|promises|that)|isn't|n'est pas|ne sont pas|aren't|pas les|not the|pas la|pas le seul)\b"
)
_OURS = lazy(
    r"\b(?:chez nous|nos (?:[a-z]{3,14} )?(?:ordinateurs?|ordis?|portables?|laptops?|tablettes?|appareils|machines|services?|stagiaires|techniciens|produits)|notre (?:service|programme|organisme|atelier|effacement|reconditionnement|equipe|garantie)|our (?:[a-z]{3,14} )?(?:computers?|laptops?|tablets?|devices|machines|services?|trainees|techs|technicians|products|program|refurb[a-z]{0,6}|data wip(?:e|ing)|team))\b"
)
_DATED = lazy(
    r"\b(?:places?|spots?|seats|billets|tickets|atelier|workshop|inscriptions?|registration|sunday|saturday|monday|tuesday|wednesday|thursday|friday|dimanche|samedi|lundi|mardi|mercredi|jeudi|vendredi|[0-9]{1,2} (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|(?:january|february|march|april|may|june|july|august|september|october|november|december) [0-9]{1,2}|autre date|another date)\b"
)


@lru_cache(maxsize=32)
def _offered(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"\b{any_of(terms)}") if terms else None


class Misleading(Detector):
    """A promise that nobody can keep, or urgency that is not there, about what the organisation does."""

    id = "facts.misleading"
    categories = ("misleading",)
    voices = STAFF_VOICES
    surest = 0.7
    messages = {
        "fr": {
            "misleading": Message(
                "« {matched} » promet plus que l’on peut garantir.",
                "Dites ce qui est vrai et vérifiable : une durée, des conditions, une source.",
            ),
            "misleading/urgency": Message(
                "« {matched} » presse les gens sans raison apparente.",
                "Donnez la date ou le nombre exact, ou retirez ce passage.",
            ),
        },
        "en": {
            "misleading": Message(
                "“{matched}” promises more than can be guaranteed.",
                "Say what is true and can be checked: a period, conditions, a source.",
            ),
            "misleading/urgency": Message(
                "“{matched}” rushes people without an apparent reason.",
                "Give the exact date or number, or remove this passage.",
            ),
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Absolutes, superlatives and urgency."""
        for phrase in _ABSOLUTE:
            yield Cue("absolute", rf"\b{phrase}" + ("" if phrase.endswith(" ") else r"\b"))
        yield Cue("hundred", r"\b100 ?%")
        yield Cue("delay", r"\b(?:24|48|72) ?(?:h|heures|hours)\b")
        for phrase in _BEST:
            yield Cue("best", rf"\b{phrase}\b")
        yield Cue("endless", rf"\b(?:{_ENDLESS})\b")
        for phrase in _URGENCY:
            yield Cue("urgency", rf"\b{phrase}")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first claim that is about the organisation."""
        for place in hits[:30]:
            hit = self._whole(reading, place)
            if hit is None:
                continue
            if not self._concerns(reading, hit) or not self._meant(reading, hit):
                continue
            urgent = hit.cue == "urgency"
            end = hit.end - 1 if reading.folded[hit.end - 1] == " " else hit.end
            yield Sighting(
                "misleading", hit.start, end, 0.7, reasons=(Reason("matched", f"misleading-{hit.cue}"),),
                parameters={"variant": "urgency"} if urgent else {},
            )  # fmt: skip
            return

    def _whole(self, reading: Reading, place: Hit) -> Hit | None:
        """The claim that a cue stands for, None when what must stand beside it does not."""
        if place.cue == "endless":
            return self._absolute(reading, place)
        wanted = _FOLLOWED.get(place.cue)
        if wanted is None:
            return place
        match = wanted.match(reading.folded, place.end)
        return None if match is None else Hit("absolute", place.start, match.end())

    def _absolute(self, reading: Reading, hit: Hit) -> Hit | None:
        """The whole claim that an ordinary absolute word is part of, if it is one about what is offered."""
        span = reading.sentence(hit.start)
        first, last = max(span.start, hit.start - 90), min(span.end, hit.end + 110)
        if (
            not reading.official
            and mentions_organisation(reading.policy, reading.folded[max(0, first - 80) : last]) is None
            and not _OURS.search(reading.folded, first, last)
        ):
            return None
        turn = _TURNS.search(reading.folded, first, last)
        if turn is None or (
            not _OFFERED.search(reading.folded, first, last)
            and mentions_organisation(reading.policy, reading.folded[first:last]) is None
        ):
            return None
        return Hit("absolute", turn.start(), turn.end())

    def _concerns(self, reading: Reading, hit: Hit) -> bool:
        near = reading.folded[max(0, hit.start - 200) : hit.end + 200]
        if reading.official:
            return True
        if mentions_organisation(reading.policy, near) is not None or _OURS.search(near):
            return True
        organisation = reading.policy.organisation
        offered = _offered((*organisation.services, *organisation.products))
        return hit.cue != "urgency" and offered is not None and offered.search(near) is not None

    def _meant(self, reading: Reading, hit: Hit) -> bool:
        text = reading.folded
        span = reading.sentence(hit.start)
        first, last = max(span.start, hit.start - 120), min(span.end, hit.end + 120)
        if reading.quoted(hit.start, hit.end) or "?" in text[hit.end : last]:
            return False
        if _WARNS.search(text, first, last) or _LIMITED.search(text, first, last):
            return False
        return not (hit.cue == "urgency" and _DATED.search(text, max(0, first - 80), min(len(text), last + 80)))


detector = Misleading()
