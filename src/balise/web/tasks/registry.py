"""What a task is, and who says which ones there are. Filled by apps in ``AppConfig.ready``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from balise.web.people.models import Person


class Gravity(IntEnum):
    """How much it costs to leave it; among tasks due at the same time, the gravest comes first.

    What somebody decided was ``URGENT`` comes before everything, whatever is due: to be kept for what can
    be done now or soon.
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
    ``about``      what its source found it from, for the panels that the source draws
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
    about: Any = None


Find = Callable[[Person, dt.datetime], Iterable[Task]]
Panels = Callable[[Sequence[Task], dt.datetime, HttpRequest], Mapping[str, SafeString]]


@dataclass(frozen=True, kw_only=True)
class Source:
    """A kind of tasks. ``find(person, now)`` answers with a bounded number of queries, whatever there is.

    ``panels(tasks, now, request)`` draws, by task id, what lets some of its own be done without leaving the list, only
    where that is safe; all those of a page at once, so that what they read is read together. ``styles`` and
    ``scripts`` are static files that they use.
    """

    id: str
    label: str | Promise
    find: Find
    panels: Panels | None = None
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


_sources: dict[str, Source] = {}


def register(
    *,
    id: str,  # noqa: A002
    label: str | Promise,
    find: Find,
    panels: Panels | None = None,
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
) -> Source:
    """Add a kind of tasks; one function under one id."""
    source = Source(id=id, label=label, find=find, panels=panels, styles=styles, scripts=scripts)
    if _sources.setdefault(id, source).find is not find:
        raise ValueError(f"tasks: {id!r} is taken")
    return source


def sources() -> list[Source]:
    """Every kind of tasks, by id."""
    return [_sources[name] for name in sorted(_sources)]
