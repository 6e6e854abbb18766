"""Spelling out a pattern as the fixed texts it stands for, where they are few.

An automaton that must tell where a match begins costs hyperscan far more than a fixed text, whose length is known. So
``\\b(?:my|our) (?:boss|manager)\\b`` is looked for as four fixed texts, and an alternation that holds a part which
can't be spelled out is cut into its branches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

_MOST = 400
_ESCAPED = frozenset(".^$*+?{}[]\\|()")
_EDGE = "\\b"


@dataclass(frozen=True, slots=True)
class _Node:
    """``text`` is the pattern as written; ``parts`` are the branches of ``any`` or the pieces of ``all``.

    ``choices`` holds the texts of a ``one`` (a character, a class, a word edge), None when they are many.
    """

    kind: Literal["one", "all", "any", "maybe"]
    text: str
    parts: tuple[_Node, ...] = ()
    choices: tuple[str, ...] | None = None


class _Parser:
    """Reads the common syntax of the engines (``scanning.check_pattern`` refuses the rest)."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternation(self) -> _Node:
        start = self._at
        branches = [self._sequence()]
        while self._at < len(self._pattern) and self._pattern[self._at] == "|":
            self._at += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        return _Node("any", self._pattern[start : self._at], tuple(branches))

    def _sequence(self) -> _Node:
        start = self._at
        pieces: list[_Node] = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            pieces.append(self._repeated(self._single()))
        return _Node("all", self._pattern[start : self._at], tuple(pieces))

    def _single(self) -> _Node:
        start = self._at
        character = self._pattern[start]
        if character == "(":
            self._at += 3  # "(?:"
            inner = self.alternation()
            self._at += 1
            return _Node("any", self._pattern[start : self._at], (inner,))
        if character == "[":
            return self._class()
        if character == "\\":
            self._at += 4 if self._pattern[start + 1] == "x" else 2
            text = self._pattern[start : self._at]
            return _Node("one", text, choices=(text,))
        self._at += 1
        return _Node("one", character, choices=(character,))

    def _class(self) -> _Node:
        start = self._at
        self._at = end = self._end_of_class(start)
        inside = self._pattern[start + 1 : end - 1]
        simple = "-" not in inside and "\\" not in inside and len(inside) <= 3
        choices = tuple(f"\\{item}" if item in _ESCAPED else item for item in inside) if simple else None
        return _Node("one", self._pattern[start:end], choices=choices)

    def _end_of_class(self, start: int) -> int:
        at = start + 1
        while self._pattern[at] != "]" or at == start + 1:
            at += 2 if self._pattern[at] == "\\" else 1
        return at + 1

    def _repeated(self, node: _Node) -> _Node:
        if self._at >= len(self._pattern):
            return node
        character = self._pattern[self._at]
        if character == "?":
            self._at += 1
            return _Node("maybe", node.text + "?", (node,))
        if character in "*+":
            self._at += 1
            return _Node("one", node.text + character)
        if character == "{":
            end = self._pattern.index("}", self._at) + 1
            counted = self._pattern[self._at : end]
            self._at = end
            return _Node("one", node.text + counted)
        return node


def _spell(node: _Node) -> list[str] | None:
    """Every text the node stands for (as patterns, escapes kept), or None when they are too many to list."""
    if node.kind == "one":
        return None if node.choices is None else list(node.choices)
    if node.kind == "maybe":
        inner = _spell(node.parts[0])
        return None if inner is None else ["", *inner]
    if node.kind == "any":
        found: list[str] = []
        for part in node.parts:
            spelled = _spell(part)
            if spelled is None or len(found) + len(spelled) > _MOST:
                return None
            found += spelled
        return found
    texts = [""]
    for part in node.parts:
        spelled = _spell(part)
        if spelled is None or len(texts) * len(spelled) > _MOST:
            return None
        texts = [head + tail for head in texts for tail in spelled]
    return texts


def expand(pattern: str) -> list[str]:
    """Patterns that together match what ``pattern`` matches, as many of them as can be being fixed texts."""
    node = _Parser(pattern).alternation()
    return list(dict.fromkeys(_cut("", node, "")))


def _cut(head: str, node: _Node, tail: str) -> list[str]:
    spelled = _spell(node)
    if spelled is not None:
        return [head + text + tail for text in spelled]
    if node.kind == "any":
        return [text for part in node.parts for text in _cut(head, part, tail)]
    if node.kind == "all":
        return _cut_sequence(head, node, tail)
    return [head + node.text + tail]


def _cut_sequence(head: str, node: _Node, tail: str) -> list[str]:
    """Cut a sequence at its widest alternation, unless that would make too many patterns."""
    widest = max(
        (index for index, part in enumerate(node.parts) if part.kind == "any"),
        key=lambda index: len(node.parts[index].text),
        default=None,
    )
    if widest is None:
        return [head + node.text + tail]
    before = "".join(part.text for part in node.parts[:widest])
    after = "".join(part.text for part in node.parts[widest + 1 :])
    if any(text not in {"", _EDGE} for text in (before, after)) and len(node.text) < 400:
        return [head + node.text + tail]
    return [
        text
        for piece in _cut("", node.parts[widest], "")
        for text in _again(head + before + piece + after + tail, head + node.text + tail)
    ]


def _again(pattern: str, whole: str) -> list[str]:
    """Go on cutting a shorter pattern."""
    return expand(pattern) if len(pattern) < len(whole) else [pattern]
