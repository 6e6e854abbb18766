"""Codes that open or prove something: PIN (NIP), door, gate, alarm and padlock codes, combinations, one-time and recovery codes,
and the words of a wallet's seed phrase.

The word alone says little («code promo», «code postal», a time, a year): digits count when they stand right by a PIN or a
one-time code, or by «code» where the sentence speaks of what is opened or of whom it proves. Left: codes of shops, mail,
errors, colours, courses, advice on codes, and lengths («un NIP de 4 chiffres»).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Hit
from balise.screening.detectors.credentials._announced import Value, strong, told_in_words, value_after
from balise.screening.detectors.credentials._doors import at_a_door, door_cues
from balise.screening.detectors.credentials._locks import code_nearby, lock_cues, sent_nearby
from balise.screening.detectors.credentials._secret import Credential, placeholder, seen, told, trimmed
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_FIRM = r"(?:n\.?i\.?p|pins?|p\.i\.n|puks?|authenticator|authentificateur|otp|passcodes?|2fa|mfa)"
_COMBINATION = r"(?:combos?|combinaisons?|combinations?)"
_THING = r"(?:portes?|doors?|gates?|safe|coffre|serrure|locks?|casiers?|lockers?|barriere|valise|suitcase)"
_TYPE = r"(?:punch(?: in)?|key in|type in|tape[rz]?|type|enter|entre[rz]?|fais|faites|faire|compose[rsz]?|pese[rsz]?|piques?|pique[rz]|pitonne[rsz]{0,2})"
_LOCK = r"(?:cadenas|padlock|digicode|lockbox|keypad|key ?box|boite a cles?|systeme d'alarme|alarme?)"
_OPEN = r"(?:opens?|opened|unlocks?|s'ouvre|ouvrir|ouvre[rz]?|debarre[rz]?|deverrouille[rz]?|desarme[rz]?|disarms?)"
_LABEL = lazy(
    rf"\b(?:(?P<firm>{_FIRM})(?: ?(?:code|number|no|numero))?|(?P<code>codes?|steam guard)|(?P<combination>{_COMBINATION})|"
    rf"(?P<lock>{_LOCK}|{_THING})|(?P<typed>{_TYPE})|(?P<open>{_OPEN}))(?![a-z])"
)
_DIGITS = r"(?:[a-z]{1,2}-)?[0-9](?:[ \-.*#]?[0-9]){2,9}[#*]?|[0-9](?:, ?[0-9]){2,7}"
_GROUPS = r"[a-z0-9]{4,8}(?:-[a-z0-9]{4,8}){1,7}|[a-z0-9]{8,12}|[0-9]{2,4}[a-z][0-9]{0,3}|[a-z][0-9]{3,5}[a-z]?"
_VALUE = lazy(rf"(?:{_DIGITS})(?![a-z0-9])|(?:{_GROUPS})(?![a-z0-9\-])")
_TRIPLE = lazy(
    r"[0-9]{1,2} (?:gauche|droite|left|right)(?:[, ]{1,2}(?:then |puis |et |and )?[0-9]{1,2} (?:gauche|droite|left|right)){1,3}|"
    r"[0-9]{1,2}(?:,? (?:a )?(?:gauche|droite|left|right|[lrgd])[ ,]{0,2}(?:to |a )?[0-9]{1,2}){1,3}(?![0-9])|[0-9]{1,2}(?P<sign>[ ,]{0,2}[\-/.,]? ?)[0-9]{1,2}(?P=sign)[0-9]{1,2}(?:(?P=sign)[0-9]{1,2})?(?![0-9a-z:$%])"
)
_FIRST = lazy(r"(?<![a-z0-9])(?:[a-z]{1,2}-)?[0-9]|(?<![a-z0-9\-])[a-z]{0,7}[0-9]")
_BETWEEN = lazy(r"(?:[a-z'\x80 ,:=()\"#>\-]|\? |\.{2,3} ){0,70}\Z")
_LINKED = lazy(
    r"(?:[:=>#]|'s|\A to|\b(?:takes?|prend|accepte|est|c'est|c est|cest|is|was|are|sont|sera|etait|c'etait|now|reste|remains|still|toujours|says|"
    r"dit|set to|changed to|reset to|change pour|change a|mis a|maintenant)) ?(?:bien |encore |toujours |still |always |now |a |le |la |the |just |juste |only |(?:the|le) (?:usual|same|meme|bon vieux|good old) )?[\"(# ]?\Z"
)
_WITH = lazy(
    r"(?:[a-z] ?:|\b(?:with|avec|using|by typing|by entering|en tapant|en entrant|en faisant|tape[rz]?|type|enter|"
    r"entre[rz]?|fais|faites|code|press|pese[rz]?|compose[rz]?|punch(?: in)?)) ?(?:le |la |the )?[\"(# ]?\Z"
)
_DECIMAL = lazy(r"[0-9]+[.,][0-9]+")
_NUMBERED = lazy(r"[0-9]{1,2} ?(?::|=|c'est|est|is) ?[0-9]{3}")
_SET_OFF = lazy(r"(?:, |,? \()\n[0-9 \-]*(?:[,.!)]|\Z)")
_ADRIFT = lazy(
    r"\b(?:en|in|since|depuis|vers|by|until|avant|apres|after|before|at|a|au|aux|of|over|about|plus de|moins de|than|"
    r"from|et|and|or|ou|entre|between|avait|had|a|ont|have|has|page|article|chapitre|salle|room|poste|tous les|every|"
    r"this|to|on|post|for|pour|lot|version|"
    r"numero de)[ ,]{1,2}\Z"
)
_UNIT = lazy(
    r" ?(?:\$|%|e\b|chiffres?|digits?|numbers?|caracteres?|characters?|lettres?|letters?|fois|times|minutes?|min\b|"
    r"secondes?|seconds?|heures?|h(?![a-z])|hours?|lbs?|litres?|l\b|kg|g\b|ml|cm|mm|ft|watts?|w\b|pounds|livres|pieds|feet|inches|pouces|ans\b|years?|jours?|days?|mois|months?|personnes?|people|points?|"
    r"m\b|km|am\b|pm\b|a\.m|p\.m|piece|pieces|pi\b|positions|combinaisons|combinations|possibilit)|[:][0-9]"
)
_ENDS = lazy(
    r"[\"')#*]{0,2}(?:\Z|[.,!?;\n\x82]| (?:et|and|pis|puis|then|pour|for|on|sur|comme|merci|ok|au|a|ensuite|suivi|followed|plus|star|etoile|carre|pound|diese)\b)"
)
_YEAR = lazy(r"(?:19|20)[0-9]{2}\Z")
_OTHER = lazy(
    r"\b(?:promo[a-z]*|rabais|coupons?|discount|checkout|panier|orders?|commandes?|pick-?up|pick up|ramassage|natation|inscription|postal|postaux|zip|area|regional|regionaux|indicatif|"
    r"couleurs?|colou?rs?|hex|erreurs?|errors?|saq|produits?|products?|articles?|items?|barres?|barcode|bar code|"
    r"source|civil|criminel|criminal|route|qr|vestimentaire|dress|cours|courses?|vol|flight|reservation|booking|"
    r"permanent|d'ethique|de vie|tarif|douanier|hs|activite|budgetaire|statut|status|exit|http|morse|"
    r"d'eleve|student|employe|fournisseur|vendor|recette|recipe|cadeau|gift|referral|parrainage|invit[a-z]*|"
    r"lot|modele|model|sku|upc|ean|isbn|du batiment|building code|penal|travail|ascii|unicode|swift|"
    r"couleur|peinture|paint|kata|swatch|gagnante?s?|winning|loto|lotto|lottery|ski|mots?|codes? sources?)\b"
)
_OPENS = lazy(
    r"\b(?:acces|access|portes?|doors?|gates?|barriere|garage|alarme?s?|portail|cadenas|locks?|padlock|locker|casiers?|coffres?|"
    r"safe|lockbox|keypad|clavier|digicode|entree|entry|entrance|stationnement|parking|barre[rz]?|debarre[rz]?|"
    r"deverrouill[a-z]*|unlock[a-z]*|ouvrir|opens?|ouvre|verification|verify|verifier|verif|authenti[a-z]*|2fa|mfa|otp|"
    r"sms|texto|texte|text|texted|secret|secrets|secrete|securite|security|securise|recuperation|recovery|backup|secours|"
    r"usage unique|one[- ]time|double facteur|two[- ]factor|deux facteurs|two[- ]step|deux etapes|"
    r"connexion|connecter|login|log in|sign in|compte|account|telephone|cell|phone|iphone|ipad|tablette|tablet|ecran|"
    r"screen|sim|admin|wifi|wi-fi|carte de debit|debit|guichet|vault|alarm|boite vocale|voicemail|google|microsoft|"
    r"bloc|immeuble|building|vestiaires?|gym|remise|cabanon|shed|chalet|cottage|appart|appartement|apartment|condo|lobby|hall|"
    r"elevator|ascenseur|local|salle|bureau|office|toilettes?|washrooms?|bathrooms?|restroom|piscine|pool|entrepot|warehouse|"
    r"atelier|entrer|enter|rentre[rz]?|get in|get through|let you in|let yourself in|laptop|ordi|ordinateur|computer|facebook|instagram|steam|discord|whatsapp|telegram|apple|paypal|amazon|zoom|teams|meeting|reunion|webinaire|webinar|visio|steam|steam guard|disarm[a-z]*|desarm[a-z]*|expiree?s?|expired|(?:j'ai|ai) recu|m'a (?:texte|envoye|donne)|netflix|desjardins|clicsecur|confirmation|portail|recue? par|received|envoyee? par|authenticator)\b"
)
_PUNCHED = lazy(r".{0,22}\b(?:punch in|key in|pitonne[rsz]{0,2})(?: le| the)? \Z")
_OBJECT = lazy(
    r"\b(?:portes?|doors?|gates?|barriere|garage|alarme?s?|cadenas|locks?|padlock|locker|casiers?|coffres?|safe|lockbox|keypad|"
    r"clavier|ipad|iphone|tablette|tablet|phone|cell|telephone|laptop|portable|ordi|ordinateur|computer|chromebook|ecran|"
    r"screen|pave|pad|piton|boitier|panneau|panel|debarre|barre|unlocks?|entrer|get in|remise|shed|cabanon|chalet|cottage|bloc|building|box|boite|it|session)\b"
)
_AFTER = lazy(
    r"(?P<value>[0-9](?:[ \-]?[0-9]){2,9}[#*]?)[\"',]{0,2} (?:is|was|est|c'est|c'etait|etait|as|comme|for|pour) "
    r"(?P<between>[a-z' \-]{0,30}?)\b(?:(?P<code>code)|nip|pin|otp|combo|combinaison|combination|passcode|cadenas|alarme?)\b(?P<rest>[a-z' ]{0,30})"
)
_SEED = lazy(
    r"(?:[a-z0-9', ()]{0,40}?)(?:[:=(\"]|->|\bc'est|\best|\bis|\bare|\bsont)[ \"(:]{1,3}(?P<words>(?:(?:[0-9]{1,2}[.)]? )?[a-z]{3,9}[ ,]{1,2}){5,23}[a-z]{3,9})"
)
_FUNCTION = frozenset(
    "the and your you never not with for share keep les des une pas que qui est pour dans avec sur jamais vos votre mais "
    "donc elle ils nous vous son ses aux par are was this that they have from don dont mon ton mes tes notre".split()
)
_CAPITALS = lazy(r"[a-z' ]{0,30}?(?: is | est |: ?| c'est )(?:le )?(?P<value>[a-z0-9]{5,8})(?![a-z0-9])")


class AccessCode(Credential):
    """Digits, or groups of signs, that words say open a door, a device or an account."""

    id = "credentials.access-code"
    messages = told(
        (
            "Ce texte donne ce qui semble être un code d’accès, un NIP ou un code de récupération.",
            "Retirez-le et changez-le : qui le lit peut entrer. Donnez-le de vive voix ou par un moyen privé.",
        ),
        (
            "This text gives what looks like an access code, a PIN or a recovery code.",
            "Remove it and change it: whoever reads it can get in. Give it by word of mouth or privately.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Each word with digits soon after it."""
        some = r"[a-z'\x80 ,:=()\"#>?.\-]"
        yield Cue("label", rf"\b{_FIRM}\b{some}{{1,45}}[0-9]")
        yield Cue("label", rf"\bcodes?\b{some}{{1,60}}[0-9]")
        yield Cue("label", rf"\b(?:{_COMBINATION}|{_LOCK})\b{some}{{1,45}}[0-9]{{1,4}}[ \-,.#*]{{0,2}}[0-9]")
        yield Cue(
            "label",
            rf"\b{_THING}{some}{{0,30}}(?:c'est|est|is|takes|prend|:|=|\?|,) ?(?:le |the )?[0-9]{{1,4}}[ \-,.#*]{{0,2}}[0-9lrgd]",
        )
        yield Cue("label", r"\b(?:lockers?|casiers?|locks?|cadenas|padlock) [0-9]{1,2}-[0-9]{1,2}-[0-9]")
        yield Cue("label", rf"\b{_TYPE} (?:le |the |sur |sur le )?(?:code )?[0-9](?:[ ,\-]{{0,2}}[0-9]){{2}}")
        yield Cue("google", r"\bg-[0-9]{6}\b")
        yield Cue("bitlocker", r"\b[0-9]{6}(?:-[0-9]{6}){7}\b")
        yield Cue("label", rf"\b{_OPEN} {some}{{0,40}}(?:with|avec|using|code|typing|tapant|:) ?(?:le |the )?[0-9]")
        yield Cue(
            "after",
            r"\b[0-9]{3,8}[#*]?[\"',]{0,2} (?:is|was|est|c'est|c'etait|etait|as|comme|for|pour) [a-z' \-]{0,30}\b(?:code|nip|pin|otp|combo|combinaison|combination|passcode|cadenas|alarme?)\b",
        )
        yield Cue(
            "after",
            r"\b[0-9]{2,3}(?:[ \-][0-9]{2,3}){1,3} (?:comme|as|is|est) [a-z' \-]{0,20}\b(?:code|nip|pin|otp)\b",
        )
        yield Cue(
            "seed",
            r"\b(?:seed ?(?:phrase|words)|word seed|wallet seed|seed (?:is|est)|seed (?:du|de|de la|of|for|for the|of the) (?:wallet|portefeuille|crypto|ledger|metamask|bitcoin)|mnemonic|phrase (?:secrete|mnemonique|de recuperation)|(?:recovery|secret|backup) phrase|mots (?:de recuperation|magiques|secrets)|recovery words|(?:12|24|douze|twelve) (?:words|mots))\b",
        )
        yield Cue("label", r"\bsteam guard\b")
        yield from door_cues()
        yield from lock_cues()
        yield Cue("named", r"\bcodes? (?:d'acces|secrets?|admin|d'entree|de recuperation|de secours)\b")
        yield Cue("named", r"\b(?:recovery|backup|access|door|gate|security) (?:codes?|keys?)\b")
        yield Cue("named", r"\bcles? de (?:recuperation|secours|securite)\b")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each code once."""
        reached = 0
        for hit in islice(hits, 120):
            if hit.end < reached:
                continue
            value = _value(reading, hit)
            if value is not None and value.start >= reached:
                reached = value.end
                yield seen(value.start, value.end, value.confidence, "password-announced")


def _value(reading: Reading, hit: Hit) -> Value | None:
    text = reading.folded
    if hit.cue in {"bitlocker", "google"}:
        return Value(hit.start, hit.end, 0.95)
    if hit.cue == "seed":
        return _seed(text, hit.end - 4 if text.startswith(" is", hit.end - 3) else hit.end)
    if hit.cue in {"door", "key"}:
        return at_a_door(text, hit.start, hit.end) or _firm_described(reading, hit)
    if hit.cue == "lock":
        return code_nearby(reading, hit.start, hit.end)
    if hit.cue == "sent":
        return sent_nearby(reading, hit.start, hit.end)
    if hit.cue == "after":
        return _told_before(text, hit)
    if hit.cue == "named":
        value = value_after(reading, hit.end)
        if value is None or not strong(text[value.start : value.end], reading.original(value.start, value.end)):
            return None
        return value
    for label in _LABEL.finditer(text, hit.start, hit.end):
        value = _labelled(reading, label)
        if value is not None:
            return value
    return None


def _firm_described(reading: Reading, hit: Hit) -> Value | None:
    """A PIN told by what it is («le NIP du cell, c'est l'année de sa naissance, 1949»)."""
    label = _LABEL.match(reading.folded, hit.start, hit.end)
    if label is None or label["firm"] is None:
        return None
    return told_in_words(reading, label.end(), min(len(reading.folded), label.end() + 90))


def _labelled(reading: Reading, label: re.Match[str]) -> Value | None:
    """The digits that a label announces, when they open something."""
    text = reading.folded
    kind = label.lastgroup or "code"
    last = min(len(text), label.end() + 75)
    label_end = label.end()
    if kind == "firm":
        described = told_in_words(reading, label.end(), last)
        if described is not None:
            return described
    first = _FIRST.search(text, label.end(), last)
    while first is not None and first.group()[0].isalpha() and not _is_group(text, first.start()):
        first = _FIRST.search(text, first.end(), last)
    if first is not None and _NUMBERED.match(text, first.start(), last):
        # «code de la porte 4 : 9931»: the first digits name the door.
        first = _FIRST.search(text, first.end(), last)
        label_end = text.rfind(":", 0, first.start()) if first else label.end()
    if first is None:
        return _letters(reading, label, last) if kind == "code" else None
    start = first.start()
    between = text[max(label.end(), label_end) : start]
    if _BETWEEN.match(between) is None:
        return None
    match = _TRIPLE.match(text, start) if kind in {"combination", "lock"} else None
    triple = match is not None and not match.group().isdigit()
    match = match or _VALUE.match(text, start)
    if match is None or _UNIT.match(text, match.end()):
        return None
    start, end = trimmed(reading, *match.span())
    value = text[start:end]
    linked = _LINKED.search(between) is not None or (
        kind == "code" and _SET_OFF.match(between + "\n" + text[end:]) is not None
    )
    if _DECIMAL.fullmatch(value):
        return None
    if (placeholder(value) and not (linked and value.isdigit())) or _amount(text, start):
        return None
    if not (linked or triple) and (
        _ADRIFT.search(between) or (_YEAR.match(value) and kind != "firm") or len(between) > 60
    ):
        return None
    around = text[max(0, label.start() - 70) : min(len(text), end + 70)]
    if not _fits(
        kind,
        text[max(0, label.start() - 22) : start],
        around,
        between,
        text[end : end + 12],
        closed=match.group()[-1] in "#*",
        linked=linked,
        triple=triple,
    ):
        return None
    return Value(start, end, 0.9 if linked else 0.8)


def _fits(
    kind: str, said: str, around: str, between: str, after: str, *, closed: bool, linked: bool, triple: bool
) -> bool:
    """Whether the words around make the digits a code that opens or proves."""
    if kind == "typed":
        return (
            (_OBJECT.search(around) is not None or _PUNCHED.match(said) is not None)
            and _ENDS.match(after) is not None
            and len(between) <= 10
        )
    if kind == "open" and not _ENDS.match(after):
        return False
    if kind == "firm":
        return linked or (
            between.count(" ") <= 6 and not re.match(r" ?(?:this|it|that|the|your|and|et|vs|'s)\b", between)
        )
    if kind == "open":
        return _WITH.search(between) is not None and _OBJECT.search(around) is not None
    if (kind == "code" and after[:1] in {"#", "*"}) or (kind == "code" and closed):
        return True
    if _OTHER.search(said):
        return False
    if kind == "code":
        return _OPENS.search(around) is not None or (linked and _OTHER.search(around) is None)
    if kind == "lock":
        return linked or triple
    return triple or (linked and _OPENS.search(around) is not None)


def _letters(reading: Reading, label: re.Match[str], last: int) -> Value | None:
    """A one-time code of capitals and digits («your Steam Guard code is K4TWX»)."""
    match = _CAPITALS.match(reading.folded, label.end(), last)
    if match is None or not reading.original(*match.span("value")).isupper():
        return None
    around = reading.folded[max(0, label.start() - 70) : match.end() + 70]
    if _OTHER.search(around) or not _OPENS.search(around) or not any(map(str.isdigit, match["value"])):
        return None
    return Value(*match.span("value"), 0.8)


def _is_group(text: str, start: int) -> bool:
    """Whether groups of letters and digits, as recovery codes are made, start here."""
    match = re.compile(_GROUPS).match(text, start) or re.compile(r"[a-z]{1,2}-[0-9]{3}").match(text, start)
    if match is None:
        return False
    value = match.group()
    return sum(map(str.isdigit, value)) >= 3


def _amount(text: str, start: int) -> bool:
    return text[start - 1 : start] in {"$", "&"} or text[max(0, start - 2) : start] == "$ "


def _told_before(text: str, hit: Hit) -> Value | None:
    """«4417 est le code de la porte», *9034 is the PIN*."""
    match = _AFTER.search(text, max(0, hit.start - 8), min(len(text), hit.end + 30))
    if (
        match is None
        or match.start() > hit.start
        or _amount(text, match.start())
        or text[match.start() - 1 : match.start()] in {"-", ".", "/", ","}
    ):
        return None
    around = text[max(0, match.start() - 60) : match.end() + 20]
    if match["code"] and (_OTHER.search(match["between"] + match["rest"]) or not _OPENS.search(around)):
        return None
    return Value(*match.span("value"), 0.85)


def _seed(text: str, end: int) -> Value | None:
    """A row of plain words, as wallets give them: none of those that make a sentence."""
    match = _SEED.match(text, end, min(len(text), end + 320))
    if match is None:
        return None
    row = re.findall("[a-z]+", match["words"])
    if len(row) < 6 or sum(word in _FUNCTION for word in row) > (1 if len(row) >= 11 else 0):
        return None
    return Value(*match.span("words"), 0.9)


detector = AccessCode()
