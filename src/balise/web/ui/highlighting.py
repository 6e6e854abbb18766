"""A text with the places that findings point at, each mark tied to its note by a number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple


@dataclass(frozen=True, kw_only=True)
class Note:
    """What is said about a place of a text; `start` and `end` (exclusive) count code points, None without a place."""

    message: str
    decision: str = "advise"
    clause: str = ""
    clause_title: str = ""
    clause_url: str = ""
    advice: str = ""
    passage: str = ""  # what the official text says under the clause, a paragraph a line
    passage_language: str = ""
    passage_url: str = ""
    start: int | None = None
    end: int | None = None


class Segment(NamedTuple):
    """A run of text and the numbers (from 1) of the notes that cover it; `opens` are those whose mark begins here."""

    text: str
    numbers: tuple[int, ...]
    opens: tuple[int, ...]


def numbered(notes: Iterable[Note]) -> list[tuple[int, Note]]:
    """Notes in reading order with their numbers, those without a place last."""
    ordered = sorted(notes, key=lambda note: (note.start is None, note.start or 0, note.end or 0))
    return list(enumerate(ordered, start=1))


def segments(text: str, notes: Sequence[Note]) -> list[Segment]:
    """The text cut where marks begin or end; overlapping marks share a segment. Places outside the text are ignored."""
    placed = [
        (number, note.start, note.end)
        for number, note in numbered(notes)
        if note.start is not None and note.end is not None and 0 <= note.start < note.end <= len(text)
    ]
    cuts = sorted({0, len(text), *(start for _, start, _ in placed), *(end for _, _, end in placed)})
    result = []
    for start, end in pairwise(cuts):
        covering = tuple(number for number, first, last in placed if first <= start and end <= last)
        opens = tuple(number for number, first, _ in placed if first == start)
        result.append(Segment(text[start:end], covering, opens))
    return result
