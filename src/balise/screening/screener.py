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
        cues = [(number, cue) for number, detector in enumerate(self.detectors) for cue in detector.cues(policy)]
        self._owners = [(number, cue.name) for number, cue in cues]
        self._scanner = scanner_for([cue.pattern for _, cue in cues], engine=engine)
        self._wanted = {
            (voice.value, replying): tuple(
                voice in self.detectors[number].voices and (replying or not cue.in_replies) for number, cue in cues
            )
            for voice in Voice
            for replying in (False, True)
        }
        registers = tuple(
            index for index in (register, Index.build(policy.register) if policy.register else None) if index
        )
        self._gatherer = Gatherer(
            self._scanner, registers, clock, lambda content: self._wanted[content.voice, content.reply_to is not None]
        )
        self._known = frozenset(
            word for number, cue in cues if self.detectors[number].through_tricks for word in _plain_words(cue.pattern)
        )
        self._parts: re.Pattern[str] | None = None
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
            undone = undo(evidence.folded.data.decode("latin-1"), evidence.spots, self._known, self._long_words())
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

    def _long_words(self) -> re.Pattern[str]:
        """Known words long enough to be told inside letters without blanks; compiled when a trick asks for it."""
        if self._parts is None:
            chosen = sorted(
                (word for word in self._known if len(word) >= _SHORTEST_PART), key=lambda word: (-len(word), word)
            )
            self._parts = re.compile("|".join(map(re.escape, chosen)) or r"(?!)")
        return self._parts

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
