"""Telling the network that we let an account go, then destroying what opened it, whatever the network says."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.networks.credentials import App
from balise.networks.errors import Gone, LostPermission, NetworkError, Temporary
from balise.networks.protocol import Grant
from balise.web.connections.models import Connection
from balise.web.connections.opening import http_for
from balise.web.connections.sealing import account_read, open_application, open_tokens
from balise.web.connections.transitions.connections import LET_GO, note_let_go
from balise.web.outbox.handlers import Handler, NotSent, register
from balise.web.outbox.models import OutboxRow
from balise.web.vault.sealing import Destroyed, Tampered
from balise.web.verdicts.networks import all_networks

ATTEMPTS = 6


def listen() -> None:
    """Carry out the rows; called once the apps are ready."""
    register(
        Handler(
            kind=LET_GO, carry=carry, repeatable=True, attempts=ATTEMPTS, label=_("Déconnexion d’un compte, au réseau")
        )
    )


def carry(row: OutboxRow) -> None:
    """Revoke, then destroy. A network that never answers is told by a person: the page of the account says so."""
    now = timezone.now()
    connection = Connection.objects.select_related("application").filter(pk=row.payload["connection"]).first()
    if connection is None or connection.state != Connection.State.ENDED or not connection.tokens:
        return
    problem = "not-revoked"
    try:
        _revoke(connection)
        problem = ""
    except (LostPermission, Gone, Destroyed):
        problem = ""
    except Temporary as error:
        if row.attempts < ATTEMPTS:
            raise NotSent(error.code) from None
    except (NetworkError, Tampered, LookupError):
        pass
    note_let_go(connection=connection, problem=problem, now=now)


def _revoke(connection: Connection) -> None:
    grant = Grant(account=account_read(connection.remote), tokens=open_tokens(connection))
    app = open_application(connection.application) if connection.application is not None else App(client_id="")
    with http_for(timezone.now()) as http:
        all_networks()[connection.network].load_joining().revoke(app=app, grant=grant, http=http)
