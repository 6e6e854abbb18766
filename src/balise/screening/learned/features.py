"""What the learned tier knows of a text: hashed words, beginnings of words, neighbours, and a few signs.

Words come from the hashes that the register needs anyway, so a feature costs one multiplication. Names of the
organisation and of its partners are replaced by one mark each, so that what was learned of one organisation holds for
another. A feature counts as often as it stands in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from balise.policy.model import Policy
from balise.screening.folding import PICTOGRAM, Batch, Folded, fold_term, join
from balise.screening.learned.pictures import picture_keys
from balise.screening.patterns import lazy
from balise.screening.phrases import EDGE, Phrase, Phrases, sort_phrases
from balise.screening.register.hashing import FIRST, SECOND, SINGLE, Hashes, Places, WordHashes

_THIRD = np.uint64(0x8EBC6AF09C88C6E3)
_BEGINNING = np.uint64(0x589965CC75374CC3)
_SKIPPED = np.uint64(0x1D8E4E27C47D124F)
_SIGN = np.uint64(0xEB44ACCAB455D165)
_EDGE = np.uint64(0x3C79AC492BA7B653)
_ORGANISATION = np.uint64(0xA0C1BB4D3E2F9017)
_PARTNER = np.uint64(0xC2B2AE3D27D4EB4F)
_INSIDE = np.uint64(0x27D4EB2F165667C5)
_NUMBER = np.uint64(0x165667B19E3779F9)
_NAMED = (_ORGANISATION, _PARTNER)
_MARKS = frozenset(map(int, (*_NAMED, _INSIDE)))
_LETTERS = 5
_VOICES = {"personal": 0, "official": 1, "visitor": 2}
_SHOUTED = lazy(r"[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ]{4,}")
_SIGNS = b'!?"%$#@:*\x82\n0'
"""Each sign that may stand in a text at all; ``0`` stands for any digit."""
_BANGS, _FREQUENT_CAPITALS, _SOME_CAPITALS, _REPLY, _VOICE, _LENGTH, _MOST_SIGNS = 32, 33, 34, 35, 40, 48, 64


class About(NamedTuple):
    """What is known of a text apart from its words."""

    text: str
    voice: str
    replying: bool


def folded_buffer(batch: Batch, numbers: Iterable[int]) -> tuple[bytes, list[int]]:
    """The texts of a folded batch that bear these numbers, one after the other, and where each begins (and the end)."""
    return join(
        [
            batch.special.get(number) or Folded(batch.data[batch.starts[number] : batch.starts[number + 1] - 1], None)
            for number in numbers
        ]
    )


SINGLE_WORD, BEGINNING, PAIR, APART, TRIPLE, HEAD, TAIL = range(7)
"""Columns of ``Features.keys``: the word, its first letters, it and the next, it and the one after that, the three,
and the word as the first or the last of its text."""
TAKES = (1, 1, 2, 3, 3, 1, 1)
"""How many words the feature of each column stretches over."""


class Features(NamedTuple):
    """The features of several texts, and their words, those of text ``i`` from ``bounds[i]`` to ``bounds[i + 1]``.

    ``keys`` has one row a word and one column a kind of feature, 0 where a word has none of that kind. ``signs`` are
    small numbers, those of text ``i`` from ``sign_bounds[i]`` to ``sign_bounds[i + 1]``, never none; ``pictures``
    are the keys of its emoji, most often none.
    """

    keys: NDArray[np.uint64]
    hashes: Hashes
    bounds: Places
    signs: Places
    sign_bounds: Places
    pictures: Hashes
    picture_bounds: Places


def _mentions(names: Iterable[str]) -> Iterator[str]:
    """Each name, and what people stick to a short one as they type: ``dacme``, ``lacme``, ``acmes``."""
    for name in names:
        folded = fold_term(name.lstrip("@#"))
        if folded and folded[0].isalnum():
            yield folded
            if folded.isalnum():
                yield from (f"d{folded}", f"l{folded}", f"{folded}s")


class Reader:
    """Works out the features of texts under one policy."""

    def __init__(self, policy: Policy) -> None:
        organisation = policy.organisation
        partners = [name for partner in organisation.partners for name in partner.names]
        named = [*((name, 0) for name in _mentions((*organisation.names, *organisation.handles)))]
        named += [(name, 1) for name in _mentions(partners)]
        self._names = Phrases(sort_phrases([Phrase(name, mark, EDGE) for name, mark in dict.fromkeys(named)]))

    def read(
        self, data: bytes, codes: NDArray[np.uint8], words: WordHashes, starts: Sequence[int], about: Sequence[About]
    ) -> Features:
        """The features of the texts that begin at ``starts`` (one entry more for the end) in a buffer."""
        hashes = self._marked(data, words)
        limits = words.starts.searchsorted(np.asarray(starts, dtype=np.intp))
        keys = np.zeros((len(hashes), len(TAKES)), dtype=np.uint64)
        keys[:, SINGLE_WORD] = hashes * SINGLE
        # The first letters of long words, so that endings count less.
        long = (words.ends - words.starts > _LETTERS + 1).nonzero()[0]
        begins = words.starts.take(long)
        keys[long, BEGINNING] = words.stretch(begins, begins + _LETTERS) * _BEGINNING
        if len(hashes) > 1:
            firsts = hashes * FIRST
            pairs = firsts[:-1] + hashes[1:] * SECOND
            keys[:-1, PAIR] = pairs
            if len(hashes) > 2:
                keys[:-2, APART] = (firsts[:-2] + hashes[2:] * SECOND) * _SKIPPED
                keys[:-2, TRIPLE] = pairs[:-1] * SECOND + hashes[2:] * _THIRD
        full = limits[1:] > limits[:-1]
        heads, tails = limits[:-1][full], limits[1:][full] - 1
        # No feature goes from one text into the next.
        keys[tails, PAIR : TRIPLE + 1] = 0
        keys[tails - 1, APART : TRIPLE + 1] = 0
        keys[heads, HEAD] = (hashes[heads] + _EDGE) * FIRST
        keys[tails, TAIL] = (hashes[tails] + _EDGE) * SECOND
        return Features(keys, hashes, limits, *_signs(codes, starts, about), *_pictures(codes, starts, about))

    def _marked(self, data: bytes, words: WordHashes) -> Hashes:
        """The words' hashes, with names and numbers replaced by their marks."""
        hashes = words.hashes.copy()
        codes = np.frombuffer(data, dtype=np.uint8)
        digits = (codes[words.starts] - np.uint8(0x30) < 10) & (codes[words.ends - 1] - np.uint8(0x30) < 10)
        hashes[digits] = _NUMBER * (words.ends - words.starts)[digits].astype(np.uint64)
        # Longer names first, so that a partner's name that holds the organisation's stands.
        for mark, start, end in sorted(self._names.find(data, words), key=lambda found: found[1] - found[2]):
            first, last = np.searchsorted(words.starts, (start, end)).tolist()
            if int(hashes[first]) not in _MARKS:
                hashes[first:last] = _INSIDE
                hashes[first] = _NAMED[mark]
        return hashes


