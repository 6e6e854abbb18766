"""How each connected account stands, for the terminal: whoever holds the machine may know it. No secret, no person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import translation

from balise.networks.errors import NetworkError
from balise.web.connections.models import Connection
from balise.web.connections.opening import NotConnected, look_at
from balise.web.connections.showing import problem
from balise.web.connections.standing import ends_at, standing
from balise.web.presence.models import Account


@dataclass(frozen=True, kw_only=True)
class Report:
    """One connected account. ``state``: connected, expiring or broken; ``answered``: whether the network just did,
    None where it was not asked; ``code`` and ``problem`` say what is wrong, as a word and as words.
    """

    network: str
    account: str
    state: str
    publishes: bool
    verified: str | None
    until: str | None
    answered: bool | None
    code: str
    problem: str

    @property
    def good(self) -> bool:
        """Nothing to do about it."""
        return self.state == Account.Connection.CONNECTED and self.answered is not False


def reports(*, now: dt.datetime, language: str, networks: Collection[str] = (), ask: bool = False) -> list[Report]:
    """Every live connection, or those of some networks, in the order of their networks. ``ask`` verifies each first."""
    live = Connection.objects.exclude(state=Connection.State.ENDED).select_related("account")
    found = live.filter(network__in=networks) if networks else live
    with translation.override(language):
        return [_report(one, now=now, ask=ask) for one in found.order_by("network", "pk")]


def _report(connection: Connection, *, now: dt.datetime, ask: bool) -> Report:
    answered, code = None, ""
    if ask:
        answered, code = _asked(connection, now=now)
        connection = Connection.objects.select_related("account").get(pk=connection.pk)
    state, _until = standing(connection, now=now)
    ends = ends_at(connection)
    return Report(
        network=connection.network,
        account=connection.account.handle or connection.account.address,
        state=state,
        publishes=connection.publishes,
        verified=connection.verified.isoformat() if connection.verified else None,
        until=ends.isoformat() if ends else None,
        answered=answered,
        code=connection.problem or code,
        problem=problem(connection),
    )


def _asked(connection: Connection, *, now: dt.datetime) -> tuple[bool, str]:
    try:
        look_at(connection, now=now)
    except (NotConnected, NetworkError) as error:
        return False, error.code
    return True, ""
