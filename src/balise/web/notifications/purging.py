"""Old news: what was read is kept a season, what was not a year. What happened stays in the audit and in histories."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from balise.web.notifications.models import Notification

KEPT_READ = dt.timedelta(days=90)
KEPT_UNREAD = dt.timedelta(days=365)
_AT_ONCE = 500  # a short transaction each: other writers need not wait


def purge(*, now: dt.datetime) -> int:
    """Delete notifications read longer ago than ``KEPT_READ``, or told longer ago than ``KEPT_UNREAD``; how many."""
    gone = 0
    old = Notification.objects.filter(Q(read__lt=now - KEPT_READ) | Q(created__lt=now - KEPT_UNREAD))
    while ids := list(old.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        gone += Notification.objects.filter(pk__in=ids).delete()[0]
    return gone
