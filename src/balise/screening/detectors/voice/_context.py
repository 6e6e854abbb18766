"""Where the organisation is named, and the words that judge it. Shared by this family."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from balise.screening.detecting import Hit
from balise.screening.organisation import in_address, mention_pattern
from balise.screening.patterns import lazy
from balise.screening.reading import Reading
from balise.screening.word_lists import terms

_MASK = "\xaa"
NAME = rf"{_MASK}+"
"""The organisation's name in a masked stretch of text."""
_WORD = lazy(r"[a-z0-9][a-z0-9\-/]*")
_HEAD = lazy(r"[^\W_]+")
_MOST = 20


def mentions(reading: Reading, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that name the organisation, but those inside addresses; 20 at most."""
    folded = reading.folded
    return [hit for hit in hits[:200] if hit.cue == "organisation" and not in_address(folded, hit.start, hit.end)][
        :_MOST
    ]


@lru_cache(maxsize=32)
def _mention(policy_names: str) -> re.Pattern[str]:
    return re.compile(rf"\b{policy_names}\b(?:\.(?= ?[a-z]))?")


def masked(reading: Reading, start: int, end: int) -> str:
    """The stretch with the organisation's names replaced, letter for letter, by a sign that no folded text holds.

    So expressions need not know the names: they are compiled once for all policies, and only when they are needed.
    """
    folded = reading.folded

    def covered(match: re.Match[str]) -> str:
        if in_address(folded, start + match.start(), start + match.end()):
            return match.group()
        return _MASK * len(match.group())

    return _mention(mention_pattern(reading.policy)).sub(covered, folded[start:end])


def cover(text: str, start: int, end: int) -> str:
    """``text`` with the stretch masked in the same way."""
    return text[:start] + _MASK * (end - start) + text[end:]


class _Listed(NamedTuple):
    """The terms of one section of a list: single words, and phrases by their first word, each with its rank."""

    single: frozenset[str]
    phrases: Mapping[str, Sequence[tuple[int, str]]]


@cache
def _split(name: str, section: str) -> _Listed:
    every = terms(name, section)
    phrases: dict[str, list[tuple[int, str]]] = {}
    for rank, term in enumerate(every):
        if " " in term or "'" in term:
            phrases.setdefault(_HEAD.findall(term)[0], []).append((rank, term))
    single = frozenset(term for term in every if " " not in term and "'" not in term)
    return _Listed(single, phrases)


def _found(text: str, listed: _Listed, without: frozenset[str]) -> int | None:
    """Where the first single word stands, else the phrase that comes first in the list."""
    for match in _WORD.finditer(text):
        if match.group() in listed.single and match.group() not in without:
            return match.start()
    best: tuple[int, int] | None = None
    for match in _HEAD.finditer(text):
        for rank, phrase in listed.phrases.get(match.group(), ()):
            place = match.start()
            end = place + len(phrase)
            if text.startswith(phrase, place) and not (end < len(text) and text[end].isalnum()):
                best = min(best or (rank, place), (rank, place))
    return best[1] if best else None


def belittles(text: str) -> bool:
    """Whether a folded text belittles, which is no comment but something else."""
    return _found(text, _split("belittling", "strong"), frozenset()) is not None


def mask(text: str) -> bool:
    """Whether a masked text names the organisation."""
    return _MASK in text


def judging(text: str, *sections: str, without: frozenset[str] = frozenset()) -> int | None:
    """Where the first word that judges stands in a folded text, or None; words of ``without`` do not count."""
    for section in sections:
        place = _found(text, _split("evaluations", section), without)
        if place is not None:
            return place
    return None
