"""Each connection is verified several times a day, and its tokens renewed before they end, through the outbox."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.networks.errors import LostPermission, NetworkError, Temporary
from balise.web.connections import opening
from balise.web.connections.models import Connection
from balise.web.connections.telling import tell_what_ends
from balise.web.connections.transitions import attempts
from balise.web.outbox.handlers import Handler, NotSent, register
from balise.web.outbox.models import OutboxRow
from balise.web.outbox.waking import wake

LOOK = "connections.look"
EVERY = dt.timedelta(hours=6)
BROKEN_EVERY = dt.timedelta(hours=24)  # it may have been a mistake of the network's
AT_ONCE = 50
_PENDING = (OutboxRow.State.WAITING, OutboxRow.State.SENDING, OutboxRow.State.UNCERTAIN)
_S = Connection.State


def listen() -> None:
    """Carry out the rows; called once the apps are ready."""
    register(
        Handler(
            kind=LOOK, carry=carry, repeatable=True, attempts=4, label=_("Vérification de la connexion d’un compte")
        )
    )


def look_after(*, now: dt.datetime) -> int:
    """Ask for what is due: verifying, renewing; say what ends soon, forget attempts that are over. How many looks."""
    attempts.purge(now=now)
    tell_what_ends(now=now)
    asked = set(OutboxRow.objects.filter(kind=LOOK, state__in=_PENDING).values_list("payload__connection", flat=True))
    late = Q(state=_S.ACTIVE) & (Q(looked=None) | Q(looked__lte=now - EVERY))
    broken = Q(state=_S.BROKEN, looked__lte=now - BROKEN_EVERY)
    due = Connection.objects.filter(late | broken | opening.due_for_renewal(now=now)).exclude(pk__in=asked)
    rows = [look_row(one, now=now) for one in due.order_by("looked", "pk")[:AT_ONCE]]
    with transaction.atomic():
        OutboxRow.objects.bulk_create(rows)
        if rows:
            transaction.on_commit(wake, robust=True)
    return len(rows)


def look_row(connection: Connection, *, now: dt.datetime) -> OutboxRow:
    """What the outbox is asked."""
    return OutboxRow(kind=LOOK, payload={"connection": connection.pk}, created=now, not_before=now)


def carry(row: OutboxRow) -> None:
    """Verify one, its tokens renewed first. What is lost is noted, and is no failure of the row."""
    now = timezone.now()
    connection = Connection.objects.filter(pk=row.payload["connection"]).first()
    if connection is None:
        return
    try:
        opening.look_at(connection, now=now)
    except (opening.NotConnected, LostPermission):
        return
    except Temporary as error:
        raise NotSent(error.code, after=error.until - now if error.until and error.until > now else None) from None
    except NetworkError:
        return  # it is noted that the network was asked; nothing more comes of asking again at once
