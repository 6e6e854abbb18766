"""PostgreSQL: every table by COPY inside one REPEATABLE READ transaction, and back inside one transaction.

No ``pg_dump``: its version must follow the server's and it is not on the machine of the web processes. See
docs/decisions/0016-backups-of-postgresql-by-copy.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import psycopg
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from balise.web.operations.backups.manifest import Member
from balise.web.operations.backups.tables import LEFT_OUT
from balise.web.operations.trouble import Trouble

FOLDER = "database/"
_MIGRATIONS = "django_migrations"


@contextmanager
def snapshot() -> Iterator[psycopg.Connection[Any]]:
    """A connection of its own that sees the database as it is now, whatever others write meanwhile."""
    wrapper = connections.create_connection("default")
    wrapper.connect()
    raw: psycopg.Connection[Any] = wrapper.connection  # type: ignore[assignment]
    try:
        raw.autocommit = False
        raw.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        raw.read_only = True
        with wrapper.wrap_database_errors:
            yield raw
    finally:
        raw.rollback()
        wrapper.close()


def facts(raw: psycopg.Connection[Any]) -> tuple[list[list[str]], int]:
    """The migrations applied and the number of the audit's last record."""
    known = set(tables())
    if _MIGRATIONS not in known:
        raise Trouble(
            "no-data",
            fr="Il n’y a rien à sauvegarder\u00a0: Balise n’a jamais été démarrée sur cette base (balise upgrade).",
            en="There is nothing to back up: Balise was never started on this database (balise upgrade).",
        )
    migrations = [list(row) for row in raw.execute("SELECT app, name FROM django_migrations ORDER BY id")]
    head = raw.execute("SELECT number FROM audit_head").fetchone() if "audit_head" in known else None
    return migrations, int(head[0]) if head else 0


def tables() -> list[str]:
    """Our tables: those of models, and the list of migrations. Not the queue's, nor the cache."""
    names = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
    every = set(connection.introspection.table_names())
    return sorted(names | ({_MIGRATIONS} & every))


def carried() -> list[str]:
    """The tables whose rows are in a backup."""
    return [name for name in tables() if name not in LEFT_OUT]


def columns(raw: psycopg.Connection[Any], table: str) -> list[str]:
    """The columns of a table that are written, not worked out by the server."""
    found = raw.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
        "AND attgenerated = '' ORDER BY attnum",
        [f'"{table}"'],
    )
    return [name for (name,) in found]


def copy_out(raw: psycopg.Connection[Any], table: str, names: list[str], file: IO[bytes]) -> None:
    """The rows of a table, in PostgreSQL's own text form, which every version reads."""
    query = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), _list(names))
    with raw.cursor().copy(query) as copying:
        for piece in copying:
            file.write(piece)


def occupied() -> bool:
    """Whether the database already holds tables of ours."""
    return bool(tables())


def other_clients() -> int:
    """How many others are connected to this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return int(cursor.fetchone()[0])


def drop_ours() -> None:
    """Take away our tables, inside the caller's transaction; those of apps that this version no longer knows too.

    The queue and the cache stay: what they hold is worth nothing, and others may share the database.
    """
    every = connection.introspection.table_names()
    with connection.cursor() as cursor:
        labels: set[str] = set()
        if _MIGRATIONS in every:
            cursor.execute(f"SELECT DISTINCT app FROM {_MIGRATIONS}")
            labels = {f"{app}_" for (app,) in cursor.fetchall()}
        ours = set(tables()) | {name for name in every if name.startswith(tuple(labels))}
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in sorted(ours):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(name)} CASCADE")


def build_as_it_was(migrations: list[list[str]]) -> None:
    """Empty tables in the form they had in the backup: the same migrations, no more."""
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, name in migrations}
    graph = executor.loader.graph
    last = [  # of each app: an earlier one as a target would mean going back to it
        node
        for node in sorted(wanted & set(graph.nodes))
        if not any(child.key[0] == node[0] and child.key in wanted for child in graph.node_map[node].children)
    ]
    executor.migrate(last)


def load(folder: Path, members: list[Member]) -> None:
    """The rows, in the caller's transaction; links between tables are checked once all are there."""
    ours = {member.name: member for member in members if member.name.startswith(FOLDER)}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what migrations themselves wrote has nothing pending
        names = ", ".join(connection.ops.quote_name(name) for name in tables())
        cursor.execute(f"TRUNCATE {names}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        raw: Any = connection.connection
        for name, member in sorted(ours.items()):
            table = name.removeprefix(FOLDER).removesuffix(".copy")
            query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _list(member.columns))
            with (
                connection.wrap_database_errors,
                raw.cursor().copy(query) as copying,
                (folder / name).open("rb") as file,
            ):
                while piece := file.read(1 << 20):
                    copying.write(piece)
            _reset_sequences(cursor, table)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _reset_sequences(cursor: Any, table: str) -> None:
    quoted = connection.ops.quote_name(table)
    cursor.execute(
        "SELECT attname, pg_get_serial_sequence(%s, attname) FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        [quoted, quoted],
    )
    for column, sequence in cursor.fetchall():
        if sequence:
            name = connection.ops.quote_name(column)
            cursor.execute(
                f"SELECT setval(%s, coalesce(max({name}), 0) + 1, false) FROM {quoted}",
                [sequence],
            )


def _list(names: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))


@contextmanager
def alone() -> Iterator[None]:
    """One at a time among all machines: who upgrades. Does nothing on SQLite, whose writers queue."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7312046)")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(7312046)")
