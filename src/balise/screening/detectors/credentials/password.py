"""Passwords announced in words: «le mot de passe est …», «mdp: …», *password is …*, «… comme mot de passe», «identifiants : … / …».

Advice on choosing passwords, forgotten passwords, questions about a password and values that only stand for one
(****, VOTRE_MOT_DE_PASSE) are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Hit, words
from balise.screening.detectors.credentials._accounts import account_cues, account_nearby
from balise.screening.detectors.credentials._announced import SPELLED, Value, ordinary_word, strong, value_after
from balise.screening.detectors.credentials._before import value_before
from balise.screening.detectors.credentials._hard import hard_nearby
from balise.screening.detectors.credentials._secret import Credential, placeholder, seen, told, trimmed
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_PASSWORD = (
    r"(?:mots?[ \-]?d[e'2]?[ \-]?passes?|mot2passe|mdps?|phrases? ?de ?passe|mots? de pas+e?|pas{1,2}[ \-]?w(?:or|ro|r|o)d?s?|passwds?|"
    r"passcodes?|passphrases?|pass phrases?|pwds?|pws?|pword|psswd|pswd|psw|psk|mot secret)"
)
_PAIR_LABEL = (
    r"(?:identifiants?|credentials?|creds|logins?|log-?in|acces admin|username|user name|nom d'utilisateur|userid|user id|"
    r"connecte(?:z|r|s)?(?:[ \-](?:vous|toi|moi))?(?: [a-z]{2,9})? avec|(?:log|logs|logged|logging|sign|signed|signing)[ \-]?(?:in|on)(?: (?:to|on) [a-z' ]{2,25})? (?:with|as|using)|"
    r"entre(?:z|r)? avec|ouvr(?:e|ez|ir) (?:la |une |sa )?session|(?:se|me|te) connecter avec|mes acces|s'identifi(?:e|er|ent)(?: [a-z]{2,9})? avec|comptes? ?:|accounts? ?:|(?:l'|nos |vos |les )acces)"
)
_JOINT = (
    r"(?: ?(?:/|\+|:|,|\||&|-)|[\"']? (?:et|and|pis|puis|then|avec|with|\+|pw|pass)(?: (?:the |le )?(?:pass|pw|code))?)"
)
_PAIR = lazy(rf"(?P<user>[a-z0-9._@\-]{{2,50}})[\"']?{_JOINT} ?[\"']?(?P<value>[^ \n\"]{{5,64}})")
_PAIR_BACK = lazy(r"(?P<user>[a-z0-9._@\-]{2,40}) ?(?:/|\+|\|) ?(?P<value>[^ \n\"]{5,64})")
_SHORT_PASS = lazy(r"\bpass(?:e|wd)?(?: is| was|:| :|=| est| c'est|) ?(?P<value>[^ \n]{5,64})")
_LOCKED = (
    r"(?:locked|unlock(?:s|ed)?|protected|encrypted|opens?|secured|barre[es]*|debarre[es]*|protege[es]*|verrouille[es]*|deverrouille[es]*|"
    r"chiffre[es]*|s'ouvrent?|ouvre|ouvrir|get in|gets? you in|log in|entre[rz]?)(?: it| le| la| tout)? (?:with|avec|by|par|using)"
)
_LOCKED_BY = lazy(
    r"(?: the| le| la| un)? (?:\"(?P<quoted>[^\"\n]{4,40})\"|'(?P<single>[^'\n]{4,40})'|(?P<plain>[^ \n]{5,40}))"
)
_OPENER = (
    r"opens (?:the|my|your|his|her|our|it|every|any|both)|unlocks (?:the|my|your|his|her|our|it|every|any|both)|gets you in(?:to)?|lets you in(?:to)?|will get you in|"
    r"ouvre (?:le|la|les|l'|mon|ma|tout|son|sa)|debarre (?:le|la|les|l'|mon|ma|tout|son|sa)|deverrouille (?:le|la|les|l'|mon|ma|tout|son|sa)|te fait entrer|donne acces"
)
_OPENED_BY = lazy(r"(?:\"(?P<quoted>[^\"\n]{4,40})\"|(?P<plain>[^ \n]{6,40})) (?:ca |it |that |just )?\Z")
_DRIVE = lazy(
    r"\b(?:drive|disque|dossier|folder|files?|fichiers?|zip|pdf|vault|coffre|laptop|portable|ordi|ordinateur|computer|phone|cell|telephone|ipad|tablette|tablet|session|compte|account|"
    r"portail|portal|site|intranet|serveur|server|wifi|wi-fi|reseau|network|excel|tableur|spreadsheet|usb|cle usb|door|porte|app|appli|zoom|teams|admin|back end|cms)\b"
)
_USUAL = lazy(
    r"(?<![a-z0-9/.:\-])(?P<user>root|admin|administrator|administrateur|guest|invite|sa|pi|ubnt|cisco) ?[/:] ?"
    r"(?P<value>[a-z0-9!@#$%&*_.\-]{3,30})(?![a-z0-9/])"
)
_USUAL_WORDS = lazy(
    r"\b(?:root|admin|administrator|administrateur|guest|invite|user|operator)[\"']? ?(?:and then|and|et|pis|puis|/|\+|,|then|avec|with) [\"']?(?P<value>[0-9]{4,12})(?![0-9a-z%$]| ?(?:\$|users?|usagers?|autres?|others?|fois|times))"
)
_TWICE = lazy(
    r"(?<![a-z0-9/.:\-])(?:(?P<user>[a-z][a-z0-9]{2,20}) ?/ ?(?P<value>(?P=user))|(?P<usual>admin|root|guest|user|invite|kiosk|pi) (?P<same>(?P=usual)))(?![a-z0-9/])"
)
_PASS = lazy(r" pass(?:e|key)?\Z")
_PUT = lazy(
    r"\b(?:mets|mettez|tape[rz]?|type|use|enter|entre[rz]?|utilise[rz]?|put) (?P<value>[a-z]{3,20}[0-9]{2,6}[!#$%&*]?)(?=[ .,;\n]|\Z)"
)
_ACCESS = (
    r"(?:wi-?fi|ssid|usagers?|utilisateurs?|(?:log|logs|logged|logging|sign|signed|signing)[ \-]?(?:in|on)|locked out|vault|lastpass|"
    r"1password|bitwarden|keepass|keychain|(?:temp|temporary|temporaire|guest|master|default|root|login|sudo|admin|system|bios|wifi|wi-fi|my|the|same|usual|le|son|ton|mon|leur) pass(?:e|key)?|"
    r"sessions?|log(?:u|gu)er|connecte[rz]?|(?:entre[rz]?|enter|tape[rz]?|type|try|essaie|mets) (?:root|admin|guest|invite|prof|eleve|user|test|teacher)|connexions?|acces|user:[a-z0-9]{1,20}|(?:got|gets?|lets?|let) (?:me|you|us|anyone|everyone|people|him|her|them) in(?:to)?|netflix|debarre[rz]?|deverrouille[rz]?|unlocks?)"
)
_LETS_IN = lazy(
    r"\b(?:log(?:s|ged|ging)? ?-?(?:in|on)|login|connect[a-z]*|works?|worked|working|marche|fonctionne|default|defaut|"
    r"creds?|credentials?|acces|access|password|mots? de passe|identifiants?|router|routeur|modem|nas|pi|idrac|ilo|bmc|ipmi|factory|sticker|switch|box|serveur|server|imprimante|printer|camera)\b"
)
_ACCOUNT = lazy(
    r"\b(?:user|username|usager|utilisateur|users|login|log in|compte|account|admin|guest|invite|network|reseau|wifi|wi-fi|"
    r"ssid|identifiant|netflix|zoom|canva|session|email|courriel|server|serveur|router|routeur)\b"
)


class Password(Credential):
    """A password or a pass phrase, with the words that announce it."""

    id = "credentials.password"
    messages = told(
        (
            "Ce texte donne ce qui semble être un mot de passe ou un code d’accès.",
            "Retirez-le et changez-le dès maintenant; transmettez les accès par un moyen sûr, jamais dans une publication.",
        ),
        (
            "This text gives what looks like a password or an access code.",
            "Remove it and change it now; hand over access by a safe channel, never in a post.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Words for a password, for a pair of identifiers."""
        yield Cue("password", rf"\b{_PASSWORD}\b")
        yield Cue("pair", rf"\b{_PAIR_LABEL}")
        yield Cue("access", rf"\b{_ACCESS}\b")
        yield from account_cues()
        yield Cue("pass", r"\bpass(?:e|wd)?(?: is| was|:| :|=| est| c'est) ?[a-z0-9]")
        yield Cue("pass", r"\bpasse? [a-z!@#$%&*_.\-]{0,24}[0-9!@#$%&*_][a-z0-9!@#$%&*_.\-]{2}")
        yield Cue("locked", rf"\b{_LOCKED} [\"'a-z0-9]")
        yield Cue("opener", rf"[\"'a-z0-9!#$%&*] (?:{_OPENER})\b")
        yield from words("access", ("admin admin", "root root", "guest guest", "user user"))
        yield Cue("usual", r"\b(?:root|admin|administrator|administrateur|guest|invite|ubnt|cisco) ?[/:] ?[a-z0-9]")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each secret once."""
        reached = 0
        for hit in islice(hits, 80):
            if hit.end < reached:
                continue
            value = _value(reading, hit)
            if value is not None and value.start >= reached:
                reached = value.end
                yield seen(value.start, value.end, value.confidence, "password-announced")


def _value(reading: Reading, hit: Hit) -> Value | None:
    text = reading.folded
    if hit.cue == "password":
        return (
            value_after(reading, hit.end)
            or value_before(reading, hit.start)
            or hard_nearby(reading, hit.start, hit.end)
            or account_nearby(reading, hit.start, hit.end, firm=True)
        )
    if hit.cue == "account":
        return account_nearby(reading, hit.start, hit.end) or _usual_words(
            text, max(0, hit.start - 60), min(len(text), hit.end + 60)
        )
    if hit.cue == "access":
        return (
            (value_after(reading, hit.end) if _PASS.search(text, hit.start, hit.end) else None)
            or account_nearby(reading, hit.start, hit.end)
            or _same_twice(reading, hit)
            or _put(reading, hit)
        )
    if hit.cue == "pass":
        return _short(reading, hit)
    if hit.cue == "locked":
        locked = _LOCKED_BY.match(text, hit.end - 2)
        return _key(reading, locked) if locked else None
    if hit.cue == "opener":
        return _opener(reading, hit)
    if hit.cue == "usual":
        return _usual(text, hit)
    sentence = reading.sentence(hit.start)
    stop = min(sentence.end, hit.end + 100, len(text))
    after = _PAIR.search(text, hit.end, stop)
    while after is not None:
        value = _strong_value(reading, after)
        if value is not None:
            return value
        after = _PAIR.search(text, after.end("user"), stop)
    return (
        _pair_nearby(reading, max(0, hit.start - 120), hit.start)
        or hard_nearby(reading, hit.start, hit.end)
        or _usual_words(text, hit.end, stop)
        or _same_twice(reading, hit)
    )


def _usual_words(text: str, first: int, last: int) -> Value | None:
    """«admin and 888888»: a usual name and a row of digits."""
    match = _USUAL_WORDS.search(text, first, last)
    return Value(*match.span("value"), 0.85) if match else None


def _same_twice(reading: Reading, hit: Hit) -> Value | None:
    """«student/student» beside words for logging in."""
    text = reading.folded
    match = _TWICE.search(text, max(0, hit.start - 60), min(len(text), hit.end + 70))
    if match is None or (match["same"] and not _LETS_IN.search(text, max(0, match.start() - 50), match.end() + 60)):
        return None
    return (
        Value(*match.span("same" if match["same"] else "value"), 0.8)
        if not ordinary_word(match["value"] or "")
        else None
    )


def _put(reading: Reading, hit: Hit) -> Value | None:
    """«pour te loguer, mets Soleil2020»: a strong value that a verb puts in."""
    text = reading.folded
    match = _PUT.search(text, hit.end, min(len(text), hit.end + 60))
    return _strong_value(reading, match) if match else None


def _short(reading: Reading, hit: Hit) -> Value | None:
    """What follows «pass»: a strong value, or any that the words of an account come with."""
    text = reading.folded
    match = _SHORT_PASS.match(text, hit.start, min(len(text), hit.start + 90))
    if match is None:
        return None
    named = _ACCOUNT.search(text, max(0, hit.start - 70), hit.start) is not None
    linked = hit.cue == "pass" and text[match.start("value") - 2 : match.start("value")].strip(" ") != "pass"
    spelled = (
        linked and SPELLED.match(text, match.end("value"))
        if text[match.end("value") - 1] != ","
        else linked and SPELLED.match(text, match.end("value") - 1)
    )
    if spelled and not ordinary_word(match["value"].rstrip(",")):
        return Value(match.start("value"), match.start("value") + len(match["value"].rstrip(",")), 0.75)
    value = _strong_value(reading, match)
    if value is not None and (linked or named):
        return value
    return value_after(reading, hit.start + 4) if named else None


def _key(reading: Reading, match: re.Match[str]) -> Value | None:
    """«protected with 'Orchid&Fern'»: strong, and neither a product's name nor a date."""
    start, end = trimmed(reading, *match.span(match.lastgroup or 0))
    value, written = reading.folded[start:end], reading.original(start, end)
    return Value(start, end, 0.8) if strong(value, written) and "/" not in value and "-" not in value else None


