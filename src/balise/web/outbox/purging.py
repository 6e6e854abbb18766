"""Rows that were carried out are technical: after a while nobody needs them, and they would only weigh.

What failed or is uncertain waits for a person, however long; a row about which somebody decided is kept with why.
"""

from __future__ import annotations

import datetime as dt

from balise.web.outbox.models import OutboxRow

KEPT = dt.timedelta(days=90)
_AT_ONCE = 500  # a short transaction each: other writers need not wait


def purge(*, now: dt.datetime) -> int:
    """Delete what was done longer ago than ``KEPT``; how many rows."""
    gone = 0
    old = OutboxRow.objects.filter(state=OutboxRow.State.DONE, ended__lt=now - KEPT, interventions=None)
    while ids := list(old.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        gone += OutboxRow.objects.filter(pk__in=ids).delete()[0]
    return gone
