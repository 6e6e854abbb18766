"""Turns of phrase with choices («{signez|signons} {la|cette} pétition»): an expression each, and the words to look for.

A list written this way stands for hundreds of thousands of sentences. Only its *anchors* are looked for in every text:
for each turn, the few words of it that are rarest and have fewest forms. The turn itself, an expression in which a
comma may stand for a blank, is tried where one of its anchors stands.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from balise.screening.patterns import LazyPattern, lazy
from balise.screening.reading import Reading
from balise.screening.word_lists import lines

_PIECE = re.compile(r"\(([^()]*)\)|\{([^{}]*)\}|([^(){} ]+)|( +)")
_FORMS = (160, 900)
"""Most forms of an anchor: the first number if that finds telling words, else the second."""
_TELLING = 8
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "to",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "and",
        "or",
        "is",
        "are",
        "it",
        "you",
        "your",
        "my",
        "me",
        "i",
        "we",
        "us",
        "our",
        "u",
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "des",
        "de",
        "du",
        "d",
        "au",
        "aux",
        "a",
        "en",
        "et",
        "ou",
        "je",
        "j",
        "tu",
        "te",
        "t",
        "toi",
        "ton",
        "ta",
        "tes",
        "vous",
        "votre",
        "vos",
        "on",
        "nous",
        "nos",
        "notre",
        "ce",
        "c",
        "cet",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "il",
        "elle",
        "ne",
        "n",
        "pas",
        "que",
        "qu",
        "qui",
        "se",
        "s",
        "y",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "them",
        "him",
        "up",
        "so",
        "all",
        "now",
        "not",
        "ma",
        "mes",
        "mon",
        "ils",
        "elles",
        "est",
        "es",
    ]
)


class Turn(NamedTuple):
    """One line of a list: its section, its expression, its anchors."""

    kind: str
    pattern: LazyPattern
    anchors: tuple[str, ...]


class Found(NamedTuple):
    """A turn in a text."""

    kind: str
    start: int
    end: int


def _pieces(line: str) -> list[tuple[str, ...]]:
    """The choices that follow one another; a blank is a choice of its own."""
    found: list[tuple[str, ...]] = []
    for optional, choice, plain, blank in _PIECE.findall(line):
        if blank:
            found.append((" ",))
        elif plain:
            found.append((plain,))
        elif choice:
            found.append(tuple(choice.split("|")))
        else:
            found.append(("", *optional.split("|")))
    return found


def _expression(pieces: Sequence[tuple[str, ...]]) -> str:
    parts = []
    for choices in pieces:
        written = [
            re.escape(choice).replace(r"\ ", r"[ ,\n]{1,2}") for choice in sorted(choices, key=len, reverse=True)
        ]
        parts.append(written[0] if len(written) == 1 else f"(?:{'|'.join(written)})")
    return r"(?<![a-z0-9])" + "".join(parts) + r"(?![a-z0-9])"


def _edge(pieces: Sequence[tuple[str, ...]], index: int, step: int) -> bool:
    """Whether a word edge stands between piece ``index`` and what goes on in the direction ``step``."""
    while 0 <= index < len(pieces):
        if not all(not choice or (choice[-1] if step < 0 else choice[0]) == " " for choice in pieces[index]):
            return False
        if "" not in pieces[index]:
            return True
        index += step
    return True


def _weight(form: str) -> int:
    told = sum(len(word) for word in re.findall(r"[a-z0-9]+", form) if word not in _SMALL)
    return min(told, 14) + (4 if " " in form.strip() else 0)


def _anchors(pieces: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The stretch of whole words whose shortest form tells most, with few forms."""
    best = _best(pieces, _FORMS[0])
    if best is None or best[0] < _TELLING:
        best = _best(pieces, _FORMS[1])
    return best[2] if best else ()


def _best(pieces: Sequence[tuple[str, ...]], most: int) -> tuple[int, int, tuple[str, ...]] | None:
    """Weight, minus the number of forms, and forms of the best stretch with at most ``most`` forms."""
    best: tuple[int, int, tuple[str, ...]] | None = None
    for first in range(len(pieces)):
        if not _edge(pieces, first - 1, -1):
            continue
        count = 1
        for last in range(first, min(first + 7, len(pieces))):
            count *= len(pieces[last])
            if count > most:
                break
            if not _edge(pieces, last + 1, 1):
                continue
            forms = tuple(
                dict.fromkeys(" ".join("".join(form).split()) for form in itertools.product(*pieces[first : last + 1]))
            )
            if "" in forms:
                continue
            score = (min(map(_weight, forms)), -len(forms))
            if best is None or score > best[:2]:
                best = (*score, forms)
    return best


@cache
def turns(name: str, languages: tuple[str, ...] = ("fr", "en")) -> tuple[Turn, ...]:
    """The turns of a list, in order."""
    found = []
    for language in languages:
        for section, line in lines(name, language):
            pieces = _pieces(line)
            found.append(
                Turn(section, lazy(_expression(pieces)), tuple(anchor.rstrip("!?,. ") for anchor in _anchors(pieces)))
            )
    return tuple(found)


@cache
def _by_anchor(name: str) -> Mapping[str, tuple[Turn, ...]]:
    found: dict[str, list[Turn]] = {}
    for turn in turns(name):
        for anchor in turn.anchors:
            found.setdefault(anchor, []).append(turn)
    return {anchor: tuple(listed) for anchor, listed in found.items()}


def anchors(name: str) -> tuple[str, ...]:
    """What to look for in every text."""
    return tuple(_by_anchor(name))


def turn_at(reading: Reading, name: str, start: int, end: int) -> Iterator[Found]:
    """The turns of a list whose anchor stands from ``start`` to ``end``, each once, around it."""
    for turn in _by_anchor(name).get(reading.folded[start:end], ()):
        match = turn.pattern.search(reading.folded, max(0, start - 90), min(len(reading.folded), end + 90))
        if match is not None and match.start() <= start and end <= match.end():
            yield Found(turn.kind, *match.span())
