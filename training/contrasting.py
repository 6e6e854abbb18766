"""Contrast sets made from the grammar in ``contrast/``: what is said, of whom, how, and with which spelling trick.

Sentences that differ by one thing only (denied, quoted and rejected, of people whom no ground protects, of insects)
teach, and measure, whether that thing is understood. The part ``learn`` is learned from; ``try`` may be read while
something is improved; ``prove`` is only measured. No two share a predicate or a sentence frame. Everything is drawn with
a seed, so the same on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent / "contrast"
PARTS = ("learn", "try", "prove")
_PROTECTED, UNPROTECTED, THINGS, PERSON = "protected", "other", "thing", "person"
_SORTS = {UNPROTECTED: "other people", THINGS: "things"}
_SAYS, _DENIES, _REJECTS = "says", "denies", "rejects"
_AGAINST = frozenset({"hostile", "exclusion", "harm"})
_GENTLE = frozenset({"kind", "neutral"})
_PERSONAL = {"insult": frozenset({"insult"}), "menace": frozenset({"threat"})}
_PLAIN = frozenset({"affirmation", "agreement", "addressed", "pronoun"})
"""Constructions in which something kind or neutral may be said of anybody without sounding odd."""
_ARTICLES = {"fr": ("les ", "aux "), "en": ("", "the ")}
_NOTHING = "-"


class Group(NamedTuple):
    """People (or things) that a sentence may be about: ``ground`` names what protects them, if anything does."""

    ground: str
    language: str
    plural: str
    single: str
    oneself: str


class Predicate(NamedTuple):
    """What is said of them, in the forms that constructions ask for; ``-`` where there is none."""

    kind: str
    part: str
    language: str
    said: str
    denied: str
    you: str
    one: str


class Construction(NamedTuple):
    """A way to say it; ``effect`` tells whether the writer means it, denies it or rejects it."""

    name: str
    part: str
    language: str
    effect: str
    sentence: str


class Contrast(NamedTuple):
    """One sentence of a set and what a careful reader says of it."""

    text: str
    language: str
    labels: frozenset[str]
    construction: str
    group: str
    ground: str
    predicate: str
    trick: str = ""


@cache
def _lines(name: str) -> tuple[tuple[str, ...], ...]:
    rows = []
    for number, line in enumerate((HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = tuple(line.split("\t"))
        if not all(fields):
            raise ValueError(f"{name}.txt:{number}: an empty column; write - where there is nothing")
        rows.append(fields)
    return tuple(rows)


def groups() -> list[Group]:
    """All groups, in order; raises ``ValueError`` naming the line where a column is empty."""
    return [Group(*fields) for fields in _lines("groups")]


def predicates() -> list[Predicate]:
    """All predicates, in order."""
    return [Predicate(*fields) for fields in _lines("predicates")]


def constructions() -> list[Construction]:
    """All constructions, in order."""
    return [Construction(*fields) for fields in _lines("constructions")]


def labels_of(kind: str, effect: str, ground: str) -> frozenset[str]:
    """What a sentence holds: nothing that is denied or rejected, hate only against people whom a ground protects."""
    if effect == _SAYS and kind in _PERSONAL:
        return _PERSONAL[kind]
    if effect != _SAYS or kind not in _AGAINST or ground == THINGS:
        return frozenset()
    if ground != UNPROTECTED:
        return frozenset({"hate", "threat"}) if kind == "harm" else frozenset({"hate"})
    return {"harm": frozenset({"threat"}), "hostile": frozenset({"insult"})}.get(kind, frozenset())


def _wanted(construction: Construction, predicate: Predicate, sort: str) -> bool:
    """Whether the three may stand together."""
    personal = construction.name.startswith(PERSON)
    if (sort == PERSON) != personal or (predicate.kind in _PERSONAL) != personal:
        return False
    if personal:
        return predicate.said != _NOTHING or "{said}" not in construction.sentence
    if predicate.kind not in _AGAINST:
        return construction.effect == _SAYS and construction.name in _PLAIN and sort != THINGS
    if construction.effect == _DENIES and predicate.denied == _NOTHING:
        return False
    if sort == THINGS:
        return construction.name in {"affirmation", "agreement", "one"} and predicate.kind != "exclusion"
    return sort == _PROTECTED or construction.effect == _SAYS


def written(construction: Construction, predicate: Predicate, group: Group) -> str:
    """The sentence, with its capitals."""
    the, to = _ARTICLES[construction.language]
    slots = {
        "G": f"{the}{group.plural}", "TO": f"{to}{group.plural}", "UN": group.single, "ME": group.oneself,
        "said": predicate.said, "denied": predicate.denied, "you": predicate.you, "one": predicate.one,
    }  # fmt: skip
    text = construction.sentence
    for name in ("G", "UN", "you"):
        for mark in ("« ", '"'):
            text = text.replace(f"{mark}{{{name}}}", mark + slots[name][:1].upper() + slots[name][1:])
    for name, words in slots.items():
        text = text.replace(f"{{{name}}}", words)
    return text[:1].upper() + text[1:]


class _Dealer:
    """Hands out the groups of one sort in turn, in an order of its own on the hostile side and on the other, so that
    each stands as often on both as any other."""

    def __init__(self, seed: int) -> None:
        self._chooser = random.Random(seed)
        self._decks: dict[tuple[str, str, bool], list[Group]] = {}

    def deal(self, language: str, sort: str, *, hostile: bool) -> Group:
        deck = self._decks.setdefault((language, sort, hostile), [])
        if not deck:
            deck += [group for group in groups() if group.language == language and _sort(group.ground) == sort]
            self._chooser.shuffle(deck)
        return deck.pop()


def _sort(ground: str) -> str:
    return ground if ground in (UNPROTECTED, THINGS, PERSON) else _PROTECTED


def _pairs(part: str) -> Iterator[tuple[Construction, Predicate, str]]:
    """Every construction with every predicate of a part, and each sort of group that may stand with both."""
    for construction in constructions():
        for predicate in predicates():
            if construction.part == predicate.part == part and construction.language == predicate.language:
                for sort in (_PROTECTED, UNPROTECTED, THINGS, PERSON):
                    if _wanted(construction, predicate, sort):
                        yield construction, predicate, sort


def contrasts(part: str, *, each: float = 1, seed: int = 10) -> list[Contrast]:
    """The sentences of a part: every construction with every predicate that may stand with it, ``each`` times of
    protected groups, half as often and at most every other time of others, no sentence twice; below one, ``each`` is the
    share of the pairs that is drawn. Raises ``ValueError`` for an unknown part."""
    if part not in PARTS:
        raise ValueError(f"unknown part {part}: learn, try or prove")
    dealer, chooser = _Dealer(seed), random.Random(seed)
    found: dict[str, Contrast] = {}
    for construction, predicate, sort in _pairs(part):
        against = predicate.kind in _AGAINST
        often = 1.0 if sort == PERSON else each if sort == _PROTECTED else min(each, 1) / 2
        for _ in range(int(often) + (chooser.random() < often % 1)):
            group = dealer.deal(construction.language, sort, hostile=construction.effect == _SAYS and against)
            text = written(construction, predicate, group)
            labels = labels_of(predicate.kind, construction.effect, group.ground)
            name = _SORTS.get(sort, f"{predicate.kind} words" if predicate.kind in _GENTLE else construction.name)
            about = group.single if sort == PERSON else group.plural
            found[text] = Contrast(text, construction.language, labels, name, about, group.ground, predicate.you)
    return list(found.values())


_LEET = str.maketrans("aeios", "43105")
_LOOKALIKE = str.maketrans("aeopcx", "\u0430\u0435\u043e\u0440\u0441\u0445")


def _stretched(word: str) -> str:
    middle = len(word) // 2
    return word[:middle] + word[middle] * 4 + word[middle + 1 :]


TRICKS: Mapping[str, Callable[[str], str]] = {
    "spaced": " ".join, "dotted": ".".join, "stretched": _stretched, "leet": lambda word: word.translate(_LEET),
    "look-alike letters": lambda word: word.translate(_LOOKALIKE), "hidden characters": "\u200b".join,
    "capitals": str.upper,
}  # fmt: skip
_SHORTEST = 5


def disguised(cases: Sequence[Contrast]) -> list[Contrast]:
    """One trick played on the longest word of the predicate of each hostile sentence, tricks by turns."""
    names = list(TRICKS)
    found: list[Contrast] = []
    for case in cases:
        words = [word for word in case.predicate.split() if word in case.text and word.isalpha()]
        word = max(words, key=len, default="")
        if case.labels and len(word) >= _SHORTEST:
            name = names[len(found) % len(names)]
            text = case.text.replace(word, TRICKS[name](word))
            if text == case.text:
                name = names[0]
                text = case.text.replace(word, TRICKS[name](word))
            found.append(case._replace(text=text, trick=name))
    return found
