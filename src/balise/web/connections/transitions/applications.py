"""What stands for us at a network: written down by the administrator, or registered by Balise at a server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from balise.networks.credentials import App, Secret
from balise.web.access.permissions import Permission
from balise.web.connections.models import APPLICATION, Application, Connection
from balise.web.connections.sealing import seal_secret, seal_verify_token
from balise.web.people.models import Person
from balise.web.vault.sealing import destroy
from balise.web.verdicts.networks import all_networks
from balise.web.workflow import Inputs, Invalid, Transition, create, declare, perform

LONGEST_ID = 300
_S = Application.State


def _register(application: Application, inputs: Inputs, now: dt.datetime) -> None:
    network = all_networks().get(inputs["network"])
    if network is None or not network.joining or not network.load_joining().needs_app:
        raise Invalid(fr="Ce réseau ne demande pas d’application.", en="This network asks for no application.")
    application.network, application.client_id = network.id, _client_id(inputs)
    application.registered, application.registered_by = now, inputs.person
    _needs_secret(inputs)
    _fill(application, inputs, now)


def _note(application: Application, inputs: Inputs, now: dt.datetime) -> None:
    """One that Balise registered by itself, at the server of an account."""
    application.network, application.server = inputs["network"], inputs["server"]
    application.client_id = inputs["client_id"]
    application.registered, application.registered_by = now, inputs.person
    _fill(application, inputs, now)


def _change(application: Application, inputs: Inputs, now: dt.datetime) -> None:
    if not application.secret:
        _needs_secret(inputs)
    _fill(application, inputs, now)


def _fill(application: Application, inputs: Inputs, now: dt.datetime) -> None:
    """Secrets left empty stay as they are."""
    application.settings, application.changed = dict(inputs["settings"]), now
    application.save()  # its secrets are sealed for its number
    if inputs["secret"]:
        application.secret = seal_secret(application, inputs["secret"])
    if inputs["verify_token"]:
        application.verify_token = seal_verify_token(application, inputs["verify_token"])


def _client_id(inputs: Inputs) -> str:
    said: str = inputs["client_id"].strip()
    if not said or len(said) > LONGEST_ID or not said.isprintable():
        raise Invalid(
            field="client_id",
            fr="Copiez l’identifiant de l’application tel que le réseau le montre.",
            en="Copy the application’s identifier as the network shows it.",
        )
    return said


def _needs_secret(inputs: Inputs) -> None:
    if not inputs["secret"]:
        raise Invalid(
            field="secret",
            fr="Copiez le secret de l’application, que le réseau montre à côté de son identifiant.",
            en="Copy the application’s secret, which the network shows beside its identifier.",
        )


def _replace(_application: Application, _inputs: Inputs, _now: dt.datetime) -> None:
    """Its secret stays: connections that were made with it are renewed with it."""


def _remove(application: Application, _inputs: Inputs, now: dt.datetime) -> None:
    if Connection.objects.filter(application=application).exclude(state=Connection.State.ENDED).exists():
        raise Invalid(
            fr="Des comptes sont encore connectés par cette application\u00a0: déconnectez-les d’abord.",
            en="Accounts are still connected by this application: disconnect them first.",
        )
    application.secret = application.verify_token = b""
    destroy(table=APPLICATION, record=application.pk, now=now)


def _which(application: Application, _inputs: Inputs) -> Mapping[str, Any]:
    return {"network": application.network, "server": application.server}


def _declared(name: str, change: Any, source: frozenset[str], target: str | None, **more: Any) -> Transition:
    said = {"permission": Permission.APPLICATION_MANAGE, "detail": _which, **more}
    return declare(
        Transition(id=f"application.{name}", subject=Application, source=source, target=target, change=change, **said)
    )


_ACTIVE = frozenset({"active"})
REGISTER = _declared("register", _register, frozenset(), "active")
CHANGE = _declared("change", _change, frozenset({"active", "replaced"}), "active")
NOTE = _declared("note", _note, frozenset(), "active", permission=Permission.CONNECTION_MANAGE)
REPLACE = _declared("replace", _replace, _ACTIVE, "replaced")
REMOVE = _declared("remove", _remove, _ACTIVE, "removed")


def write_down(
    *,
    actor: Person,
    network: str,
    client_id: str,
    now: dt.datetime,
    secret: Secret | None = None,
    verify_token: Secret | None = None,
    settings: Mapping[str, str] | None = None,
) -> Application:
    """What the organisation registered at a network, in place of what was written before.

    With the same ``client_id`` it is changed, and secrets left empty stay. With another one, that of before is kept for
    the connections that were made with it. Raises ``Invalid``.
    """
    inputs: dict[str, Any] = {
        "network": network,
        "client_id": client_id,
        "secret": secret or Secret(""),
        "verify_token": verify_token or Secret(""),
        "settings": dict(settings or {}),
    }
    try:
        with transaction.atomic():
            every = Application.objects.filter(network=network, server="").exclude(state=_S.REMOVED)
            active = every.filter(state=_S.ACTIVE).first()
            known = every.filter(client_id=client_id.strip()).first()
            if active is not None and active != known:
                perform(actor=actor, transition=REPLACE, subject=active, now=now)
            if known is not None:
                return perform(actor=actor, transition=CHANGE, subject=known, inputs=inputs, now=now)
            made: Application = create(actor=actor, transition=REGISTER, inputs=inputs, now=now)
            return made
    except IntegrityError:  # somebody else wrote one down at the same moment
        raise Invalid(
            fr="Quelqu’un vient d’inscrire une application pour ce réseau\u00a0: rechargez la page.",
            en="Somebody has just written down an application for this network: reload the page.",
        ) from None


def remove(*, actor: Person, application: Application, now: dt.datetime) -> Application:
    """Forget it and destroy its secrets. ``Invalid`` while accounts are connected by it."""
    return perform(actor=actor, transition=REMOVE, subject=application, now=now)


def made_with(*, actor: Person, network: str, server: str, app: App | None, now: dt.datetime) -> Application | None:
    """The row of the application that a connection is made with; Balise's own at a server is written down here."""
    if app is None or not app.client_id:
        return None
    known = Application.objects.filter(network=network, client_id=app.client_id).exclude(state=_S.REMOVED)
    found = known.filter(server="").first() or known.filter(server=server).first()
    if found is not None:
        return found
    if not server:
        raise Invalid(
            fr="L’application de ce réseau a été retirée entre-temps\u00a0: rien n’a été connecté.",
            en="This network’s application was removed meanwhile: nothing was connected.",
        )
    inputs = {
        "network": network,
        "server": server,
        "client_id": app.client_id,
        "secret": app.client_secret,
        "verify_token": app.verify_token,
        "settings": dict(app.settings),
    }
    made: Application = create(actor=actor, transition=NOTE, inputs=inputs, now=now)
    return made
