"""Thousands of fixed words and phrases in one pass, by the hashes of their first words.

An automaton for ten thousand phrases with word edges takes half a minute and gigabytes to build; the hashes of all
words of a batch are worked out anyway for the register, and a look-up costs the same for ten phrases or ten thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from balise.screening.folding import fold_batch
from balise.screening.register.hashing import Hashes, WordHashes, hash_words, pair, single, triple
from balise.screening.register.index import filter_of, maybe

Raw = tuple[int, int, int]


EDGE, JOINED, OPEN = 0, 1, 2
"""How a phrase ends: at a word's edge; after a sign that a word must follow (``qu'``); anywhere, even in a word."""


class Phrase(NamedTuple):
    """A fixed folded text that begins with a letter or a digit, its owner's number, and how it ends."""

    text: str
    owner: int
    ending: int = EDGE


class Sorted(NamedTuple):
    """Phrases by key: those of key ``i`` stand at ``bounds[i]`` to ``bounds[i + 1]``."""

    keys: Hashes
    bounds: NDArray[np.uint32]
    texts: list[str]
    owners: list[int]
    endings: list[int]


def sort_phrases(phrases: Sequence[Phrase]) -> Sorted:
    """Phrases by the hash of their first one to three whole words."""
    if not phrases:
        return Sorted(np.zeros(0, np.uint64), np.zeros(1, np.uint32), [], [], [])
    batch = fold_batch([phrase.text for phrase in phrases])
    words = hash_words(batch.codes)
    firsts = np.searchsorted(words.starts, np.array(batch.starts[:-1], dtype=np.intp))
    lasts = np.searchsorted(words.starts, np.array(batch.starts[1:], dtype=np.intp)) - 1
    # The last word of an open phrase may go on in the text, so it is no part of the key.
    lasts = lasts - np.array([phrase.ending == OPEN for phrase in phrases])
    top = len(words.hashes) - 1
    one = words.hashes[firsts]
    two = pair(one, words.hashes[np.minimum(firsts + 1, top)])
    three = triple(two, words.hashes[np.minimum(firsts + 2, top)])
    keys = np.where(lasts > firsts + 1, three, np.where(lasts > firsts, two, single(one)))
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
    )


_Bucket = dict[int, dict[bytes, tuple[tuple[int, int], ...]]]


class Phrases:
    """Sorted phrases ready to be looked for; what stands under a key is unpacked when that key is first met."""

    def __init__(self, phrases: Sorted) -> None:
        self._phrases = phrases
        self._bits = filter_of(phrases.keys)
        self._buckets: dict[int, _Bucket] = {}

    def __len__(self) -> int:
        return len(self._phrases.texts)

    def _bucket(self, place: int) -> _Bucket:
        """The texts of one key by length, with their owners and endings."""
        bucket = self._buckets.get(place)
        if bucket is None:
            bucket = self._buckets[place] = {}
            first, last = int(self._phrases.bounds[place]), int(self._phrases.bounds[place + 1])
            for at in range(first, last):
                text = self._phrases.texts[at]
                same = bucket.setdefault(len(text), {})
                spelled = text.encode("latin-1")
                known = (self._phrases.owners[at], self._phrases.endings[at])
                if known not in same.get(spelled, ()):
                    same[spelled] = (*same.get(spelled, ()), known)
        return bucket

    def find(self, data: bytes, words: WordHashes) -> list[Raw]:
        """Every text in the buffer, between word edges: owner, start, end."""
        found: list[Raw] = []
        known = self._phrases.keys
        if not len(known) or not len(words.starts):
            return found
        pairs = pair(words.hashes[:-1], words.hashes[1:])
        for keys in (single(words.hashes), pairs, triple(pairs[:-1], words.hashes[2:])):
            candidates = maybe(keys, self._bits)
            if not len(candidates):
                continue
            chosen = keys[candidates]
            places = np.minimum(np.searchsorted(known, chosen), len(known) - 1)
            sure = known[places] == chosen
            starts = words.starts[candidates[sure]].tolist()
            for place, start in zip(places[sure].tolist(), starts, strict=True):
                for length, same in self._bucket(place).items():
                    end = start + length
                    owners = same.get(data[start:end])
                    if owners is not None:
                        goes_on = _in_word(data, end)
                        for owner, ending in owners:
                            if ending == OPEN or (ending == JOINED) == goes_on:
                                found.append((owner, start, end))
        return found


def _in_word(data: bytes, place: int) -> bool:
    """Whether a word goes on at ``place``."""
    if place >= len(data):
        return False
    code = data[place]
    return 0x61 <= code <= 0x7A or 0x30 <= code <= 0x39 or code == 0x80
