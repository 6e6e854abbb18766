"""The saved form of a register: sorted hashes, a filter of bits, the terms; read in place, never parsed.

File: the line ``balise-register-2``, the length of a JSON header as 8 hexadecimal digits and a line end, the header
(names, types and sizes of the arrays, CRC-32 of their bytes), then the arrays one after the other, each from a
multiple of 64 bytes. All numbers are little-endian.
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from balise.policy.model import RegisterTerm
from balise.screening.folding import fold_batch, fold_term
from balise.screening.register.hashing import Hashes, hash_gaps, hash_words, pair, single

_MAGIC = b"balise-register-2\n"
TOLERANT_MOST = 10_000
SHORTEST_TOLERANT = 5
_OPEN_START = 0
_OPEN_END = 3_652_059  # date.max.toordinal()
_ARRAYS = (
    ("keys", np.uint64), ("owners", np.uint32), ("bits", np.uint8), ("offsets", np.uint64), ("blob", np.uint8),
    ("kinds", np.uint16), ("begins", np.uint32), ("ends", np.uint32), ("near_keys", np.uint64),
    ("near_owners", np.uint32), ("near_words", np.uint16), ("near_bits", np.uint8),
)  # fmt: skip


class RegisterError(ValueError):
    """A register that can't be built or read; the message says why and what to do."""


class Entry(NamedTuple):
    """One term as it is looked for: folded words, kind, first and last day (ordinals) it is secret."""

    words: tuple[str, ...]
    kind: str
    begins: int
    ends: int


class Index:
    """A register ready to be searched. Built from terms, or read from a file without copying it."""

    def __init__(self, arrays: dict[str, NDArray[np.generic]], kinds: tuple[str, ...]) -> None:
        self.keys: Hashes = arrays["keys"].view(np.uint64)
        self.owners = arrays["owners"]
        self.bits = arrays["bits"].view(np.uint8)
        self.near_keys: Hashes = arrays["near_keys"].view(np.uint64)
        self.near_owners = arrays["near_owners"]
        self.near_words = arrays["near_words"]
        self.near_bits = arrays["near_bits"].view(np.uint8)
        self._arrays = arrays
        self._kinds = kinds

    def __len__(self) -> int:
        return len(self._arrays["kinds"])

    def entry(self, number: int) -> Entry:
        """The term of that number."""
        arrays = self._arrays
        first, last = int(arrays["offsets"][number]), int(arrays["offsets"][number + 1])
        folded = arrays["blob"][first:last].tobytes().decode("latin-1")
        return Entry(
            tuple(folded.split(" ")),
            self._kinds[int(arrays["kinds"][number])],
            int(arrays["begins"][number]),
            int(arrays["ends"][number]),
        )

    @classmethod
    def build(cls, terms: Iterable[RegisterTerm]) -> Index:
        """An index of ``terms``; raises ``RegisterError`` for a term without letters or too many tolerant ones."""
        spelled: list[str] = []
        kinds: dict[str, int] = {}
        kind_of: list[int] = []
        begins: list[int] = []
        ends: list[int] = []
        tolerant: list[int] = []
        for term in terms:
            words = _words(term.term)
            if not words:
                raise RegisterError(f"the term {term.term!r} holds no letter and no digit: remove it")
            if term.tolerant:
                tolerant.append(len(spelled))
            spelled.append(" ".join(words))
            kind_of.append(kinds.setdefault(term.kind, len(kinds)))
            begins.append(term.start.toordinal() if term.start else _OPEN_START)
            ends.append(term.embargo_end.toordinal() if term.embargo_end else _OPEN_END)
        if len(tolerant) > TOLERANT_MOST:
            raise RegisterError(
                f"{len(tolerant)} terms ask for spelling tolerance; {TOLERANT_MOST} is the most: mark fewer"
            )
        keys, owners = _keys(spelled)
        near_keys, near_owners, near_words = _near(spelled, tolerant)
        blob = "".join(spelled).encode("latin-1")
        offsets = np.zeros(len(spelled) + 1, dtype=np.uint64)
        np.cumsum([len(text) for text in spelled], out=offsets[1:])
        arrays: dict[str, NDArray[np.generic]] = {
            "keys": keys, "owners": owners, "bits": filter_of(keys), "offsets": offsets,
            "blob": np.frombuffer(blob, dtype=np.uint8), "kinds": np.array(kind_of, dtype=np.uint16),
            "begins": np.array(begins, dtype=np.uint32), "ends": np.array(ends, dtype=np.uint32),
            "near_keys": near_keys, "near_owners": near_owners, "near_words": near_words,
            "near_bits": filter_of(near_keys),
        }  # fmt: skip
        return cls(arrays, tuple(kinds))

    def save(self, path: Path) -> None:
        """Write the index beside ``path`` and rename it there, readable by its owner only."""
        pieces: list[bytes] = []
        layout = []
        check = 0
        for name, kind in _ARRAYS:
            data = np.ascontiguousarray(self._arrays[name], dtype=np.dtype(kind).newbyteorder("<")).tobytes()
            layout.append([name, len(data)])
            padded = data + b"\0" * (-len(data) % 64)
            check = zlib.crc32(padded, check)
            pieces.append(padded)
        header = json.dumps({"arrays": layout, "kinds": self._kinds, "crc": check}).encode()
        opening = _MAGIC + b"%08x\n" % len(header) + header
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".register-")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(opening + b"\n" * (-len(opening) % 64))
                stream.writelines(pieces)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    @classmethod
    def load(cls, path: Path) -> Index:
        """The index saved at ``path``; raises ``RegisterError`` when it is missing, cut off or damaged."""
        try:
            whole = np.memmap(path, dtype=np.uint8, mode="r")
        except (OSError, ValueError) as error:
            raise RegisterError(f"{path}: no register can be read there ({error})") from None
        head = len(_MAGIC)
        if whole[:head].tobytes() != _MAGIC:
            raise RegisterError(f"{path}: not a saved register: build it with 'balise register build'")
        try:
            length = int(whole[head : head + 8].tobytes(), 16)
            header = json.loads(whole[head + 9 : head + 9 + length].tobytes())
            place = head + 9 + length
            place += -place % 64
            if zlib.crc32(whole[place:].data) != header["crc"]:
                raise ValueError("its check sum does not match")  # noqa: TRY301 - told with the other damages
            arrays: dict[str, NDArray[np.generic]] = {}
            kinds = dict(_ARRAYS)
            for name, size in header["arrays"]:
                arrays[name] = whole[place : place + size].view(np.dtype(kinds[name]).newbyteorder("<"))
                place += size + (-size % 64)
            return cls(arrays, tuple(header["kinds"]))
        except (ValueError, KeyError, TypeError) as error:
            raise RegisterError(f"{path}: damaged ({error}): build it again with 'balise register build'") from None


