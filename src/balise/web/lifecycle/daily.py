"""The look of each day: departures whose last day is over end, and who must act is told. As often as wanted."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from django.utils import timezone

from balise.web.lifecycle import queries, transitions
from balise.web.lifecycle.models import Stay
from balise.web.lifecycle.reminders import SOON, passed
from balise.web.lifecycle.transitions.declaring import DEPARTURE
from balise.web.workflow import Invalid, WrongState

_log = logging.getLogger("balise.lifecycle")


def look(*, now: dt.datetime) -> int:
    """End and recall; how many departures moved. One that cannot end does not keep the others from it."""
    today, moved = timezone.localdate(now), 0
    for stay in queries.to_end(today=today):
        moved += _done(stay, lambda one: transitions.end(actor=DEPARTURE, stay=one, now=now))
    for stay in queries.to_look_at(today=today, soon=SOON):
        if stay.reminders < passed(stay, today=today):
            moved += _done(stay, lambda one: transitions.remind(stay=one, now=now))
    return moved


def _done(stay: Stay, act: Callable[[Stay], Stay]) -> bool:
    try:
        act(stay)
    except (Invalid, WrongState):
        _log.warning("departure not moved", extra={"stay": stay.pk})  # somebody was first, or it waits for a person
        return False
    return True
