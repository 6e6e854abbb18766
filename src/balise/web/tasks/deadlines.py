"""Due dates that nobody chose: so many working days after something began to wait."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

END_OF_DAY = dt.time(17)


def working_days_after(moment: dt.datetime, days: int) -> dt.datetime:
    """The end of the ``days``-th working day after ``moment``, Saturdays and Sundays left out; local time."""
    day = timezone.localdate(moment)
    while days:
        day += dt.timedelta(days=1)
        if day.weekday() < 5:
            days -= 1
    return at_end_of(day)


def at_end_of(day: dt.date) -> dt.datetime:
    """The end of a working day, local time."""
    return timezone.make_aware(dt.datetime.combine(day, END_OF_DAY))
