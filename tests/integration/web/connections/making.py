"""Connected accounts for tests: the register's entry, what the network would have granted, the connection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from balise.networks.credentials import Account as Remote
from balise.networks.credentials import App, Secret, Tokens
from balise.networks.protocol import Grant
from balise.web.connections.models import Application, Connection
from balise.web.connections.transitions.applications import write_down
from balise.web.connections.transitions.connections import connect
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.presence.models import Account
from balise.web.presence.transitions import accounts
from balise.web.verdicts.networks import all_networks

ADDRESSES = {
    "bluesky": "https://bsky.app/profile/{handle}",
    "facebook": "https://www.facebook.com/{handle}",
    "instagram": "https://www.instagram.com/{handle}/",
    "linkedin": "https://www.linkedin.com/company/{handle}/",
    "mastodon": "https://mastodon.example/@{handle}",
    "pinterest": "https://www.pinterest.com/{handle}/",
    "x": "https://x.com/{handle}",
    "youtube": "https://www.youtube.com/@{handle}",
}
SERVERS = {"bluesky": "https://bsky.social", "mastodon": "https://mastodon.example"}
ACCESS, REFRESH, CLIENT_SECRET = "canaryACCESSword", "canaryREFRESHword", "canaryCLIENTSECRETword"


def somebody(role: Role, now: dt.datetime) -> Person:
    """Somebody of a role, the same at each call."""
    person, made = Person.objects.get_or_create(username=f"connects-{role}", defaults={"name": role.title()})
    if made:
        RoleHolding.objects.create(person=person, role=role, since=now.date() - dt.timedelta(days=30))
    return person


def registered(network: str, *, now: dt.datetime, handle: str = "opeq", actor: Person | None = None) -> Account:
    """An entry of the register."""
    address = ADDRESSES.get(network, f"https://{network}.example/{{handle}}").format(handle=handle)
    actor = actor or somebody(Role.COMMUNICATIONS, now)
    return accounts.register(
        actor=actor, network=network, address=address, handle=handle, two_factor="on", owner=actor.pk, now=now
    )


def application(network: str, *, now: dt.datetime, **said: Any) -> Application:
    """What the organisation registered there."""
    secret = said.pop("secret", CLIENT_SECRET)
    return write_down(
        actor=somebody(Role.ADMIN, now), network=network, client_id="1234", secret=Secret(secret), now=now, **said
    )


def granted(
    account: Account,
    *,
    remote_id: str = "1",
    server: str | None = None,
    settings: Mapping[str, str] | None = None,
    tokens: Tokens | None = None,
) -> Grant:
    """What the network grants for an entry of the register."""
    network = all_networks()[account.network]
    remote = Remote(
        id=remote_id,
        name="OPEQ",
        handle=account.handle,
        address=account.address,
        server=SERVERS.get(account.network, "") if server is None else server,
        settings=dict(settings or {}),
    )
    usual = Tokens(access=Secret(ACCESS), refresh=Secret(REFRESH), scopes=tuple(scope.id for scope in network.scopes))
    return Grant(account=remote, tokens=tokens or usual)


def connected(
    network: str,
    *,
    now: dt.datetime,
    remote_id: str = "1",
    handle: str = "opeq",
    publishes: bool = True,
    account: Account | None = None,
    tokens: Tokens | None = None,
    server: str | None = None,
    settings: Mapping[str, str] | None = None,
    actor: Person | None = None,
) -> Connection:
    """An account that is connected, its entry of the register made when none is given."""
    actor = actor or somebody(Role.COMMUNICATIONS, now)
    account = account or registered(network, now=now, handle=handle, actor=actor)
    app: App | None = None
    if network != "bluesky":
        app = App(client_id="1234", client_secret=Secret(CLIENT_SECRET))
    described = all_networks()[network]
    if described.joining and described.load_joining().needs_app:
        application(network, now=now)
    grant = granted(account, remote_id=remote_id, server=server, settings=settings, tokens=tokens)
    return connect(actor=actor, account=account, grant=grant, app=app, publishes=publishes, now=now)
