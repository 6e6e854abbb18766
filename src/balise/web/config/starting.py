"""From nothing to something that can serve: database, cache, audit triggers, demo. ``balise up`` calls ``prepare``."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from balise.web.audit.triggers import missing
from balise.web.config import jobs
from balise.web.people.installation import begin
from balise.web.search.indexing import rebuild
from balise.web.search.models import Entry


class NotReady(Exception):
    """What stands in the way, in words of ours."""


def prepare(*, demo: bool) -> None:
    """Migrate, say what this database is, fill the demo once, and check. Raises ``NotReady`` or ``WrongDatabase``."""
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    call_command("createcachetable", verbosity=0)
    _tighten(settings.BALISE_DATA)
    begin(demo=demo)
    _index_what_was_there()
    if demo and find_spec("balise.web.demo") is not None:
        import_module("balise.web.demo.filling").fill(now=timezone.now())
    _check_triggers()


def ready_to_serve() -> None:
    """Called by each web process: refuses a demo on other data and an audit without its triggers."""
    begin(demo=settings.BALISE_DEMO)
    _check_triggers()
    jobs.connect()


def _index_what_was_there() -> None:
    """Records from before there was a search are found too: the index is made when it is empty."""
    if not Entry.objects.exists():
        for _source, _number in rebuild():
            pass


def _check_triggers() -> None:
    absent = missing()
    if absent:
        raise NotReady("audit: " + ", ".join(absent))


def _tighten(folder: Path) -> None:
    """The data are for this account alone, whatever the umask was."""
    folder.chmod(0o700)
    for path in folder.glob("*.sqlite3*"):
        path.chmod(0o600)
