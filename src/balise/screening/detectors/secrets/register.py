"""Terms of the organisation's confidential register.

The register is searched apart from the cues, because it may hold a million terms; this detector only gives it its
name and its words. A term counts from its start date to the end of its embargo, whatever signs stand between its
words; where the register asks for spelling tolerance, one letter added, dropped, changed or swapped still counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message
from balise.screening.model import Reason, Sighting
from balise.screening.reading import Reading
from balise.screening.register.matching import Match


class RegisterTerms(Detector):
    """Names the findings of the confidential register."""

    id = "secrets.register"
    categories = ("confidential",)
    sieved = False
    severity = Severity.HIGH
    messages = {
        "fr": {
            "confidential": Message(
                "« {matched} » figure au registre confidentiel de {organisation} ({kind}).",
                "Retirez ce passage, ou attendez que l’information soit rendue publique.",
            )
        },
        "en": {
            "confidential": Message(
                "“{matched}” is in the confidential register of {organisation} ({kind}).",
                "Remove this passage, or wait until the information is made public.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """None: the register has its own search."""
        return ()

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterable[Sighting]:
        """Nothing: the register has its own search."""
        return ()

    def sighting(self, match: Match, offset: int) -> Sighting:
        """What a match in a batch is for the text that starts at ``offset`` of the batch."""
        reasons = [Reason("matched", "register-term")]
        if match.misspelled:
            reasons.append(Reason("softened", "register-misspelled"))
        return Sighting(
            "confidential",
            match.start - offset,
            match.end - offset,
            0.8 if match.misspelled else 0.99,
            reasons=tuple(reasons),
            parameters={"kind": match.entry.kind},
        )


detector = RegisterTerms()