def _opener(reading: Reading, hit: Hit) -> Value | None:
    """«"Tulip&Tractor" opens the shared drive»: what stands before the verb, when it opens something that takes a password."""
    text = reading.folded
    match = _OPENED_BY.search(text, max(0, hit.start - 44), hit.start + 2)
    if match is None or not _DRIVE.search(text, hit.end, min(len(text), hit.end + 45)):
        return None
    start, end = trimmed(reading, *match.span(match.lastgroup or 0))
    quoted = match["quoted"] is not None and " " not in match["quoted"] and not ordinary_word(match["quoted"])
    fine = quoted or strong(text[start:end], reading.original(start, end))
    return Value(start, end, 0.75) if fine and not placeholder(text[start:end]) else None


def _usual(text: str, hit: Hit) -> Value | None:
    """«root/toor» and other pairs that devices come with."""
    match = _USUAL.match(text, hit.start)
    if match is None or ordinary_word(match["value"]) or placeholder(match["value"]):
        return None
    if match["value"] in {
        "user",
        "users",
        "support",
        "staff",
        "root",
        "rights",
        "superuser",
        "sudo",
        "moderator",
        "member",
    }:
        return None
    if any(map(str.isdigit, match["value"])) and any(sign in match["value"] for sign in "!$&*#@"):
        return Value(*match.span("value"), 0.8)
    near = _LETS_IN.search(text, max(0, hit.start - 60), hit.start) or _LETS_IN.search(
        text, match.end(), match.end() + 60
    )
    return Value(*match.span("value"), 0.8) if near else None


def _pair_nearby(reading: Reading, first: int, last: int) -> Value | None:
    """«guest / letmein2011», told before the word that says what it is."""
    for match in _PAIR_BACK.finditer(reading.folded, first, last):
        value = _strong_value(reading, match)
        if value is not None:
            return value
    return None


def _strong_value(reading: Reading, match: re.Match[str]) -> Value | None:
    start, end = trimmed(reading, *match.span("value"))
    value = reading.folded[start:end]
    if "://" in value or not strong(value, reading.original(start, end)):
        return None
    return Value(start, end, 0.85)


detector = Password()
