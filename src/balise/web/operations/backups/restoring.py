"""Being back from a backup: everything is read and checked apart, and takes its place at the very end.

SQLite: the caller has pointed ``BALISE_DATA`` at an empty folder beside the one to restore (``beside``) before the
settings were read; that folder then takes the name of the other, which is kept under a name that says when. PostgreSQL:
one transaction. What was destroyed since the backup is destroyed again, nothing that may already have been sent is
sent by itself, and no secret that may have been revoked since opens anything.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, connections, transaction

from balise.web.audit.verifying import Break, heads_file, verify
from balise.web.evidence import sealing
from balise.web.operations import transitions
from balise.web.operations.backups import postgres, refusing, sqlite, wrapped
from balise.web.operations.backups.archive import file_hash, flush_folder, head_of, unpack
from balise.web.operations.backups.making import CERTIFICATES
from balise.web.operations.backups.manifest import Head, check_head, key_mark
from balise.web.operations.backups.returning import close_doors, leave_numbers_behind, leave_unsent
from balise.web.operations.backups.tables import WRAPPED_KEYS
from balise.web.operations.models import Backup
from balise.web.operations.processes import dead_here
from balise.web.operations.trouble import telling_disk_trouble
from balise.web.retention.transitions import destroy_again
from balise.web.vault import destructions
from balise.web.workflow import System

_STARTED_LATELY = dt.timedelta(minutes=2)


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What came back."""

    head: Head
    destroyed_again: int
    to_settle: int  # outbox rows of which nobody knows whether they were carried out after the backup
    before: Path | None  # where the data that were there are kept
    broken: Break | None  # the audit's first fault, if it has one


def beside(target: Path) -> Path:
    """The folder where the data are prepared before they become ``target``."""
    return target.with_name(f"{target.name}.restoring-{os.getpid()}")


def restore(
    source: Path,
    *,
    target: Path,
    replace: bool,
    wrapped_keys: Path | None,
    without_wrapped_keys: bool,
    now: dt.datetime,
    migrate: bool = True,
) -> Restored:
    """Put back the backup ``source`` as the data folder ``target``. Raises ``Trouble`` with nothing changed.

    ``migrate=False`` leaves the tables in the form they had, for an older version of Balise.
    """
    keys = Path(settings.BALISE_KEYS)
    with telling_disk_trouble(target.parent):
        head = head_of(source)
        check_head(head, vendor=connection.vendor, keys=keys, connection=connection)
        store = _store(head, source, asked=wrapped_keys, without=without_wrapped_keys)
        if connection.vendor == "sqlite":
            return _sqlite(source, head, store, target=target, replace=replace, now=now, migrate=migrate)
        return _postgres(source, head, store, replace=replace, now=now, migrate=migrate)


def _sqlite(
    source: Path, head: Head, store: Path | None, *, target: Path, replace: bool, now: dt.datetime, migrate: bool
) -> Restored:
    work = Path(settings.BALISE_DATA)
    connections.close_all()  # asking which migrations are known opened an empty database there
    for empty in work.glob("balise.sqlite3*"):
        empty.unlink()
    try:
        _free(target, replace=replace, now=now)
        unpack(source, work, keys=Path(settings.BALISE_KEYS))
        database = work / "balise.sqlite3"
        (work / sqlite.NAME).replace(database)
        (work / "database").rmdir()
        sqlite.check(database)
        with transaction.atomic():
            destroyed, to_settle = _replay(store, now=now)
        broken = _finish(source, head, destroyed, to_settle, migrate=migrate, now=now)
        if Path(default_storage.location if hasattr(default_storage, "location") else "") != work / "files":
            _place_files(work / "files")
            shutil.rmtree(work / "files", ignore_errors=True)
        _take_certificates_back(work)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()
        before = _swap(work, target, now=now)
    except BaseException:
        connections.close_all()
        shutil.rmtree(work, ignore_errors=True)
        raise
    return Restored(head=head, destroyed_again=destroyed, to_settle=to_settle, before=before, broken=broken)


