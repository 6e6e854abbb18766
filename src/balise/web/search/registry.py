"""What can be found. Each app registers its own in ``AppConfig.ready``; nothing here knows any of them.

Who may see an entry is written in the index itself, as *keys*: the entry has some, a reader has some, and the question
put to the database asks for both the words and one of the reader's keys. Nothing is filtered afterwards.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise

from balise.web.people.models import Person

_PLAIN = re.compile(r"[^a-z0-9]")
LONGEST_TEXT = 200_000
_MOST_YEARS = 40


def key(sort: str, *parts: object) -> str:
    """A key, as one word of letters and digits: both full-text engines take it as it is."""
    return sort + "0".join(_PLAIN.sub("0", str(part).lower()) for part in parts)


def owner(person_id: int) -> str:
    """The key of what is somebody's own."""
    return key("6", person_id)


def circle(kind: str, name: str = "all") -> str:
    """The key of those who see all entries of a kind that belong to this circle."""
    return key("5", kind, name)


def one(kind: str, record: object) -> str:
    """The key of a single record."""
    return key("7", kind, record)


def period(since: dt.date | None, until: dt.date | None) -> list[str]:
    """Keys of the months and whole years that hold every day from one to the other; empty when that is too many.

    They bring the engine to the right part of the index; the exact days are compared after.
    """
    if since is None or until is None or until.year - since.year > _MOST_YEARS:
        return []
    keys, month = [], since.replace(day=1)
    while month <= until:
        if month.month == 1 and month.year < until.year:
            keys.append(key("9", month.year))
            month = month.replace(year=month.year + 1)
        else:
            keys.append(key("9", month.year, month.month))
            month = (month + dt.timedelta(days=31)).replace(day=1)
    return keys


@dataclass(frozen=True, kw_only=True)
class Indexed:
    """A record as some readers see it.

    ``keys`` say who: those of ``owner``, ``circle`` and ``one``. ``hidden_from`` sees another face of it instead.
    ``texts`` are what is looked through after the title. Never anything that lies encrypted: opening the vault while
    indexing is refused.
    """

    title: str
    texts: Sequence[str] = ()
    date: dt.datetime
    keys: frozenset[str]
    face: str = ""
    language: str = ""
    state: str = ""
    author: int | None = None
    networks: Sequence[str] = field(default=())
    hidden_from: int | None = None


@dataclass(frozen=True, kw_only=True)
class Source:
    """A kind of thing that can be found.

    ``faces(record)``       what is indexed of a record: nothing, one face or several
    ``keys(person, today)`` the keys of a reader among entries of this kind; empty when they may see none
    ``address(record_id)``  its page
    ``reads``               related objects to fetch with each record when the index is made again
    ``states``              the kind of ``ui.badges`` that its states belong to; empty where it has none
    ``vault_table``         where the vault keeps the keys of such records: destroying one takes it out of the index
    """

    kind: str
    label: str | Promise
    icon: str
    model: type[models.Model]
    faces: Callable[[Any], Iterable[Indexed]]
    keys: Callable[[Person, dt.date], Iterable[str]]
    address: Callable[[str], str]
    order: int = 100
    reads: Sequence[str] = ()
    states: str = ""
    vault_table: str = ""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a kind known. The same kind twice, or a name with anything but letters, is refused."""
    if not source.kind.isalpha() or not source.kind.islower():
        raise ValueError(f"search: {source.kind!r} is not a word")
    if _sources.setdefault(source.kind, source) is not source:
        raise ValueError(f"search: the kind {source.kind!r} is taken")
    for listener in _listeners:
        listener(source)


def unregister(kind: str) -> None:
    """Forget a kind."""
    _sources.pop(kind, None)


def all_sources() -> list[Source]:
    """Every kind, in the order of menus."""
    return sorted(_sources.values(), key=lambda source: (source.order, source.kind))


def source_named(kind: str) -> Source | None:
    """The source of a kind, if its app is here."""
    return _sources.get(kind)


_listeners: list[Callable[[Source], None]] = []


def on_register(listener: Callable[[Source], None]) -> None:
    """Call ``listener`` for each source, those already known included."""
    _listeners.append(listener)
    for source in _sources.values():
        listener(source)


_namers: list[Callable[[str], Sequence[tuple[str, str]]]] = []


def name_networks(namer: Callable[[str], Sequence[tuple[str, str]]]) -> None:
    """Say which networks there are: ``namer(language)`` answers (id, name) for the filter."""
    _namers[:] = [namer]


def network_choices(language: str) -> Sequence[tuple[str, str]]:
    """The networks one can narrow to."""
    return _namers[0](language) if _namers else ()