def _words(term: str) -> list[str]:
    """The folded words of a term, as ``hash_words`` would cut them."""
    folded = fold_term(term)
    return "".join(char if (char.isascii() and char.isalnum()) or char == "\x80" else " " for char in folded).split()


def _keys(spelled: list[str]) -> tuple[Hashes, NDArray[np.uint32]]:
    """Sorted hashes of the first one or two words of each term, and whose they are."""
    found: list[Hashes] = []
    for first in range(0, len(spelled), 50_000):
        chunk = spelled[first : first + 50_000]
        batch = fold_batch(chunk)
        words = hash_words(batch.codes)
        # The first word of each term is the first that starts at or after its start in the buffer.
        heads = np.searchsorted(words.starts, np.array(batch.starts[:-1], dtype=np.intp))
        several = np.fromiter((" " in text for text in chunk), dtype=np.bool_, count=len(chunk))
        following = np.minimum(heads + 1, len(words.hashes) - 1)
        found.append(np.where(several, pair(words.hashes[heads], words.hashes[following]), single(words.hashes[heads])))
    if not found:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint32)
    keys = np.concatenate(found)
    order = np.argsort(keys, kind="stable")
    return keys[order], order.astype(np.uint32)


def _near(spelled: list[str], tolerant: list[int]) -> tuple[Hashes, NDArray[np.uint32], NDArray[np.uint16]]:
    """Hashes of the longest word of each tolerant term, whole and with each letter left out; whose; which word."""
    anchors: list[str] = []
    owners: list[int] = []
    which: list[int] = []
    for number in tolerant:
        words = spelled[number].split(" ")
        longest = max(range(len(words)), key=lambda index: len(words[index]))
        if len(words[longest]) >= SHORTEST_TOLERANT:
            anchors.append(words[longest])
            owners.append(number)
            which.append(longest)
    if not anchors:
        return np.zeros(0, np.uint64), np.zeros(0, np.uint32), np.zeros(0, np.uint16)
    words_found = hash_words(fold_batch(anchors).codes)
    index, gaps = hash_gaps(words_found, 1)
    keys = np.concatenate((words_found.hashes, gaps))
    who = np.concatenate((np.arange(len(anchors)), index))
    order = np.argsort(keys, kind="stable")
    return (
        keys[order],
        np.array(owners, dtype=np.uint32)[who][order],
        np.array(which, dtype=np.uint16)[who][order],
    )


def filter_of(keys: Hashes) -> NDArray[np.uint8]:
    """Bits set at two places of each key; about sixteen bits a key, so that it stays in the processor's cache."""
    size = 1 << max(13, int(len(keys) * 16 - 1).bit_length()) if len(keys) else 1 << 13
    bits = np.zeros(size >> 3, dtype=np.uint8)
    mask = np.uint64(size - 1)
    for shift in (np.uint64(5), np.uint64(36)):
        place = (keys >> shift) & mask
        np.bitwise_or.at(bits, (place >> np.uint64(3)).astype(np.intp), _bit(place))
    return bits


def _bit(place: Hashes) -> NDArray[np.uint8]:
    return np.left_shift(np.uint8(1), (place & np.uint64(7)).astype(np.uint8))


def maybe(keys: Hashes, bits: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Indexes of ``keys`` that the filter does not rule out."""
    mask = np.uint64(len(bits) * 8 - 1)
    place = (keys >> np.uint64(5)) & mask
    kept = np.flatnonzero(bits.take((place >> np.uint64(3)).view(np.intp)) & _bit(place))
    if not len(kept):
        return kept
    place = (keys[kept] >> np.uint64(36)) & mask
    sure: NDArray[np.intp] = kept[(bits.take((place >> np.uint64(3)).view(np.intp)) & _bit(place)) != 0]
    return sure


def days_open(entry: Entry, today: date) -> bool:
    """Whether the term is secret on ``today``."""
    return entry.begins <= today.toordinal() <= entry.ends
