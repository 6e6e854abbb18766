"""Triggers that refuse to change, replace, delete or truncate the audit, on both databases.

Django's AlterField rebuilds a SQLite table and drops its triggers silently, so they are put back after each migration
and looked for at start.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from balise.web.audit.chain import FIRST
from balise.web.audit.models import Head

_RECORD, _HEAD = "audit_record", "audit_head"
_NEW_IS_OLD = f"EXISTS (SELECT 1 FROM {_RECORD} WHERE number = NEW.number)"

_SQLITE = {
    "audit_record_no_update": f"BEFORE UPDATE ON {_RECORD} BEGIN SELECT RAISE(ABORT, 'audit: append only'); END",
    "audit_record_no_delete": f"BEFORE DELETE ON {_RECORD} BEGIN SELECT RAISE(ABORT, 'audit: append only'); END",
    # INSERT OR REPLACE deletes without the trigger above being asked
    "audit_record_no_replace": f"BEFORE INSERT ON {_RECORD} WHEN {_NEW_IS_OLD} "
    "BEGIN SELECT RAISE(ABORT, 'audit: append only'); END",
    "audit_head_no_delete": f"BEFORE DELETE ON {_HEAD} BEGIN SELECT RAISE(ABORT, 'audit: append only'); END",
    "audit_head_forward": f"BEFORE UPDATE ON {_HEAD} WHEN NEW.number <= OLD.number OR NEW.id <> OLD.id "
    "BEGIN SELECT RAISE(ABORT, 'audit: append only'); END",
    "audit_head_no_replace": f"BEFORE INSERT ON {_HEAD} WHEN EXISTS (SELECT 1 FROM {_HEAD}) AND "
    f"NOT (NEW.number = 0 AND EXISTS (SELECT 1 FROM {_HEAD} WHERE id = NEW.id AND number = 0)) "
    "BEGIN SELECT RAISE(ABORT, 'audit: append only'); END",
}

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'audit: append only' USING ERRCODE = 'restrict_violation'; END $$;
CREATE OR REPLACE FUNCTION audit_refuse_known() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM audit_record WHERE number = NEW.number) THEN
    RAISE EXCEPTION 'audit: append only' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION audit_head_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number <= OLD.number OR NEW.id <> OLD.id THEN
    RAISE EXCEPTION 'audit: append only' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
"""
_POSTGRESQL = {
    "audit_record_no_change": f"BEFORE UPDATE OR DELETE ON {_RECORD} FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "audit_record_no_truncate": f"BEFORE TRUNCATE ON {_RECORD} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    "audit_record_no_replace": f"BEFORE INSERT ON {_RECORD} FOR EACH ROW EXECUTE FUNCTION audit_refuse_known()",
    "audit_head_no_delete": f"BEFORE DELETE ON {_HEAD} FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "audit_head_no_truncate": f"BEFORE TRUNCATE ON {_HEAD} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    "audit_head_forward": f"BEFORE UPDATE ON {_HEAD} FOR EACH ROW EXECUTE FUNCTION audit_head_forward()",
}


def _tables_exist(connection: BaseDatabaseWrapper) -> bool:
    names = connection.introspection.table_names()
    return _RECORD in names and _HEAD in names


def install(alias: str = "default") -> None:
    """Put the triggers (back) in their present form."""
    connection = connections[alias]
    if not _tables_exist(connection):
        return
    lift(alias)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for name, body in _of(connection).items():
            cursor.execute(f"CREATE TRIGGER {name} {body}")


def lift(alias: str = "default") -> None:
    """Take them away: for the test fixture that plays a hostile administrator, and for ``install``."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for name, body in _of(connection).items():
            table = _HEAD if _HEAD in body.split(" BEGIN ")[0].split(" WHEN ")[0] else _RECORD
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(alias: str = "default") -> list[str]:
    """Names of triggers that are absent, disabled or not in their present form."""
    connection = connections[alias]
    if not _tables_exist(connection):
        return []
    wanted = _of(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")
            present = {name for (name,) in cursor.fetchall()}
            return sorted(set(wanted) - present)
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = dict(cursor.fetchall())
    return sorted(name for name, body in wanted.items() if found.get(name) != f"CREATE TRIGGER {name} {body}")


def _of(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


def after_migrations(sender: Any, using: str = "default", **_: Any) -> None:  # noqa: ARG001 - a signal's arguments
    """Receiver of ``post_migrate``: the head row is there before anybody needs it, and so are the triggers."""
    install(using)
    if _tables_exist(connections[using]) and not Head.objects.using(using).exists():
        Head.objects.using(using).create(pk=1, number=0, mac=FIRST)
