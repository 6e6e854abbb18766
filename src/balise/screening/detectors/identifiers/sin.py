"""Social insurance number (SIN, in French NAS) of Canada.

Nine digits with a Luhn check digit, usually written in three groups of three. Words such as «NAS» or *social
insurance* make it certain, also when its first digit is one that is never issued (0 and 8). Without such words a valid
number in groups is still one, nine digits in a row only get advice; numbers announced as an order, a lot, a telephone,
a score or an amount are left. Source: Service Canada, Social Insurance Number code of practice; Luhn in ISO/IEC 7812-1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from stdnum import luhn

from balise.policy.model import Policy
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._context import announced, announcing, counts_something
from balise.screening.detectors.identifiers._identifier import CHECKED, LABELLED, Identifier, seen, told
from balise.screening.detectors.identifiers._numbers import Window, digits_cue, glued, groups_cue, runs, spread_cue
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_WORDS = announcing(
    "nas", "n.a.s", "n a s", "sin", "s.i.n", "s i n", "assurance sociale", "assurance social", "ass. sociale",
    "ass soc",
    "social insurance", "social ins", "soc ins", "sin number", "sin card", "numero d'assurance", "insurance number",
    "no d'assurance",
)  # fmt: skip
_FIRM = announcing(
    "nas", "n.a.s", "assurance sociale", "ass. sociale", "social insurance", "sin number", "sin card", "s.i.n",
)  # fmt: skip
_SIN = lazy(r"(?<![a-z0-9])(?:a|the|my|your|his|her|their|our) sin(?![a-z])")
_NEVER_ISSUED = "08"
_IN_A_ROW = "01234567890123456789 98765432109876543210"


class SocialInsuranceNumber(Identifier):
    """Nine digits that pass the Luhn check, unless words around say that they are something else."""

    id = "identifiers.sin"
    messages = told(
        (
            "Ce texte contient ce qui semble être un numéro d’assurance sociale.",
            "Retirez-le : ce numéro suffit à usurper une identité. S’il doit être transmis, faites-le par un moyen "
            "sûr, "
            "jamais dans une publication.",
        ),
        (
            "This text holds what looks like a social insurance number.",
            "Remove it: that number is enough to steal an identity. If it has to be sent, use a safe channel, never "
            "a post.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Nine digits."""
        yield Cue("digits", digits_cue(9))
        yield Cue("groups", groups_cue(3, 3, 3))
        yield Cue("spread", spread_cue(9))

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each number once."""
        text = reading.folded
        for run in runs(reading):
            near = announced(text, run.start, run.end, _WORDS) == "wanted"
            reached = 0
            for window in chain(run.windows({9}, everywhere=near), run.mixed(9) if near else ()):
                if window.start < reached:
                    continue
                confidence = _confidence(text, window)
                if confidence:
                    reached = window.end
                    yield seen(window.start, window.end, confidence, LABELLED if confidence > 0.9 else CHECKED)


def _sentence_start(text: str, place: int) -> int:
    """Where the sentence of a place begins, told by its last full stop."""
    return max(text.rfind(". ", 0, place), text.rfind("\n", 0, place)) + 1


def _confidence(text: str, window: Window) -> float:
    digits = window.digits
    if not luhn.is_valid(digits) or len(set(digits)) < 3 or digits in _IN_A_ROW:
        return 0.0
    said = announced(text, window.start, window.end, _WORDS)
    if said == "other" and window.alone and window.widths in {(3, 3, 3), (9,)}:
        # Read out on the telephone, put on an invoice: nine digits are neither a telephone nor an order there.
        first = max(_sentence_start(text, window.start), window.start - 70)
        if (_FIRM.search(text, first, window.start) or _SIN.search(text, first, window.start)) and not glued(
            text, window.start, window.end
        ):
            return 0.75
    if said == "wanted":
        return 0.0 if counts_something(text, window.start, window.end) else 0.97
    if (
        said == "other"
        or digits[0] in _NEVER_ISSUED
        or not window.alone
        or glued(text, window.start, window.end)
        or counts_something(text, window.start, window.end)
    ):
        return 0.0
    if window.widths == (3, 3, 3) or window.spaced:
        return 0.7
    return 0.4 if len(window.widths) == 1 else 0.0


detector = SocialInsuranceNumber()
