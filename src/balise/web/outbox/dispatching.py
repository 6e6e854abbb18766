"""The dispatcher: takes a row under a lease, says so before it acts, never repeats what may have happened.

Kill it anywhere: before the lease is committed nothing was done; after, the row is found ``uncertain``.
"""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable
from functools import partial

from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone

from balise.web.outbox.handlers import Handler, Impossible, NotSent, all_handlers, handler_for
from balise.web.outbox.models import OutboxRow
from balise.web.outbox.pausing import pause_after

LEASE = dt.timedelta(minutes=2)
_log = logging.getLogger("balise.outbox")
S = OutboxRow.State


def dispatch(*, clock: Callable[[], dt.datetime] = timezone.now, limit: int = 100) -> int:
    """Carry out what is due, at most ``limit`` rows; how many were taken. Several dispatchers may run at once."""
    expire(now=clock())
    settle_uncertain(now=clock())
    row = take(now=clock()) if limit else None
    for taken in range(limit):
        if row is None:
            return taken
        end = _carried(row, clock=clock)
        with transaction.atomic():  # one commit, and one wait for the disk, ends this row and begins the next
            end()
            row = take(now=clock()) if taken + 1 < limit else None
    return limit


def expire(*, now: dt.datetime) -> int:
    """Rows whose dispatcher went away while sending: nobody knows whether it happened."""
    lost = OutboxRow.objects.filter(state=S.SENDING, lease_until__lt=now)
    return lost.update(state=S.UNCERTAIN, error="lease-expired")


def take(*, now: dt.datetime) -> OutboxRow | None:
    """The first row that is due and has a handler, marked ``sending`` and committed."""
    with transaction.atomic():
        known = [handler.kind for handler in all_handlers()]  # rows of an absent app must not hold up the others
        due = OutboxRow.objects.filter(state=S.WAITING, not_before__lte=now, kind__in=known)
        due = due.order_by("not_before", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        row = due.first()
        if row is None:
            return None
        row.state = S.SENDING
        row.lease = secrets.token_hex(8)
        row.lease_until = now + LEASE
        row.attempts += 1
        row.save(update_fields=["state", "lease", "lease_until", "attempts"])
    return row


def carry_out(row: OutboxRow, *, clock: Callable[[], dt.datetime]) -> None:
    """Call the handler of a taken row, outside any transaction, and write how it ended."""
    _carried(row, clock=clock)()


def _carried(row: OutboxRow, *, clock: Callable[[], dt.datetime]) -> Callable[[], None]:
    """Call the handler; what is answered writes how it ended."""
    handler = handler_for(row.kind)
    if handler is None:
        raise LookupError(row.kind)
    try:
        handler.carry(row)
    except NotSent as error:
        return partial(_again_or_failed, row, handler, error, now=clock())
    except Impossible as error:
        return partial(_end, row, state=S.FAILED, error=str(error)[:200], ended=clock())
    except Exception as error:  # noqa: BLE001 - whatever it was, it may have happened: a person or ``look`` will tell
        _log.warning("outbox %s %s: %s", row.pk, row.kind, type(error).__name__)
        return partial(_end, row, state=S.UNCERTAIN, error=type(error).__name__)
    return partial(_end, row, state=S.DONE, error="", ended=clock())


def settle_uncertain(*, now: dt.datetime) -> int:
    """Look whether uncertain rows happened, where that can be found out; how many were settled."""
    settled = 0
    able = [handler.kind for handler in all_handlers() if handler.look or handler.repeatable]
    for row in OutboxRow.objects.filter(state=S.UNCERTAIN, kind__in=able).order_by("pk")[:100]:
        handler = handler_for(row.kind)
        if handler is None:
            continue
        happened = _found(handler, row)
        if happened is None and not handler.repeatable:
            continue
        settled += settle(row, happened=bool(happened), now=now)
    return settled


def _found(handler: Handler, row: OutboxRow) -> bool | None:
    """Whether it happened; a look that breaks tells nothing, and must not stop the rows that wait."""
    if handler.look is None:
        return None
    try:
        return handler.look(row)
    except Exception as error:  # noqa: BLE001 - whatever it was, nothing was found out
        _log.warning("outbox %s %s: look: %s", row.pk, row.kind, type(error).__name__)
        return None


def settle(row: OutboxRow, *, happened: bool, now: dt.datetime) -> int:
    """What was found out about an uncertain row: it is done, or waits again. 0 when it is no longer uncertain."""
    rows = OutboxRow.objects.filter(pk=row.pk, state=S.UNCERTAIN, lease=row.lease)
    if happened:
        return rows.update(state=S.DONE, ended=now, error="", lease="")
    return rows.update(state=S.WAITING, not_before=now, error="", lease="")


def _again_or_failed(row: OutboxRow, handler: Handler, error: NotSent, *, now: dt.datetime) -> None:
    if row.attempts >= handler.attempts:
        _end(row, state=S.FAILED, error=error.kind[:200], ended=now)
        return
    pause = error.after or pause_after(row.attempts)
    _end(row, state=S.WAITING, error=error.kind[:200], not_before=now + pause)


def _end(row: OutboxRow, **values: object) -> None:
    """Only whoever still holds the lease writes; a slow one whose row became uncertain may still say what it knows."""
    mine = OutboxRow.objects.filter(Q(state=S.SENDING) | Q(state=S.UNCERTAIN), pk=row.pk, lease=row.lease)
    if not mine.update(lease_until=None, **values):
        _log.warning("outbox %s %s: lease lost", row.pk, row.kind)


def counts() -> dict[str, int]:
    """How many rows in each state: operations and ``balise doctor`` show it."""
    found = OutboxRow.objects.values("state").annotate(n=Count("pk"))
    return dict.fromkeys(S.values, 0) | {row["state"]: row["n"] for row in found}
