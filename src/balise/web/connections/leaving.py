"""What a person connected ends with their last day, unless somebody else connects it again before."""

from __future__ import annotations

from balise.web.connections.models import Connection
from balise.web.connections.transitions.connections import DEPARTED, RETIRED, disconnect, leave
from balise.web.events import moment, subscribe
from balise.web.people.events import Departing, DepartureCancelled, Left
from balise.web.presence.events import AccountRetired
from balise.web.presence.transitions.accesses import DEPARTURE
from balise.web.presence.transitions.accounts import CONNECTIONS


def listen() -> None:
    """Hear who leaves, and which accounts do; called once the apps are ready."""
    subscribe(AccountRetired, _retired)
    subscribe(Departing, _departing)
    subscribe(DepartureCancelled, _staying)
    subscribe(Left, _left)


def _of(person_id: int) -> list[Connection]:
    live = Connection.objects.exclude(state=Connection.State.ENDED)
    return list(live.filter(connected_by=person_id).order_by("pk"))


def _departing(event: Departing) -> None:
    for connection in _of(event.person_id):
        leave(connection=connection, on=event.last_day, now=moment())


def _staying(event: DepartureCancelled) -> None:
    for connection in _of(event.person_id):
        leave(connection=connection, on=None, now=moment())


def _left(event: Left) -> None:
    for connection in _of(event.person_id):
        disconnect(actor=DEPARTURE, connection=connection, reason=DEPARTED, now=moment())


def _retired(event: AccountRetired) -> None:
    """Nobody publishes on what is no longer ours. The register has said by itself that it is not connected."""
    live = Connection.objects.exclude(state=Connection.State.ENDED)
    for connection in live.filter(account=event.account_id):
        disconnect(actor=CONNECTIONS, connection=connection, reason=RETIRED, tell_register=False, now=moment())
