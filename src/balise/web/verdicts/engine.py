"""The engine as the web uses it: one screener a thread, posts screened as they would appear."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from balise import Content, Screener, load_policy
from balise.policy.files import default_pack
from balise.policy.model import Decision, Policy, Severity
from balise.screening.model import Finding, Obligation, Reason, Verdict

_local = threading.local()


@cache
def the_policy() -> Policy:
    """The policy of this organisation, loaded once."""
    return load_policy(getattr(settings, "BALISE_PACK", "") or default_pack())


def the_screener() -> Screener:
    """This thread's screener: the scanner keeps a scratch area that two threads must not share."""
    policy = the_policy()
    if getattr(_local, "policy", None) is not policy:  # the first time, or set-up chose another pack
        _local.screener, _local.policy = Screener(policy, sentences=getattr(_local, "sentences", None)), policy
    screener: Screener = _local.screener
    return screener


@contextmanager
def by_words_alone() -> Iterator[None]:
    """Inside, texts of this thread are not weighed by whole sentences: for texts of ours, where seconds count more."""
    _local.sentences, _local.policy = False, None
    try:
        yield
    finally:
        _local.sentences = _local.policy = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """One text to screen: ``place`` says where it stands (``text:x``, ``title:youtube``, ``alt:<sha>``)."""

    place: str
    text: str
    network: str | None = None
    images: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A finding and where: offsets count in the text of ``place``; in ``links:…`` they have none."""

    place: str
    finding: Finding


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What the engine says of a whole revision: the gravest decision, all findings, obligations without repeats."""

    policy: str
    decision: Decision
    findings: tuple[Placed, ...]
    obligations: tuple[Obligation, ...]
    tiers: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """What is kept with the revision; ``read`` gives it back."""
        return {
            "schema": 1,
            "policy": self.policy,
            "decision": self.decision.word,
            "tiers": list(self.tiers),
            "findings": [_finding_json(placed) for placed in self.findings],
            "obligations": [list(obligation) for obligation in self.obligations],
        }


def judge(parts: Sequence[Part], *, voice: str) -> Judgement:
    """Screen every part as it would appear, its links at the end: a text that names its source below is sourced."""
    contents = [Content("\n".join([part.text, *part.links]), voice, part.network, None, part.images) for part in parts]
    verdicts = list(the_screener().screen_many(contents))
    findings: list[Placed] = []
    known: set[tuple[Any, ...]] = set()
    for part, verdict in zip(parts, verdicts, strict=True):
        for finding in verdict.findings:
            placed = _placed(part, finding)
            key = (
                placed.place if placed.finding.start is not None else "",
                *finding[:6],
                finding.parameters.get("image"),
            )
            if key not in known:
                known.add(key)
                findings.append(placed)
    return Judgement(
        policy=the_policy().reference,
        decision=max((verdict.decision for verdict in verdicts), default=Decision.CLEAR),
        findings=tuple(findings),
        obligations=_obligations(verdicts),
        tiers=verdicts[0].tiers if verdicts else ("rules",),
    )


def read(stored: Mapping[str, Any]) -> Judgement:
    """A judgement from what ``as_json`` kept."""
    return Judgement(
        policy=stored["policy"],
        decision=Decision.from_word(stored["decision"]),
        findings=tuple(_finding_read(one) for one in stored["findings"]),
        obligations=tuple(Obligation(*one) for one in stored["obligations"]),
        tiers=tuple(stored["tiers"]),
    )


def _obligations(verdicts: Sequence[Verdict]) -> tuple[Obligation, ...]:
    return tuple(dict.fromkeys(obligation for verdict in verdicts for obligation in verdict.obligations))


def _placed(part: Part, finding: Finding) -> Placed:
    if finding.start is not None and finding.start >= len(part.text):
        return Placed(place=part.place.replace("text:", "links:"), finding=finding._replace(start=None, end=None))
    if finding.end is not None and finding.start is not None and finding.end > len(part.text):
        finding = finding._replace(end=len(part.text), matched=part.text[finding.start :])
    return Placed(place=part.place, finding=finding)


def _finding_json(placed: Placed) -> dict[str, Any]:
    finding = placed.finding
    return {
        "place": placed.place,
        **finding._asdict(),
        "severity": finding.severity.value,
        "decision": finding.decision.word,
        "confidence": round(finding.confidence, 3),
        "reasons": [list(reason) for reason in finding.reasons],
        "parameters": dict(finding.parameters),
    }


def _finding_read(stored: Mapping[str, Any]) -> Placed:
    values = {name: value for name, value in stored.items() if name != "place"}
    values["severity"] = Severity(values["severity"])
    values["decision"] = Decision.from_word(values["decision"])
    values["reasons"] = tuple(Reason(*reason) for reason in values["reasons"])
    return Placed(place=stored["place"], finding=Finding(**values))