def _postgres(
    source: Path, head: Head, store: Path | None, *, replace: bool, now: dt.datetime, migrate: bool
) -> Restored:
    data = Path(settings.BALISE_DATA)
    data.parent.mkdir(parents=True, exist_ok=True)
    work = Path(mkdtemp(prefix=f"{data.name}.restoring-", dir=data.parent))
    try:
        if postgres.occupied() and not replace:
            raise refusing.not_empty("PostgreSQL")
        _nobody_else()
        _, members = unpack(source, work, keys=Path(settings.BALISE_KEYS))
        _place_files(work / "files")
        with transaction.atomic():
            postgres.drop_ours()
            postgres.build_as_it_was(head.migrations)
            postgres.load(work, members)
            destroyed, to_settle = _replay(store, now=now)
        if (work / "audit-heads.jsonl").is_file():
            data.mkdir(mode=0o700, exist_ok=True)
            (work / "audit-heads.jsonl").replace(heads_file())
        broken = _finish(source, head, destroyed, to_settle, migrate=migrate, now=now)
        _take_certificates_back(work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return Restored(head=head, destroyed_again=destroyed, to_settle=to_settle, before=None, broken=broken)


def _store(head: Head, source: Path, *, asked: Path | None, without: bool) -> Path | None:
    """The file of wrapped keys to take: the one asked for, else the one beside the backup or in the usual folder."""
    if without:
        return None
    name = wrapped.file_in(source.absolute().parent, mark=key_mark(Path(settings.BALISE_KEYS))).name
    places = [asked] if asked else [source.absolute().parent / name, Path(settings.BALISE_BACKUP_FOLDER) / name]
    there = [place for place in places if place.is_file()]
    if there:
        never = dt.datetime.min.replace(tzinfo=dt.UTC)
        latest = max(there, key=lambda place: wrapped.updated(place) or never)
        if (wrapped.updated(latest) or never) < head.moment:
            raise refusing.old_wrapped_keys(latest)
        return latest
    if head.wrapped_keys == 0 and asked is None:
        return None
    raise refusing.no_wrapped_keys(places[0])


def _replay(store: Path | None, *, now: dt.datetime) -> tuple[int, int]:
    """Wrapped keys back, less those destroyed by any list there is; sendings of that time left for somebody to settle."""
    gone = {(one.table, one.record): one.at for one in _all_destroyed(store)}
    table = connection.ops.quote_name(WRAPPED_KEYS)
    named = ", ".join(map(connection.ops.quote_name, ("table", "record", "wrapped", "created", "destroyed")))
    insert = f"INSERT INTO {table} ({named}) VALUES (%s, %s, %s, %s, %s)"
    moment = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        for key_table, record, key, created in wrapped.living(store) if store else ():
            if (key_table, record) not in gone:
                cursor.execute(insert, [key_table, record, key, moment(created), None])
        for (key_table, record), at in gone.items():
            cursor.execute(insert, [key_table, record, None, moment(at), moment(at)])
    leave_numbers_behind()
    close_doors(now=now)
    return len(gone), leave_unsent(now=now)


def _all_destroyed(store: Path | None) -> Iterator[destructions.Destroyed]:
    if store is not None:
        yield from wrapped.gone(store)
    try:
        yield from destructions.remembered()
    except destructions.Forged as error:
        raise refusing.forged_list(destructions.list_file(), error.args[0]) from error


def _finish(
    source: Path, head: Head, destroyed: int, to_settle: int, *, migrate: bool, now: dt.datetime
) -> Break | None:
    """The tables of this version, the guards of the audit, the whole chain read again, and why what came after is gone."""
    if migrate:
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        call_command("createcachetable", verbosity=0)
        leave_numbers_behind()
    broken = verify()
    if migrate:
        destroy_again(now=now)
        _settle_backups(source, head, now=now)
        transitions.record_restoration(
            now=now, made=head.moment, audit_number=head.audit_number, destroyed_again=destroyed, to_settle=to_settle
        )
    return broken


def _settle_backups(source: Path, head: Head, *, now: dt.datetime) -> None:
    """In its own copy a backup is under way for ever: it was finished, since we are back from it."""
    running = Backup.objects.filter(state="running").order_by("-started", "-pk")
    for latest, backup in enumerate(running):
        if latest == 0:
            size = source.stat().st_size
            said = {"file": str(source), "size": size, "sha256": file_hash(source), "audit_number": head.audit_number}
            transitions.finish(actor=System("terminal"), backup=backup, now=now, **said)
        else:
            transitions.fail(actor=System("terminal"), backup=backup, error="interrupted", now=now)


def _free(target: Path, *, replace: bool, now: dt.datetime) -> None:
    if not target.exists():
        return
    if os.path.ismount(target):
        raise refusing.mount_point(target)
    database = target / "balise.sqlite3"
    if database.is_file() and _seen_lately(database, now=now):
        raise refusing.still_running()
    if any(target.iterdir()) and not replace:
        raise refusing.not_empty(str(target))


def _seen_lately(database: Path, *, now: dt.datetime) -> bool:
    try:
        with closing(sqlite.reading(database)) as old:
            rows = old.execute("SELECT machine, number, seen FROM operations_process WHERE ended IS NULL").fetchall()
    except sqlite3.DatabaseError:
        return False  # damaged or older: nothing of it is lost, it is kept under another name
    return any(
        dt.datetime.fromisoformat(seen).replace(tzinfo=dt.UTC) > now - _STARTED_LATELY
        and not dead_here(machine=machine, number=number)
        for machine, number, seen in rows
    )


def _nobody_else() -> None:
    if postgres.other_clients():
        raise refusing.still_running()


def _place_files(folder: Path) -> None:
    """Put files where this machine keeps them; those that are there already are the same, named by what they hold."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not default_storage.exists(name):
            with path.open("rb") as file:
                default_storage.save(name, File(file))


def _take_certificates_back(work: Path) -> None:
    """Those of the seals that the organisation had: with them, what was sealed before the loss still checks out."""
    folder = work / CERTIFICATES
    sealing.take_back(folder)
    shutil.rmtree(folder, ignore_errors=True)


def _swap(work: Path, target: Path, *, now: dt.datetime) -> Path | None:
    work.chmod(0o700)
    before = None
    if target.exists() and any(target.iterdir()):
        before = target.with_name(f"{target.name}.before-{now:%Y%m%dT%H%M%SZ}")
        target.rename(before)
    elif target.exists():
        target.rmdir()
    try:
        work.rename(target)
    except OSError:
        if before is not None:
            before.rename(target)
        raise
    flush_folder(target.parent)
    return before
