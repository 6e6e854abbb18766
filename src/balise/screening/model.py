"""What goes into the screener and what comes out of it. Everything here is immutable.

``Content``, ``Finding`` and ``Verdict`` are named tuples rather than dataclasses because a batch builds millions of
them: a frozen dataclass costs four times as much to create.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from balise.policy.model import Decision, Severity, Voice
from balise.screening.languages import language_of

NO_PARAMETERS: Mapping[str, str] = {}


class Content(NamedTuple):
    """One text to screen. ``reply_to`` is the text it answers, for clauses that are judged in context; ``images`` names
    the pictures that go with it."""

    text: str
    voice: Voice | str = Voice.PERSONAL
    network: str | None = None
    reply_to: str | None = None
    images: tuple[str, ...] = ()


class Reason(NamedTuple):
    """One thing that counted: ``effect`` is ``matched``, ``raised`` or ``softened``; ``code`` names a sentence."""

    effect: str
    code: str


class Sighting(NamedTuple):
    """What a detector saw, in offsets of the folded text (both None when the whole text is meant).

    ``ceiling`` is the highest decision this sighting may lead to, whatever the category would ask for.
    """

    category: str
    start: int | None
    end: int | None
    confidence: float = 0.9
    severity: Severity | None = None
    reasons: tuple[Reason, ...] = ()
    parameters: Mapping[str, str] = NO_PARAMETERS
    ceiling: Decision = Decision.FORBIDDEN


class Finding(NamedTuple):
    """A clause touched, by which words, and why.

    ``start`` and ``end`` (exclusive) count code points of the original text, and ``matched == text[start:end]``; all
    three are None where a finding has no place. ``confidence`` is between 0 and 1.
    """

    clause: str
    detector: str
    category: str
    severity: Severity
    confidence: float
    start: int | None
    end: int | None
    matched: str | None
    decision: Decision
    reasons: tuple[Reason, ...]
    parameters: Mapping[str, str]


class Obligation(NamedTuple):
    """What must be true before publishing: ``kind`` by ``by`` (a role or ``partner:ID``), asked by ``clause``."""

    kind: str
    by: str
    clause: str


class Verdict(NamedTuple):
    """The answer for one content. Findings are in order of their place, those without a place last."""

    content: Content
    decision: Decision
    findings: tuple[Finding, ...]
    obligations: tuple[Obligation, ...]
    policy: str
    tiers: tuple[str, ...]
    likely: tuple[float, float] | None = None
    """How likely hatred is, and insult, threat, harassment or hatred, where the learned tier weighed the text."""

    @property
    def language(self) -> str:
        """The language of the text: a two-letter code, or ``und``. Worked out when asked for."""
        return language_of(self.content.text)

    @property
    def scores(self) -> dict[str, float]:
        """``hate`` and ``toxicity`` between 0 and 1: how likely a careful reader is to find hatred, and to find insult,
        threat, harassment or hatred. By rules alone, the confidence of the surest finding of each kind."""
        if self.likely is not None:
            return {"hate": round(self.likely[0], 3), "toxicity": round(max(self.likely), 3)}
        hate = toxicity = 0.0
        for finding in self.findings:
            if finding.category == "hate":
                hate = max(hate, finding.confidence)
            if finding.category in _TOXIC:
                toxicity = max(toxicity, finding.confidence * _TOXIC[finding.category])
        return {"hate": round(hate, 3), "toxicity": round(max(hate, toxicity), 3)}

    def as_json(self) -> dict[str, Any]:
        """The verdict in the shape of ``balise check --json``, without ``id`` and without messages."""
        return {
            "schema": 1,
            "decision": self.decision.word,
            "language": self.language,
            "policy": self.policy,
            "tiers": list(self.tiers),
            "findings": [
                {
                    "clause": finding.clause,
                    "detector": finding.detector,
                    "category": finding.category,
                    "severity": finding.severity.value,
                    "confidence": round(finding.confidence, 2),
                    "start": finding.start,
                    "end": finding.end,
                    "matched": finding.matched,
                }
                for finding in self.findings
            ],
            "obligations": [
                {"kind": obligation.kind, "by": obligation.by, "clause": obligation.clause}
                for obligation in self.obligations
            ],
            "scores": self.scores,
        }


_TOXIC = {"hate": 1.0, "threat": 1.0, "insult": 1.0, "harassment": 1.0, "provocation": 0.6, "vulgarity": 0.5}
