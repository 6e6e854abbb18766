"""Where the organisation is named, and the words that judge it. Shared by this family."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from balise.policy.model import Policy
from balise.screening.detecting import Hit
from balise.screening.organisation import in_address, mention_pattern
from balise.screening.reading import Reading
from balise.screening.word_lists import terms

_MASK = "\xaa"
NAME = rf"{_MASK}+"
"""The organisation's name in a masked stretch of text."""
_WORD = re.compile(r"[a-z0-9][a-z0-9\-/]*")
_MOST = 20


def mentions(reading: Reading, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that name the organisation, but those inside addresses; 20 at most."""
    folded = reading.folded
    return [hit for hit in hits[:200] if hit.cue == "organisation" and not in_address(folded, hit.start, hit.end)][:_MOST]


@lru_cache(maxsize=32)
def _mention(policy_names: str) -> re.Pattern[str]:
    return re.compile(rf"\b{policy_names}\b")


def masked(reading: Reading, start: int, end: int) -> str:
    """The stretch with the organisation's names replaced, letter for letter, by a sign that no folded text holds.

    So expressions need not know the names: they are compiled once for all policies, and only when they are needed.
    """
    folded = reading.folded

    def cover(match: re.Match[str]) -> str:
        if in_address(folded, start + match.start(), start + match.end()):
            return match.group()
        return _MASK * len(match.group())

    return _mention(mention_pattern(reading.policy)).sub(cover, folded[start:end])


@cache
def _listed(section: str) -> tuple[frozenset[str], tuple[str, ...]]:
    every = terms("evaluations", section)
    return frozenset(term for term in every if " " not in term and "'" not in term), tuple(
        term for term in every if " " in term or "'" in term
    )


def judging(text: str, *sections: str) -> int | None:
    """Where the first word that judges stands in a folded text, or None."""
    for section in sections:
        single, phrases = _listed(section)
        for match in _WORD.finditer(text):
            if match.group() in single:
                return match.start()
        for phrase in phrases:
            place = text.find(phrase)
            if place >= 0:
                return place
    return None
