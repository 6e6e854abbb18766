"""Tokens and the secrets of applications, in and out of the vault: the only place where they are text."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from balise.networks.credentials import Account, App, Secret, Tokens
from balise.networks.protocol import Begun, Grant
from balise.web.connections.models import APPLICATION, ATTEMPT, CONNECTION, Application, Attempt, Connection
from balise.web.vault.sealing import open_sealed, seal


def seal_tokens(connection: Connection, tokens: Tokens) -> bytes:
    """The tokens sealed for this connection, which has its id."""
    return seal(json.dumps(_tokens_said(tokens)), table=CONNECTION, column="tokens", record=connection.pk)


def open_tokens(connection: Connection) -> Tokens:
    """The tokens of a connection. Raises ``Destroyed`` or ``Tampered`` of the vault."""
    said = open_sealed(bytes(connection.tokens), table=CONNECTION, column="tokens", record=connection.pk)
    return _tokens_read(json.loads(said))


def seal_secret(application: Application, secret: Secret) -> bytes:
    """Its secret sealed; empty when it has none."""
    return _sealed(application, "secret", secret)


def seal_verify_token(application: Application, token: Secret) -> bytes:
    """The word of its webhooks sealed; empty when it has none."""
    return _sealed(application, "verify_token", token)


def open_application(application: Application) -> App:
    """The application as connectors want it. Raises ``Destroyed`` or ``Tampered``."""
    return App(
        client_id=application.client_id,
        client_secret=_opened(application, "secret"),
        verify_token=_opened(application, "verify_token"),
        settings=dict(application.settings),
    )


def seal_question(attempt: Attempt, begun: Begun, typed: Mapping[str, str]) -> bytes:
    """What was asked of the network, and what the person typed before (nothing secret: that is used at once)."""
    said = {
        "address": begun.address,
        "state": begun.state.reveal(),
        "verifier": begun.verifier.reveal(),
        "app": {
            "client_id": begun.app.client_id,
            "client_secret": begun.app.client_secret.reveal(),
            "settings": dict(begun.app.settings),
        },
        "typed": dict(typed),
    }
    return seal(json.dumps(said), table=ATTEMPT, column="question", record=attempt.pk)


def open_question(attempt: Attempt) -> tuple[Begun, dict[str, str]]:
    """What was asked, and what was typed. Raises ``Destroyed`` or ``Tampered``."""
    said = json.loads(open_sealed(bytes(attempt.question), table=ATTEMPT, column="question", record=attempt.pk))
    app = said["app"]
    begun = Begun(
        address=said["address"],
        state=Secret(said["state"]),
        verifier=Secret(said["verifier"]),
        app=App(client_id=app["client_id"], client_secret=Secret(app["client_secret"]), settings=app["settings"]),
    )
    return begun, said["typed"]


def seal_grants(attempt: Attempt, grants: tuple[Grant, ...]) -> bytes:
    """What the network gave, until the person chose."""
    said = [{"account": account_said(one.account), "tokens": _tokens_said(one.tokens)} for one in grants]
    return seal(json.dumps(said), table=ATTEMPT, column="grants", record=attempt.pk)


def open_grants(attempt: Attempt) -> tuple[Grant, ...]:
    """What the network gave. Raises ``Destroyed`` or ``Tampered``."""
    said = json.loads(open_sealed(bytes(attempt.grants), table=ATTEMPT, column="grants", record=attempt.pk))
    return tuple(Grant(account=account_read(one["account"]), tokens=_tokens_read(one["tokens"])) for one in said)


def account_said(account: Account) -> dict[str, Any]:
    """An account at a network as ``Connection.remote`` keeps it."""
    return {
        "id": account.id,
        "name": account.name,
        "handle": account.handle,
        "address": account.address,
        "server": account.server,
        "settings": dict(account.settings),
    }


def account_read(said: Mapping[str, Any]) -> Account:
    """The other way."""
    return Account(
        id=said["id"],
        name=said.get("name", ""),
        handle=said.get("handle", ""),
        address=said.get("address", ""),
        server=said.get("server", ""),
        settings=said.get("settings") or {},
    )


def _sealed(application: Application, column: str, secret: Secret) -> bytes:
    if not secret:
        return b""
    return seal(secret.reveal(), table=APPLICATION, column=column, record=application.pk)


def _opened(application: Application, column: str) -> Secret:
    sealed = bytes(getattr(application, column))
    if not sealed:
        return Secret("")
    return Secret(open_sealed(sealed, table=APPLICATION, column=column, record=application.pk))


def _tokens_said(tokens: Tokens) -> dict[str, Any]:
    return {
        "access": tokens.access.reveal(),
        "refresh": tokens.refresh.reveal() if tokens.refresh is not None else None,
        "expires": tokens.expires.isoformat() if tokens.expires else None,
        "refresh_expires": tokens.refresh_expires.isoformat() if tokens.refresh_expires else None,
        "scopes": list(tokens.scopes),
    }


def _tokens_read(said: Mapping[str, Any]) -> Tokens:
    return Tokens(
        access=Secret(said["access"]),
        refresh=Secret(said["refresh"]) if said["refresh"] is not None else None,
        expires=_time(said["expires"]),
        refresh_expires=_time(said["refresh_expires"]),
        scopes=tuple(said["scopes"]),
    )


def _time(said: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(said) if said else None
