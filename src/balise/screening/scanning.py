"""One pass over folded bytes for every cue at once: hyperscan where it exists, ``re`` with equal results elsewhere.

What to look for is a ``Plan``; ``preparing`` keeps plans between two starts.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np

from balise.screening.expanding import expand
from balise.screening.patterns import lazy
from balise.screening.phrases import ALL_ALIKE, EDGE, JOINED, OPEN, Frequency, Phrase, Phrases, Sorted, sort_phrases
from balise.screening.register.hashing import WordHashes, hash_words

hyperscan: Any
try:
    import hyperscan
except ImportError:  # no wheel for this processor
    hyperscan = None

Raw = tuple[int, int, int]
"""Pattern number, start, end: offsets in the scanned bytes."""

_REFUSED = lazy(r"(?<!\\)\.|\\[WSDswdnrtAZzGQEpPXRKhHvVNCB1-9]|\[\^|\(\?[^:]|(?<!\\)[\^$]|[*+?}]\?")
_LITERAL = lazy(r"(?:\\b)?((?:[a-z0-9' @_\-]|\\[\-.@'& ])+)(?:\\b)?\Z")
_FIXED = lazy(r"\\b([a-z0-9](?:[a-z0-9' @\-,/]|\\[\-.@'& ,/])*)(\\b)?\Z")
_PLAIN = lazy(r"\\b[a-z0-9](?:[a-z0-9' ]*[a-z0-9])?\\b\Z")


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


class Plan(NamedTuple):
    """What is really looked for: fixed texts between word edges, and patterns; each with its owner's number.

    ``lengths`` tells the length of a pattern that is one fixed text without word edges, else 0. ``database`` is the
    serialised automaton for the patterns, empty where there is none.
    """

    phrases: Sorted
    patterns: list[str]
    owners: list[int]
    lengths: list[int]
    database: bytes = b""


class Spelled(NamedTuple):
    """Patterns spelled out: the fixed phrases among them, and the rest with their owners."""

    phrases: list[Phrase]
    patterns: list[str]
    owners: list[int]

    def plan(self, frequency: Frequency = ALL_ALIKE) -> Plan:
        """What to look for, phrases by their rarest word."""
        return Plan(
            sort_phrases(self.phrases, frequency),
            self.patterns,
            self.owners,
            [_literal_length(pattern) for pattern in self.patterns],
        )


def spell_out(patterns: Sequence[str], owners: Sequence[int] | None = None) -> Spelled:
    """Spell out the patterns; raises ``PatternError`` for one that the engines could read differently.

    ``owners`` gives each pattern's number, by default its place; several may share one.
    """
    phrases: list[Phrase] = []
    spelled_out = Spelled([], [], [])
    for pattern, owner in zip(patterns, range(len(patterns)) if owners is None else owners, strict=True):
        if _PLAIN.match(pattern):
            phrases.append(Phrase(pattern[2:-2], owner))
            continue
        check_pattern(pattern)
        for spelled in expand(pattern):
            phrase = _phrase(spelled, owner)
            if phrase is not None:
                phrases.append(phrase)
            else:
                spelled_out.patterns.append(spelled)
                spelled_out.owners.append(owner)
    return spelled_out._replace(phrases=list(dict.fromkeys(phrases)))


def plan_for(patterns: Sequence[str], owners: Sequence[int] | None = None) -> Plan:
    """The plan for ``patterns``, spelled out (see ``spell_out``)."""
    return spell_out(patterns, owners).plan()


def _phrase(pattern: str, owner: int) -> Phrase | None:
    """The fixed phrase that a pattern is, or None."""
    fixed = _FIXED.match(pattern)
    if fixed is None:
        return None
    text = fixed.group(1).replace("\\", "")
    whole = text[-1].isalnum()
    if fixed.group(2):
        return Phrase(text, owner, EDGE if whole else JOINED)
    if not whole:
        return Phrase(text, owner, OPEN) if text.rstrip("' -,/.@&_").count(" ") else None
    return Phrase(text, owner, OPEN) if " " in text else None


class _Phrased:
    """What both engines share: fixed texts are found by their words."""

    def __init__(self, plan: Plan) -> None:
        self._phrases = Phrases(plan.phrases)

    def _fixed(self, data: bytes, words: WordHashes | None) -> list[Raw]:
        if words is None:
            words = hash_words(np.frombuffer(data, dtype=np.uint8))
        return self._phrases.find(data, words)


class ReScanner(_Phrased):
    """The engine of last resort: one compiled expression for each pattern."""

    name = "re"

    def __init__(self, plan: Plan) -> None:
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

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        body = plan.database or compile_patterns(plan)
        self._database = hyperscan.loadb(body, hyperscan.HS_MODE_BLOCK) if body else None
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


def compile_patterns(plan: Plan) -> bytes:
    """The automaton for the patterns of a plan, serialised; empty when there are none or no hyperscan."""
    if not plan.patterns or hyperscan is None:
        return b""
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    try:
        database.compile(
            expressions=[pattern.encode("latin-1") for pattern in plan.patterns],
            ids=list(range(len(plan.patterns))),
            flags=[0 if length else hyperscan.HS_FLAG_SOM_LEFTMOST for length in plan.lengths],
        )
    except hyperscan.HyperscanError as error:
        raise PatternError(f"{_culprit(plan)}: {error}") from None
    body: bytes = hyperscan.dumpb(database)
    return body


def _culprit(plan: Plan) -> str:
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


def scanner_for(plan: Plan, *, engine: str | None = None) -> Scanner:
    """The fastest engine of this machine, or the one named (``hyperscan`` or ``re``, also by ``BALISE_ENGINE``)."""
    wanted = engine or os.environ.get("BALISE_ENGINE") or ("hyperscan" if hyperscan is not None else "re")
    if wanted == "re":
        return ReScanner(plan)
    if wanted != "hyperscan" or hyperscan is None:
        raise ValueError(f"no scanning engine {wanted!r} on this machine")
    return HyperscanScanner(plan)
