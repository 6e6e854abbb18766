"""What a backup must not bring back with it.

Everything here runs on tables as they were, which an older version of Balise made: a table it did not have is passed
over. Only names of our own tables are written into the queries.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps
from django.db import connection

from balise.web.operations.backups.tables import OUTBOX, WRAPPED_KEYS
from balise.web.outbox.dispatching import RESTORED


def leave_numbers_behind() -> None:
    """Never draw again a number that has, or had, a key: destroyed ones of after the backup would be refused for ever.

    To be called once the wrapped keys are back, and again after migrations: SQLite forgets a sequence when it makes a
    table anew.
    """
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for label, record in _highest(cursor).items():
            try:
                model = apps.get_model(label)
            except (LookupError, ValueError):
                continue  # of an app that is no longer here
            if model._meta.db_table in there:
                column = str(model._meta.pk.column)
                (_sqlite if connection.vendor == "sqlite" else _postgres)(cursor, model._meta.db_table, column, record)


def close_doors(*, now: dt.datetime) -> None:
    """End tokens, calendar addresses, paper codes and signing links: nobody knows which were ended or used since."""
    there = set(connection.introspection.table_names())
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        for table, change in (
            ("api_token", "state = 'revoked', revoked = %s WHERE state = 'active'"),
            ("tasks_calendarfeed", "revoked = %s WHERE revoked IS NULL"),
            ("signing_signinglink", "state = 'cancelled' WHERE state = 'open'"),
            ("people_papercode", "expires = %s WHERE used IS NULL AND expires > %s"),
            ("lifecycle_departurelink", "state = 'cancelled', expires = %s WHERE state = 'open'"),
        ):
            if table in there:
                cursor.execute(f"UPDATE {table} SET {change}", [moment] * change.count("%s"))


def leave_unsent(*, now: dt.datetime) -> int:
    """Nothing that may have left since the backup leaves by itself; how many rows of the outbox a person must settle.

    Daily mails are not kept waiting: what they told is in the application.
    """
    there = set(connection.introspection.table_names())
    outbox = connection.ops.quote_name(OUTBOX)
    with connection.cursor() as cursor:
        if "notifications_notification" in there:
            cursor.execute("UPDATE notifications_notification SET mail = 'none' WHERE mail = 'daily'")
        cursor.execute(
            f"UPDATE {outbox} SET state = 'uncertain', error = %s, lease = '', lease_until = NULL "
            "WHERE state IN ('waiting', 'sending') AND not_before <= %s OR state = 'uncertain'",
            [RESTORED, connection.ops.adapt_datetimefield_value(now)],
        )
        return int(cursor.rowcount)


def _highest(cursor: Any) -> dict[str, int]:
    keys, named = map(connection.ops.quote_name, (WRAPPED_KEYS, "table"))
    cursor.execute(f"SELECT {named}, record FROM {keys}")
    highest: dict[str, int] = {}
    for label, record in cursor:
        if record.isascii() and record.isdigit() and len(record) < 19:  # some are named by chance, not by number
            highest[label] = max(highest.get(label, 0), int(record))
    return highest


def _sqlite(cursor: Any, table: str, _column: str, record: int) -> None:
    cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s", [record, table])
    if not cursor.rowcount:
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, record])


def _postgres(cursor: Any, table: str, column: str, record: int) -> None:
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [connection.ops.quote_name(table), column])
    (sequence,) = cursor.fetchone()
    if sequence:
        cursor.execute(f"SELECT setval(%s, %s) FROM {sequence} WHERE last_value <= %s", [sequence, record, record])
