"""Thousands of fixed words and phrases in one pass, each looked for by the hash of its two rarest neighbouring words.

An automaton for ten thousand phrases with word edges takes half a minute and gigabytes to build; the hashes of all
words of a batch are worked out anyway for the register, and a look-up costs the same for ten phrases or ten thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from balise.screening.folding import fold_batch
from balise.screening.register.hashing import Hashes, WordHashes, hash_words, pair, single

Raw = tuple[int, int, int]


EDGE, JOINED, OPEN = 0, 1, 2
"""How a phrase ends: at a word's edge; after a sign that a word must follow (``qu'``); anywhere, even in a word."""
_TABLE_BITS = 20


class Phrase(NamedTuple):
    """A fixed folded text that begins with a letter or a digit, its owner's number, and how it ends."""

    text: str
    owner: int
    ending: int = EDGE


class Sorted(NamedTuple):
    """Phrases by key, the hash of one or two of their words: those of key ``i`` stand at ``bounds[i]`` to
    ``bounds[i + 1]``. ``offsets`` tells how far into a phrase the key's first word begins.
    """

    keys: Hashes
    bounds: NDArray[np.uint32]
    texts: list[str]
    owners: list[int]
    endings: list[int]
    offsets: list[int]


Frequency = Callable[[Hashes], NDArray[np.uint32]]
"""How common words are, by their hashes: 0 for a word hardly ever met."""


def _all_alike(hashes: Hashes) -> NDArray[np.uint32]:
    return np.zeros(len(hashes), dtype=np.uint32)


ALL_ALIKE: Frequency = _all_alike
"""Where nothing is known of how common words are."""


class _Words(NamedTuple):
    """The whole words of phrases: those of phrase ``i`` from ``firsts[i]`` to ``ends[i]`` (exclusive)."""

    words: WordHashes
    firsts: NDArray[np.intp]
    ends: NDArray[np.intp]
    starts: NDArray[np.intp]


def _whole_words(phrases: Sequence[Phrase]) -> _Words:
    batch = fold_batch([phrase.text for phrase in phrases])
    words = hash_words(batch.codes)
    starts = np.array(batch.starts, dtype=np.intp)
    firsts = np.searchsorted(words.starts, starts[:-1])
    ends = np.searchsorted(words.starts, starts[1:])
    # The last word of an open phrase may go on in the text, so it is no key, unless it is the only one.
    ends = np.maximum(ends - np.array([phrase.ending == OPEN for phrase in phrases]), firsts + 1)
    return _Words(words, firsts, ends, starts[:-1])


def sort_phrases(phrases: Sequence[Phrase], frequency: Frequency = ALL_ALIKE) -> Sorted:
    """Phrases by the hash of the two neighbours among their words that are rarest together, or of their only word."""
    if not phrases:
        return Sorted(np.zeros(0, np.uint64), np.zeros(1, np.uint32), [], [], [], [])
    words, firsts, ends, starts = _whole_words(phrases)
    lengths = np.minimum(words.ends - words.starts, 60).astype(np.int64)
    weights = frequency(words.hashes).astype(np.int64) * 64 - lengths
    together = np.append(np.minimum(weights[:-1], weights[1:]) * 64 + weights[:-1] + weights[1:], 0)
    chosen = np.array(
        [
            first + (int(np.argmin(together[first : end - 1])) if end - first > 1 else 0)
            for first, end in zip(firsts.tolist(), ends.tolist(), strict=True)
        ],
        dtype=np.intp,
    )
    following = np.minimum(chosen + 1, len(words.hashes) - 1)
    hashes = words.hashes
    keys = np.where(ends - firsts > 1, pair(hashes[chosen], hashes[following]), single(hashes[chosen]))
    offsets = words.starts[chosen] - starts
    order = np.argsort(keys, kind="stable")
    unique, first_of = np.unique(keys[order], return_index=True)
    bounds = np.append(first_of, len(order)).astype(np.uint32)
    arranged = [phrases[place] for place in order.tolist()]
    return Sorted(
        unique,
        bounds,
        [phrase.text for phrase in arranged],
        [phrase.owner for phrase in arranged],
        [phrase.ending for phrase in arranged],
        offsets[order].tolist(),
    )


