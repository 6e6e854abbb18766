"""Finding register terms in a batch of folded texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from balise.screening.folding import BOUNDARY
from balise.screening.register.hashing import Places, WordHashes, hash_gaps, hash_words, pair, single
from balise.screening.register.index import SHORTEST_TOLERANT, Entry, Index, maybe

_WIDEST_GAP = 4


class Match(NamedTuple):
    """A term found in the buffer: place (``end`` exclusive), the term, and whether it is misspelled there."""

    start: int
    end: int
    entry: Entry
    misspelled: bool


def find_terms(index: Index, codes: NDArray[np.uint8], words: WordHashes | None = None) -> Iterator[Match]:
    """Every term of ``index`` in the buffer ``codes`` (folded texts, each ended by ``BOUNDARY``), by place.

    ``words`` spares hashing the buffer again.
    """
    words = hash_words(codes) if words is None else words
    if not len(words.starts):
        return
    found: dict[tuple[int, int], Match] = {}
    one = single(words.hashes)
    two = pair(words.hashes[:-1], words.hashes[1:])
    for keys in (one, two):
        for at in maybe(keys, index.bits).tolist():
            key = keys[at]
            place = int(np.searchsorted(index.keys, key))
            while place < len(index.keys) and index.keys[place] == key:
                entry = index.entry(int(index.owners[place]))
                end = _reads(entry.words, codes, words, at)
                if end is not None:
                    start = int(words.starts[at])
                    found[start, end] = Match(start, end, entry, False)
                place += 1
    if len(index.near_keys):
        _find_near(index, codes, words, found)
    yield from sorted(found.values())


def _spelled(codes: NDArray[np.uint8], words: WordHashes, at: int) -> str:
    return codes[words.starts[at] : words.ends[at]].tobytes().decode("latin-1")


def _joined(codes: NDArray[np.uint8], words: WordHashes, first: int, last: int) -> bool:
    """Whether words ``first`` to ``last`` follow one another in one text, with only a few signs between."""
    for at in range(first, last):
        gap = codes[words.ends[at] : words.starts[at + 1]]
        if len(gap) > _WIDEST_GAP or BOUNDARY in gap:
            return False
    return True


def _reads(wanted: tuple[str, ...], codes: NDArray[np.uint8], words: WordHashes, at: int) -> int | None:
    """Where the term ends when it stands exactly from word ``at`` on, else None."""
    last = at + len(wanted) - 1
    if last >= len(words.starts):
        return None
    for offset, word in enumerate(wanted):
        if _spelled(codes, words, at + offset) != word:
            return None
    return int(words.ends[last]) if _joined(codes, words, at, last) else None


def _find_near(index: Index, codes: NDArray[np.uint8], words: WordHashes, found: dict[tuple[int, int], Match]) -> None:
    """Tolerant terms with at most one letter added, dropped or changed in the whole term."""
    at_gaps, gaps = hash_gaps(words, SHORTEST_TOLERANT - 1)
    whole: Places = np.arange(len(words.hashes), dtype=np.intp)
    for owners, keys in ((whole, words.hashes), (at_gaps, gaps)):
        for candidate in maybe(keys, index.near_bits).tolist():
            key = keys[candidate]
            place = int(np.searchsorted(index.near_keys, key))
            while place < len(index.near_keys) and index.near_keys[place] == key:
                entry = index.entry(int(index.near_owners[place]))
                first = int(owners[candidate]) - int(index.near_words[place])
                _keep_near(entry, codes, words, first, found)
                place += 1


def _keep_near(
    entry: Entry, codes: NDArray[np.uint8], words: WordHashes, first: int, found: dict[tuple[int, int], Match]
) -> None:
    last = first + len(entry.words) - 1
    if first < 0 or last >= len(words.starts) or not _joined(codes, words, first, last):
        return
    start, end = int(words.starts[first]), int(words.ends[last])
    if (start, end) in found:
        return
    edits = 0
    for offset, wanted in enumerate(entry.words):
        edits += _edits(_spelled(codes, words, first + offset), wanted)
        if edits > 1:
            return
    found[start, end] = Match(start, end, entry, edits > 0)


def _edits(one: str, other: str) -> int:
    """0 when equal, 1 when one letter is added, dropped, changed or two neighbours are swapped, else 2."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > 1:
        return 2
    head = 0
    shortest = min(len(one), len(other))
    while head < shortest and one[head] == other[head]:
        head += 1
    if len(one) == len(other):
        if one[head + 1 :] == other[head + 1 :]:
            return 1
        swapped = one[head : head + 2] == other[head : head + 2][::-1] and one[head + 2 :] == other[head + 2 :]
        return 1 if swapped else 2
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return 1 if longer[head + 1 :] == shorter[head:] else 2
