"""Work that is under way in somebody's name, and how it goes to somebody else: apps say theirs in ``ready()``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from balise.web.people.models import Person
from balise.web.workflow import Actor


class Hand(Protocol):
    """Gives all that is open of somebody to somebody else; how many things went."""

    def __call__(self, *, actor: Actor, person: Person, to: Person, now: dt.datetime) -> int: ...


@dataclass(frozen=True, kw_only=True)
class Work:
    """One kind of work.

    ``open``      ids of people -> how many things are open for each, in a bounded number of queries
    ``takes``     whether somebody may be given it at all, that day
    ``hand_over`` what cannot go to this person (they approved it) stays, and is still counted as open
    """

    id: str
    label: str | Promise
    open: Callable[[Iterable[int]], Mapping[int, int]]
    takes: Callable[[Person, dt.date], bool]
    hand_over: Hand


_kinds: dict[str, Work] = {}


def register(work: Work) -> None:
    """Make a kind of work known; one under each id."""
    if _kinds.setdefault(work.id, work) is not work:
        raise ValueError(f"handing: {work.id!r} is taken")


def kinds() -> list[Work]:
    """Every kind of work, by id."""
    return [_kinds[name] for name in sorted(_kinds)]


def open_of(people: Iterable[int]) -> dict[int, int]:
    """How many things are open in the name of each of these people."""
    ids = list(people)
    found = dict.fromkeys(ids, 0)
    for work in kinds():
        for person, count in work.open(ids).items():
            found[person] += count
    return found


def may_take(person: Person, *, today: dt.date) -> bool:
    """Whether every kind of work may go to this person."""
    return person.is_active and all(work.takes(person, today) for work in kinds())


def hand_over(*, actor: Actor, person: Person, to: Person, now: dt.datetime) -> int:
    """Give all of it; how many things went."""
    return sum(work.hand_over(actor=actor, person=person, to=to, now=now) for work in kinds())
