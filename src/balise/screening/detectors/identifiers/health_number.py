"""Québec health insurance number (numéro d'assurance maladie, NAM, of the RAMQ).

Three letters of the surname, one of the first name, then the birth date as YY, MM (50 more for women) and DD, and two
more digits: usually TREM 8512 0312. A good date is asked for, unless the words around announce such a number, which
then gets advice only. The numbers of other provinces (eight digits or more) have to be announced. Source: the format that the Régie de l'assurance maladie publishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from balise.policy.model import Policy
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._codes import code_cues, codes
from balise.screening.detectors.identifiers._context import announcing
from balise.screening.detectors.identifiers._identifier import LABELLED, SHAPED, Identifier, seen, told
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_WORDS = announcing(
    "ramq", "r.a.m.q", "nam", "n.a.m", "assurance maladie", "assurance-maladie", "ass. maladie", "ass maladie",
    "assurance sante", "carte soleil",
    "carte-soleil", "carte maladie", "carte sante", "health card", "health insurance", "health number",
    "health care card",
    "healthcare card", "medicare", "medicare card", "sun card", "carte d'hopital", "hospital card",
)  # fmt: skip
_ELSEWHERE = lazy(
    r"\b(?:health (?:card|number|insurance|care card)|ohip|msp|phn|medicare|carte (?:sante|d'assurance sante)|assurance sante)\b[a-z ():#,.\-]{0,40}?"
    r"(?P<number>[0-9]{4}[ \-]?[0-9]{3}[ \-]?[0-9]{3}(?:[ \-]?[a-z]{2})?|[0-9]{3,5}[ \-]?[0-9]{3,4}(?:[ \-]?[0-9]{3})?)(?![a-z0-9]|[.,\-][0-9])"
)


def is_good(digits: str) -> bool:
    """Whether the eight digits hold a birth date in the order of this number."""
    month = int(digits[2:4])
    return (1 <= month <= 12 or 51 <= month <= 62) and 1 <= int(digits[4:6]) <= 31


class HealthNumber(Identifier):
    """Four letters and eight digits that hold a birth date in the order of the RAMQ."""

    id = "identifiers.health-number"
    messages = told(
        (
            "Ce texte contient ce qui semble être un numéro d’assurance maladie.",
            "Retirez-le : il révèle aussi une date de naissance. La RAMQ et les établissements de santé ne le "
            "demandent "
            "jamais dans une publication.",
        ),
        (
            "This text holds what looks like a health insurance number.",
            "Remove it: it also reveals a birth date. Health services never ask for it in a post.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The shape."""
        yield from code_cues()
        yield Cue(
            "elsewhere",
            r"\b(?:health (?:card|number|insurance|care card)|ohip|msp|phn|medicare|carte (?:sante|d'assurance sante)|assurance sante)\b[a-z ():#,.\-]{0,40}[0-9]{3}",
        )

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each number once."""
        for code in codes(reading, _WORDS, is_good):
            if code.said == "wanted":
                yield seen(code.start, code.end, 0.97 if code.plausible else 0.45, LABELLED)
            else:
                yield seen(code.start, code.end, 0.75, SHAPED)
        for match in _ELSEWHERE.finditer(reading.folded):
            if sum(map(str.isdigit, match["number"])) >= 8:
                yield seen(*match.span("number"), 0.8, LABELLED)


detector = HealthNumber()
