"""When what is online is compared again with what was approved: soon, then while people still read it."""

from __future__ import annotations

import datetime as dt

from balise.web.outbox.models import OutboxRow
from balise.web.publishing.models import Placement
from balise.web.publishing.sending.queueing import CHECK

AFTER = (
    dt.timedelta(minutes=5),
    dt.timedelta(hours=1),
    dt.timedelta(days=1),
    dt.timedelta(days=7),
    dt.timedelta(days=30),
)
"""Since it was put online or corrected."""


def first_check(placement: Placement, *, now: dt.datetime) -> OutboxRow:
    """The row of the first look."""
    return _row(placement, 0, since=now, now=now)


def next_check(placement: Placement, number: int, *, since: dt.datetime, now: dt.datetime) -> list[OutboxRow]:
    """The look after look ``number``; none after the last."""
    following = [at for at in range(number + 1, len(AFTER)) if since + AFTER[at] > now]
    return [_row(placement, following[0], since=since, now=now)] if following else []


def check_now(placement: Placement, *, now: dt.datetime) -> OutboxRow:
    """A look besides those foreseen."""
    payload = {"placement": placement.pk, "hash": placement.hash, "number": len(AFTER), "since": now.isoformat()}
    return OutboxRow(kind=CHECK, payload=payload, created=now, not_before=now)


def _row(placement: Placement, number: int, *, since: dt.datetime, now: dt.datetime) -> OutboxRow:
    payload = {"placement": placement.pk, "hash": placement.hash, "number": number, "since": since.isoformat()}
    return OutboxRow(kind=CHECK, payload=payload, created=now, not_before=max(since + AFTER[number], now))
