"""How a connection stands, in the words of the register of accounts."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from balise.web.connections.models import Connection
from balise.web.presence.models import Account

SOON = dt.timedelta(days=14)  # before the end: people are told, and have the time


def standing(connection: Connection, *, now: dt.datetime) -> tuple[str, dt.datetime | None]:
    """What the register says of it (``Account.Connection``), and until when it holds where that is soon."""
    state = Account.Connection
    if connection.state == Connection.State.ENDED:
        return state.NONE, None
    if connection.state == Connection.State.BROKEN:
        return state.BROKEN, None
    ends = ends_at(connection)
    if ends is not None and ends - now < SOON:
        return state.EXPIRING, ends
    return (state.EXPIRING, None) if connection.missing else (state.CONNECTED, None)


def ends_at(connection: Connection) -> dt.datetime | None:
    """When it ends unless somebody connects again: the network says so, or whoever connected it leaves."""
    leaves = None
    if connection.leaves_on is not None:
        after = dt.datetime.combine(connection.leaves_on + dt.timedelta(days=1), dt.time())
        leaves = timezone.make_aware(after)
    return min((one for one in (connection.expires, leaves) if one is not None), default=None)
