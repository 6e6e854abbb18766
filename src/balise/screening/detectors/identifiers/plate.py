"""Vehicle plates, announced by words such as «plaque», «immatriculé» or *licence plate*.

Five to eight letters and digits in the groups that plates of Québec, Canada, the United States and Europe have. Without
such a word they need capitals and words of vehicles or driving near (``_vehicles``); vanity plates made of letters only, and
plates of glass, are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Hit
from balise.screening.detectors.identifiers._context import said_before
from balise.screening.detectors.identifiers._identifier import LABELLED, SHAPED, Identifier, seen, told
from balise.screening.detectors.identifiers._numbers import SEPARATOR
from balise.screening.detectors.identifiers._vehicles import plates_alone, vehicle_cues
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_WORD = (
    r"(?:plaques?(?: d'immat[a-z]*| de (?:char|voiture|camion|auto|vehicule|l'auto|la voiture))?|"
    r"immatricul[a-z]{1,7}|immat|licen[cs]e plates?|licen[cs]e tag|"
    r"(?:ontario|quebec|vermont|maine|york|hampshire|brunswick|alberta|scotia|manitoba|ohio|jersey|massachusetts|florida) tags?|number plates?|plates?|reg(?:istration)? (?:number|plate|no)|license)"
)
_LINK = (
    r"(?:[ \n]{0,2}(?:est|is|was|etait|c'est|le|la|les|the|du|de|des|d'|no|nr|num|numero|number|nu|reads?|said|lit|"
    r"lisait|indique|says|dit|ends in|commence par|:|#|=|,|-|\(|\"|'|avec|with|qc|quebec|"
    r"[.]|ontario|on|ont|au quebec|from|immatricule|immatriculee|verte?|blanche|temporaire|personnalisee|if you see|"
    r"si vous voyez|is that|starting with)){0,4}[ \n]{0,2}"
)
_S = rf"{SEPARATOR}{{0,3}}"
_PLATE = (
    rf"(?:[a-z]{{2,3}}{_S}[0-9]{{5}}|[a-z]{{2,4}}{_S}[0-9]{{2,4}}|[0-9]{{2,4}}{_S}[a-z]{{2,4}}|[a-z][0-9]{{2}}{_S}[a-z]{{3}}|"
    rf"[a-z]{_S}[0-9]{{3}}[ \-][0-9]{{3}}|[a-z]{_S}[0-9]{{3,6}}|[a-z]{{1,3}}{_S}[0-9]{{2}}{_S}[0-9]{{2}}|"
    rf"[a-z]{{2}}{_S}[0-9]{{3}}{_S}[a-z]{{2}}|[0-9][a-z]{{3}}{_S}[0-9]{{3}}|[a-z]{{3}}{_S}[0-9]{_S}[a-z]{{1,2}}|"
    rf"[a-z]{{2}}[0-9]{{2}}{_S}[a-z]{{3}}|[0-9]{{2,3}}{_S}[a-z]{{3}}{_S}[0-9]{{2}}|"
    rf"[a-z]{{2,3}}{_S}[0-9]{{2,3}}{_S}[a-z]{{1,2}}|"
    rf"[a-z0-9](?P<%s>{SEPARATOR}{{1,3}})[a-z0-9](?:(?P=%s)[a-z0-9]){{3,6}})(?![a-z0-9])(?!['][a-z])(?![\-._][a-z0-9]{{1,3}}(?![a-z0-9]))"
)
_BEHIND = lazy(rf"(?<![a-z]){_WORD}(?![a-z]){_LINK}(?P<plate>{_PLATE.replace('%s', 'sign')})")
_AHEAD = lazy(
    rf"(?<![a-z0-9])(?P<plate>{_PLATE.replace('%s', 'sign')})[ ,\"'(\-:]{{1,3}}(?:on the |sur la |comme |as |is the |"
    rf"is his |is her |est la |etait la |c'est (?:la|sa|leur) )?"
    r"(?:licen[cs]e )?(?:plaque|plates?|immatriculation)(?![a-z])"
)
_ANY = lazy(
    rf"(?<![a-z]){_WORD}(?![a-z]){_LINK}(?P<plate>[a-z0-9]{{2,4}}[ \-]?[a-z0-9]{{2,4}}|[a-z0-9]{{5,7}})(?![a-z0-9])(?!['][a-z])(?!-[a-z0-9])"
)
_NEAR = lazy(rf"(?<![a-z0-9]){_PLATE.replace('%s', 'sign')}")
_WORDS = lazy(rf"(?<![a-z]){_WORD}(?![a-z])")
_REACH = 60
_COMMON = frozenset(
    (
        "cm",
        "mm",
        "kg",
        "km",
        "ml",
        "le",
        "la",
        "les",
        "de",
        "du",
        "des",
        "en",
        "et",
        "un",
        "une",
        "au",
        "aux",
        "a",
        "to",
        "of",
        "on",
        "at",
        "in",
        "for",
        "with",
        "from",
        "by",
        "my",
        "the",
        "and",
        "or",
        "dans",
        "sur",
        "pour",
        "avec",
        "par",
        "plus",
        "sous",
        "lot",
        "ans",
        "jour",
        "min",
        "sec",
        "h",
        "hrs",
        "am",
        "pm",
        "pcs",
        "pce",
        "qt",
        "lb",
        "lbs",
        "po",
        "pi",
        "mg",
        "inch",
        "inches",
        "feet",
        "ft",
        "jours",
        "years",
        "days",
        "euro",
        "cad",
        "usd",
        "no",
        "non",
        "que",
        "qui",
        "est",
        "are",
        "was",
        "had",
        "has",
        "its",
        "eau",
        "lait",
        "oeufs",
        "eggs",
        "oz",
        "ont",
        "ont",
        "fois",
        "times",
        "plus",
        "per",
        "percent",
        "plates",
        "plate",
        "son",
        "ses",
        "mes",
        "ma",
        "sa",
        "ce",
        "ces",
        "is",
        "it",
    )
)


class Plate(Identifier):
    """Letters and digits in the groups of a plate beside the word."""

    id = "identifiers.plate"
    severity = Severity.MEDIUM
    messages = told(
        (
            "Ce texte contient ce qui semble être une plaque d’immatriculation.",
            "Retirez-la : elle mène à la personne qui possède le véhicule. Une conduite dangereuse se signale à la "
            "police.",
        ),
        (
            "This text holds what looks like a vehicle plate.",
            "Remove it: it leads to the owner of the vehicle. Dangerous driving is reported to the police.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The words; the shapes near words of vehicles."""
        yield from vehicle_cues()
        yield Cue("word", r"\b(?:plaques?|immat|immatricul(?:e|ee|es|ees|er|ation|ations)|plates?)\b")
        yield Cue(
            "word",
            r"\b(?:ontario|quebec|vermont|maine|york|hampshire|brunswick|alberta|scotia|manitoba|ohio|jersey|massachusetts|florida) tags?\b",
        )
        yield Cue("license", r"\b(?:licen[cs]e|reg|registration) (?:[a-z]{1,6} )?[:#]?[a-z]{0,4}[ \-]?[0-9]{2}")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Plates of whole texts where a word announces them, else those beside words of vehicles."""
        if any(hit.cue in {"word", "license"} for hit in hits):
            yield from super().find(reading, hits)
        else:
            for start, end in plates_alone(reading):
                yield seen(start, end, 0.7, SHAPED)

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each plate once."""
        text = reading.folded
        reached = 0
        for pattern in (_BEHIND, _AHEAD, _ANY):
            for match in pattern.finditer(text):
                start, end = match.span("plate")
                written = reading.original(start, end)
                if pattern is not _BEHIND and written != written.upper():
                    continue
                if start >= reached and _is_plate(reading, start, end):
                    reached = end
                    yield seen(start, end, 0.9, LABELLED)
        if reached:
            return
        for word in _WORDS.finditer(text):
            last = min(reading.sentence(word.start()).end, word.end() + _REACH)
            for match in _NEAR.finditer(text, max(reached, word.end()), last):
                start, end = match.span()
                written = reading.original(start, end)
                firm = written == written.upper() and end - start >= 6 and _is_plate(reading, start, end)
                if firm and said_before(text, start, _WORDS) == "wanted":
                    reached = end
                    yield seen(start, end, 0.7, LABELLED)
        if not reached:
            for start, end in plates_alone(reading):
                yield seen(start, end, 0.7, SHAPED)


def _is_plate(reading: Reading, start: int, end: int) -> bool:
    """Whether letters and digits go together, rather than a number and an ordinary word beside it."""
    plate = reading.folded[start:end]
    letters = re.findall("[a-z]+", plate)
    digits = re.findall("[0-9]+", plate)
    size = sum(map(len, letters)) + sum(map(len, digits))
    if (
        ". " in plate
        or not letters
        or not digits
        or not 5 <= size <= 8
        or any(word in _COMMON for word in letters if len(word) > 1)
    ):
        return False
    if " " in plate or "," in plate or "." in plate:
        shown = reading.original(start, end)
        capitals = all(character.isupper() for character in shown if character.isalpha())
        return capitals or (size >= 6 and max(map(len, letters)) == 3) or len(letters) + len(digits) >= 4
    return True


detector = Plate()
