"""``balise doctor``: what could keep Balise from working here, each line with its cure."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from balise.cli.language import say

Finding = tuple[bool, str]


@click.command("doctor", help=say("Dit ce qui va et ce qui ne va pas ici.", "Says what is well here and what is not."))
def command() -> None:
    """Leaves with 0 when all is well, 1 when something must be seen to."""
    ill = False
    for well, text in findings():
        click.echo(("✓ " if well else "✗ ") + text)
        ill = ill or not well
    raise SystemExit(1 if ill else 0)


def findings() -> Iterator[Finding]:
    """One line for each thing looked at. A look that fails is a finding too."""
    for look in (_python, _settings, _disk, _keys, _migrations, _triggers, _outbox, _pack):
        try:
            yield from look()
        except Exception as error:  # noqa: BLE001 - the doctor goes on whatever one look met
            yield False, f"{look.__name__.strip('_')}: {type(error).__name__}: {error}"


def _python() -> Iterator[Finding]:
    yield sys.version_info >= (3, 11), f"Python {sys.version.split()[0]}"


def _settings() -> Iterator[Finding]:
    from balise.web.config.booting import configure

    configure()

    from django.conf import settings

    yield True, say(f"données : {settings.BALISE_DATA}", f"data: {settings.BALISE_DATA}")
    yield True, say(f"clés : {settings.BALISE_KEYS}", f"keys: {settings.BALISE_KEYS}")


def _disk() -> Iterator[Finding]:
    from django.conf import settings

    free = shutil.disk_usage(settings.BALISE_DATA).free // 2**20
    yield free > 500, say(f"place libre : {free} Mo", f"free space: {free} MB")


def _keys() -> Iterator[Finding]:
    from django.conf import settings

    for path in (Path(settings.BALISE_KEYS), *sorted(Path(settings.BALISE_KEYS).glob("*.key"))):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077 and sys.platform != "win32":
            wanted = "700" if path.is_dir() else "600"
            yield False, say(f"trop ouvert : chmod {wanted} {path}", f"too open: chmod {wanted} {path}")
            return
    yield True, say("les clés ne sont qu’à ce compte", "keys belong to this account only")


def _migrations() -> Iterator[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    due = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    yield (
        not due,
        say(
            f"base de données : {due} migration(s) en attente, lancez balise up" if due else "base de données à jour",
            f"database: {due} migration(s) due, run balise up" if due else "database up to date",
        ),
    )


def _triggers() -> Iterator[Finding]:
    from balise.web.audit.triggers import missing

    absent = missing()
    yield (
        not absent,
        say("gardes du registre : ", "guards of the audit: ") + (", ".join(absent) or say("en place", "in place")),
    )


def _outbox() -> Iterator[Finding]:
    from balise.web.outbox.dispatching import counts

    found = counts()
    stuck = found["uncertain"] + found["failed"]
    yield not stuck, say("envois : ", "outbox: ") + ", ".join(f"{state} {n}" for state, n in found.items())


def _pack() -> Iterator[Finding]:
    from balise.policy.files import default_pack
    from balise.policy.loading import load_policy

    policy = load_policy(default_pack())
    name = f"{policy.id}@{policy.version}"
    yield True, say(f"politique : {name}", f"policy: {name}")
