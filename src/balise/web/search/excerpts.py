"""The part of a text where the words asked for are, and those words marked. Pure."""

from __future__ import annotations

from typing import NamedTuple

from balise.web.search.words import Question, words_of

_AROUND = 110
_LONGEST = 320
_READ = 20_000  # characters looked at: beyond, the excerpt is the beginning


class Piece(NamedTuple):
    """Some characters, marked or not."""

    text: str
    marked: bool


def marked(text: str, question: Question) -> list[Piece]:
    """A short text whole, its words marked."""
    return _pieces(text, _places(text, question), 0, len(text))


def excerpt(text: str, question: Question) -> list[Piece]:
    """Where most of the words stand near one another, or the beginning. Cut at words, with … where it is cut."""
    flat = " ".join(text[:_READ].split())
    places = _places(flat, question)
    first = _densest(places)
    start = max(0, first - _AROUND) if places else 0
    if start:
        space = flat.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(flat), start + _LONGEST)
    if end < len(flat):
        space = flat.rfind(" ", start, end)
        end = space if space > first else end
    pieces = _pieces(flat, places, start, end)
    if start:
        pieces.insert(0, Piece("… ", marked=False))
    if end < len(flat) or len(text) > _READ:
        pieces.append(Piece(" …", marked=False))
    return pieces


def _places(text: str, question: Question) -> list[tuple[int, int]]:
    return [(start, end) for start, end, word in words_of(text) if question.matches(word)]


def _densest(places: list[tuple[int, int]]) -> int:
    """Where the stretch of an excerpt's length that holds most marks begins."""
    best, most, last = 0, 0, 0
    for number, (start, _end) in enumerate(places):
        while last < len(places) and places[last][1] <= start + _LONGEST - _AROUND:
            last += 1
        if last - number > most:
            best, most = start, last - number
    return best


def _pieces(text: str, places: list[tuple[int, int]], start: int, end: int) -> list[Piece]:
    pieces, at = [], start
    for first, last in places:
        if first < start or last > end:
            continue
        if first > at:
            pieces.append(Piece(text[at:first], marked=False))
        pieces.append(Piece(text[first:last], marked=True))
        at = last
    if at < end:
        pieces.append(Piece(text[at:end], marked=False))
    return pieces
