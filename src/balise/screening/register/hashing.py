"""Hashes of every word of a batch at once, and of every word with one letter left out.

A polynomial in 64-bit arithmetic: with prefix sums over the whole batch, the hash of any stretch is one subtraction
and one multiplication, whatever its length. Collisions only cost a comparison: every candidate is checked letter by
letter. The constants are arbitrary odd numbers, fixed because saved indexes hold hashes.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.intp]

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_MASK = (1 << 64) - 1
FIRST = np.uint64(0xD6E8FEB86659FD93)
SECOND = np.uint64(0xA0761D6478BD642F)
SINGLE = np.uint64(0xE7037ED1A0B428DB)


@cache
def _values() -> Hashes:
    """One number a byte; zero for what is no letter and no digit."""
    state = 0x2545F4914F6CDD1D
    values = np.zeros(256, dtype=np.uint64)
    for code in (*range(0x30, 0x3A), *range(0x61, 0x7B), 0x80):
        state = (state * 6364136223846793005 + 1442695040888963407) & _MASK
        values[code] = (state >> 7) | 1
    return values


class _Powers:
    """Powers of the base and of its inverse, grown when a longer batch comes."""

    def __init__(self) -> None:
        self.up = np.ones(1, dtype=np.uint64)
        self.down = np.ones(1, dtype=np.uint64)

    def reach(self, length: int) -> None:
        while len(self.up) < length:
            size = len(self.up)
            factor = np.uint64(pow(_BASE, size, 1 << 64))
            shrink = np.uint64(pow(_INVERSE, size, 1 << 64))
            self.up = np.concatenate((self.up, self.up * factor))
            self.down = np.concatenate((self.down, self.down * shrink))


_POWERS = _Powers()


class WordHashes(NamedTuple):
    """Words of a buffer: first byte, end (exclusive), hash; and the prefix sums they came from."""

    starts: Places
    ends: Places
    hashes: Hashes
    prefix: Hashes

    def stretch(self, starts: Places, ends: Places) -> Hashes:
        """The hashes of stretches of the buffer: the letters and digits from ``starts`` to ``ends`` (exclusive)."""
        return (self.prefix.take(ends) - self.prefix.take(starts)) * _POWERS.down.take(starts)


def hash_words(codes: NDArray[np.uint8]) -> WordHashes:
    """Every run of letters and digits in ``codes`` (folded bytes), in order."""
    length = len(codes)
    _POWERS.reach(length + 1)
    terms = _values().take(codes)
    inside = np.zeros(length + 2, dtype=np.bool_)
    np.not_equal(terms, 0, out=inside[1:-1])
    edges = (inside[1:] != inside[:-1]).nonzero()[0]
    starts, ends = edges[0::2], edges[1::2]
    terms *= _POWERS.up[:length]
    prefix = np.zeros(length + 1, dtype=np.uint64)
    np.cumsum(terms, out=prefix[1:])
    hashes = (prefix.take(ends) - prefix.take(starts)) * _POWERS.down.take(starts)
    return WordHashes(starts, ends, hashes, prefix)


def hash_gaps(words: WordHashes, shortest: int) -> tuple[Places, Hashes]:
    """For each word of at least ``shortest`` letters, its hash with each letter in turn left out.

    Returns the index of the word and the hash, one entry a letter.
    """
    lengths = words.ends - words.starts
    chosen = np.flatnonzero((lengths >= shortest) & (lengths <= 40))
    counts = lengths[chosen]
    index = np.repeat(chosen, counts)
    begins = np.cumsum(counts) - counts
    letters = np.arange(len(index), dtype=np.intp) - np.repeat(begins, counts) + words.starts[index]
    prefix = words.prefix
    head = prefix.take(letters) - prefix.take(words.starts[index])
    tail = (prefix.take(words.ends[index]) - prefix.take(letters + 1)) * np.uint64(_INVERSE)
    return index, (head + tail) * _POWERS.down.take(words.starts[index])


def pair(first: Hashes, second: Hashes) -> Hashes:
    """One hash for two words that follow each other."""
    return first * FIRST + second * SECOND


def triple(pairs: Hashes, third: Hashes) -> Hashes:
    """One hash for three words that follow each other, from the hash of the first two."""
    return pairs * SECOND + third * FIRST


def single(hashes: Hashes) -> Hashes:
    """The hash of a term of one word, apart from those of pairs."""
    return hashes * SINGLE
