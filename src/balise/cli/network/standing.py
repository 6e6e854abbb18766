"""How a connected account reads on the terminal, and whether there is an installation to ask about."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from balise.web.connections.reporting import Report

_STATES = {
    "fr": {"connected": "connecté", "expiring": "à reconnecter bientôt", "broken": "connexion rompue"},
    "en": {"connected": "connected", "expiring": "to be connected again soon", "broken": "connection broken"},
}
_WORDS = {
    "fr": {"publishes": "publie", "until": "jusqu’au {day}", "silent": "le réseau n’a pas répondu ({code})"},
    "en": {"publishes": "publishes", "until": "until {day}", "silent": "the network did not answer ({code})"},
}


def line(report: Report, language: str) -> str:
    """One account: a mark, its network and name, how it stands."""
    words = _WORDS[language]
    said = [_STATES[language][report.state]]
    if report.publishes:
        said.append(words["publishes"])
    if report.until:
        said.append(words["until"].format(day=dt.datetime.fromisoformat(report.until).date().isoformat()))
    if report.problem:
        said.append(report.problem)
    elif report.answered is False:
        said.append(words["silent"].format(code=report.code))
    colon = "\u00a0:" if language == "fr" else ":"
    return f"{'✓' if report.good else '✗'} {report.network}, {report.account}{colon} {', '.join(said)}"


def standing(language: str) -> dict[str, list[Report]] | None:
    """The connected accounts of this installation, by network; None where there is none, or none that answers.

    Nothing is created: a machine where Balise was never started stays as it is.
    """
    from balise.web.config.environment import Environment, default_data_folder

    here = Environment()
    database = here.folder("DATA", default_data_folder()) / "balise.sqlite3"
    if not here.text("DATABASE_URL") and not database.is_file():
        return None

    from balise.cli.starting import configured

    configured()

    from django.db import Error
    from django.utils import timezone

    from balise.web.connections.reporting import reports

    found: dict[str, list[Report]] = {}
    try:
        for one in reports(now=timezone.now(), language=language):
            found.setdefault(one.network, []).append(one)
    except Error:  # of an older version, or one that does not answer: ``balise doctor`` says more
        return None
    return found
