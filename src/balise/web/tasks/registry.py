"""What a task is, and who says which ones there are. Filled by apps in ``AppConfig.ready``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from balise.web.people.models import Person


class Gravity(IntEnum):
    """How much it costs to leave it; among tasks due at the same time, the gravest comes first.

    What somebody decided was ``URGENT`` comes before everything, whatever is due.
    """

    LOW = 1
    USUAL = 2
    HIGH = 3
    URGENT = 4


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing that waits for one person, in their language.

    ``id``         the same for the same thing each time: ``publication.approve:12``
    ``what``       what to do, with the name of the thing
    ``neutral``    the same with no name and no content: calendars and mails leave the house
    ``why``        why it is theirs
    ``left``       what happens if it is left
    ``url``        the page where it is done
    ``due``        until when, aware; None when nothing presses. ``whole_day``: that day, whatever the hour
    ``mark``       words of a badge that sets it apart from the others of its kind
    ``panel``      draws, for a page, what lets it be done without leaving the list; only where that is safe
    """

    id: str
    what: str
    neutral: str
    why: str
    left: str
    url: str
    due: dt.datetime | None = None
    whole_day: bool = False
    gravity: Gravity = Gravity.USUAL
    mark: str = ""
    panel: Callable[[HttpRequest], SafeString] | None = None


Find = Callable[[Person, dt.datetime], Iterable[Task]]


@dataclass(frozen=True, kw_only=True)
class Source:
    """A kind of tasks. ``find(person, now)`` answers with a bounded number of queries, whatever there is.

    ``styles`` and ``scripts`` are static files that its panels use.
    """

    id: str
    label: str | Promise
    find: Find
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


_sources: dict[str, Source] = {}


def register(
    *,
    id: str,  # noqa: A002
    label: str | Promise,
    find: Find,
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
) -> Source:
    """Add a kind of tasks; one function under one id."""
    source = Source(id=id, label=label, find=find, styles=styles, scripts=scripts)
    if _sources.setdefault(id, source).find is not find:
        raise ValueError(f"tasks: {id!r} is taken")
    return source


def sources() -> list[Source]:
    """Every kind of tasks, by id."""
    return [_sources[name] for name in sorted(_sources)]
