"""``balise jobs``: the automatic work alone, for a machine among several; a supervisor starts and stops it."""

from __future__ import annotations

import os

import click

from balise.cli.language import say
from balise.cli.serve import check_ready


@click.command("jobs", help=say("Démarre les tâches seules.", "Start the jobs alone."))
def command() -> None:
    """The database must have been prepared (``balise upgrade``). Leaves with 0 on SIGTERM, its task in hand done."""
    from balise.web.config.working import work

    os.environ["BALISE_PROCESS_KIND"] = "jobs"  # before the settings are read
    check_ready()
    work()
