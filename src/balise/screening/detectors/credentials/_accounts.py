"""What opens an account or a device beside which no word for a password stands: «son Netflix, c'est Popcorn&22», *they all use Summer2025*.

A *likely* value is a word with a capital and digits at its end («Begonia1948»), or words with capitals joined by a sign
(«Guitare.Verte»); right after words that give it and near words of accounts, it is one. All in small letters it needs a verb
that enters it («avec», *type*). Handles and names of users are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from balise.screening.detecting import Cue, words
from balise.screening.detectors.credentials._announced import ADVICE, Value, ordinary_word, strong
from balise.screening.detectors.credentials._hard import hard_nearby
from balise.screening.detectors.credentials._secret import placeholder
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_REACH = 100
_SERVICES = (
    *(
        "netflix crave spotify disney+ icloud gmail hotmail outlook facebook portail portal moodle classroom onedrive dropbox canva zoom "
        "routeur router modem kiosk kiosque kiosks intranet extranet serveur server imprimante printer nas logiciel cms wordpress backend "
        "caisse pos ordi ordinateur laptop portable chromebook tablette ipad iphone cell cellphone telephone session sessions compte "
        "comptes account accounts login logins admin administrator administrateur firewall switch webcam camera cameras thermostat drive vpn "
        "teams mozaik omnivox leea clicsequr accesd itunes plateforme platform appli payroll paie 1password idrac wifi wi-fi unzip zip pdf excel unzips rentre rentres rentrez user users usager usagers utilisateur desjardins paypal amazon steam playstation xbox roblox minecraft fortnite"
    ).split(),
    "prime video", "apple id", "tou.tv", "disney plus", "back end", "remote desktop", "bureau a distance", "mon dossier", "hit enter", "type in", "windows key", "clé windows", "license key", "licence key", "product key",
    "activation key", "code d'activation", "clé d'activation", "clé de licence", "activation code", "emergency kit", "pèse enter", "pis enter", "ça ouvre", "ça débarre", "ça rentre", "that opens", "opens it", "gets you in", "pour ouvrir",
)  # fmt: skip
_COPULA = (
    r"(?:is|was|it's|its|it is|that's|mine's|mine is|remains?|c'est|cest|c est|est|etait|c'etait|reste|dit|says?|then|puis|pis|plus|"
    r"and|et|code|key|cle|(?:account|compte|login|session|portal|portail|netflix|spotify),)"
)
_ENTERED = (
    r"(?:with|avec|us(?:e|es|ed|ing)|utilise[sntrz]{0,3}|mets?|mettez|mettre|put|tape[rz]?|tapant|typ(?:e|ed|ing)|enter(?:ed|ing)?|entre[rz]?|"
    r"ecri[stvrez]{1,4}|try|tried|essaie|essaye[rz]?|par|by|to|pour)"
)
_LIKELY = lazy(
    rf"(?:(?<![a-z'])(?:(?P<entered>{_ENTERED})|(?P<copula>{_COPULA}))(?: (?:the usual|the same|always|toujours|encore|still|juste|just|simplement|the good old|le bon vieux|probably|surement))?(?: ?:)? |"
    r"(?P<sign>[:=>+/|]) ?)(?P<mark>[\"']?) ?(?P<value>[a-z][a-z_.\-]{2,24}[0-9]{1,8}[a-z]?[!?$*#&]{0,3}|[a-z]{3,20}(?:[._&#$*+\-][a-z]{3,20}){1,4}[0-9!]{0,4}) ?(?P=mark)"
    r"(?=[ ,.;:!?)\n\"']|\Z)"
)
_PAIRED = lazy(
    r"(?<![a-z0-9._%+\-])[a-z0-9._%+\-]{2,40}@[a-z0-9\-]{2,40}(?:\.[a-z0-9\-]{2,24}){1,3} ?(?:/|\+|,|:|;|\||et|and|with|avec|pw|pass|mdp) ?(?P<value>[a-z0-9!$%&*#^~_.\-]{6,40})(?![a-z0-9@])"
)
_USER_PASS = lazy(
    r"(?<![a-z])(?:user(?:name)?|usager|utilisateur|login|identifiant)(?: is| est| c'est|:| :|=)? ?[\"']?[a-z0-9._@\-]{2,40}[\"']?(?: |, ?| ?/ ?| ?\+ ?)(?:and |et |pis |with |avec )?(?:the |le )?"
    r"(?:pass(?:e|word|wd|code)?|pwd?|mdp|mot de passe)(?: is| est| c'est|:| :|=)? ?[\"']?(?P<value>[a-z0-9][a-z0-9!$%&*#^~_.\-]{2,40})"
)
_QUOTED_PAIR = lazy(
    r"\" ?[a-z0-9._@\- ]{2,30}\" ?(?:pis|et|and|puis|then|/|\+|,|avec|with)(?: le mot de passe| the password)? \" ?(?P<value>[^\" \n]{3,40}) ?\""
)
_JOINED = lazy(r"[A-Z][a-zà-ÿ]+(?:[._&#$*+][A-Z][a-zà-ÿ]+)+[0-9!]*\Z")
_WEBLIKE = lazy(r".*\.(?:com|ca|org|net|fr|io|tv|gov|edu|quebec|pdf|docx?|xlsx?|zip|py|js|html?|png|jpe?g)\Z")
_PRODUCT = lazy(
    r"(?:windows|office|covid|sars|excel|word|python|ubuntu|debian|iphone|ipad|galaxy|pixel|latitude|thinkpad|optiplex|elitebook|chromebook|"
    r"version|ver|v|edition|saison|season|episode|ep|chapitre|chapter|page|art|article|local|room|salle|poste|bus|vol|ligne|route|"
    r"cours|course|loi|bill|ps|xbox|mp|wpa|ipv|usb|top|h|g|lot|no|level|niveau|niv|phase|etape|step|day|jour|team|equipe|gp|rtx|gtx|model|"
    r"modele|type|class|classe|test|item|plan|option|formule|tome|vol|volume|part|partie|sec|secondaire|grade|gr|web|s|e|c|f|a|b|hp|lg)[\-_. ]?[0-9.]+[a-z]?\Z"
)
_NAMES = lazy(
    r"\b(?:handle|pseudos?|username|user ?names?|gamertag|usager|utilisateur|users?|id|surnom|nickname|suivez|suis|follow|add(?:ed)?|ajoute[sz]?|"
    r"abonne[a-z\-]*|screen ?name|@|hashtag|mot-clic|channel|chaine|page|groupe|group|domain|ssid|reseau|network|serie|fichier|file|event|evenement|"
    r"expo|festival|tournoi|conference|conf)\b[a-z' :=]{0,18}\Z"
)
_NO_ACCESS = lazy(
    r"\b(?:handle|pseudo|gamertag|hashtag|mot-clic|nom d'utilisateur seulement|tracking|commande|order|facture|invoice|code promo|promo code|rabais|modele|model)\b"
)
_ENTERS = lazy(
    r"\b(?:log(?:s|ged|ging)?[ \-]?(?:in|on)|sign(?:ed|ing|s)?[ \-]?in|unlocks?|open(?:s|ed)?|get in|gets? you in|got in|session|connecte[rz]?|connecter|"
    r"ouvre[sz]?|ouvrir|debarre[rz]?|deverrouille[rz]?|rentre[rsz]?|acces|access|shared|partage|account|accounts|compte|comptes|admin|enter|locked|barre|unzip|dezippe[rz]?|zip|pdf|decrypt|takes|prend|marche|works?|wi-?fi|plateforme|platform|logged|portail|portal)\b|\b(?:user|pass)[ :]"
)


def account_cues() -> Iterator[Cue]:
    """Names of services and devices, each a fixed word, which costs next to nothing to look for."""
    yield from words("account", _SERVICES)


def account_nearby(reading: Reading, start: int, end: int, *, firm: bool = False) -> Value | None:
    """The value given near the words from ``start`` to ``end``; ``firm`` says that they are words for a password."""
    text = reading.folded
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    first = max(first, text.rfind("\n\n", first, start) + 1)
    blank = text.find("\n\n", end, last)
    last = blank if blank >= 0 else last
    for match in _LIKELY.finditer(text, first, last):
        at, to = match.span("value")
        if (match.end() == last < len(text) and text[last].isalnum()) or start <= at < end:
            continue
        if _is_given(reading, match, firm=firm) and not ADVICE.search(text, first, last):
            return Value(at, to, 0.75)
    pair = _PAIRED.search(text, first, last)
    if pair is not None and strong(pair["value"], reading.original(*pair.span("value"))):
        return Value(*pair.span("value"), 0.8)
    for pattern in (_USER_PASS, _QUOTED_PAIR):
        told = pattern.search(text, first, last)
        if told is not None and not ordinary_word(told["value"]) and _ENTERS.search(text, first, last):
            return Value(*told.span("value"), 0.75)
    return None if firm else hard_nearby(reading, start, end)


def _is_given(reading: Reading, match: re.Match[str], *, firm: bool) -> bool:
    """Whether a likely value is what opens rather than a name, an address, a product or a date."""
    text = reading.folded
    value = match["value"]
    at, to = match.span("value")
    written = reading.original(at, to)
    bare = value.rstrip("!?$*#&")
    digits = sum(map(str.isdigit, value))
    if placeholder(value) or _WEBLIKE.match(value) or _PRODUCT.match(bare) or len(bare) < 6:
        return False
    if _NAMES.search(text, max(0, at - 40), at) or _NO_ACCESS.search(text, max(0, at - 60), min(len(text), to + 30)):
        return False
    if text[to : to + 1] == "@" or text[to : to + 2] in {".c", ".o"}:
        return False
    capital = written[:1].isupper() and written != written.upper()
    quoted = bool(match["mark"])
    signed = value[-1] in "!?$*#&" and value[-1] not in "?!"
    if not digits:
        return (capital and _JOINED.match(written) is not None) and (firm or match["entered"] is not None or quoted)
    if digits >= 2 and match["sign"] in {":", "="} and re.search(r"\bwi-?fi\b", text[max(0, at - 70) : at]):
        return True
    if capital and digits == 1 and len(bare) >= 8 and match["entered"] not in {None, "pour", "par", "by"}:
        return _ENTERS.search(text, max(0, at - 80), min(len(text), to + 60)) is not None
    if capital and (digits >= 2 or signed):
        return (
            firm
            or match["sign"] is None
            or quoted
            or _ENTERS.search(text, max(0, at - 90), min(len(text), to + 40)) is not None
        )
    entered = match["entered"] not in {None, "to", "pour", "par", "by"}
    return (firm and (entered or quoted) and digits >= 2) or (
        (entered or quoted) and _ENTERS.search(text, max(0, at - 60), min(len(text), to + 60)) is not None
    )
