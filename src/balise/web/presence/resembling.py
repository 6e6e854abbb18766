"""Whether a name could be taken for one of ours: letters that look alike, words added around, a letter changed.

An aid for people, never a judgement: plenty of honest names resemble one another. Names are folded as the engine folds
texts (``balise.screening.folding``: accents, other alphabets), then digits and groups of letters drawn alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from balise.screening.folding import fold_term

_ALIKE = str.maketrans("0134578ijq", "oleastbllg")
_GROUPS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"))
_SHORT, _LONG = 4, 9  # letters: below, one letter more or less makes another word; from there on, two may differ
_SECOND_LEVEL = {"ac", "asso", "co", "com", "edu", "gc", "gouv", "gov", "ne", "net", "on", "or", "org", "qc"}
_SHARED = {
    "blogspot",
    "github",
    "google",
    "myshopify",
    "netlify",
    "substack",
    "tumblr",
    "webflow",
    "weebly",
    "wixsite",
    "wordpress",
}
_LONGEST = 80
_WORDS = re.compile(r"[^a-z0-9]+|(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")


class Likeness(StrEnum):
    """Why a name resembles one of ours, the strongest first."""

    LETTERS = "letters"  # the same, but for letters drawn alike
    SAME = "same"  # the very name, somewhere else
    ADDED = "added"  # the name with something around it
    CLOSE = "close"  # a letter changed, lost, added or moved


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name of ours and what it is the name of."""

    text: str
    owner: int


@dataclass(frozen=True, kw_only=True)
class Resemblance:
    """``owner`` is whose name it resembles."""

    owner: int
    likeness: Likeness


def resemblances(names: Iterable[str], ours: Iterable[Name]) -> list[Resemblance]:
    """Ours that the given names resemble, the strongest likeness of each, the most alike first."""
    order = list(Likeness)
    found: dict[int, Likeness] = {}
    given = [one[:_LONGEST] for one in names if one]
    for own in ours:
        for name in given:
            alike = likeness(name, own.text)
            if alike is not None and (own.owner not in found or order.index(alike) < order.index(found[own.owner])):
                found[own.owner] = alike
    ranked = sorted(found.items(), key=lambda pair: (order.index(pair[1]), pair[0]))
    return [Resemblance(owner=owner, likeness=alike) for owner, alike in ranked]


def likeness(name: str, own: str) -> Likeness | None:
    """How ``name`` resembles ``own``; None when it does not."""
    theirs, mine = _letters(name), _letters(own)
    if not theirs or len(mine) < 3:
        return None
    if theirs == mine:
        return Likeness.SAME if _as_written(name) == _as_written(own) else Likeness.LETTERS
    drawn, model = skeleton(theirs), skeleton(mine)
    if drawn == model:
        return Likeness.LETTERS
    if _around(name, theirs, mine) or _around(name, drawn, model):
        return Likeness.ADDED
    return Likeness.CLOSE if _near(drawn, model) else None


def names_of_host(host: str) -> list[str]:
    """The parts of a host that somebody chose: its labels without the ending, and all of them joined."""
    labels = host.partition(":")[0].split(".")
    labels = labels[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels = labels[:-1]
    return list(dict.fromkeys([*labels, "-".join(labels)]))


def own_name_of_host(host: str) -> str:
    """The one part of a host of ours that people know it by; where many sites share a domain, ours there."""
    labels = names_of_host(host)[:-1] or names_of_host(host)
    return labels[-2] if len(labels) > 1 and labels[-1] in _SHARED else labels[-1]


def skeleton(letters: str) -> str:
    """Letters that are drawn alike made one: ``cast0rs`` and ``castors`` have the same."""
    for group, letter in _GROUPS:
        letters = letters.replace(group, letter)
    return letters.translate(_ALIKE)


def _as_written(name: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFC", name).casefold() if one.isalnum())


def _letters(name: str) -> str:
    """Folded to ASCII letters and digits."""
    return "".join(one for one in fold_term(name[:_LONGEST]) if one.isascii() and one.isalnum())


def _around(name: str, theirs: str, mine: str) -> bool:
    """Whether ours is inside theirs; a short name only as a word of its own (``club-dons``, not ``clubbing``)."""
    if len(mine) > _SHORT:
        return mine in theirs and len(theirs) <= len(mine) * 4
    return any(skeleton(word) == skeleton(mine) for word in _WORDS.split(fold_term(name[:_LONGEST])))


def _near(theirs: str, mine: str) -> bool:
    if len(mine) < _SHORT or abs(len(theirs) - len(mine)) > 2:
        return False
    if len(mine) <= _SHORT:
        return _moved_or_doubled(theirs, mine)
    return distance(theirs, mine) <= (2 if len(mine) >= _LONG else 1)


def _moved_or_doubled(theirs: str, mine: str) -> bool:
    """In a short name: two neighbours exchanged, or a letter written twice. Anything else is another word."""
    if len(theirs) == len(mine) + 1:
        return any(theirs == mine[:at] + mine[at - 1] + mine[at:] for at in range(1, len(mine) + 1))
    return sorted(theirs) == sorted(mine) and distance(theirs, mine) == 1


def distance(one: str, other: str) -> int:
    """How many letters must be changed, added, taken away or exchanged with their neighbour (optimal alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]
