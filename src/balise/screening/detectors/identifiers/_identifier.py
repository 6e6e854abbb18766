"""What detectors of numbers and codes share: their category, their messages and a bound on what they report."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from balise.policy.model import Severity
from balise.screening.detecting import Detector, Hit, Message
from balise.screening.model import Reason, Sighting
from balise.screening.reading import Reading

CATEGORY = "personal-information"
_MOST = 200

LABELLED = "identifier-announced"
CHECKED = "identifier-checked"
SHAPED = "identifier-shape"


class Identifier(Detector):
    """A detector of one kind of identifier. Subclasses say where it stands by ``sightings``."""

    categories = (CATEGORY,)
    severity = Severity.HIGH
    sieved = False

    @abstractmethod
    def sightings(self, reading: Reading) -> Iterable[Sighting]:
        """Where such identifiers stand in the whole text, in order of their place."""

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Every such identifier of the text; past the two hundredth, one more would tell nobody anything."""
        return islice(iter(self.sightings(reading)), _MOST)


def seen(start: int, end: int, confidence: float, *codes: str) -> Sighting:
    """A sighting of personal information with what counted for it."""
    return Sighting(CATEGORY, start, end, confidence, reasons=tuple(Reason("matched", code) for code in codes))


def told(fr: tuple[str, str], en: tuple[str, str]) -> Mapping[str, Mapping[str, Message]]:
    """Messages of a detector from what was seen and what to do, in French and in English.

    They never repeat the identifier: explanations are kept and sent on.
    """
    return {"fr": {CATEGORY: Message(*fr)}, "en": {CATEGORY: Message(*en)}}
