"""What turns a proposal of the learned tier down: small readings of language that sums of words do not make.

Each correction looks at one category and says whether the text is about something else. A correction never touches
what a rule saw, since rules make these readings themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_RECOURSE = lazy(
    r"\b(?:port(?:er|e|es|ez|ons|ent|erai|era|erons|eront) plainte|depos(?:er|e|ons|ez|erai) une plainte|"
    r"(?:mon|notre|un|une|ton|votre) avocate?|petites creances|mise en demeure|protection du consommateur|"
    r"protecteur du citoyen|ombudsman|tribunal|recours collectif|fil(?:e|ed|ing) a (?:formal )?complaint|"
    r"small claims|(?:my|our|a) lawyer|legal action|consumer protection|see you in court)\b"
)


def lawful_recourse(reading: Reading) -> bool:
    """A complaint, a lawyer or a court announced is a right, not a threat."""
    return _RECOURSE.search(reading.folded) is not None


CORRECTIONS: Mapping[str, tuple[Callable[[Reading], bool], ...]] = {"threat": (lawful_recourse,)}
"""For each category, the readings that turn a proposal down."""


def turned_down(category: str, reading: Reading) -> bool:
    """Whether a proposal of ``category`` is about something else."""
    return any(correction(reading) for correction in CORRECTIONS.get(category, ()))