@lru_cache(maxsize=1)
def _sign_table() -> NDArray[np.uint16]:
    table = np.zeros(256, dtype=np.uint16)
    for place, code in enumerate(_SIGNS):
        table[code] = 1 << place
    table[0x30:0x3A] = 1 << _SIGNS.index(0x30)
    return table


def sign_keys() -> Hashes:
    """The key of each sign, by its number."""
    return (np.arange(_MOST_SIGNS, dtype=np.uint64) + np.uint64(1)) * _SIGN


def _signs(codes: NDArray[np.uint8], starts: Sequence[int], about: Sequence[About]) -> tuple[Places, Places]:
    """Signs that stand in each text, and what is known of it: their numbers, and the bounds of each text."""
    masks = np.bitwise_or.reduceat(_sign_table().take(codes), np.asarray(starts[:-1], dtype=np.intp))
    names: list[int] = []
    bounds = [0]
    for mask, known in zip(masks.tolist(), about, strict=True):
        if mask:
            names += [place for place in range(len(_SIGNS)) if mask >> place & 1]
        shouted = len(_SHOUTED.findall(known.text))
        if shouted:
            names.append(_FREQUENT_CAPITALS if shouted > 2 else _SOME_CAPITALS)
        if "!!" in known.text or "??" in known.text:
            names.append(_BANGS)
        if known.replying:
            names.append(_REPLY)
        names += (_VOICE + _VOICES[known.voice], _LENGTH + min(4, len(known.text) // 60))
        bounds.append(len(names))
    return np.array(names, dtype=np.intp), np.array(bounds, dtype=np.intp)


def _pictures(codes: NDArray[np.uint8], starts: Sequence[int], about: Sequence[About]) -> tuple[Hashes, Places]:
    """The keys of the emoji of each text, and the bounds of each text."""
    counts = np.zeros(len(about) + 1, dtype=np.intp)
    keys: list[int] = []
    drawn = (codes == PICTOGRAM).nonzero()[0]
    if len(drawn):
        for number in np.unique(np.asarray(starts).searchsorted(drawn, side="right") - 1).tolist():
            before = len(keys)
            keys += picture_keys(about[number].text)
            counts[number + 1] = len(keys) - before
    return np.array(keys, dtype=np.uint64), counts.cumsum()
