"""The wrapped keys of records, apart from backups, in one file that follows the database instead of piling up.

A backup keeps what it holds for months; a destroyed key must not. So backups hold none: ``balise-<mark>.keys`` beside
them holds every wrapped key still alive, those that an emptied database no longer knows included (the backups of before
need them), and the list of what was destroyed. ``<mark>`` tells under which master key they are wrapped.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from balise.web.operations.backups.archive import flush_folder
from balise.web.operations.backups.sqlite import reading
from balise.web.operations.trouble import Trouble
from balise.web.vault.destructions import Destroyed
from balise.web.vault.models import WrappedKey

_TABLES = """
CREATE TABLE IF NOT EXISTS living (
  tab TEXT NOT NULL, record TEXT NOT NULL, wrapped BLOB NOT NULL, created TEXT NOT NULL, PRIMARY KEY (tab, record)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS destroyed (
  tab TEXT NOT NULL, record TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (tab, record)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS updated (at TEXT NOT NULL);
"""


def file_in(folder: Path, *, mark: str) -> Path:
    """The file of a folder of backups."""
    return folder / f"balise-{mark}.keys"


def update(path: Path, *, destroyed: Iterable[Destroyed], now: dt.datetime) -> int:
    """Bring the file up to the database; how many living keys it holds. It is replaced whole or not at all."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        draft.touch(mode=0o600, exist_ok=False)
        if path.exists():
            _sound(path)
            shutil.copyfile(path, draft)
        with closing(sqlite3.connect(draft)) as store:
            store.executescript(f"PRAGMA secure_delete=ON; {_TABLES}")
            rows = WrappedKey.objects.order_by("pk").values_list("table", "record", "wrapped", "created", "destroyed")
            for table, record, wrapped, created, gone in rows.iterator(chunk_size=2_000):
                if wrapped is None:
                    _forget(store, table, record, gone or now)
                else:
                    store.execute(
                        "INSERT OR REPLACE INTO living VALUES (?, ?, ?, ?)",
                        (table, record, bytes(wrapped), created.isoformat()),
                    )
            for one in destroyed:
                _forget(store, one.table, one.record, one.at)
            store.execute("DELETE FROM updated")
            store.execute("INSERT INTO updated VALUES (?)", (now.isoformat(),))
            store.commit()
            store.execute("VACUUM")
            (count,) = store.execute("SELECT count(*) FROM living").fetchone()
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(path)
        flush_folder(path.parent)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_FULL":
            raise OSError(28, "disk full") from error
        raise
    finally:
        draft.unlink(missing_ok=True)
    return int(count)


def _forget(store: sqlite3.Connection, table: str, record: str, at: dt.datetime) -> None:
    store.execute("DELETE FROM living WHERE tab = ? AND record = ?", (table, record))
    store.execute("INSERT OR IGNORE INTO destroyed VALUES (?, ?, ?)", (table, record, at.isoformat()))


def living(path: Path) -> Iterator[tuple[str, str, bytes, dt.datetime]]:
    """Every living key: table, record, the wrapped key, since when."""
    with closing(_reading(path)) as store:
        for table, record, wrapped, created in store.execute("SELECT tab, record, wrapped, created FROM living"):
            yield table, record, wrapped, dt.datetime.fromisoformat(created)


def gone(path: Path) -> Iterator[Destroyed]:
    """Every destruction the file knows."""
    with closing(_reading(path)) as store:
        for table, record, at in store.execute("SELECT tab, record, at FROM destroyed"):
            yield Destroyed(table=table, record=record, at=dt.datetime.fromisoformat(at))


def updated(path: Path) -> dt.datetime | None:
    """When the file was last brought up to the database."""
    with closing(_reading(path)) as store:
        row = store.execute("SELECT at FROM updated").fetchone()
    return dt.datetime.fromisoformat(row[0]) if row else None


def _reading(path: Path) -> sqlite3.Connection:
    _sound(path)
    return reading(path)


def _sound(path: Path) -> None:
    try:
        with closing(reading(path)) as store:
            if store.execute("PRAGMA quick_check").fetchone()[0] == "ok":
                store.execute("SELECT count(*) FROM living").fetchone()
                return
    except sqlite3.DatabaseError:
        pass
    raise Trouble(
        "wrapped-keys-damaged",
        fr=f"Le fichier des clés enveloppées est abîmé\u00a0: {path}. Prenez sa copie faite ailleurs. Rien n’a été changé.",
        en=f"The file of wrapped keys is damaged: {path}. Take its copy kept elsewhere. Nothing was changed.",
    )
