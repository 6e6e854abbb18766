"""Opening an account: a connector whose tokens are good, or why there is none.

How a connector reaches its network is decided here alone: ``HTTP`` makes the client; a test puts another one there.
Nothing here runs inside a transaction: newer tokens must be on disk before they are used.
"""

from __future__ import annotations

import datetime as dt
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Q

from balise.networks.content import Verified
from balise.networks.credentials import Account, App, Tokens
from balise.networks.errors import LostPermission, NetworkError, Temporary
from balise.networks.http import Http
from balise.networks.protocol import Clock, Connector, Grant
from balise.web.connections.matching import same
from balise.web.connections.models import Connection
from balise.web.connections.renewing import usable
from balise.web.connections.sealing import account_read, open_application, open_tokens
from balise.web.connections.transitions import connections as writing
from balise.web.vault.sealing import Destroyed, Tampered
from balise.web.verdicts.networks import all_networks

RENEWING = dt.timedelta(minutes=2)  # how long asking for newer tokens may take; then somebody else may try
_S = Connection.State


class NotConnected(Exception):
    """There is no way in. ``code``: none, broken, ended, or tokens (destroyed, or not readable with our keys)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class _Held:
    """A connection as it is now, and what opens it."""

    connection: Connection
    grant: Grant
    app: App | None


def _http(clock: Clock) -> Http:
    return Http(clock=clock, inside=settings.BALISE_NETWORKS_INSIDE)


HTTP: Callable[[Clock], Http] = _http


def http_for(now: dt.datetime) -> Http:
    """A client whose clock goes on from ``now``; whoever asks closes it."""
    return HTTP(clock_from(now))


def clock_from(now: dt.datetime) -> Clock:
    """The time since ``now``, whatever the machine's clock becomes meanwhile."""
    began = time.monotonic()
    return lambda: now + dt.timedelta(seconds=time.monotonic() - began)


def publishing_connection(network_id: str) -> Connection | None:
    """The connection by which what is published on a network goes out, when it works."""
    found = Connection.objects.filter(network=network_id, publishes=True, state=_S.ACTIVE)
    return found.select_related("account", "application").first()


def opened(connection: Connection, *, now: dt.datetime) -> Connector:
    """A connector for the account, its tokens renewed and kept first when they are near their end.

    Raises ``NotConnected``, or an error of ``balise.networks.errors``; a refusal for good marks the connection broken.
    """
    held = _held(connection)
    if not same(held.connection.account, held.grant.account):  # the register names another account since
        note_lost(held.connection, code="other-account", now=now)
        raise NotConnected("broken")
    return _opened(held, now=now)[0]


def look_at(connection: Connection, *, now: dt.datetime) -> None:
    """Ask the network who we are and what our access is worth, and note what it says, of a broken connection too.

    Raises ``NotConnected``, or an error of ``balise.networks.errors`` once it is noted.
    """
    held = _held(connection, broken=True)
    try:
        connector, held = _opened(held, now=now)  # the tokens may be newer
        verified = connector.verify()
        remote = _renamed(held.grant.account, verified)
        if verified.id != remote.id or not same(held.connection.account, remote):
            raise LostPermission("other-account")
    except LostPermission as error:
        note_lost(held.connection, code=error.code, now=now)
        writing.note_looked(held.connection, now=now)
        raise
    except NetworkError:
        writing.note_looked(held.connection, now=now)
        raise
    writing.note_verified(held.connection, verified, remote=remote, tokens=held.grant.tokens, now=now)


def note_lost(connection: Connection, *, code: str, now: dt.datetime) -> None:
    """The network refused our access in a call: marks it broken, tells the register and people. Idempotent."""
    writing.note_lost(connection, code=code, now=now)


def _renamed(remote: Account, verified: Verified) -> Account:
    """The account as the network calls it now; what it does not say stays as it was."""
    return replace(
        remote,
        name=verified.name or remote.name,
        handle=verified.handle or remote.handle,
        address=verified.address or remote.address,
    )


def _opened(held: _Held, *, now: dt.datetime) -> tuple[Connector, _Held]:
    held = _fresh(held, now=now)
    connection, clock = held.connection, clock_from(now)
    network = all_networks().get(connection.network)
    if network is None or not network.connector:
        raise NotConnected("none")
    http = HTTP(clock)
    connector = network.load_connector()(
        account=held.grant.account, tokens=held.grant.tokens, app=held.app, http=http, clock=clock
    )
    weakref.finalize(connector, http.close)  # with the last who holds it
    return connector, held


def _held(connection: Connection, *, broken: bool = False) -> _Held:
    known = Connection.objects.select_related("account", "application").filter(pk=connection.pk).first()
    if known is None:
        raise NotConnected("none")
    if known.state == _S.ENDED:
        raise NotConnected("ended")
    if known.state == _S.BROKEN and not broken:
        raise NotConnected("broken")
    try:
        tokens = open_tokens(known)
        app = open_application(known.application) if known.application is not None else None
    except (Destroyed, Tampered):
        raise NotConnected("tokens") from None
    return _Held(known, Grant(account=account_read(known.remote), tokens=tokens), app)


def _fresh(held: _Held, *, now: dt.datetime) -> _Held:
    """With newer tokens when it is time. Those that still work serve when newer ones can't be had at the moment."""
    due = held.connection.tokens_until
    if due is None or due > now:
        return held
    try:
        return renewed(held, now=now)
    except LostPermission as error:
        newer = _held(held.connection, broken=True)
        if newer.connection.tokens_number != held.connection.tokens_number:
            return newer
        note_lost(held.connection, code=error.code, now=now)
        raise
    except NetworkError as error:
        if error.code == "application":  # the organisation’s own is not known there any more: a person must act
            note_lost(held.connection, code=error.code, now=now)
            raise
        if usable(held.grant.tokens, now=now):
            return held
        raise


def renewed(held: _Held, *, now: dt.datetime) -> _Held:
    """Ask for newer tokens and keep them before anything else. ``Temporary`` while somebody else is asking."""
    connection = held.connection
    if not writing.begin_renewing(connection, until=now + RENEWING, now=now):
        newer = _held(connection, broken=True)
        if newer.connection.tokens_number != connection.tokens_number:
            return newer
        raise Temporary("renewing", until=newer.connection.renewing_until)
    joining = all_networks()[connection.network].load_joining()
    try:
        with HTTP(clock_from(now)) as http:
            tokens: Tokens = joining.refresh(app=held.app or App(client_id=""), grant=held.grant, http=http, now=now)
            writing.keep_tokens(connection, tokens, now=now)
    except NetworkError:
        writing.give_up_renewing(connection)
        raise
    return _held(connection, broken=True)


def due_for_renewal(*, now: dt.datetime) -> Q:
    """Which connections want newer tokens."""
    return Q(tokens_until__lte=now, state=_S.ACTIVE)
