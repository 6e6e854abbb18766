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


class Sorted(NamedTuple):
    """Phrases by key: texts of key ``i`` stand at ``bounds[i]`` to ``bounds[i + 1]``, each with its owner's number."""

    keys: Hashes
    bounds: NDArray[np.uint32]
    texts: list[str]
    owners: list[int]


def sort_phrases(texts: Sequence[str], owners: Sequence[int]) -> Sorted:
    """Fixed folded texts that begin and end with a letter or a digit, by the hash of their first one to three words."""
    if not texts:
        return Sorted(np.zeros(0, np.uint64), np.zeros(1, np.uint32), [], [])
    batch = fold_batch(list(texts))
    words = hash_words(batch.codes)
    firsts = np.searchsorted(words.starts, np.array(batch.starts[:-1], dtype=np.intp))
    lasts = np.searchsorted(words.starts, np.array(batch.starts[1:], dtype=np.intp)) - 1
    top = len(words.hashes) - 1
    one = words.hashes[firsts]
    two = pair(one, words.hashes[np.minimum(firsts + 1, top)])
    three = triple(two, words.hashes[np.minimum(firsts + 2, top)])
    keys = np.where(lasts > firsts + 1, three, np.where(lasts > firsts, two, single(one)))
    order = np.argsort(keys, kind="stable")
    unique, first_of = np.unique(keys[order], return_index=True)
    bounds = np.append(first_of, len(order)).astype(np.uint32)
    places = order.tolist()
    return Sorted(unique, bounds, [texts[place] for place in places], [owners[place] for place in places])


class Phrases:
    """Sorted phrases ready to be looked for; what stands under a key is unpacked when that key is first met."""

    def __init__(self, phrases: Sorted) -> None:
        self._phrases = phrases
        self._bits = filter_of(phrases.keys)
        self._buckets: dict[int, dict[int, dict[bytes, tuple[int, ...]]]] = {}

    def __len__(self) -> int:
        return len(self._phrases.texts)

    def _bucket(self, place: int) -> dict[int, dict[bytes, tuple[int, ...]]]:
        """The texts of one key by length, with their owners."""
        bucket = self._buckets.get(place)
        if bucket is None:
            bucket = self._buckets[place] = {}
            first, last = int(self._phrases.bounds[place]), int(self._phrases.bounds[place + 1])
            for text, owner in zip(self._phrases.texts[first:last], self._phrases.owners[first:last], strict=True):
                same = bucket.setdefault(len(text), {})
                spelled = text.encode("latin-1")
                same[spelled] = (*same.get(spelled, ()), owner)
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
                    if owners is not None and not _in_word(data, end):
                        found.extend((owner, start, end) for owner in owners)
        return found


def _in_word(data: bytes, place: int) -> bool:
    """Whether a word goes on at ``place``."""
    if place >= len(data):
        return False
    code = data[place]
    return 0x61 <= code <= 0x7A or 0x30 <= code <= 0x39 or code == 0x80
