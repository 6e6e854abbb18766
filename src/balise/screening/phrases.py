"""Thousands of fixed words and phrases in one pass, by the hashes of their first words.

An automaton for ten thousand phrases with word edges takes half a minute and gigabytes to build; the hashes of all
words of a batch are worked out anyway for the register, and a look-up costs the same for ten phrases or ten thousand.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from balise.screening.folding import fold_batch
from balise.screening.register.hashing import WordHashes, hash_words, pair, single, triple
from balise.screening.register.index import filter_of, maybe

Raw = tuple[int, int, int]


class Phrases:
    """Fixed folded texts that begin and end with a letter or a digit; each belongs to a numbered owner."""

    def __init__(self, texts: Sequence[str], owners: Sequence[int]) -> None:
        buckets: dict[int, dict[int, dict[bytes, tuple[int, ...]]]] = {}
        if texts:
            batch = fold_batch(list(texts))
            words = hash_words(batch.codes)
            firsts = np.searchsorted(words.starts, np.array(batch.starts[:-1], dtype=np.intp))
            lasts = np.searchsorted(words.starts, np.array(batch.starts[1:], dtype=np.intp)) - 1
            top = len(words.hashes) - 1
            one = words.hashes[firsts]
            two = pair(one, words.hashes[np.minimum(firsts + 1, top)])
            three = triple(two, words.hashes[np.minimum(firsts + 2, top)])
            keys = np.where(lasts > firsts + 1, three, np.where(lasts > firsts, two, single(one))).tolist()
            for key, text, owner in zip(keys, texts, owners, strict=True):
                by_length = buckets.setdefault(key, {})
                same = by_length.setdefault(len(text), {})
                spelled = text.encode("latin-1")
                same[spelled] = (*same.get(spelled, ()), owner)
        self._keys = np.array(sorted(buckets), dtype=np.uint64)
        self._bits = filter_of(self._keys)
        self._buckets = buckets

    def find(self, data: bytes, words: WordHashes) -> list[Raw]:
        """Every text in the buffer, between word edges: owner, start, end."""
        found: list[Raw] = []
        if not len(self._keys) or not len(words.starts):
            return found
        last = len(self._keys) - 1
        pairs = pair(words.hashes[:-1], words.hashes[1:])
        for keys in (single(words.hashes), pairs, triple(pairs[:-1], words.hashes[2:])):
            candidates = maybe(keys, self._bits)
            if not len(candidates):
                continue
            chosen = keys[candidates]
            sure = self._keys[np.minimum(np.searchsorted(self._keys, chosen), last)] == chosen
            starts = words.starts[candidates[sure]].tolist()
            for key, start in zip(chosen[sure].tolist(), starts, strict=True):
                for length, same in self._buckets[key].items():
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
