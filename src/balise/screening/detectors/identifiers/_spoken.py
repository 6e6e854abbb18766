"""Digits told in words, in French and in English: «cinq cent cinquante-cinq zéro un quarante-quatre», *double five oh one*."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from balise.screening.patterns import lazy

_ONES = {
    "zero": 0, "oh": 0, "un": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4, "cinq": 5, "five": 5,
    "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8, "neuf": 9, "nine": 9, "dix": 10, "ten": 10, "onze": 11, "eleven": 11,
    "douze": 12, "twelve": 12, "treize": 13, "thirteen": 13, "quatorze": 14, "fourteen": 14, "quinze": 15, "fifteen": 15, "seize": 16,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_HUNDREDS = frozenset({"cent", "cents", "hundred"})
_TIMES = {"double": 2, "triple": 3}
NUMBER_WORD = "(?:" + "|".join(sorted({*_ONES, *_TENS, *_HUNDREDS, *_TIMES}, key=lambda word: (-len(word), word))) + ")"
"""Any word of a number, for cues."""
_PART = rf"(?:{NUMBER_WORD}(?![a-z])|[0-9]{{1,4}}(?![0-9a-z]))"
_RUN = lazy(rf"(?<![a-z0-9]){_PART}(?:(?:[ \-]et[ \-]|[ ,.\-]{{1,3}}){_PART}){{3,24}}")
_WORD = lazy("[a-z0-9]+")


class Spoken(NamedTuple):
    """Where digits told in words stand, and the digits."""

    start: int
    end: int
    digits: str
    words: int


def spoken(text: str) -> Iterator[Spoken]:
    """Rows of four numbers or more, at least three of them in words."""
    for match in _RUN.finditer(text):
        row = [(word.group(), text[word.end() : word.end() + 1]) for word in _WORD.finditer(text, *match.span())]
        count = sum(word.isalpha() for word, _ in row)
        if count >= 3:
            yield Spoken(*match.span(), _digits(row), count)


def _digits(row: list[tuple[str, str]]) -> str:
    """The digits of a row of words, each with the sign that follows it: a comma parts what a blank joins."""
    told = ""
    place = 0
    while place < len(row):
        word = row[place][0]
        if word.isdigit():
            told += word
            place += 1
        elif word in _TIMES and place + 1 < len(row):
            place += 1
            told += str(_ONES.get(row[place][0], "")) * _TIMES[word]
            place += 1
        elif word == "et":
            place += 1
        else:
            value, place = _hundreds(row, place)
            told += str(value)
    return told


def _joined(row: list[tuple[str, str]], place: int) -> bool:
    """Whether the word at ``place`` goes with the one before it."""
    return place < len(row) and row[place - 1][1] in {" ", "-"}


def _hundreds(row: list[tuple[str, str]], place: int) -> tuple[int, int]:
    word = row[place][0]
    if word in _HUNDREDS:
        value, after = 1, place
    else:
        value, after = _below(row, place)
    if (1 <= value <= 9 and _joined(row, after) and row[after][0] in _HUNDREDS) or word in _HUNDREDS:
        value, after = value * 100, after + 1
        if _joined(row, after) and (row[after][0] in _TENS or _ONES.get(row[after][0], 0) > 0):
            rest, after = _below(row, after)
            value += rest
    return value, after


def _below(row: list[tuple[str, str]], place: int) -> tuple[int, int]:
    """A number below one hundred."""
    word = row[place][0]
    value, after = _ONES.get(word, 0), place + 1
    tens = word in _TENS
    if tens:
        value = _TENS[word]
    elif word == "quatre" and _joined(row, after) and row[after][0].startswith("vingt"):
        value, after, tens = 80, after + 1, True
    elif word == "dix" and _joined(row, after) and 7 <= _ONES.get(row[after][0], 0) <= 9 and row[after - 1][1] == "-":
        return 10 + _ONES[row[after][0]], after + 1
    if not tens:
        return value, after
    if _joined(row, after) and row[after][0] == "et":
        after += 1
    unit = _ONES.get(row[after][0], 0) if _joined(row, after) else 0
    if 1 <= unit <= 9 or (10 <= unit <= 16 and value in {60, 80}):
        value, after = value + unit, after + 1
        if unit == 10 and _joined(row, after) and 7 <= _ONES.get(row[after][0], 0) <= 9:
            value, after = value + _ONES[row[after][0]], after + 1
    return value, after
