"""One pass over folded bytes for every cue at once: hyperscan where it exists, ``re`` with equal results elsewhere.

The compiled database is kept in the cache folder under a name made of the patterns, the hyperscan version and the
processor; it is written to a temporary file and renamed, readable by its owner only, and carries its own SHA-256,
because hyperscan loads a damaged database without a word.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import os
import platform
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
import orjson

from balise.caching import cache_folder
from balise.screening.expanding import expand
from balise.screening.phrases import Phrases
from balise.screening.register.hashing import WordHashes, hash_words

hyperscan: Any
try:
    import hyperscan
except ImportError:  # no wheel for this processor
    hyperscan = None

Raw = tuple[int, int, int]
"""Pattern number, start, end: offsets in the scanned bytes."""

_REFUSED = re.compile(r"(?<!\\)\.|\\[WSDswdnrtAZzGQEpPXRKhHvVNCB1-9]|\[\^|\(\?[^:]|(?<!\\)[\^$]|[*+?}]\?")
_LITERAL = re.compile(r"(?:\\b)?((?:[a-z0-9' @_\-]|\\[\-.@'& ])+)(?:\\b)?\Z")
_FIXED = re.compile(r"\\b([a-z0-9](?:(?:[a-z0-9' @_\-,/]|\\[\-.@'& ,/])*[a-z0-9])?)\\b\Z")
_FORMAT = b"balise-cues-3\n"


class PatternError(ValueError):
    """A cue that the two engines could read differently; the message says which part."""


def check_pattern(pattern: str) -> None:
    """Raise ``PatternError`` when ``pattern`` holds anything outside the common syntax of the two engines."""
    bare = pattern.replace(r"\b", "").replace("\\n", "").replace(r"\x", "x").replace(r"\d", "0")
    refused = _REFUSED.search(re.sub(r"\[(?!\^)[^\]]*\]", "x", bare))
    if refused:
        raise PatternError(f"pattern {pattern!r}: {refused.group()!r} is not in the common syntax of the engines")
    if re.compile(pattern).match(""):
        raise PatternError(f"pattern {pattern!r} matches the empty text")


class Scanner(Protocol):
    """Finds every pattern in a buffer."""

    name: str

    def scan(self, data: bytes, words: WordHashes | None = None) -> list[Raw]:
        """Every match: the number of its pattern, start, end. Of one pattern, matches may overlap where it stands for
        several fixed texts. ``words`` spares hashing the buffer again."""


class _Plan(NamedTuple):
    """What is really looked for: fixed texts between word edges, and patterns; each with its owner's number.

    ``lengths`` tells the length of a pattern that is one fixed text without word edges, else 0.
    """

    texts: list[str]
    text_owners: list[int]
    patterns: list[str]
    owners: list[int]
    lengths: list[int]


def _plan(patterns: Sequence[str]) -> _Plan:
    plan = _Plan([], [], [], [], [])
    for number, pattern in enumerate(patterns):
        check_pattern(pattern)
        for spelled in expand(pattern):
            fixed = _FIXED.match(spelled)
            if fixed:
                plan.texts.append(fixed.group(1).replace("\\", ""))
                plan.text_owners.append(number)
            else:
                plan.patterns.append(spelled)
                plan.owners.append(number)
                plan.lengths.append(_literal_length(spelled))
    return plan


class _Phrased:
    """What both engines share: fixed texts are found by their words."""

    def __init__(self, plan: _Plan) -> None:
        self._phrases = Phrases(plan.texts, plan.text_owners)

    def _fixed(self, data: bytes, words: WordHashes | None) -> list[Raw]:
        if words is None:
            words = hash_words(np.frombuffer(data, dtype=np.uint8))
        return self._phrases.find(data, words)


class ReScanner(_Phrased):
    """The engine of last resort: one compiled expression for each pattern."""

    name = "re"

    def __init__(self, patterns: Sequence[str]) -> None:
        plan = _plan(patterns)
        super().__init__(plan)
        self._patterns = [
            (number, re.compile(pattern.encode("latin-1")))
            for pattern, number in zip(plan.patterns, plan.owners, strict=True)
        ]

    def scan(self, data: bytes, words: WordHashes | None = None) -> list[Raw]:
        found = self._fixed(data, words)
        found += [
            (number, match.start(), match.end())
            for number, pattern in self._patterns
            for match in pattern.finditer(data)
        ]
        return found


class HyperscanScanner(_Phrased):
    """One automaton for all patterns."""

    name = "hyperscan"

    def __init__(self, patterns: Sequence[str], cache: Path | None = None) -> None:
        self._database, plan = _compiled(patterns, cache)
        super().__init__(plan)
        self._lengths = plan.lengths
        self._owners = plan.owners
        self._scratch = None if self._database is None else hyperscan.Scratch(self._database)
        self._found: list[Raw] = []
        append = self._found.append

        def on_match(number: int, start: int, end: int, _flags: int, _context: object) -> None:
            append((number, start, end))

        self._on_match = on_match

    def scan(self, data: bytes, words: WordHashes | None = None) -> list[Raw]:
        settled = self._fixed(data, words)
        if self._database is None:
            return settled
        found = self._found
        found.clear()
        self._database.scan(data, self._on_match, scratch=self._scratch)
        lengths = self._lengths
        owners = self._owners
        last: dict[int, int] = {}
        for number, start, end in found:
            length = lengths[number]
            if length:
                settled.append((owners[number], end - length, end))
                continue
            index = last.get(number)
            if index is not None:
                before = settled[index]
                if start < before[2]:
                    # Same start or overlap: one match, as far as it goes from the first place.
                    if start == before[1]:
                        settled[index] = (owners[number], start, end)
                    continue
            last[number] = len(settled)
            settled.append((owners[number], start, end))
        return settled


def _literal_length(pattern: str) -> int:
    """Length of the text when the pattern is one fixed text between optional word edges, else 0."""
    match = _LITERAL.match(pattern)
    return len(match.group(1).replace("\\", "")) if match else 0


def _compiled(patterns: Sequence[str], cache: Path | None) -> tuple[Any, _Plan]:
    """The automaton (None when nothing needs one) and the plan, from the cache when it holds them."""
    key = hashlib.sha256()
    for part in (
        _FORMAT.decode(), importlib.metadata.version("hyperscan"), platform.machine(), platform.system(), *patterns
    ):  # fmt: skip
        key.update(part.encode("utf-8") + b"\0")
    folder = cache_folder() if cache is None else cache
    path = folder / f"cues-{key.hexdigest()[:32]}.hsdb"
    stored = _read(path)
    if stored is not None:
        with contextlib.suppress(hyperscan.HyperscanError, ValueError, TypeError):
            size = int.from_bytes(stored[:4], "little")
            texts, text_owners, owners, lengths = orjson.loads(stored[4 : 4 + size])
            database = hyperscan.loadb(stored[4 + size :], hyperscan.HS_MODE_BLOCK) if owners else None
            return database, _Plan(texts, text_owners, [], owners, lengths)
    plan = _plan(patterns)
    database = None
    if plan.patterns:
        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        try:
            database.compile(
                expressions=[pattern.encode("latin-1") for pattern in plan.patterns],
                ids=list(range(len(plan.patterns))),
                flags=[0 if length else hyperscan.HS_FLAG_SOM_LEFTMOST for length in plan.lengths],
            )
        except hyperscan.HyperscanError as error:
            raise PatternError(f"{_culprit(plan)}: {error}") from None
    numbers = orjson.dumps([plan.texts, plan.text_owners, plan.owners, plan.lengths])
    body = b"" if database is None else hyperscan.dumpb(database)
    _write(path, len(numbers).to_bytes(4, "little") + numbers + body)
    return database, plan


def _culprit(plan: _Plan) -> str:
    """The first pattern that hyperscan refuses by itself."""
    for pattern, length in zip(plan.patterns, plan.lengths, strict=True):
        try:
            hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK).compile(
                expressions=[pattern.encode("latin-1")],
                flags=[0 if length else hyperscan.HS_FLAG_SOM_LEFTMOST],
            )
        except hyperscan.HyperscanError:
            return f"pattern {pattern!r}"
    return "all patterns together"


def _read(path: Path) -> bytes | None:
    """The stored database when it is whole, else None."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    head = len(_FORMAT)
    if data[:head] != _FORMAT or data[head : head + 32] != hashlib.sha256(data[head + 32 :]).digest():
        return None
    return data[head + 32 :]


def _write(path: Path, body: bytes) -> None:
    """Keep ``body`` for the next start; a folder that can't be written costs speed, never an answer."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".cues-")
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(_FORMAT + hashlib.sha256(body).digest() + body)
        Path(temporary).replace(path)
    except OSError:
        return


def scanner_for(patterns: Sequence[str], *, engine: str | None = None, cache: Path | None = None) -> Scanner:
    """The fastest engine of this machine, or the one named (``hyperscan`` or ``re``, also by ``BALISE_ENGINE``)."""
    wanted = engine or os.environ.get("BALISE_ENGINE") or ("hyperscan" if hyperscan is not None else "re")
    if wanted == "re":
        return ReScanner(patterns)
    if wanted != "hyperscan" or hyperscan is None:
        raise ValueError(f"no scanning engine {wanted!r} on this machine")
    return HyperscanScanner(patterns, cache)
