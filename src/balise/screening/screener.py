"""Runs the detectors over contents, weighs what they saw under the policy, and decides."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from balise.policy.conditions import evaluate
from balise.policy.decisions import decide
from balise.policy.model import Decision, Policy, Severity, Voice
from balise.screening.detecting import Detector, Hit
from balise.screening.detectors import all_detectors
from balise.screening.detectors.images.unread import detector as image_detector
from balise.screening.detectors.secrets.register import detector as register_detector
from balise.screening.folding import Batch, Folded, fold_batch
from balise.screening.model import Content, Finding, Obligation, Sighting, Verdict
from balise.screening.reading import Reading
from balise.screening.register.index import Index, days_open
from balise.screening.register.matching import find_terms
from balise.screening.scanning import Raw, scanner_for
from balise.screening.tricks import TRIGGERS, compose, undo

_BATCH_TEXTS = 512
_BATCH_CHARACTERS = 120_000
_UNSURE = 0.5
_NOTHING = 0.25
_TIERS = ("rules",)
_VOICES = tuple(Voice)


class _Rule(NamedTuple):
    """What one clause makes of a category for one voice and network."""

    clause: str
    decision: Decision
    severity: Severity | None
    detectors: tuple[str, ...]


class Screener:
    """``(content, policy) -> verdict``, with no state but what the policy and the detectors compile to.

    Safe to use from several threads only with one screener a thread (the scanner keeps a scratch area).
    ``register`` is a saved confidential register, read beside the pack's own; ``clock`` gives the day on which its
    terms are weighed. ``engine`` chooses the scanning engine (``hyperscan`` or ``re``); both give the same verdicts.
    """

    def __init__(
        self,
        policy: Policy,
        *,
        detectors: Sequence[Detector] | None = None,
        register: Index | None = None,
        engine: str | None = None,
        clock: Callable[[], date] = date.today,
    ) -> None:
        self.policy = policy
        self._registers = tuple(
            index for index in (register, Index.build(policy.register) if policy.register else None) if index
        )
        self._clock = clock
        self.detectors = tuple(all_detectors() if detectors is None else detectors)
        patterns: list[str] = []
        owners: list[tuple[int, str]] = []
        only_replies: set[int] = set()
        for number, detector in enumerate(self.detectors):
            for cue in detector.cues(policy):
                if cue.in_replies:
                    only_replies.add(len(patterns))
                patterns.append(cue.pattern)
                owners.append((number, cue.name))
        for trigger in TRIGGERS:
            patterns.append(trigger)
            owners.append((-1, "trick"))
        self._scanner = scanner_for(patterns, engine=engine)
        self._owners = owners
        self._active = {
            (voice.value, replying): tuple(
                number >= 0
                and voice in self.detectors[number].voices
                and (replying or position not in only_replies)
                for position, (number, _) in enumerate(owners)
            )
            for voice in _VOICES
            for replying in (False, True)
        }
        known = {
            word
            for pattern, (number, _) in zip(patterns, owners, strict=True)
            if number >= 0 and self.detectors[number].through_tricks
            for word in _plain_words(pattern)
        }
        self._known = frozenset(known)
        long_words = sorted((word for word in known if len(word) >= 5), key=lambda word: (-len(word), word))
        self._parts = re.compile("|".join(map(re.escape, long_words)) or r"(?!)")
        self._rules = lru_cache(maxsize=512)(self._find_rules)
        self._obligations = lru_cache(maxsize=4096)(self._find_obligations)
        reference = policy.reference
        self._nothing = {
            voice.value: (
                Decision.APPROVAL if voice is Voice.OFFICIAL else Decision.CLEAR,
                (),
                self._obligations(voice.value, "", (), ()),
                reference,
                _TIERS,
            )
            for voice in _VOICES
        }

    def screen(self, content: Content) -> Verdict:
        """The verdict for one content; raises ``ValueError`` for an unknown voice."""
        return self._screen_batch([content])[0]

    def screen_many(self, contents: Iterable[Content]) -> Iterator[Verdict]:
        """The verdicts, in order, worked out by batches as they are asked for."""
        source = iter(contents)
        while chunk := list(islice(source, _BATCH_TEXTS)):
            start = 0
            size = 0
            for index, content in enumerate(chunk):
                size += len(content.text)
                if size > _BATCH_CHARACTERS:
                    yield from self._screen_batch(chunk[start : index + 1])
                    start, size = index + 1, 0
            if start < len(chunk):
                yield from self._screen_batch(chunk[start:])

    def _screen_batch(self, contents: Sequence[Content]) -> list[Verdict]:
        nothing = self._nothing
        try:
            verdicts = [Verdict(content, *nothing[content.voice]) for content in contents]
        except KeyError as error:
            raise ValueError(f"unknown voice {error.args[0]!r}: say personal, official or visitor") from None
        batch = fold_batch([content.text for content in contents])
        starts = batch.starts
        hits: dict[int, list[Raw]] = {}
        raws = self._scanner.scan(batch.data)
        raws.sort(key=_by_start)
        index, begin, end = 0, 0, starts[1]
        for number, first, last in raws:
            while first >= end:
                index += 1
                begin, end = end, starts[index + 1]
            if index in hits:
                hits[index].append((number, first - begin, last - begin))
            else:
                hits[index] = [(number, first - begin, last - begin)]
        for index, folded in batch.special.items():
            found = self._scanner.scan(folded.data)
            if found:
                found.sort(key=_by_start)
                hits[index] = list(found)
        secrets = self._search_registers(batch) if self._registers else {}
        for index in hits.keys() | secrets.keys() | {i for i, content in enumerate(contents) if content.images}:
            folded = batch.special.get(index) or Folded(batch.data[starts[index] : starts[index + 1] - 1], None)
            verdicts[index] = self._judge(
                contents[index], folded, hits.get(index, ()), secrets.get(index, ()), verdicts[index]
            )
        return verdicts

    def _search_registers(self, batch: Batch) -> dict[int, list[Sighting]]:
        """Register terms by text, those that are secret today."""
        today = self._clock()
        found: dict[int, list[Sighting]] = {}
        limits = batch.starts
        for register in self._registers:
            for match in find_terms(register, batch.codes):
                if days_open(match.entry, today):
                    index = bisect.bisect_right(limits, match.start) - 1
                    found.setdefault(index, []).append(register_detector.sighting(match, limits[index]))
            for index, folded in batch.special.items():
                for match in find_terms(register, np.frombuffer(folded.data, dtype=np.uint8)):
                    if days_open(match.entry, today):
                        found.setdefault(index, []).append(register_detector.sighting(match, 0))
        return found

    def _judge(
        self, content: Content, folded: Folded, raws: Sequence[Raw], secrets: Sequence[Sighting], nothing: Verdict
    ) -> Verdict:
        """The verdict for a text where some cue or some term of a register stands."""
        groups, tricky = self._group(raws, content, tricks_only=False)
        sightings: list[tuple[Detector, Reading, Sighting]] = []
        if groups or secrets or content.images:
            reading = Reading(content, self.policy, folded)
            self._run(groups, reading, sightings)
            sightings += [(register_detector, reading, sighting) for sighting in secrets]
            if content.images and content.voice != Voice.VISITOR:
                sightings += [(image_detector, reading, sighting) for sighting in image_detector.find(reading, ())]
        if tricky:
            undone = undo(folded.data.decode("latin-1"), self._known, self._parts)
            if undone is not None:
                second = compose(folded, undone[1], undone[0])
                again = self._scanner.scan(second.data)
                again.sort(key=_by_start)
                groups, _ = self._group(again, content, tricks_only=True)
                if groups:
                    self._run(groups, Reading(content, self.policy, second), sightings)
        if not sightings:
            return nothing
        return self._decide(content, sightings, nothing)

    def _group(
        self, raws: Sequence[Raw], content: Content, *, tricks_only: bool
    ) -> tuple[dict[int, list[Hit]], bool]:
        """Hits by detector, those active for this content; and whether a spelling trick may stand in the text."""
        active = self._active[content.voice, content.reply_to is not None]
        owners = self._owners
        groups: dict[int, list[Hit]] = {}
        tricky = False
        for raw, first, last in raws:
            number, name = owners[raw]
            if number < 0:
                tricky = True
            elif active[raw] and (not tricks_only or self.detectors[number].through_tricks):
                groups.setdefault(number, []).append(Hit(name, first, last))
        return groups, tricky

    def _run(
        self,
        groups: Mapping[int, list[Hit]],
        reading: Reading,
        sightings: list[tuple[Detector, Reading, Sighting]],
    ) -> None:
        for number in sorted(groups):
            detector = self.detectors[number]
            for sighting in detector.find(reading, _outermost(groups[number])):
                if sighting.confidence >= _NOTHING:
                    sightings.append((detector, reading, sighting))

    def _decide(
        self, content: Content, sightings: Sequence[tuple[Detector, Reading, Sighting]], nothing: Verdict
    ) -> Verdict:
        voice, network = str(content.voice), content.network or ""
        findings: list[Finding] = []
        for detector, reading, sighting in sightings:
            for rule in self._rules(sighting.category, voice, network):
                if rule.detectors and detector.id not in rule.detectors:
                    continue
                decision = min(rule.decision, sighting.ceiling)
                if sighting.confidence < _UNSURE:
                    decision = min(decision, Decision.ADVISE)
                if voice == Voice.VISITOR and decision == Decision.APPROVAL:
                    decision = Decision.ADVISE
                if sighting.start is None or sighting.end is None:
                    first = last = matched = None
                else:
                    first, last = reading.place(sighting.start, sighting.end)
                    matched = content.text[first:last]
                findings.append(
                    Finding(
                        rule.clause,
                        detector.id,
                        sighting.category,
                        rule.severity or sighting.severity or detector.severity,
                        sighting.confidence,
                        first,
                        last,
                        matched,
                        decision,
                        sighting.reasons,
                        sighting.parameters,
                    )
                )
        if not findings:
            return nothing
        kept = _without_repeats(findings)
        decision = max(finding.decision for finding in kept)
        if voice == Voice.OFFICIAL:
            decision = max(decision, Decision.APPROVAL)
        categories = tuple(sorted({finding.category for finding in kept if finding.decision > Decision.CLEAR}))
        partners = tuple(
            sorted({finding.parameters["partner"] for finding in kept if "partner" in finding.parameters})
        )
        obligations = self._obligations(voice, network, categories, partners)
        return Verdict(content, decision, kept, obligations, nothing.policy, _TIERS)

    def _find_rules(self, category: str, voice: str, network: str) -> tuple[_Rule, ...]:
        facts = {"voice": voice, "network": network}
        return tuple(
            _Rule(clause.id, decide(category, Voice(voice), rule), rule.severity, rule.detectors)
            for clause in self.policy.clauses
            if clause.retired_into is None
            for rule in clause.rules
            if rule.category == category and voice in rule.voices and (not rule.when or evaluate(rule.when, facts))
        )

    def _find_obligations(
        self, voice: str, network: str, categories: tuple[str, ...], partners: tuple[str, ...]
    ) -> tuple[Obligation, ...]:
        facts = {"voice": voice, "network": network, "categories": list(categories)}
        found: list[Obligation] = []
        for rule in self.policy.obligations:
            if not evaluate(rule.when, facts):
                continue
            if rule.by == "partner":
                found.extend(Obligation(rule.kind, f"partner:{partner}", rule.clause) for partner in partners)
            else:
                found.append(Obligation(rule.kind, rule.by, rule.clause))
        return tuple(dict.fromkeys(found))


def _by_start(raw: Raw) -> int:
    return raw[1]


def _plain_words(pattern: str) -> Iterator[str]:
    """The word that a cue made by ``words`` stands for, when it is one plain word."""
    bare = pattern.removeprefix(r"\b").removesuffix(r"\b")
    if bare.isalpha() and bare.isascii() and len(bare) >= 3:
        yield bare


def _outermost(hits: list[Hit]) -> list[Hit]:
    """Hits by place, without those inside another of the same cue."""
    if len(hits) < 2:
        return hits
    hits.sort(key=lambda hit: (hit.start, -hit.end, hit.cue))
    kept: list[Hit] = []
    reach: dict[str, int] = {}
    for hit in hits:
        if hit.end > reach.get(hit.cue, -1):
            kept.append(hit)
            reach[hit.cue] = hit.end
    return kept


def _without_repeats(findings: list[Finding]) -> tuple[Finding, ...]:
    """Findings in order of place; where two of one clause and category overlap, the gravest, surest, widest one."""
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
        first = -1 if finding.start is None else finding.start
        last = 0 if finding.end is None else finding.end
        spans = taken.setdefault((finding.clause, finding.category), [])
        # Kept spans never overlap, so only the neighbours of the place where this one would stand can.
        index = bisect.bisect_left(spans, (first, last))
        if index and spans[index - 1][1] > first or index < len(spans) and spans[index][0] < last:
            continue
        spans.insert(index, (first, last))
        kept.append(finding)
    kept.sort(key=lambda finding: (finding.start is None, finding.start or 0, finding.end or 0, finding.clause))
    return tuple(kept)


