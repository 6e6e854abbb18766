"""One pass over folded bytes for every cue at once: hyperscan where it exists, ``re`` with equal results elsewhere.

The compiled database is kept in the cache folder under a name made of the patterns, the hyperscan version and the
processor; it is written to a temporary file and renamed, readable by its owner only, and carries its own SHA-256,
because hyperscan loads a damaged database without a word.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import platform
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from balise.caching import cache_folder

try:
    import hyperscan
except ImportError:  # no wheel for this processor
    hyperscan = None

Raw = tuple[int, int, int]
"""Pattern number, start, end: offsets in the scanned bytes."""

_REFUSED = re.compile(
    r"(?<!\\)\.|\\[WSDswdnrtAZzGQEpPXRKhHvVNCB1-9]|\[\^|\(\?[^:]|(?<!\\)[\^$]|[*+?}]\?"
)
_LITERAL = re.compile(r"(?:\\b)?((?:[a-z0-9' @_\-]|\\[\-.@'& ])+)(?:\\b)?\Z")
_FORMAT = b"balise-cues-1\n"


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

    def scan(self, data: bytes) -> list[Raw]:
        """All matches, each pattern's longest from each place, no two of one pattern overlapping; ordered by start
        within a pattern, otherwise in no order that callers may rely on."""


class ReScanner:
    """The engine of last resort: one compiled expression a pattern."""

    name = "re"

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = [re.compile(pattern.encode("latin-1")) for pattern in patterns]

    def scan(self, data: bytes) -> list[Raw]:
        return [
            (number, match.start(), match.end())
            for number, pattern in enumerate(self._patterns)
            for match in pattern.finditer(data)
        ]


class HyperscanScanner:
    """One automaton for all patterns."""

    name = "hyperscan"

    def __init__(self, patterns: Sequence[str], cache: Path | None = None) -> None:
        self._lengths = [_literal_length(pattern) for pattern in patterns]
        self._database = _compiled(patterns, self._lengths, cache)
        self._scratch = hyperscan.Scratch(self._database)
        self._found: list[Raw] = []
        found = self._found
        append = found.append

        def on_match(number: int, start: int, end: int, flags: int, context: object) -> None:
            append((number, start, end))

        self._on_match = on_match

    def scan(self, data: bytes) -> list[Raw]:
        found = self._found
        found.clear()
        self._database.scan(data, self._on_match, scratch=self._scratch)
        if not found:
            return []
        lengths = self._lengths
        settled: list[Raw] = []
        last: dict[int, int] = {}
        for raw in found:
            number, start, end = raw
            length = lengths[number]
            if length:
                settled.append((number, end - length, end))
                continue
            index = last.get(number)
            if index is not None:
                before = settled[index]
                if start < before[2]:
                    # Same start or overlap: one match, as far as it goes from the first place.
                    if start == before[1]:
                        settled[index] = raw
                    continue
            last[number] = len(settled)
            settled.append(raw)
        return settled


def _literal_length(pattern: str) -> int:
    """Length of the text when the pattern is one fixed text between optional word edges, else 0."""
    match = _LITERAL.match(pattern)
    return len(match.group(1).replace("\\", "")) if match else 0


def _compiled(patterns: Sequence[str], lengths: Sequence[int], cache: Path | None) -> object:
    key = hashlib.sha256()
    for part in (
        _FORMAT.decode(), importlib.metadata.version("hyperscan"), platform.machine(), platform.system(), *patterns
    ):  # fmt: skip
        key.update(part.encode("utf-8") + b"\0")
    folder = cache_folder() if cache is None else cache
    path = folder / f"cues-{key.hexdigest()[:32]}.hsdb"
    stored = _read(path)
    if stored is not None:
        try:
            return hyperscan.loadb(stored, hyperscan.HS_MODE_BLOCK)
        except hyperscan.HyperscanError:
            path.unlink(missing_ok=True)
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[pattern.encode("latin-1") for pattern in patterns],
        ids=list(range(len(patterns))),
        flags=[0 if length else hyperscan.HS_FLAG_SOM_LEFTMOST for length in lengths],
    )
    _write(path, hyperscan.dumpb(database))
    return database


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
        os.replace(temporary, path)
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
