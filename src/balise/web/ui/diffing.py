"""The difference of two texts, word by word: what an approver reads before deciding."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

MOST_PAIRS = 4_000_000
"""Above this many pairs of words, all between the common ends is shown as replaced: a page never waits on a text."""

_WORDS = re.compile(r"\n|[^\S\n]+|\w+(?:[’'\-.]\w+)*|[^\w\s]")


class Change(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """A run of text of one kind; the pieces that are not added rebuild the old text, those not removed the new one."""

    change: Change
    text: str


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that lead from `old` to `new`, in reading order, removed before added."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    middle_before = before[head : len(before) - tail]
    middle_after = after[head : len(after) - tail]
    pieces = [Piece(Change.SAME, "".join(before[:head]))]
    pieces += _middle(middle_before, middle_after)
    pieces.append(Piece(Change.SAME, "".join(before[len(before) - tail :])))
    return tuple(_joined(pieces))


def changed(pieces: tuple[Piece, ...]) -> tuple[int, int]:
    """How many words were removed and how many were added."""
    counts = {Change.REMOVED: 0, Change.ADDED: 0}
    for piece in pieces:
        if piece.change in counts:
            counts[piece.change] += len(re.findall(r"\w+(?:[’'\-.]\w+)*", piece.text))
    return counts[Change.REMOVED], counts[Change.ADDED]


def _common(before: list[str], after: list[str]) -> int:
    """How many words the two lists have in common at their beginning."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(before: list[str], after: list[str]) -> list[Piece]:
    if len(before) * len(after) > MOST_PAIRS:
        return [Piece(Change.REMOVED, "".join(before)), Piece(Change.ADDED, "".join(after))]
    # Spaces and stops are everywhere: as junk they never anchor a match, so a rewritten sentence reads as one change.
    matcher = SequenceMatcher(lambda word: not word.strip(".,;:!? \t\n\u00a0\u202f"), before, after, autojunk=False)
    pieces = []
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        old, new = before[old_start:old_end], after[new_start:new_end]
        if old == new:
            pieces.append(Piece(Change.SAME, "".join(old)))
        else:
            pieces += [Piece(Change.REMOVED, "".join(old)), Piece(Change.ADDED, "".join(new))]
    return pieces


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind become one piece, and a lone space between two changes joins them."""
    removed, added, same = "", "", ""
    for change, text in pieces:
        if not text:
            continue
        if change is Change.SAME:
            same += text
            continue
        if same:
            if (removed or added) and same.isspace() and "\n" not in same:
                removed, added = removed + same, added + same
            else:
                yield from _flushed(removed, added)
                yield Piece(Change.SAME, same)
                removed, added = "", ""
            same = ""
        if change is Change.REMOVED:
            removed += text
        else:
            added += text
    yield from _flushed(removed, added)
    if same:
        yield Piece(Change.SAME, same)


def _flushed(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Change.REMOVED, removed)
    if added:
        yield Piece(Change.ADDED, added)
