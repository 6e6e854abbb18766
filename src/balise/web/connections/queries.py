"""All reads of connections, always for somebody; nothing here opens the vault."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, QuerySet

from balise.web.access.deciding import require
from balise.web.access.permissions import Permission
from balise.web.connections.models import Application, Attempt, Connection
from balise.web.connections.transitions.connections import network_shares
from balise.web.people.models import Person
from balise.web.presence.models import Account
from balise.web.verdicts.networks import all_networks

_S = Connection.State


def accounts_for(reader: Person, *, today: dt.date) -> list[Account]:
    """Accounts of the register that are connected or could be, each with ``live``: its connection, or nothing."""
    require(reader, Permission.CONNECTION_READ, today=today)
    able = [network.id for network in all_networks().values() if network.connector and network.joining]
    live = Connection.objects.exclude(state=_S.ENDED).select_related("connected_by")
    found = Account.objects.filter(state=Account.State.ACTIVE, partner_id="", network__in=able).defer("recovery")
    return list(found.order_by("network", "pk").prefetch_related(Prefetch("connections", live, to_attr="live")))


def account_for(reader: Person, account_id: int, *, today: dt.date) -> Account | None:
    """One account of the register."""
    require(reader, Permission.CONNECTION_READ, today=today)
    return Account.objects.filter(pk=account_id).defer("recovery").first()


def connection_of(account: Account, *, reader: Person, today: dt.date) -> Connection | None:
    """Its connection, else the last one it had."""
    require(reader, Permission.CONNECTION_READ, today=today)
    every = Connection.objects.filter(account=account).select_related("account", "connected_by", "application")
    return every.exclude(state=_S.ENDED).first() or every.order_by("-ended", "-pk").first()


def publishing_on(network: str, *, reader: Person, today: dt.date) -> Connection | None:
    """The connection by which a network's posts go out, working or not."""
    require(reader, Permission.CONNECTION_READ, today=today)
    found = Connection.objects.filter(network=network, publishes=True).exclude(state=_S.ENDED)
    return found.select_related("account").first()


def going_along(connection: Connection) -> list[Connection]:
    """What the network lets go together with this one: what the same person connected by the same application."""
    if not network_shares(connection) or connection.application is None:
        return []
    others = Connection.objects.exclude(state=_S.ENDED).exclude(pk=connection.pk).select_related("account")
    same = others.filter(
        connected_by=connection.connected_by_id, application__client_id=connection.application.client_id
    )
    return [other for other in same if network_shares(other)]


def attempt_for(reader: Person, attempt_id: int, *, today: dt.date) -> Attempt | None:
    """An attempt of the reader's own."""
    require(reader, Permission.CONNECTION_MANAGE, today=today)
    return Attempt.objects.filter(pk=attempt_id, person=reader).select_related("account").first()


def applications_for(reader: Person, *, today: dt.date) -> QuerySet[Application]:
    """What the organisation registered at the networks."""
    require(reader, Permission.APPLICATION_MANAGE, today=today)
    return Application.objects.filter(server="", state=Application.State.ACTIVE).order_by("network")
