"""Insistent or repeated targeting, unwanted sexual remarks, urging somebody to die, setting people on somebody.

Asking again politely and praising somebody's work are left alone; so is harassment that is told or condemned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message, words
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.polarity import condemned, denied, reported, untrue
from balise.screening.reading import Reading
from balise.screening.turns import Found, anchors, turn_at

_KINDS: Mapping[str, float] = {"death": 0.9, "sexual": 0.8, "mob": 0.75, "insist": 0.7, "crush": 0.65}
_POLITE = lazy(
    r"\b(?:please|kindly|s'il (?:vous|te) plait|svp|stp|merci|thank|thanks|when you have|quand vous aur|quand tu aur|desolee?|sorry|bonne journee|have a (?:nice|good))\b"
)
_HELP = lazy(
    r"\b(?:aide|ligne|prevention|helpline|hotline|crisis|1-866|988|si (?:tu|vous) pens|if you(?:'re| are)? (?:think|feel|struggl)|ressource|resources?|parler a quelqu'un|talk to someone)\b"
)


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

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The telling words of each turn."""
        yield from words("anchor", anchors("harassment"))

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting a sentence, of the gravest kind seen there."""
        done = -1
        for hit in hits:
            if hit.start < done:
                continue
            for turn in turn_at(reading, "harassment", hit.start, hit.end):
                sighting = self._weigh(reading, turn)
                if sighting is not None:
                    done = reading.sentence(turn.start).end
                    yield sighting
                    break

    @staticmethod
    def _weigh(reading: Reading, turn: Found) -> Sighting | None:
        """The sighting that a turn gives where it stands."""
        start, end = turn.start, turn.end
        if untrue(reading, start) or _HELP.search(reading.folded, max(0, start - 200), end + 200):
            return None
        reasons: tuple[Reason, ...] = (Reason("matched", f"harassment-{turn.kind}"),)
        if reported(reading, start, end):
            if condemned(reading, start, end):
                return None
            return Sighting("harassment", start, end, 0.4, reasons=(*reasons, Reason("softened", "reported")))
        if turn.kind in {"insist", "mob"}:
            if _POLITE.search(reading.sentence_text(start)):
                return None
        elif denied(reading, start):
            return None
        return Sighting("harassment", start, end, _KINDS[turn.kind], reasons=reasons)


detector = Harassment()
