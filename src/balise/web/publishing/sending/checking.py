"""What the outbox calls to compare what is online with what was approved. It changes nothing at the network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.networks.comparing import Difference, differences
from balise.networks.describing import Operation
from balise.networks.errors import Gone, LostPermission, NetworkError, NotReady, Temporary
from balise.web.connections.opening import NotConnected, note_lost, opened
from balise.web.outbox.handlers import Handler, Impossible, NotSent, register
from balise.web.outbox.models import OutboxRow
from balise.web.publishing.models import Divergence, Placement
from balise.web.publishing.online import online_at
from balise.web.publishing.sending.outgoing import outgoing
from balise.web.publishing.sending.queueing import CHECK, reachable, way_back
from balise.web.publishing.transitions.verifying import checked_online
from balise.web.workflow import Invalid, WrongState

LONGEST = 5_000  # characters kept of each text that differs
_K = Divergence.Kind


def register_handler() -> None:
    """Carry out the rows; called once the apps are ready."""
    register(Handler(kind=CHECK, carry=carry, repeatable=True, label=_("Comparaison de ce qui est en ligne")))


def carry(row: OutboxRow) -> None:
    """Look at one post, and write down what was found."""
    said = row.payload
    placement = Placement.objects.select_related("publication", "connection").filter(pk=said["placement"]).first()
    if placement is None or placement.hash != said["hash"] or not reachable(placement, Operation.FETCH):
        return  # corrected, taken down or let go since
    kind, seen = _found(placement)
    try:
        checked_online(
            placement=placement,
            kind=kind,
            seen=seen,
            content_hash=said["hash"],
            number=said["number"],
            since=dt.datetime.fromisoformat(said["since"]),
            now=timezone.now(),
        )
    except (Invalid, WrongState):
        return


def _found(placement: Placement) -> tuple[str, list[tuple[str, str, str]]]:
    """How it differs, and in what; an empty kind when it does not."""
    connection, now = way_back(placement), timezone.now()
    if connection is None:
        raise Impossible("not-connected")
    try:
        connector = opened(connection, now=now)
        seen = connector.fetch(placement.remote_id)
    except Gone:
        return _K.VANISHED.value, []
    except NotConnected:
        raise Impossible("not-connected") from None
    except LostPermission as error:
        note_lost(connection, code=error.code, now=now)
        raise Impossible(error.code) from None
    except (Temporary, NotReady) as error:
        raise NotSent(error.code, after=error.until - now if error.until and error.until > now else None) from None
    except NetworkError as error:
        raise Impossible(error.code) from None
    post = outgoing(
        placement.publication, online_at(placement.publication, placement), placement.network, marker="comparison"
    )
    found = differences(post, seen)
    if not found:
        return "", []
    held = any(one.code == "held" for one in found)
    return (_K.HELD if held else _K.CHANGED).value, _kept(found)


def _kept(found: Sequence[Difference]) -> list[tuple[str, str, str]]:
    return [(one.code, one.approved[:LONGEST], one.online.replace("\0", "")[:LONGEST]) for one in found]
