"""Insistent or repeated targeting, unwanted sexual remarks, urging somebody to die, setting people on somebody.

Asking again politely and praising somebody's work are left alone; so is harassment that is told or condemned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message, words
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.polarity import condemned, denied, reported, untrue
from balise.screening.reading import Reading
from balise.screening.word_lists import terms

_KINDS: Mapping[str, float] = {"death": 0.9, "sexual": 0.8, "mob": 0.75, "insist": 0.7, "crush": 0.65}
_POLITE = lazy(r"\b(?:please|kindly|s'il (?:vous|te) plait|svp|stp|merci|thank|thanks|when you have|quand vous aur|quand tu aur|desolee?|sorry|bonne journee|have a (?:nice|good))\b")
_HELP = lazy(r"\b(?:aide|ligne|prevention|helpline|hotline|crisis|1-866|988|si (?:tu|vous) pens|if you(?:'re| are)? (?:think|feel|struggl)|ressource|resources?|parler a quelqu'un|talk to someone)\b")


class Harassment(Detector):
    """Turns that target somebody insistently, sexually, in a mob, or urge them to die."""

    id = "respect.harassment"
    categories = ("harassment",)
    severity = Severity.HIGH
    through_tricks = True
    messages = {
        "fr": {
            "harassment": Message(
                "« {matched} » vise quelqu’un d’une façon qui relève du harcèlement.",
                "Retirez ce passage et laissez la personne tranquille. Pour régler un différend, écrivez-lui en privé, une seule fois.",
            )
        },
        "en": {
            "harassment": Message(
                "“{matched}” targets somebody in a way that amounts to harassment.",
                "Remove this passage and leave the person alone. To settle a difference, write to them privately, once.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:  # noqa: ARG002
        """Turns of each kind."""
        for kind, listed in _turns().items():
            yield from words(kind, listed)

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting a sentence, of the gravest kind seen there."""
        done = -1
        for hit in hits:
            start, end = hit.start, hit.end
            if start < done or untrue(reading, start) or _HELP.search(reading.folded, max(0, start - 200), end + 200):
                continue
            confidence = _KINDS[hit.cue]
            reasons: tuple[Reason, ...] = (Reason("matched", f"harassment-{hit.cue}"),)
            if reported(reading, start, end):
                if condemned(reading, start, end):
                    continue
                confidence = 0.4
                reasons = (*reasons, Reason("softened", "reported"))
            elif hit.cue in {"insist", "mob"} and _POLITE.search(reading.sentence_text(start)):
                continue
            elif hit.cue != "insist" and denied(reading, start):
                continue
            done = reading.sentence(start).end
            yield Sighting("harassment", start, end, confidence, reasons=reasons)


@cache
def _turns() -> Mapping[str, tuple[str, ...]]:
    return {kind: terms("harassment", kind) for kind in _KINDS}


detector = Harassment()
