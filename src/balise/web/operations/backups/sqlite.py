"""SQLite: a copy by its own backup interface, in one step, while others go on writing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from balise.web.operations.backups.tables import LEFT_OUT
from balise.web.operations.trouble import Trouble

NAME = "database/balise.sqlite3"


def reading(path: Path) -> sqlite3.Connection:
    """The file opened to be read only, whatever its name holds."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=60)


def copy(source: Path, target: Path) -> None:
    """The database as it is at one moment, without what is left out of backups; ``target`` must not exist."""
    # one step: in several, each write of another process would start it over, for ever on a busy day
    with closing(reading(source)) as old:
        target.touch(mode=0o600, exist_ok=False)
        with closing(sqlite3.connect(target)) as new:
            _raise_as_disk(old.backup, new)
            new.execute("PRAGMA journal_mode=DELETE")
            known = tables(new)
            for table in sorted(LEFT_OUT & known):
                new.execute(f"DELETE FROM {table}")
            new.commit()
            _raise_as_disk(new.execute, "VACUUM")  # what was deleted would still lie in free pages


def check(path: Path) -> None:
    """``Trouble`` when the file is not a sound database."""
    with closing(reading(path)) as database:
        try:
            said = database.execute("PRAGMA quick_check").fetchone()[0]
            broken = database.execute("PRAGMA foreign_key_check").fetchone()
        except sqlite3.DatabaseError as error:
            said, broken = str(error), None
    if said != "ok" or broken is not None:
        raise Trouble(
            "unsound-database",
            fr="La base de données de cette sauvegarde est abîmée. Rien n’a été restauré. Prenez-en une autre.",
            en="The database in this backup is damaged. Nothing was restored. Take another one.",
        )


def facts(path: Path) -> tuple[list[list[str]], int]:
    """The migrations applied and the number of the audit's last record."""
    with closing(reading(path)) as database:
        known = tables(database)
        if "django_migrations" not in known:
            raise Trouble(
                "no-data",
                fr="Il n’y a rien à sauvegarder\u00a0: Balise n’a jamais été démarrée ici (balise up).",
                en="There is nothing to back up: Balise was never started here (balise up).",
            )
        migrations = [list(row) for row in database.execute("SELECT app, name FROM django_migrations ORDER BY id")]
        head = database.execute("SELECT number FROM audit_head").fetchone() if "audit_head" in known else None
    return migrations, int(head[0]) if head else 0


def tables(database: sqlite3.Connection) -> set[str]:
    """Names of the tables."""
    return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _raise_as_disk(call: object, *arguments: object) -> None:
    """SQLite tells a full disk in words of its own; the others of the house know ``OSError``."""
    try:
        call(*arguments)  # type: ignore[operator]
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_FULL":
            raise OSError(28, "disk full") from error
        if error.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            raise OSError(13, "not writable") from error
        raise
