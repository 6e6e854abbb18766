"""The dispatcher: takes a row under a lease, says so before it acts, never repeats what may have happened.

Kill it anywhere: before the lease is committed nothing was done; after, the row is found ``uncertain``.
"""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from balise.web.outbox import journal
from balise.web.outbox.handlers import Handler, Impossible, NotSent, all_handlers, handler_for
from balise.web.outbox.models import OutboxRow
from balise.web.outbox.pausing import pause_after

LEASE = dt.timedelta(minutes=2)
EXPIRED = "lease-expired"
RESTORED = "restored"  # of a backup: what is here no longer tells what left, only a person may
_MARGIN = dt.timedelta(seconds=30)  # before the end of a lease: nothing of a batch begins any more
_log = logging.getLogger("balise.outbox")
S = OutboxRow.State


def dispatch(*, clock: Callable[[], dt.datetime] = timezone.now, limit: int = 100) -> int:
    """Carry out what is due, at most ``limit`` rows; how many were taken. Several dispatchers may run at once."""
    expire(now=clock())
    give_back(now=clock())
    settle_uncertain(now=clock())
    taken, write_ends = 0, _nothing
    while True:
        with transaction.atomic():  # one commit, and one wait for the disk, ends these rows and begins the next
            write_ends()
            rows = _take_some(now=clock(), most=limit - taken)
        if not rows:
            return taken
        taken += len(rows)
        write_ends = _carry_some(rows, clock=clock)


def expire(*, now: dt.datetime) -> int:
    """Rows whose dispatcher went away while sending: nobody knows whether it happened."""
    lost = OutboxRow.objects.filter(state=S.SENDING, lease_until__lt=now)
    return lost.update(state=S.UNCERTAIN, error=EXPIRED)


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
    _carried(row, clock=clock).write()


class _Outcome(NamedTuple):
    """``write`` tells the database; ``mark`` the journal, empty when nobody knows."""

    mark: str
    write: Callable[[], None]


def _carried(row: OutboxRow, *, clock: Callable[[], dt.datetime]) -> _Outcome:
    """Call the handler."""
    handler = handler_for(row.kind)
    if handler is None:
        raise LookupError(row.kind)
    try:
        handler.carry(row)
    except NotSent as error:
        return _Outcome(journal.NOT_DONE, partial(_again_or_failed, row, handler, error, now=clock()))
    except Impossible as error:
        ending = partial(_end, row, state=S.FAILED, error=str(error)[:200], ended=clock())
        return _Outcome(journal.NOT_DONE, ending)
    except Exception as error:  # noqa: BLE001 - whatever it was, it may have happened: a person or ``look`` will tell
        _log.warning("outbox %s %s: %s", row.pk, row.kind, type(error).__name__)
        return _Outcome("", partial(_end, row, state=S.UNCERTAIN, error=type(error).__name__))
    return _Outcome(journal.DONE, partial(_end, row, state=S.DONE, error="", ended=clock()))


def give_back(*, now: dt.datetime) -> int:
    """Rows of batches of this machine whose process was killed: what its journal proves is settled; how many were.

    A row that was begun and not ended stays uncertain; the others were done, or had not begun.
    """
    settled = 0
    lost = OutboxRow.objects.filter(state=S.UNCERTAIN, error=EXPIRED).order_by("lease", "pk")
    marks: dict[str, dict[int, str] | None] = {}
    for row in lost[:1_000]:
        if row.lease not in marks:
            marks[row.lease] = journal.read(row.lease)
        known = marks[row.lease]
        if known is None or known.get(row.pk) == journal.BEGUN:
            continue
        settled += settle(row, happened=known.get(row.pk) == journal.DONE, now=now)
    return settled


def _take_some(*, now: dt.datetime, most: int) -> list[OutboxRow]:
    """The first row that is due and, where its kind goes by batches, others of its kind under the same lease."""
    row = take(now=now) if most > 0 else None
    if row is None:
        return []
    handler = handler_for(row.kind)
    size = min(handler.batch if handler is not None else 1, most)
    if size == 1 or not journal.possible():
        return [row]
    due = OutboxRow.objects.filter(state=S.WAITING, not_before__lte=now, kind=row.kind).order_by("not_before", "pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    more = list(due[: size - 1])
    held = {"state": S.SENDING, "lease": row.lease, "lease_until": row.lease_until}
    OutboxRow.objects.filter(pk__in=[one.pk for one in more]).update(attempts=F("attempts") + 1, **held)
    for one in more:
        one.attempts += 1
        for name, value in held.items():
            setattr(one, name, value)
    return [row, *more]


def _carry_some(rows: list[OutboxRow], *, clock: Callable[[], dt.datetime]) -> Callable[[], None]:
    """Carry them out; what is answered writes how all of them ended.

    In a batch each row is noted as begun *before* its lease is looked at: whoever finds it not noted may take it back,
    since this process will then find the lease too old and leave it alone.
    """
    if len(rows) == 1:
        return _carried(rows[0], clock=clock).write
    notes = journal.Journal(rows[0].lease)
    ends: list[Callable[[], None]] = []
    for row in rows:
        notes.note(journal.BEGUN, row.pk)
        if row.lease_until is None or clock() > row.lease_until - _MARGIN:
            outcome = _Outcome(
                journal.NOT_DONE, partial(_end, row, state=S.WAITING, error="", lease="", attempts=row.attempts - 1)
            )
        else:
            outcome = _carried(row, clock=clock)
        if outcome.mark:
            notes.note(outcome.mark, row.pk)
        ends.append(outcome.write)

    def write() -> None:
        for end in ends:
            end()
        transaction.on_commit(notes.end, robust=True)

    return write


def _nothing() -> None:
    """Before the first rows."""


def settle_uncertain(*, now: dt.datetime) -> int:
    """Look whether uncertain rows happened, where that can be found out; how many were settled."""
    settled = 0
    able = [handler.kind for handler in all_handlers() if handler.look or handler.repeatable]
    unclear = OutboxRow.objects.filter(state=S.UNCERTAIN, kind__in=able).exclude(error=RESTORED)
    for row in unclear.order_by("pk")[:100]:
        handler = handler_for(row.kind)
        if handler is None:
            continue
        happened = _found(handler, row)
        if happened is None and not handler.repeatable:
            continue
        if not happened and row.attempts >= handler.attempts:
            settled += _give_up(row, now=now)
            continue
        settled += settle(row, happened=bool(happened), now=now)
    return settled


def _give_up(row: OutboxRow, *, now: dt.datetime) -> int:
    """What breaks each time must not be begun again for ever; the error stays for whoever looks."""
    rows = OutboxRow.objects.filter(pk=row.pk, state=S.UNCERTAIN, lease=row.lease)
    return rows.update(state=S.FAILED, ended=now, lease="")


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
