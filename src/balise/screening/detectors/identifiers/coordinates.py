"""Coordinates of a place precise enough to be somebody's door (GPS, latitude and longitude).

Decimal degrees with three decimals or more (about a hundred metres) that carry a sign, a cardinal letter or words such as
«GPS» or «coordonnées», and degrees, minutes and seconds. Left: rounder ones, prices, statistics, versions.
Source: ISO 6709.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._context import announcing
from balise.screening.detectors.identifiers._identifier import LABELLED, SHAPED, Identifier, seen, told
from balise.screening.detectors.identifiers._spoken import NUMBER_WORD
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_WORDS = announcing(
    "gps", "coordonnees", "coordonnee", "coordonnees gps", "coordinates", "coords", "coord", "latitude", "longitude",
    "lat", "long", "lng", "lon", "position",
    "localisation", "location", "geolocalisation", "geoloc", "airtag", "tracker", "traceur", "balise", "maps", "map",
    "carte", "point", "waypoint", "pin",
    "stuck at", "rendu a", "situe a", "located at", "bracelet", "find my",
)  # fmt: skip
_NUMBER = r"[0-9]{1,3}[.,][0-9]{3,15}"
_DECIMAL = lazy(
    r"(?<![a-z0-9.])(?P<first>[nsew] ?)?(?P<sign>[-+]?)(?P<lat>[0-9]{1,2}[.,][0-9]{3,15}) ?o? ?(?P<north>[ns](?![a-z]))?"
    r"(?P<between>[ ,;/|\n]{1,4}(?:(?:et|and|long|longitude|lng|lon|by|x) ?[:=]? ?)?)"
    rf"(?P<second>[eow] ?)?(?P<minus>[-+]?)(?P<lon>{_NUMBER})(?: ?o? ?(?P<east>[eow](?![a-z])))?(?![0-9a-z])(?![.][0-9])"
)
_LAT = lazy(
    rf"(?<![a-z])(?:lat|latitude) ?[:=]? ?[-+]?{_NUMBER} ?o?[ ns]{{0,2}}[ ,;/|\n]{{1,4}}(?:(?:et|and) )?(?:long|"
    rf"longitude|lng|lon) ?[:=]? ?[-+]?{_NUMBER}(?![0-9])"
)
_DEGREES = lazy(
    r"(?<![a-z0-9])[0-9]{1,2} ?(?:o|deg|degres?|degrees?) ?[0-9]{1,2}(?:[.,][0-9]{1,6})? ?(?:'|min|"
    r"minutes?)(?: ?[0-9]{1,2}(?:[.,][0-9]{1,6})? ?(?:\"|''|s|sec))? ?(?:[ns]|nord|sud|north|south)"
    r"[ ,;/\n]{1,4}(?:et |and )?[0-9]{1,3} ?(?:o|deg|degres?|degrees?) ?[0-9]{1,2}(?:[.,][0-9]{1,6})? ?(?:'|min|"
    r"minutes?)(?: ?[0-9]{1,2}(?:[.,][0-9]{1,6})? ?(?:\"|''|s|sec))? ?"
    r"(?:[eow]|est|ouest|east|west)(?![a-z])"
)
_ORDINAL = r" ?[0-9]{1,3} ?(?:o|deg|degres?|degrees?)? ?[0-9]{1,2}[.,][0-9]{1,6} ?(?:'|min)?"
_LEADING = lazy(rf"(?<![a-z0-9])[ns]{_ORDINAL}[ ,;/\n]{{1,4}}[eow]{_ORDINAL}(?![a-z0-9])")
_PLUS = lazy(
    r"(?<![a-z0-9])(?=[a-z0-9]{0,8}[2-9])(?:[23456789cfghjmpqrvwx]{8}|[23456789cfghjmpqrvwx]{4})\+[23456789cfghjmpqrvwx]{2,3}(?![a-z0-9])"
)
_THREE_WORDS = lazy(
    r"(?<![a-z0-9/:])///[a-z\x80]{3,18}\.[a-z\x80]{3,18}\.[a-z\x80]{3,18}(?![a-z0-9.])"
    r"|\bw(?:hat)?3w(?:ords)?(?:\.com)?[a-z' :,=(/]{1,30}(?P<code>[a-z\x80]{3,18}\.[a-z\x80]{3,18}\.[a-z\x80]{3,18})(?![a-z0-9.])"
    r"|(?<![a-z0-9./@])[a-z\x80]{3,18}\.[a-z\x80]{3,18}\.[a-z\x80]{3,18}(?=[ ,)(]{1,3}(?:on|sur|in|dans|d'apres|selon)? ?w(?:hat)?3w)"
)
_DEGREE = rf"{NUMBER_WORD}(?:[ \-](?:et[ \-])?{NUMBER_WORD}){{0,4}}"
_IN_WORDS = lazy(
    rf"(?<![a-z])(?:moins |minus )?{_DEGREE} (?:virgule|point|decimal|degres?|degrees?) {NUMBER_WORD}[a-z ,\-]{{2,80}}?(?:virgule|point|decimal|degres?|degrees?) {NUMBER_WORD}(?:[ \-]{NUMBER_WORD}){{0,8}}(?: (?:nord|north|ouest|west|est|east))?"
)
_COMPASS = lazy(r"\b(?:nord|north|ouest|west|latitude|longitude|gps|coordonnees|coordinates|coords|moins|minus)\b")
_REACH = 70


class Coordinates(Identifier):
    """A latitude and a longitude, precise to a street."""

    id = "identifiers.coordinates"
    severity = Severity.MEDIUM
    messages = told(
        (
            "Ce texte contient des coordonnées géographiques précises.",
            "Retirez-les, ou nommez plutôt la ville ou le secteur : elles peuvent mener à la porte d’une personne.",
        ),
        (
            "This text holds precise geographic coordinates.",
            "Remove them, or name the town or the area instead: they may lead to a person’s door.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Two numbers with many decimals, or degrees and minutes."""
        yield Cue(
            "decimal",
            r"[0-9][.,][0-9]{3,15} ?o?[ nsew,;/|\n+\-]{1,6}(?:[a-z:=]{1,10}[ :=]{1,3})?-?[0-9]{1,3}[.,][0-9]{3}",
        )
        yield Cue("plus", r"\b(?:[23456789cfghjmpqrvwx]{8}|[23456789cfghjmpqrvwx]{4})\+[23456789cfghjmpqrvwx]{2,3}\b")
        yield Cue("three", r"///[a-z\x80]{3,18}\.[a-z\x80]{3,18}\.[a-z\x80]{3,18}")
        yield Cue("three", r"\bw(?:hat)?3w")
        yield Cue("leading", r"\b[ns] ?[0-9]{1,2} ?o? ?[0-9]{1,2}[.,][0-9]{1,6}")
        yield Cue("told", rf"\b{NUMBER_WORD} (?:virgule|point|degres?|degrees?|decimal) {NUMBER_WORD}\b")
        yield Cue("degrees", r"\b[0-9]{1,2} ?(?:o|deg|degres?|degrees?) ?[0-9]{1,2}(?:[.,][0-9]{1,6})? ?(?:'|min)")

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each place once."""
        text = reading.folded
        reached = 0
        for match in _DECIMAL.finditer(text):
            if _is_place(text, match):
                reached = match.end()
                start = match.start() if match["first"] or match["sign"] else match.start("lat")
                yield seen(start, match.end(), 0.88, LABELLED)
        for pattern in (_PLUS, _THREE_WORDS):
            for match in pattern.finditer(text):
                yield seen(*match.span(), 0.75, SHAPED)
        for match in _IN_WORDS.finditer(text):
            if _COMPASS.search(text, max(0, match.start() - _REACH), min(len(text), match.end() + 30)):
                yield seen(*match.span(), 0.75, SHAPED)
        for pattern in (_LAT, _DEGREES, _LEADING):
            for match in pattern.finditer(text):
                if match.start() >= reached:
                    yield seen(*match.span(), 0.9, SHAPED)


def _is_place(text: str, match: re.Match[str]) -> bool:
    """Whether the two numbers are degrees, and something says so."""
    latitude, longitude = (float(match[name].replace(",", ".")) for name in ("lat", "lon"))
    if latitude > 90 or longitude > 180 or ("," in match["lat"]) != ("," in match["lon"]):
        return False
    cardinal = bool(match["north"] or match["first"]) and bool(match["east"] or match["second"])
    signed = match["minus"] == "-" or match["sign"] == "-"
    decimals = min(len(re.split("[.,]", match[name])[1]) for name in ("lat", "lon"))
    said = (
        _WORDS.search(text, max(0, match.start() - _REACH), match.start()) is not None
        or text[match.start() - 1 : match.start()] == "@"
    )
    return cardinal or (said and decimals >= 3) or (signed and decimals >= 4)


detector = Coordinates()
