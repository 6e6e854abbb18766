"""What the learned tier knows of the emoji of a text: each one, its neighbour among them, and the words of its name.

Folding keeps only that a pictogram stands there; here the text is read as it was written. The words of a name are
known by the same hash as words of texts, so that what was learned of *knife* holds for its picture. Names are those
of the Unicode Character Database (the ``unicodedata`` of Python).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from balise.screening.patterns import lazy
from balise.screening.register.hashing import SINGLE, hash_words

_PICTURE = lazy("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_MOST = 60
_MASK = (1 << 64) - 1
_ITSELF, _THEN = 0x9FB21C651E98DF25, 0xC6A4A7935BD1E995
_GENERAL = frozenset("and black button emoji face for heavy of sign symbol white with".split())  # noqa: SIM905


def picture_keys(text: str) -> Iterator[int]:
    """The keys of the emoji of ``text`` as it was written: of each, of the words of its name, of each two in a row."""
    before = 0
    for character in _PICTURE.findall(text)[:_MOST]:
        itself, *named = _keys(character)
        yield itself
        yield from named
        if before:
            yield (before * _THEN + itself) & _MASK
        before = itself


@lru_cache(maxsize=4096)
def _keys(character: str) -> tuple[int, ...]:
    """The key of one emoji, and those of the words of its name."""
    words = re.findall("[a-z]+", unicodedata.name(character, "").lower())
    named = "\0".join(word for word in words if len(word) > 1 and word not in _GENERAL).encode()
    hashes = hash_words(np.frombuffer(named, dtype=np.uint8)).hashes * SINGLE
    return ord(character) * _ITSELF & _MASK, *map(int, hashes)
