"""Digits beside what they open: «le clavier de la remise 1184», *use 7745 on the intercom*, *4406 gets you through the gate*.

A lock is named in few words; in its sentence four to six digits, or fewer set apart one by one, that count nothing, number nothing and are
no year are its code. Right after a thing that bears a number of its own (a locker, a gate) they are that number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from balise.screening.detecting import Cue, words
from balise.screening.detectors.credentials._announced import ADVICE, Value
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_LOCKS = (
    "keypad", "key pad", "intercom", "interphone", "padlock", "cadenas", "lockbox", "lock box", "key box", "boîte à clé", "boîte à clés", "boîte aux clés",
    "digicode", "pavé numérique", "clavier numérique", "clavier de la porte", "barrure", "barrures", "serrure", "alarme", "alarm", "alarm panel", "alarm system",
    "système d'alarme", "coffre-fort", "combination lock", "cadenas à numéros", "door code", "gate", "side gate", "parking gate", "barrière", "portail", "garage door",
    "porte de garage", "front door", "back door", "porte d'en arrière", "porte d'en avant", "porte du bloc", "porte du garage", "the safe", "the vault", "voicemail",
    "boîte vocale", "passcode", "passcode's", "lock screen", "valet mode", "mode valet", "to arm", "to disarm", "débarre mon cell", "elevator panel", "buzzer", "sonnette",
    "casier", "locker", "vault", "lockers",
)  # fmt: skip
_SENT = (
    "logging in", "sign in", "log in", "se connecter", "me connecter", "texted me", "m'a texté", "m'a envoyé", "sent me", "just sent", "authenticate", "is that you",
    "c'est tu toi", "par texto", "code sent", "verify", "Apple sent", "Google sent", "bank sent", "bank texted",
)  # fmt: skip
_SIX = lazy(
    r"(?<![a-z0-9$#.,:/\-])(?<![0-9] )(?P<value>[0-9]{6}|[0-9]{3}[ \-][0-9]{3})(?![0-9a-z%$:\-/]|[.,][0-9]| [0-9]| ?\$)"
)
_TOLD = lazy(
    r"\b(?:sent|send|texted|texte|envoye[es]*|recue?s?|received|got|use|says|dit|type|tape|entre[rz]?|enter)\b"
)
_FOR = lazy(
    r"\b(?:logging in|log in|login|sign in|connecter|connexion|bank|banque|compte|account|apple|google|microsoft|facebook|instagram|amazon|paypal|desjardins|"
    r"rbc|bmo|cibc|verification|verify|authenti[a-z]*|code)\b"
)
_NUMBERED = frozenset(
    {"gate", "casier", "locker", "lockers", "portail", "barriere", "buzzer", "sonnette", "intercom", "interphone"}
)
_REACH = 70
_CODE = lazy(
    r"(?<![a-z0-9$#.,:/\-])(?<![0-9] )(?P<value>[0-9]{4,6}|[0-9](?:-[0-9]){2,7}|[0-9](?: [0-9]){3,7})(?P<end>[#*]?)(?![0-9a-z%$:\-/]|[.,][0-9]| [0-9]| ?\$)"
)
_YEAR = lazy(r"(?:19[3-9]|20[0-3])[0-9]\Z")
_COUNTED = lazy(
    r" (?:[a-z]{1,12}s(?!\b(?:is|us))\b|km|m|min|h|ans|rue|avenue|av|boul|boulevard|chemin|rang|street|st|road|rd|drive|lane|ave|blvd|"
    r"de (?:large|long|haut)|watts?|volts?|dollars?|people|personnes?)(?![a-z])"
)
_OPENING = lazy(
    r" (?:is|gets?|works|opens|unlocks|works|does|marche|ouvre|debarre|fonctionne|pis|pour|puis|then|et|and|suivi|followed|on|sur|dessus|at|to|lets|fait|comme|if|si|plus|with|avec|star|pound|etoile|diese|carre|sur)(?![a-z])"
)
_ADRIFT = lazy(
    r"(?:\b(?:en|in|at|for|since|depuis|vers|by|until|avant|apres|after|before|over|about|plus de|moins de|than|page|article|chapitre|salle|room|local|poste|version|modele|model|"
    r"numero|no|lot|unit|app|apt|appartement|bus|vol|flight|route|rue|boul|autoroute|suite|bureau|order|commande|facture|ticket|dossier|case|etape|"
    r"paid|cost|coute|paye|vaut|worth|fois|times|sold|vendu|only|seulement|environ|around|pres de|almost|presque|ouvre a|opens at|ferme a|closes at|had|has|have|avait|ont)[ ,:#]{1,3}|\$ ?|[0-9][ ,.])\Z"
)
_ELSEWHERE = lazy(
    r"\b(?:promo|rabais|discount|postal|zip|prix|price|score|saison|season|modele|model|incendie|fire|feu|pompiers|firefighters?|recall|rappel|vendre|for sale|achete|bought|"
    r"flight|boarding|embarquement|vol|terminal|departures?|departs?|erreur|error|appels?|calls|attempts?|tentatives?|abonnes|followers)\b"
)
_DIRECT = lazy(r" ?(?:#|no\.? |number |numero )?\Z")


def lock_cues() -> Iterator[Cue]:
    """The names of locks, each a fixed phrase."""
    yield from words("lock", _LOCKS)
    yield from words("sent", _SENT)


def sent_nearby(reading: Reading, start: int, end: int) -> Value | None:
    """The six digits that somebody was sent to sign in with, near the words from ``start`` to ``end``."""
    text = reading.folded
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    for match in _SIX.finditer(text, first, last):
        near = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        fine = _TOLD.search(text, *near) and _FOR.search(text, *near) and not _ELSEWHERE.search(text, *near)
        if (
            fine
            and not _COUNTED.match(text, match.end())
            and not _ADRIFT.search(text, max(0, match.start() - 14), match.start())
        ):
            return Value(*match.span("value"), 0.7)
    return None


def _named(reading: Reading, match: re.Match[str], first: int) -> bool:
    """Whether a name with a capital stands right before the digits («Nokia 3310») or after them («8850 Lajeunesse»)."""
    start, end = match.span()
    before = reading.original(max(first, start - 20), start).split(" ")
    model = len(before) > 2 and before[-1] == "" and before[-2][:1].isupper() and before[-2][1:].islower()
    after = reading.original(end, min(len(reading.folded), end + 3))
    return model or (after[:1] == " " and after[1:2].isupper() and after[2:3].islower())


def code_nearby(reading: Reading, start: int, end: int) -> Value | None:
    """The code in the sentence of the lock that is named from ``start`` to ``end``."""
    text = reading.folded
    sentence = reading.sentence(start)
    first, last = max(sentence.start, start - _REACH), min(sentence.end, end + _REACH)
    if text[end : end + 1] in {":", "?"} or sentence.end - end <= 3:
        last = min(len(text), end + _REACH)
    for match in _CODE.finditer(text, first, last):
        at, to = match.span("value")
        value = match["value"]
        before = text[max(first, at - 18) : at]
        if _named(reading, match, first):
            continue
        if _YEAR.match(value) or (_COUNTED.match(text, to) and not _OPENING.match(text, to)) or _ADRIFT.search(before):
            continue
        if at >= end and text[start:end] in _NUMBERED and _DIRECT.match(text[end:at]):
            continue
        if to < start and text[to:start].strip() in {"", "x"}:
            continue
        if _ELSEWHERE.search(text, first, last) or ADVICE.search(text, first, last):
            return None
        return Value(at, to, 0.7)
    return None
