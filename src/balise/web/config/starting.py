"""From nothing to something that can serve: database, cache, audit triggers, demo. ``balise up`` calls ``prepare``."""

from __future__ import annotations

import logging
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from balise.policy.problems import PackError
from balise.screening.semantics import sentences
from balise.web.audit.triggers import missing
from balise.web.config import jobs
from balise.web.operations import processes, upgrading
from balise.web.operations.key_state import wrong_keys
from balise.web.people.installation import begin
from balise.web.search.indexing import complete
from balise.web.setup import choosing
from balise.web.setup.models import Organisation
from balise.web.vault import destructions
from balise.web.verdicts.engine import Part, judge


class NotReady(Exception):
    """What stands in the way, in words of ours."""


def prepare(*, demo: bool) -> upgrading.Upgraded:
    """Upgrade, say what this database is, fill the demo once, and check.

    Raises ``NotReady``, ``WrongDatabase`` or ``Trouble``.
    """
    _check_keys()  # before anything is written under a key that was drawn because the right one is not there
    upgraded = upgrading.upgrade(now=timezone.now(), careful=False)
    _tighten(settings.BALISE_DATA)
    begin(demo=demo)
    complete()  # records from before there was a search, or from before it held their kind, are found too
    if demo and find_spec("balise.web.demo") is not None:
        import_module("balise.web.demo.filling").fill(now=timezone.now())
    _check_triggers()
    _take_up_organisation()
    return upgraded


def check_ready() -> None:
    """For processes that find a database prepared by another machine: raises ``NotReady`` when it is not."""
    due = upgrading.migrations_due()
    if due:
        raise NotReady(f"{len(due)} migrations: balise upgrade")
    _check_keys()
    begin(demo=settings.BALISE_DEMO)
    _check_triggers()
    _take_up_organisation()


def ready_to_serve() -> None:
    """Called by each web process: refuses a demo on other data, other keys, and an audit without its triggers."""
    _check_keys()
    begin(demo=settings.BALISE_DEMO)
    _check_triggers()
    jobs.connect()
    alive("web")


def alive(kind: str) -> None:
    """This process says from now on that it is alive, when it is one that the commands of the house started."""
    if settings.BALISE_PROCESS_KIND:
        destructions.catch_up()
        processes.Heartbeat(kind).start()
        connections.close_all()


def settle_down() -> None:
    """The last to leave: what SQLite wrote beside its file goes back into it."""
    processes.bury_dead(now=timezone.now())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()


def _check_keys() -> None:
    wrong = wrong_keys()
    if wrong:
        said = ", ".join(f"{name}.key ({state})" for name, state in wrong)
        raise NotReady(f"{settings.BALISE_KEYS}: {said}; balise keys restore")


def _take_up_organisation() -> None:
    """The name and the policy chosen on another machine, or in the backup these data come from."""
    organisation = Organisation.objects.first()
    if organisation is not None and not (settings.BALISE_DATA / "organisation.json").is_file():
        choosing.write(organisation)


def warm_up() -> None:
    """Screen a word, so that whoever asks first waits neither for the policy to be compiled nor for sentences."""
    try:
        judge((Part(place="text:first", text="Bonjour"),), voice="official")
        if sentences.installed():  # only uncertain texts are weighed by it: that word would not load it
            sentences.vectors(("Bonjour",))
    except PackError as error:  # pages say what is wrong with it, and ``balise doctor`` where
        logging.getLogger("balise.start").warning("policy: %s", type(error).__name__)


def _check_triggers() -> None:
    absent = missing()
    if absent:
        raise NotReady("audit: " + ", ".join(absent))


def _tighten(folder: Path) -> None:
    """The data are for this account alone, whatever the umask was."""
    folder.chmod(0o700)
    for path in folder.glob("*.sqlite3*"):
        path.chmod(0o600)