def split_phrases(phrases: Sequence[Phrase], frequency: Frequency) -> tuple[list[Phrase], list[Phrase]]:
    """The phrases that have a rare word, and those made of common words only."""
    if not phrases:
        return [], []
    words, firsts, ends, _ = _whole_words(phrases)
    how_common = frequency(words.hashes)
    rare: list[Phrase] = []
    usual: list[Phrase] = []
    for phrase, first, end in zip(phrases, firsts.tolist(), ends.tolist(), strict=True):
        (usual if how_common[first:end].all() else rare).append(phrase)
    return rare, usual


_Bucket = dict[tuple[int, int], dict[bytes, tuple[tuple[int, int], ...]]]


class Phrases:
    """Sorted phrases ready to be looked for; what stands under a key is unpacked when that key is first met."""

    def __init__(self, phrases: Sorted) -> None:
        self._phrases = phrases
        self._shift = np.uint64(64 - _TABLE_BITS)
        self._table = np.zeros(1 << _TABLE_BITS, dtype=np.bool_)
        self._table[(phrases.keys >> self._shift).view(np.int64)] = True
        self._buckets: dict[int, _Bucket] = {}

    def __len__(self) -> int:
        return len(self._phrases.texts)

    def _bucket(self, place: int) -> _Bucket:
        """The texts of one key by offset and length, with their owners and endings."""
        bucket = self._buckets.get(place)
        if bucket is None:
            bucket = self._buckets[place] = {}
            phrases = self._phrases
            for at in range(int(phrases.bounds[place]), int(phrases.bounds[place + 1])):
                text = phrases.texts[at]
                same = bucket.setdefault((phrases.offsets[at], len(text)), {})
                spelled = text.encode("latin-1")
                known = (phrases.owners[at], phrases.endings[at])
                if known not in same.get(spelled, ()):
                    same[spelled] = (*same.get(spelled, ()), known)
        return bucket

    def find(self, data: bytes, words: WordHashes) -> list[Raw]:
        """Every text in the buffer, between word edges: owner, start, end."""
        found: list[Raw] = []
        known = self._phrases.keys
        if not len(known) or not len(words.starts):
            return found
        hashes = words.hashes
        keys = np.concatenate((single(hashes), pair(hashes[:-1], hashes[1:])))
        candidates = self._table.take((keys >> self._shift).view(np.int64)).nonzero()[0]
        if not len(candidates):
            return found
        chosen = keys[candidates]
        places = known.searchsorted(chosen)
        places[places == len(known)] = 0
        sure = (known[places] == chosen).nonzero()[0]
        if len(sure):
            begins = candidates[sure]
            begins[begins >= len(hashes)] -= len(hashes)
            for place, anchor in zip(places[sure].tolist(), words.starts[begins].tolist(), strict=True):
                self._read(data, place, anchor, found)
        return found

    def _read(self, data: bytes, place: int, anchor: int, found: list[Raw]) -> None:
        """The phrases of one key that stand around ``anchor``."""
        for (offset, length), same in (self._buckets.get(place) or self._bucket(place)).items():
            start = anchor - offset
            end = start + length
            owners = same.get(data[start:end]) if start >= 0 else None
            if owners is not None and not (start and offset and _in_word(data, start - 1)):
                goes_on = _in_word(data, end)
                for owner, ending in owners:
                    if ending == OPEN or (ending == JOINED) == goes_on:
                        found.append((owner, start, end))


def _in_word(data: bytes, place: int) -> bool:
    """Whether a word goes on at ``place``."""
    if place >= len(data):
        return False
    code = data[place]
    return 0x61 <= code <= 0x7A or 0x30 <= code <= 0x39 or code == 0x80
