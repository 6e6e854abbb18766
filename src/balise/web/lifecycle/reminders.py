"""When a departure is recalled, in days from the last one: the person before, who follows them after."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from balise.web.lifecycle.models import Stay

SOON = dt.timedelta(days=14)
STAGES = (-14, -3, 0, 3, 7, 14)
AFTER = 3  # from this stage on the account is over: who follows the person is told instead


def passed(stay: Stay, *, today: dt.date) -> int:
    """How many stages lie behind: what was just told is not told again at once."""
    assert stay.last_day is not None  # noqa: S101 - asked of departures only
    return sum(stay.last_day + dt.timedelta(days=days) <= today for days in STAGES)


def near(stay: Stay, now: dt.datetime) -> bool:
    """Whether the last day is close enough, or past, for things to be done about it."""
    return stay.last_day is not None and stay.last_day - SOON <= timezone.localdate(now)
