"""Which passage of an official text says what a clause says: proposed by likeness of words, corrected by a person."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from balise.documents.sections import Section, paragraphs

ENOUGH = 0.22  # under it nothing is proposed: tried, right passages had 0.29 or more and wrong ones 0.17 at most
_STEM = 6  # letters kept of a word: «publication», «publier»
_NEARLY = 0.6  # a paragraph this near the best one is part of the passage
MOST_PARAGRAPHS = 4
_SAME_NUMBER = 0.35
_SAME_TITLE = 0.3

Words = Counter[str]


@dataclass(frozen=True, kw_only=True)
class Sought:
    """A clause: ``number`` is how people quote it (its id), ``title`` and ``rule`` in the text's language."""

    id: str
    title: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """``passage``: paragraphs (a line each) of the section ``anchor``, word for word; ``score`` from 0 to about 1.6."""

    clause_id: str
    anchor: str
    passage: str
    score: float


def propose(sought: Sequence[Sought], sections: Sequence[Section]) -> dict[str, Proposed]:
    """The best passage for each clause, by its id; a clause that nothing resembles is absent."""
    bags = {section.anchor: _bag(f"{section.title}\n{section.words}") for section in sections}
    weight = _weights(list(bags.values()))
    found = {}
    for clause in sought:
        asked = _bag(f"{clause.title} {clause.title}\n{clause.rule}")
        scored = [(_score(clause, section, asked, bags[section.anchor], weight), section) for section in sections]
        best, section = max(scored, key=lambda one: one[0], default=(0.0, None))
        if section is None or best < ENOUGH:
            continue
        passage = _passage(asked, section, weight)
        if passage:
            found[clause.id] = Proposed(clause_id=clause.id, anchor=section.anchor, passage=passage, score=best)
    return found


def _score(clause: Sought, section: Section, asked: Words, bag: Words, weight: Mapping[str, float]) -> float:
    score = _cosine(asked, bag, weight)
    score += _SAME_NUMBER * (bool(section.number) and section.number == clause.id)
    titles = _bag(clause.title), _bag(section.title)
    return score + _SAME_TITLE * (_cosine(*titles, weight) if all(titles) else 0.0)


def _passage(asked: Words, section: Section, weight: Mapping[str, float]) -> str:
    """The paragraphs that are most alike, in order; one that announces a list (it ends with a colon) counts half."""
    whole = paragraphs(section.words)
    scores = [_cosine(asked, _bag(one), weight) * (0.5 if one.endswith(":") else 1.0) for one in whole]
    least = _NEARLY * max(scores, default=0.0)
    kept = [one for one, score in zip(whole, scores, strict=True) if score and score >= least]
    return "\n".join(kept[:MOST_PARAGRAPHS])


def _cosine(one: Words, other: Words, weight: Mapping[str, float]) -> float:
    shared = sum(
        _value(one[word], weight, word) * _value(other[word], weight, word) for word in one.keys() & other.keys()
    )
    sizes = [math.sqrt(sum(_value(count, weight, word) ** 2 for word, count in bag.items())) for bag in (one, other)]
    return shared / (sizes[0] * sizes[1]) if all(sizes) else 0.0


def _value(count: int, weight: Mapping[str, float], word: str) -> float:
    return (1 + math.log(count)) * weight.get(word, 1.0)


def _weights(bags: Sequence[Words]) -> dict[str, float]:
    """A word that every section has says nothing."""
    present = Counter(word for bag in bags for word in bag)
    return {word: math.log((1 + len(bags)) / (1 + count)) + 0.1 for word, count in present.items()}


def _bag(text: str) -> Words:
    plain = "".join(one for one in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(one) != "Mn")
    return Counter(word[:_STEM] for word in re.findall(r"[a-z0-9]{3,}", plain.replace("œ", "oe")))
