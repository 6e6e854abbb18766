"""What is kept for a time and then destroyed. Apps say theirs in ``AppConfig.ready``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise

from balise.web.people.models import Person

_BATCH = 400  # below the number of values that a query may carry


class Clock(StrEnum):
    """What the time is counted from: the end of the person's employment, or a day of the thing itself."""

    EMPLOYMENT = "employment"
    OWN = "own"


class Kept(NamedTuple):
    """One thing that is kept: its bare number, about whom (an id, if anybody), since when the time runs."""

    record: str
    person: int | None
    since: dt.date


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of thing.

    ``id``         for ever: it is in the database
    ``label``      what people call several of them
    ``table``      the label of its model: destroyed numbers are written under it apart from the database, so that no
                   restored backup brings one back, and no number is drawn again
    ``days``       how long by default, usually what the policy says
    ``of_people``  clock ``employment``: ids of people -> (number, person) of what is kept about them
    ``over``       clock ``own``: the things whose own day came on that day or before
    ``there``      which of these numbers are still there
    ``destroy``    destroys one, all that goes with it included; names of the parts -> how many. Inside a transaction
    ``name``       what HR is told of one thing, by its number: never a text of a person
    ``carries_the_clock``  it says when employment ended: it goes last
    """

    id: str
    label: str | Promise
    table: str
    days: Callable[[], int]
    there: Callable[[Sequence[str]], set[str]]
    destroy: Callable[[str, dt.datetime], Mapping[str, int]]
    of_people: Callable[[Sequence[int]], Iterable[tuple[str, int]]] | None = None
    over: Callable[[dt.date], Iterable[Kept]] | None = None
    name: Callable[[str], str] = str
    carries_the_clock: bool = False

    @property
    def clock(self) -> Clock:
        """What its time is counted from."""
        return Clock.EMPLOYMENT if self.of_people is not None else Clock.OWN


Ended = Callable[[dt.date], Mapping[int, dt.date]]
_kinds: dict[str, Kind] = {}
_ended: list[Ended] = []


def register(kind: Kind) -> Kind:
    """Make a kind known; one under each id."""
    if (kind.of_people is None) is (kind.over is None):
        raise ValueError(f"retention: {kind.id!r} has one clock")
    if _kinds.setdefault(kind.id, kind) is not kind:
        raise ValueError(f"retention: {kind.id!r} is taken")
    return kind


def unregister(kind_id: str) -> None:
    """Forget a kind."""
    _kinds.pop(kind_id, None)


def count_employment_by(ended: Ended) -> None:
    """Say who knows when employment ended: people (ids) whose last day came by a day and who are not back."""
    if _ended and _ended != [ended]:
        raise ValueError("retention: employment is counted twice")
    _ended[:] = [ended]


def all_kinds() -> list[Kind]:
    """Every kind, what carries the clock last."""
    return sorted(_kinds.values(), key=lambda kind: (kind.carries_the_clock, kind.id))


def kind_named(kind_id: str) -> Kind | None:
    """A kind, or None for one whose app is gone."""
    return _kinds.get(kind_id)


def kept_until(kind: Kind, limit: dt.date) -> Iterator[Kept]:
    """The things of a kind whose time has run since ``limit`` or longer."""
    if kind.over is not None:
        yield from kind.over(limit)
        return
    ended = _ended[0](limit) if _ended else {}
    for people in _batches(sorted(ended)):
        busy = _with_others(kind, people) if kind.carries_the_clock else set()
        for record, person in _of(kind, people):
            if person not in busy:
                yield Kept(record, person, ended[person])


def people_named(ids: Iterable[int]) -> dict[int, str]:
    """Names of people by id, of those who still have an account here."""
    found: dict[int, str] = {}
    for some in _batches(sorted(set(ids))):
        found |= {one.pk: one.get_full_name() for one in Person.objects.filter(pk__in=some)}
    return found


def _with_others(kind: Kind, people: Sequence[int]) -> set[int]:
    others = (one for one in _kinds.values() if one.clock is Clock.EMPLOYMENT and not one.carries_the_clock)
    return {person for one in others if one is not kind for _record, person in _of(one, people)}


def _of(kind: Kind, people: Sequence[int]) -> Iterable[tuple[str, int]]:
    return kind.of_people(people) if kind.of_people is not None else ()


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]
