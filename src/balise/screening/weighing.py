"""From what detectors saw to what the policy says: rules, decision, obligations."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from balise.policy.conditions import evaluate
from balise.policy.decisions import decide
from balise.policy.model import Decision, Policy, Severity, Voice
from balise.screening.detecting import Detector
from balise.screening.model import Content, Finding, Obligation, Sighting, Verdict
from balise.screening.reading import Reading

_UNSURE = 0.5

Seen = tuple[Detector, Reading, Sighting]
"""What was seen, by whom, in which reading of the text."""


class _Rule(NamedTuple):
    """What one clause makes of a category for one voice and network."""

    clause: str
    decision: Decision
    severity: Severity | None
    detectors: tuple[str, ...]


class Weigher:
    """Applies the rules of one policy. Answers about rules and obligations are kept, since facts are few."""

    def __init__(self, policy: Policy, tiers: tuple[str, ...] = ("rules",)) -> None:
        self._tiers = tiers
        self._policy = policy
        self._reference = policy.reference
        self._rules = lru_cache(maxsize=512)(self._find_rules)
        self._obligations = lru_cache(maxsize=4096)(self._find_obligations)

    def nothing(
        self, voice: str, network: str
    ) -> tuple[Decision, tuple[()], tuple[Obligation, ...], str, tuple[str, ...]]:
        """All fields of a verdict but its content, where nothing was seen."""
        decision = Decision.APPROVAL if voice == Voice.OFFICIAL else Decision.CLEAR
        return decision, (), self._obligations(voice, network, (), ()), self._reference, self._tiers

    def weigh(self, content: Content, seen: Sequence[Seen]) -> Verdict:
        """The verdict on what was seen.

        A sighting of little confidence only advises; of two that overlap under one clause and category, the gravest
        is kept; an official post is never below approval and a visitor's comment never asks for one.
        """
        voice, network = str(content.voice), content.network or ""
        kept = _without_repeats(
            [
                _finding(content, voice, rule, *one)
                for one in seen
                for rule in self._rules(one[2].category, voice, network)
                if not rule.detectors or one[0].id in rule.detectors
            ]
        )
        if not kept:
            return Verdict(content, *self.nothing(voice, network))
        decision = max(finding.decision for finding in kept)
        if voice == Voice.OFFICIAL:
            decision = max(decision, Decision.APPROVAL)
        categories = tuple(sorted({finding.category for finding in kept if finding.decision > Decision.CLEAR}))
        partners = tuple(sorted({finding.parameters["partner"] for finding in kept if "partner" in finding.parameters}))
        obligations = self._obligations(voice, network, categories, partners)
        return Verdict(content, decision, kept, obligations, self._reference, self._tiers)

    def _find_rules(self, category: str, voice: str, network: str) -> tuple[_Rule, ...]:
        facts = {"voice": voice, "network": network}
        return tuple(
            _Rule(clause.id, decide(category, Voice(voice), rule), rule.severity, rule.detectors)
            for clause in self._policy.clauses
            if clause.retired_into is None
            for rule in clause.rules
            if rule.category == category and voice in rule.voices and (not rule.when or evaluate(rule.when, facts))
        )

    def _find_obligations(
        self, voice: str, network: str, categories: tuple[str, ...], partners: tuple[str, ...]
    ) -> tuple[Obligation, ...]:
        facts = {"voice": voice, "network": network, "categories": list(categories)}
        found: list[Obligation] = []
        for rule in self._policy.obligations:
            if not evaluate(rule.when, facts):
                continue
            if rule.by == "partner":
                found.extend(Obligation(rule.kind, f"partner:{partner}", rule.clause) for partner in partners)
            else:
                found.append(Obligation(rule.kind, rule.by, rule.clause))
        return tuple(dict.fromkeys(found))


def _finding(
    content: Content, voice: str, rule: _Rule, detector: Detector, reading: Reading, sighting: Sighting
) -> Finding:
    decision = min(rule.decision, sighting.ceiling)
    if sighting.confidence < _UNSURE:
        decision = min(decision, Decision.ADVISE)
    if voice == Voice.VISITOR and decision == Decision.APPROVAL:
        decision = Decision.ADVISE
    first = last = matched = None
    if sighting.start is not None and sighting.end is not None:
        first, last = reading.place(sighting.start, sighting.end)
        matched = content.text[first:last]
        if matched != matched.strip():
            first += len(matched) - len(matched.lstrip())
            matched = matched.strip()
            last = first + len(matched)
    return Finding(
        rule.clause, detector.id, sighting.category, rule.severity or sighting.severity or detector.severity,
        sighting.confidence, first, last, matched, decision, sighting.reasons, sighting.parameters,
    )  # fmt: skip


def _without_repeats(findings: list[Finding]) -> tuple[Finding, ...]:
    """Findings in order of place; where two of one clause and category overlap, the gravest, surest, widest one."""
    if len(findings) < 2:
        return tuple(findings)
    order = sorted(
        findings,
        key=lambda finding: (
            -finding.decision, -finding.confidence, -((finding.end or 0) - (finding.start or 0)),
            finding.start if finding.start is not None else -1, finding.detector,
        ),
    )  # fmt: skip
    kept: list[Finding] = []
    taken: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for finding in order:
        if finding.start is None or finding.end is None:
            kept.append(finding)
            continue
        spans = taken.setdefault((finding.clause, finding.category), [])
        # Kept spans never overlap, so only the neighbours of the place where this one would stand can.
        index = bisect.bisect_left(spans, (finding.start, finding.end))
        if (index and spans[index - 1][1] > finding.start) or (index < len(spans) and spans[index][0] < finding.end):
            continue
        spans.insert(index, (finding.start, finding.end))
        kept.append(finding)
    kept.sort(key=lambda finding: (finding.start is None, finding.start or 0, finding.end or 0, finding.clause))
    return tuple(kept)
