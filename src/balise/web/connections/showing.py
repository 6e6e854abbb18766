"""Connections as pages and the terminal show them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from balise.networks.describing import How, Network, Operation
from balise.networks.wording import OPERATIONS
from balise.web.connections.models import Connection
from balise.web.connections.wording import FAILURES, OTHER_PROBLEM, PROBLEMS
from balise.web.ui.dates import day, moment


def failure(code: str) -> str:
    """Why connecting came to nothing, and what to do."""
    return str(FAILURES.get(code, FAILURES["odd"]))


def problem(connection: Connection) -> str:
    """What is wrong with a connection, in words; empty when nothing is."""
    code = connection.problem
    return str(PROBLEMS.get(code, OTHER_PROBLEM)) if code else ""


def rights(network: Network, language: str) -> list[str]:
    """What Balise asks for, and why, in people's words."""
    return [scope.why[language] for scope in network.scopes]


def lacking_words(scopes: list[str], network: Network, language: str) -> list[str]:
    """The rights that are missing, in people's words."""
    why = {scope.id: scope.why[language] for scope in network.scopes}
    return [why.get(one, one) for one in scopes]


def doings(network: Network, language: str) -> dict[str, list[str]]:
    """What Balise will do there (``will``), and what stays with people or does not exist (``wont``)."""
    found: dict[str, list[str]] = {"will": [], "wont": []}
    for operation in Operation:
        deed = network.deeds.get(operation)
        if deed is None or operation is Operation.HOOKS:
            continue
        words = OPERATIONS[operation][language]
        told = f"{words}\u00a0: {deed.outcome[language]}" if deed.outcome else words
        if language == "en":
            told = told.replace("\u00a0: ", ": ", 1) if deed.outcome else told
        found["will" if deed.how is How.API else "wont"].append(told[:1].upper() + told[1:])
    return found


def facts(connection: Connection) -> list[tuple[str, Any]]:
    """What a page says of a connection at a glance."""
    remote = connection.remote
    said: list[tuple[str, Any]] = [(_("Au réseau"), remote.get("name") or remote.get("handle") or remote["id"])]
    if remote.get("server"):
        said.append((_("Serveur"), remote["server"].partition("://")[2]))
    said.append((_("Connecté"), moment(connection.connected)))
    said.append((_("Par"), connection.connected_by.get_full_name()))
    if connection.verified is not None:
        said.append((_("Vérifié"), moment(connection.verified)))
    if connection.state == Connection.State.ENDED and connection.ended is not None:
        said.append((_("Déconnecté"), moment(connection.ended)))
        return said
    if connection.expires is not None:
        said.append((_("À refaire avant le"), day(connection.expires)))
    if connection.leaves_on is not None:
        said.append((_("Départ de qui l’a connecté"), day(connection.leaves_on)))
    said.append((_("Publie"), _("oui") if connection.publishes else _("non")))
    return said
