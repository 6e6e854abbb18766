"""``(content, policy) -> verdict``: gathers what stands in the texts, asks the detectors, weighs under the policy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from balise.policy.model import Policy, Voice
from balise.screening.detecting import Detector, Hit
from balise.screening.detectors import all_detectors
from balise.screening.detectors.images.unread import detector as image_detector
from balise.screening.detectors.secrets.register import detector as register_detector
from balise.screening.gathering import Evidence, Gatherer
from balise.screening.model import Content, Verdict
from balise.screening.preparing import Prepared, prepare
from balise.screening.reading import Reading
from balise.screening.register.index import Index
from balise.screening.scanning import Raw, scanner_for
from balise.screening.tricks import compose, undo
from balise.screening.weighing import Seen, Weigher

_BATCH_TEXTS = 512
_BATCH_CHARACTERS = 120_000
_NOTHING = 0.25
_MOST_OF_A_DETECTOR = 50
_SHORTEST_PART = 5
_SHORTEST_WORD = 3


class Screener:
    """No state but what the policy and the detectors compile to.

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
        self.detectors = tuple(all_detectors() if detectors is None else detectors)
        prepared = prepare(policy, self.detectors)
        self._owners = list(zip(prepared.detectors, prepared.names, strict=True))
        self._scanner = scanner_for(prepared.plan, engine=engine)
        self._wanted = {
            (voice.value, replying): _wanted(self.detectors, prepared, voice, replying=replying)
            for voice in Voice
            for replying in (False, True)
        }
        registers = tuple(
            index for index in (register, Index.build(policy.register) if policy.register else None) if index
        )
        self._gatherer = Gatherer(
            self._scanner, registers, clock, lambda content: self._wanted[content.voice, content.reply_to is not None]
        )
        self._disguised = prepared.plan.phrases
        self._known: frozenset[str] | None = None
        self._parts = re.compile(r"(?!)")
        self._weigher = Weigher(policy)
        self._nothing = {voice.value: self._weigher.nothing(voice.value, "") for voice in Voice}

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
            verdicts = [
                Verdict(content, *nothing[content.voice])
                if content.network is None
                else Verdict(content, *self._weigher.nothing(str(Voice(content.voice)), content.network))
                for content in contents
            ]
        except (KeyError, ValueError):
            raise ValueError("unknown voice: say personal, official or visitor") from None
        for number, evidence in self._gatherer.gather(contents).items():
            seen = self._look(contents[number], evidence)
            if seen:
                verdicts[number] = self._weigher.weigh(contents[number], seen)
        return verdicts

    def _look(self, content: Content, evidence: Evidence) -> list[Seen]:
        """What the detectors make of the evidence."""
        seen: list[Seen] = []
        if evidence.raws or evidence.secrets or content.images:
            reading = Reading(content, self.policy, evidence.folded)
            self._ask(evidence.raws, reading, seen)
            seen += [(register_detector, reading, sighting) for sighting in evidence.secrets]
            if content.images and content.voice != Voice.VISITOR:
                seen += [(image_detector, reading, sighting) for sighting in image_detector.find(reading, ())]
        if evidence.spots:
            known = self._learn_words()
            undone = undo(evidence.folded.data.decode("latin-1"), evidence.spots, known, self._parts)
            if undone is not None:
                second = compose(evidence.folded, undone)
                wanted = self._wanted[content.voice, content.reply_to is not None]
                again = [
                    raw
                    for raw in self._scanner.scan(second.data)
                    if wanted[raw[0]] and self.detectors[self._owners[raw[0]][0]].through_tricks
                ]
                if again:
                    again.sort(key=_by_start)
                    self._ask(again, Reading(content, self.policy, second), seen)
        return seen

    def _learn_words(self) -> frozenset[str]:
        """Words that spelling tricks are undone for, worked out when a mark of a trick first asks for them."""
        if self._known is None:
            self._known = frozenset(
                text
                for text, owner in zip(self._disguised.texts, self._disguised.owners, strict=True)
                if len(text) >= _SHORTEST_WORD
                and text.isascii()
                and text.isalpha()
                and self.detectors[self._owners[owner][0]].through_tricks
            )
            longest = sorted(
                (word for word in self._known if len(word) >= _SHORTEST_PART), key=lambda word: (-len(word), word)
            )
            if longest:
                self._parts = re.compile("|".join(longest))
        return self._known

    def _ask(self, raws: Sequence[Raw], reading: Reading, seen: list[Seen]) -> None:
        """Hand each detector its hits; of what one sees in a text, so many are kept, which bounds hostile texts."""
        groups: dict[int, list[Hit]] = {}
        owners = self._owners
        for raw, first, last in raws:
            number, name = owners[raw]
            if number in groups:
                groups[number].append(Hit(name, first, last))
            else:
                groups[number] = [Hit(name, first, last)]
        for number in sorted(groups):
            detector = self.detectors[number]
            left = _MOST_OF_A_DETECTOR
            for sighting in detector.find(reading, _outermost(groups[number])):
                if sighting.confidence >= _NOTHING:
                    seen.append((detector, reading, sighting))
                    left -= 1
                    if not left:
                        break


def _by_start(raw: Raw) -> int:
    return raw[1]


def _wanted(detectors: Sequence[Detector], prepared: Prepared, voice: Voice, *, replying: bool) -> tuple[bool, ...]:
    """For each cue, whether it counts for a voice, in a reply or not."""
    speaks = [voice in detector.voices for detector in detectors]
    return tuple(
        speaks[number] and (replying or not only)
        for number, only in zip(prepared.detectors, prepared.in_replies, strict=True)
    )


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
