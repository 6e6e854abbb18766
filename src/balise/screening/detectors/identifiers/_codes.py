"""Codes made of four letters of a name and eight digits of a birth date, shared by two identifiers of Québec.

The health insurance number and the permanent code of a pupil have the same shape; only the order of the date and what
marks women differ. Letters and digits may be set apart by any sign, by groups or one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._context import announced
from balise.screening.detectors.identifiers._dates import is_date
from balise.screening.detectors.identifiers._numbers import SEPARATOR, in_address
from balise.screening.patterns import Pattern, lazy
from balise.screening.reading import Reading

_SHAPE = lazy(
    rf"(?<![a-z0-9])(?:[a-z]{{4}}|[a-z]{{3}}{SEPARATOR}[a-z]|"
    rf"[a-z](?P<sign>{SEPARATOR}{{1,3}})[a-z](?P=sign)[a-z](?P=sign)[a-z])"
    rf"{SEPARATOR}{{0,3}}[0-9](?:{SEPARATOR}{{0,3}}[0-9]){{7}}(?![a-z0-9])"
)
_SIGNS = lazy(r"[^a-z0-9]+")
_GROUPS = lazy(r"[0-9]+")
_USUAL = {"8", "4,4", "2,2,2,2", "4,2,2", "6,2", "1,1,1,1,1,1,1,1"}
_COMMON = frozenset(
    (
        "mars",
        "says",
        "juin",
        "aout",
        "avril",
        "date",
        "year",
        "from",
        "dans",
        "avec",
        "lots",
        "code",
        "case",
        "item",
        "jour",
        "jours",
        "mois",
        "nuit",
        "page",
        "pages",
        "piece",
        "june",
        "july",
        "sept",
        "octo",
        "nove",
        "dece",
        "janv",
        "fevr",
        "avri",
        "juil",
        "lire",
        "sous",
        "vers",
        "pour",
        "plus",
        "soit",
        "fois",
        "elle",
        "vous",
        "nous",
        "leur",
        "tous",
        "tout",
        "bien",
        "fait",
        "dont",
        "sans",
        "chez",
        "voir",
        "test",
        "that",
        "with",
        "this",
        "have",
        "been",
        "were",
        "will",
        "your",
        "them",
        "they",
        "then",
        "than",
        "when",
        "what",
        "only",
        "over",
        "into",
        "some",
        "most",
        "next",
        "last",
        "week",
        "days",
        "hour",
        "team",
        "room",
        "road",
        "rue",
        "line",
        "ligne",
        "zone",
        "area",
        "part",
        "parts",
        "type",
        "size",
        "unit",
        "rang",
        "tome",
        "vol",
        "suit",
        "suite",
        "band",
        "note",
        "file",
        "gros",
        "prix",
        "cost",
        "paid",
        "sold",
        "call",
        "fax",
        "tele",
        "post",
        "poste",
        "mail",
        "taxe",
        "tax2",
        "total",
        "lundi",
        "mard",
        "merc",
        "jeud",
        "vend",
        "same",
        "dime",
        "aime",
        "gens",
        "anne",
        "ver1",
        "vers",
        "zero",
        "four",
        "five",
        "nine",
        "deux",
        "cinq",
        "sept",
        "huit",
        "neuf",
        "onze",
        "voix",
        "vote",
        "vues",
        "like",
        "view",
        "born",
        "nees",
        "city",
        "town",
        "bus2",
        "taxi",
        "quai",
        "gate",
        "door",
        "flat",
        "unit",
        "apt2",
        "code",
        "colis",
        "ligne",
        "numb",
        "nume",
        "base",
        "data",
        "disk",
        "disc",
        "dell",
        "port",
        "pile",
        "pack",
        "bits",
        "kilo",
        "watt",
        "volt",
    )
)


class Code(NamedTuple):
    """A code found: place, the eight digits, and how sure the words around and the writing make it."""

    start: int
    end: int
    digits: str
    said: str
    plausible: bool


def code_cues() -> Iterator[Cue]:
    """Four letters and eight digits, each maybe set apart."""
    sign = SEPARATOR + "?"
    yield Cue("code", rf"[a-z](?:{sign}[a-z]){{3}}{SEPARATOR}{{0,3}}[0-9](?:{SEPARATOR}{{0,3}}[0-9]){{7}}\b")
    wide = SEPARATOR + "{2,3}"
    yield Cue("spread", rf"[a-z](?:{wide}[a-z]){{3}}{wide}[0-9](?:{wide}[0-9]){{7}}\b")


def codes(reading: Reading, words: Pattern, good: Callable[[str], bool]) -> Iterator[Code]:
    """Codes whose digits are ``good``, or that ``words`` announce; those announced as something else are left."""
    text = reading.folded
    for match in _SHAPE.finditer(text):
        bare = _SIGNS.sub("", match.group())
        letters, digits = bare[:4], bare[4:]
        start, end = match.span()
        said = announced(text, start, end, words)
        if said == "other" or (not good(digits) and said != "wanted") or in_address(text, start):
            continue
        groups = ",".join(str(len(group)) for group in _GROUPS.findall(match.group()))
        attached = text[start + 4].isdigit()
        capitals = reading.original(start, start + 4).isupper() and groups in {"8", "4,4"}
        plausible = (
            groups in _USUAL
            and (letters not in _COMMON or (attached and groups == "8"))
            and (capitals or attached or not is_date(digits))
        )
        if said == "wanted" or plausible:
            yield Code(start, end, digits, said, good(digits))
