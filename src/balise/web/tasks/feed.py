"""Somebody's due dates as iCalendar (RFC 5545): neutral titles, since calendars are kept by others."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from balise.web.people.models import Person
from balise.web.tasks.queries import tasks_for
from balise.web.tasks.registry import Task

_LASTS = dt.timedelta(minutes=30)
_AGAIN = dt.timedelta(hours=1)


def calendar_of(person: Person, *, now: dt.datetime, base: str) -> bytes:
    """A calendar with one event for each task that has a due date; ``base`` is the site's address, without a path."""
    with translation.override(person.language):
        calendar = Calendar()
        calendar.add("prodid", "-//Balise//Balise//FR")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", _("Balise : à faire"))
        calendar.add("refresh-interval", _AGAIN, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", _AGAIN)
        for one in tasks_for(person, now=now):
            if one.task.due is not None:
                calendar.add_component(_event(one.task, one.task.due, now=now, base=base))
    return bytes(calendar.to_ical())


def _event(task: Task, due: dt.datetime, *, now: dt.datetime, base: str) -> Event:
    event = Event()
    event.add("uid", sha256(f"{base} {task.id}".encode()).hexdigest()[:32] + "@balise")
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("summary", task.neutral)
    event.add("url", base + task.url)
    event.add("transp", "TRANSPARENT")  # it takes nobody's time in their calendar
    if task.whole_day:
        day = timezone.localdate(due)
        event.add("dtstart", day)
        event.add("dtend", day + dt.timedelta(days=1))
    else:
        event.add("dtstart", due.astimezone(dt.UTC))
        event.add("dtend", (due + _LASTS).astimezone(dt.UTC))
    return event
