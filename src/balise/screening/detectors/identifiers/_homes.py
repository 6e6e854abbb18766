"""Homes told without the type of their street: «chez Fernand, la maison jaune, 1187 Principale», *Nadine's at 212 Elm*.

A number and a name with a capital, after words that say where somebody lives or where to knock, or after a person's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from balise.screening.detecting import Cue
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_LEAD = (
    r"(?:chez|bloc|endroit|adresse|address|addr|place is|place at|house|maison|home|app|apt|appt|habit[a-z]{1,5}|rest(?:e|es|ait|ais|aient|ent)|demeur[a-z]{1,4}|"
    r"vi(?:t|ent|vait|vent)|log(?:e|eait|ent)|liv(?:es?|ed|ing)|stay(?:s|ed|ing)?|moved|demenag[a-z]{1,5}|livre[rz]?|livraison|deliver|ramasse[rz]?|pick ?up|cogne[rz]?|devant|"
    r"knock|sonne[rz]?|grew up|grandi|deliver(?:y)? to|drop[a-z]{0,4} (?:it |them )?off|party|souper|passe[rz]?|envoye[rz]?|mail|ship)"
)
_NUMBER = r"[0-9]{1,5}[a-h]?(?: ?1/2)?"
_NAME = r"(?:,? (?:de la |de l'|des |du |de |d'))?"
_AFTER_LEAD = lazy(
    rf"(?<![a-z0-9]){_LEAD}(?![a-z])[^0-9\n!?]{{0,45}}?(?:[0-9]{{1,3}} ?[\-,] ?)?(?<![0-9$.\-/])(?P<number>{_NUMBER}),? (?P<street>(?:de la |de l'|des |du |de |d')?[a-z0-9][a-z0-9'.\-]{{2,24}})"
)
_AFTER_NAME = lazy(
    rf"(?<![a-z0-9])(?P<person>[a-z][a-z\x80'\-]{{1,20}}(?: [a-z][a-z\x80'\-]{{1,20}})?)(?:'s| is| est|,)? (?:at|au|c'est le|is the) (?P<number>{_NUMBER}),? (?P<street>(?:de la |de l'|des |du |de |d')?[a-z0-9][a-z0-9'.\-]{{2,24}})"
)
_RURAL = lazy(
    r"(?<![a-z0-9])(?:r\.?r\.? ?#?[0-9]{1,2}|(?:p\.?o\.? box|c\.?p\.?|case postale|site [0-9]{1,3},? box) ?#?[0-9]{1,5})[a-z0-9\x80' ,.\-]{1,60}?"
    r"[abceghj-nprstvxy][0-9][abceghj-nprstv-z][ \-]?[0-9][abceghj-nprstv-z][0-9](?![a-z0-9])"
)
_NO_STREET = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday "
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre canadiens quebecois americans canadians am pm km".split()
)
_DOOR = lazy(
    r"\b(?:app|apt|appt|buzzer|buzz|sonnette|etage|floor|back door|front door|porte d'en arriere|sous-sol|basement|cle|keys?|cogne[rz]?|knock|ring|sonne[rz]?|"
    r"elle|il|she|he|she's|he's|they|mon|ma|mes|my|son|sa|her|his|chez|tante|oncle|mere|pere|mom|dad|ex|proprio|landlord|voisine?|neighbou?r|madame|mme|mrs?|demenag[a-z]*|moved)\b"
)


def home_cues() -> Iterator[Cue]:
    """A number and a word after the words of a home, or after «at» and «au»; rural routes."""
    yield Cue(
        "home",
        rf"\b{_LEAD}\b[a-z\x80' ,:()\-]{{0,32}}\b[0-9]{{1,5}}[a-h]?,? (?:de la |de l'|des |du |de |d')?[a-z]{{3}}",
    )
    yield Cue(
        "home",
        r"[a-z\x80](?:'s| is| est)? (?:at|au|c'est le) [0-9]{2,5}[a-h]?,? (?:de la |de l'|des |du |de |d')?[a-z]{3}",
    )
    yield Cue("rural", r"\b(?:r\.?r\.? ?#?[0-9]{1,2}|po box|p\.o\. box|c\.p\.|case postale)\b")


def homes(reading: Reading) -> Iterator[tuple[int, int]]:
    """The places of homes whose street has no type."""
    text = reading.folded
    for match in _RURAL.finditer(text):
        yield match.span()
    for pattern in (_AFTER_LEAD, _AFTER_NAME):
        for match in pattern.finditer(text):
            start, end = match.start("number"), match.end("street")
            written = reading.original(*match.span("street"))
            name = re.sub(r"^(?:de la |de l'|de l’|des |du |de |d'|d’)", "", written)
            if not name[:1].isupper() or name == name.upper() or match["street"].split()[-1].rstrip(".,") in _NO_STREET:
                continue
            if pattern is _AFTER_NAME:
                person = reading.original(*match.span("person")).split()
                if not person[-1][:1].isupper() or (
                    len(person) == 2 and not person[0][:1].isupper() and len(person[1]) < 3
                ):
                    continue
            around = text[max(0, start - 80) : start], text[end : end + 60]
            if any(map(_DOOR.search, around)) or pattern is _AFTER_NAME:
                yield start, end
