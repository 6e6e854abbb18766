"""From when to when somebody is here, as a file of people says it. Kept by whoever follows arrivals and departures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from balise.web.people.models import Person
from balise.web.workflow import Actor


@dataclass(frozen=True, kw_only=True)
class Dates:
    """None: not known, or not said. ``kind``: ``job`` or ``traineeship``."""

    first_day: dt.date | None = None
    last_day: dt.date | None = None
    kind: str | None = None


class Keep(Protocol):
    """Write what a file says of somebody's dates. Raises ``Invalid`` or ``Refused``."""

    def __call__(self, *, actor: Actor, person: Person, dates: Dates, now: dt.datetime) -> None: ...


_readers: list[Callable[[], Mapping[int, Dates]]] = []
_keepers: list[Keep] = []


def register(*, read: Callable[[], Mapping[int, Dates]], keep: Keep) -> None:
    """Say who knows the dates of people (by id) and who writes them; once."""
    if _keepers and _keepers != [keep]:
        raise ValueError("the dates of people are kept twice")
    _readers[:], _keepers[:] = [read], [keep]


def dates_known() -> Mapping[int, Dates]:
    """The present or latest dates of everybody, by id."""
    return _readers[0]() if _readers else {}


def keep_dates(*, actor: Actor, person: Person, dates: Dates, now: dt.datetime) -> None:
    """Have them written."""
    for keep in _keepers:
        keep(actor=actor, person=person, dates=dates, now=now)
