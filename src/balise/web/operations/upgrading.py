"""From the tables of one version to those of another, with a backup first and a way back."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from balise.web.audit.triggers import missing
from balise.web.operations.backups import keeping
from balise.web.operations.backups.making import make
from balise.web.operations.backups.postgres import alone
from balise.web.operations.backups.returning import leave_numbers_behind
from balise.web.operations.processes import alive
from balise.web.operations.trouble import Trouble

_log = logging.getLogger("balise.upgrade")


@dataclass(frozen=True, kw_only=True)
class Upgraded:
    """How many migrations were applied, and the backup made before, if there was anything to lose."""

    applied: int
    backup: Path | None


def migrations_due() -> list[tuple[str, str]]:
    """Migrations of this version that the database has not had."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _ in plan]


def has_data() -> bool:
    """Whether the database was ever prepared."""
    return bool(MigrationRecorder(connection).applied_migrations())


def upgrade(*, now: dt.datetime, careful: bool = True) -> Upgraded:
    """Apply what is due. With data there, they are backed up first; without that backup nothing is applied.

    ``careful`` also refuses while processes of Balise are at work. ``Trouble`` of kind ``upgrade-failed`` leaves the
    way back open: ``before()``.
    """
    with alone():
        due = migrations_due()
        if not due:
            call_command("createcachetable", verbosity=0)
            return Upgraded(applied=0, backup=None)
        backup = None
        if has_data():
            if careful and _at_work(now):
                raise Trouble(
                    "running",
                    fr="Balise tourne encore. Arrêtez le web et les tâches (sur toutes les machines), puis recommencez. "
                    "Rien n’a été touché.",
                    en="Balise is still running. Stop the web and the jobs (on every machine), then try again. Nothing "
                    "was touched.",
                )
            if not settings.BALISE_DEMO:
                backup = make(keeping.path_for(now, why=keeping.BEFORE_UPGRADE)).path
        try:
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
            call_command("createcachetable", verbosity=0)
            leave_numbers_behind()  # SQLite forgets how far a table had counted when it makes it anew
            absent = missing()
        except Exception as error:
            _log.exception("a migration failed")
            raise _failed(backup, type(error).__name__) from error
        if absent:
            raise _failed(backup, "triggers")
        return Upgraded(applied=len(due), backup=backup)


def before() -> Path:
    """The backup made before the last upgrade. ``Trouble`` when there is none."""
    found = keeping.ours(Path(settings.BALISE_BACKUP_FOLDER), why=keeping.BEFORE_UPGRADE)
    if not found:
        raise Trouble(
            "no-way-back",
            fr=f"Aucune sauvegarde d’avant une mise à niveau dans {settings.BALISE_BACKUP_FOLDER}. Une autre peut servir\u00a0: "
            "balise restore FICHIER --replace.",
            en=f"No backup from before an upgrade in {settings.BALISE_BACKUP_FOLDER}. Another may do: "
            "balise restore FILE --replace.",
        )
    return found[0]


def keep_what_is_there(*, now: dt.datetime) -> Path | None:
    """Before going back: on PostgreSQL what is there would be gone for good; a data folder is kept anyway."""
    if connection.vendor != "postgresql":
        return None
    return make(keeping.path_for(now, why=keeping.BEFORE_GOING_BACK)).path


def _at_work(now: dt.datetime) -> bool:
    try:
        return bool(alive(now=now))
    except DatabaseError:  # tables from before processes were told
        return False


def _failed(backup: Path | None, kind: str) -> Trouble:
    return Trouble(
        "upgrade-failed",
        fr=f"La mise à niveau n’a pas réussi ({kind}). La sauvegarde d’avant\u00a0: {backup or '—'}. Pour revenir\u00a0: balise "
        "upgrade --back.",
        en=f"The upgrade did not succeed ({kind}). The backup from before: {backup or '—'}. To go back: balise upgrade "
        "--back.",
    )
