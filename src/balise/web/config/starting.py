"""From nothing to something that can serve: database, cache, audit triggers, demo. ``balise up`` calls ``prepare``."""

from __future__ import annotations

import logging
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from balise.policy.problems import PackError
from balise.web.audit.triggers import missing
from balise.web.config import jobs
from balise.web.people.installation import begin
from balise.web.verdicts.engine import Part, judge


class NotReady(Exception):
    """What stands in the way, in words of ours."""


def prepare(*, demo: bool) -> None:
    """Migrate, say what this database is, fill the demo once, and check. Raises ``NotReady`` or ``WrongDatabase``."""
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    call_command("createcachetable", verbosity=0)
    _tighten(settings.BALISE_DATA)
    begin(demo=demo)
    if demo and find_spec("balise.web.demo") is not None:
        import_module("balise.web.demo.filling").fill(now=timezone.now())
    _check_triggers()


def ready_to_serve() -> None:
    """Called by each web process: refuses a demo on other data and an audit without its triggers."""
    begin(demo=settings.BALISE_DEMO)
    _check_triggers()
    jobs.connect()


def warm_up() -> None:
    """Screen a word, so that the first person who asks does not wait for the policy to be compiled."""
    try:
        judge((Part(place="text:first", text="Bonjour"),), voice="official")
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
