"""What stands in each text of a batch: cues, terms of the registers, spelling tricks; found for all texts at once.

Texts whose offsets changed when they were folded (ligatures, invisible characters) are put in a buffer of their own,
so that they too are searched together.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from balise.screening.detectors.secrets.register import detector as register_detector
from balise.screening.folding import Folded, fold_batch, join
from balise.screening.learned.features import About
from balise.screening.learned.proposing import Learned, Scored
from balise.screening.model import Content, Sighting
from balise.screening.register.hashing import WordHashes, hash_words
from balise.screening.register.index import Index, days_open
from balise.screening.register.matching import find_terms
from balise.screening.scanning import Raw, Scanner
from balise.screening.tricks import spots_of_tricks

_SPOTS_FLOOR = 48
_CHARACTERS_A_SPOT = 120


class Evidence(NamedTuple):
    """What stands in one text, in offsets of its folded form: cues, places of tricks, register terms, scores."""

    folded: Folded
    raws: list[Raw]
    spots: list[int]
    secrets: list[Sighting]
    scored: list[Scored]


class _Buffer(NamedTuple):
    """Texts one after the other, each followed by the boundary: ``numbers`` tells which contents they are."""

    data: bytes
    codes: NDArray[np.uint8]
    starts: Sequence[int]
    numbers: Sequence[int]
    folded: Sequence[Folded] | None


Wanted = Callable[[Content], Sequence[bool]]


class Scanners(NamedTuple):
    """What is looked for in every text, and in texts that deserve a closer look; which cues call for one."""

    first: Scanner
    second: Scanner
    telling: Sequence[bool]


class Gatherer:
    """Searches batches with the scanners, the registers open today and the learned tier, where there is one."""

    def __init__(
        self,
        scanners: Scanners,
        registers: Sequence[Index],
        clock: Callable[[], date],
        wanted: Wanted,
        learned: Learned | None,
    ) -> None:
        self._scanners = scanners
        self._registers = registers
        self._clock = clock
        self._wanted = wanted
        self._learned = learned

    def gather(self, contents: Sequence[Content]) -> dict[int, Evidence]:
        """Evidence by number of the content, only for texts where there is any."""
        batch = fold_batch([content.text for content in contents])
        found: dict[int, Evidence] = {}
        self._search(_Buffer(batch.data, batch.codes, batch.starts, range(len(contents)), None), contents, found)
        if batch.special:
            apart = list(batch.special.values())
            data, starts = join(apart)
            codes = np.frombuffer(data, dtype=np.uint8)
            self._search(_Buffer(data, codes, starts, list(batch.special), apart), contents, found)
        for number, content in enumerate(contents):
            if content.images and number not in found:
                folded = batch.special.get(number) or Folded(
                    batch.data[batch.starts[number] : batch.starts[number + 1] - 1], None
                )
                found[number] = Evidence(folded, [], [], [], [])
        return found

    def _search(self, buffer: _Buffer, contents: Sequence[Content], found: dict[int, Evidence]) -> None:
        words = hash_words(buffer.codes)
        closer = self._keep(self._scanners.first.scan(buffer.data, words), buffer, contents, found)
        self._search_registers(buffer, words, found)
        self._search_tricks(buffer, found)
        if self._learned is not None:
            limits = words.starts.searchsorted(np.asarray(buffer.starts, dtype=np.intp))
            closer.update(self._learned.model.sift(words.hashes, limits).nonzero()[0].tolist())
            if closer:
                self._look_closer(self._learned, buffer, words, sorted(closer), contents, found)

    def _keep(
        self, raws: list[Raw], buffer: _Buffer, contents: Sequence[Content], found: dict[int, Evidence]
    ) -> set[int]:
        """Give each text the cues that count for its voice; returns the texts that these call to look closer at."""
        starts, telling = buffer.starts, self._scanners.telling
        raws.sort(key=_by_start)
        position, begin, end = -1, 0, 0
        wanted: Sequence[bool] = ()
        evidence: Evidence | None = None
        closer: set[int] = set()
        for raw, first, last in raws:
            if first >= end:
                position = bisect.bisect_right(starts, first, position + 1) - 1
                begin, end = starts[position], starts[position + 1]
                wanted = self._wanted(contents[buffer.numbers[position]])
                evidence = None
            if wanted[raw]:
                if evidence is None:
                    evidence = self._evidence(buffer, position, found)
                evidence.raws.append((raw, first - begin, last - begin))
                if telling[raw]:
                    closer.add(position)
        return closer

    def _look_closer(
        self,
        learned: Learned,
        buffer: _Buffer,
        words: WordHashes,
        positions: Sequence[int],
        contents: Sequence[Content],
        found: dict[int, Evidence],
    ) -> None:
        """Weigh the words of these texts, and look for the other cues where they may count."""
        chosen = [self._evidence(buffer, position, found).folded for position in positions]
        numbers = [buffer.numbers[position] for position in positions]
        if len(chosen) == len(buffer.numbers):
            data, codes, starts = buffer.data, buffer.codes, buffer.starts
        else:
            data, starts = join(chosen)
            codes = np.frombuffer(data, dtype=np.uint8)
            words = hash_words(codes)
        about = [
            About(contents[number].text, str(contents[number].voice), contents[number].reply_to is not None)
            for number in numbers
        ]
        hopeful: list[int] = []
        for place, scored in enumerate(learned.score(data, codes, words, starts, about)):
            found[numbers[place]].scored.append(scored)
            if scored.hopeful:
                hopeful.append(place)
        if not hopeful:
            return
        if len(hopeful) < len(chosen):
            # Only where some rule could still count are the cues made of common words worth looking for.
            chosen = [chosen[place] for place in hopeful]
            numbers = [numbers[place] for place in hopeful]
            data, starts = join(chosen)
            codes = np.frombuffer(data, dtype=np.uint8)
            words = hash_words(codes)
        self._keep(
            self._scanners.second.scan(data, words), _Buffer(data, codes, starts, numbers, chosen), contents, found
        )

    @staticmethod
    def _evidence(buffer: _Buffer, position: int, found: dict[int, Evidence]) -> Evidence:
        number = buffer.numbers[position]
        evidence = found.get(number)
        if evidence is None:
            if buffer.folded is not None:
                folded = buffer.folded[position]
            else:
                folded = Folded(buffer.data[buffer.starts[position] : buffer.starts[position + 1] - 1], None)
            evidence = found[number] = Evidence(folded, [], [], [], [])
        return evidence

    def _search_registers(self, buffer: _Buffer, words: WordHashes, found: dict[int, Evidence]) -> None:
        """Terms that are secret today."""
        for register in self._registers:
            for match in find_terms(register, buffer.codes, words):
                if days_open(match.entry, self._clock()):
                    position = bisect.bisect_right(buffer.starts, match.start) - 1
                    sighting = register_detector.sighting(match, buffer.starts[position])
                    self._evidence(buffer, position, found).secrets.append(sighting)

    def _search_tricks(self, buffer: _Buffer, found: dict[int, Evidence]) -> None:
        """Places that bear the mark of a spelling trick; of a text made of them, only so many, by its length."""
        spots = spots_of_tricks(buffer.codes)
        if not len(spots):
            return
        starts = buffer.starts
        positions = (np.searchsorted(starts, spots, side="right") - 1).tolist()
        last, most, kept = -1, 0, 0
        evidence: Evidence | None = None
        for spot, position in zip(spots.tolist(), positions, strict=True):
            if position != last:
                last, kept = position, 0
                evidence = self._evidence(buffer, position, found)
                most = _SPOTS_FLOOR + (starts[position + 1] - starts[position]) // _CHARACTERS_A_SPOT
            if kept < most and evidence is not None:
                evidence.spots.append(spot - starts[position])
                kept += 1


def _by_start(raw: Raw) -> int:
    return raw[1]
