"""The tasks of one person, now. Nothing here is kept: what is done is no longer found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from balise.web.people.models import Person
from balise.web.tasks.models import CalendarFeed
from balise.web.tasks.registry import Gravity, Source, Task, sources

SOON = dt.timedelta(days=7)


class When(StrEnum):
    """Where a task stands in time, as the address of the page says it."""

    LATE = "retard"
    TODAY = "aujourdhui"
    WEEK = "semaine"
    LATER = "plus-tard"


@dataclass(frozen=True, kw_only=True)
class Found:
    """A task, its kind, and when it is due."""

    task: Task
    source: Source
    when: When


def tasks_for(person: Person, *, now: dt.datetime) -> list[Found]:
    """Everything that waits for them: what is urgent, then overdue, by due date, then what has none; gravest first."""
    found = [
        Found(task=task, source=source, when=when(task, now=now))
        for source in sources()
        for task in source.find(person, now)
    ]
    return sorted(found, key=lambda one: _rank(one.task, now))


def when(task: Task, *, now: dt.datetime) -> When:
    """Whether it is late, due today, within a week, or later; without a due date, later."""
    if task.due is None:
        return When.LATER
    day, today = timezone.localdate(task.due), timezone.localdate(now)
    if day < today or (not task.whole_day and task.due < now):
        return When.LATE
    if day == today:
        return When.TODAY
    return When.WEEK if day <= today + SOON else When.LATER


def counted(found: Iterable[Found]) -> dict[When, int]:
    """How many of each, those with none included."""
    counts = dict.fromkeys(When, 0)
    for one in found:
        counts[one.when] += 1
    return counts


def feed_of(person: Person) -> CalendarFeed | None:
    """The calendar address that works today, without its secret."""
    return CalendarFeed.objects.filter(person=person, revoked=None).first()


def reader_of(secret_hash: str) -> Person | None:
    """Whose due dates the holder of this secret may read; None when the address is wrong, revoked or too late."""
    found = CalendarFeed.objects.filter(hash=secret_hash, revoked=None, person__is_active=True)
    feed = found.select_related("person").first()
    return feed.person if feed is not None else None


def _rank(task: Task, now: dt.datetime) -> tuple[bool, bool, dt.datetime, int, str]:
    return (task.gravity is not Gravity.URGENT, task.due is None, task.due or now, -task.gravity, task.id)
