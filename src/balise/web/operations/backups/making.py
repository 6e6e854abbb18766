"""Making a backup: the database as it is at one moment, the files, the sealed heads, public certificates; no key of any kind."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.db import connection
from django.utils import timezone

from balise.web.audit.verifying import heads_file
from balise.web.evidence.sealing import certificates_folder
from balise.web.keys import fingerprints, key_files
from balise.web.operations.backups import postgres, sqlite, wrapped
from balise.web.operations.backups.archive import Writer, file_hash, written
from balise.web.operations.backups.manifest import FORMAT, NEEDED_KEYS, Head, balise_version, key_mark
from balise.web.operations.trouble import Trouble, telling_disk_trouble
from balise.web.vault import destructions
from balise.web.vault.models import WrappedKey

CERTIFICATES = "seal-certificates"
AddDatabase = Callable[[Writer], None]


@dataclass(frozen=True, kw_only=True)
class Made:
    """A backup that is on the disk. ``wrapped``: the file of wrapped keys beside it, as important as it."""

    path: Path
    size: int  # bytes
    sha256: str
    wrapped: Path
    head: Head


def make(target: Path) -> Made:
    """Write the backup ``target`` and bring the wrapped keys beside it up to date. Raises ``Trouble``.

    Others may write meanwhile: what was acknowledged before the call is in it, whole.
    """
    target = target.absolute()
    if target.exists():
        raise Trouble(
            "exists",
            fr=f"{target} existe déjà. Balise n’écrase aucune sauvegarde\u00a0: donnez un autre nom.",
            en=f"{target} already exists. Balise overwrites no backup: give another name.",
        )
    keys = Path(settings.BALISE_KEYS)
    keys_present()
    with telling_disk_trouble(target.parent):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _database(target) as (head, add_database), written(target, head) as writer:
            add_database(writer)
            _add_files(writer)
            if heads_file().is_file():
                writer.add_path("audit-heads.jsonl", heads_file())
            for path in sorted(
                certificates_folder().glob("*.pem")
            ):  # public: without them old proofs look like a stranger's
                writer.add_path(f"{CERTIFICATES}/{path.name}", path)
            writer.finish(keys=keys)
        # after the snapshot: a key that it needs is still there, or was destroyed since and must stay so
        beside = wrapped.file_in(target.parent, mark=key_mark(keys))
        destructions.catch_up()
        wrapped.update(beside, destroyed=destructions.remembered(), now=timezone.now())
        return Made(path=target, size=target.stat().st_size, sha256=file_hash(target), wrapped=beside, head=head)


def keys_present() -> None:
    """``Trouble`` when a key is gone: it would be drawn anew without a word, and what the old one sealed lost."""
    keys = Path(settings.BALISE_KEYS)
    here = key_files(keys)
    known = set(connection.introspection.table_names())
    used = {
        "vault": "vault_wrappedkey" in known and WrappedKey.objects.exists(),
        "audit": "audit_record" in known and _any_record(),
    }
    for name in NEEDED_KEYS:
        if used[name] and name not in here:
            raise Trouble(
                "key-missing",
                fr=f"La clé «\u00a0{name}\u00a0» manque dans {keys}. Retapez-la depuis la feuille de secours\u00a0: "
                "balise keys restore. Ne redémarrez pas Balise avant.",
                en=f"The key “{name}” is missing from {keys}. Type it again from the recovery sheet: "
                "balise keys restore. Do not restart Balise before that.",
            )


def _any_record() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM audit_record LIMIT 1")
        return cursor.fetchone() is not None


def _head(migrations: list[list[str]], number: int) -> Head:
    return Head(
        format=FORMAT,
        balise=balise_version(),
        made=timezone.now().astimezone(dt.UTC).isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations=migrations,
        keys=fingerprints(Path(settings.BALISE_KEYS)),
        wrapped_keys=WrappedKey.objects.exclude(wrapped=None).count(),
        audit_number=number,
        demo=bool(settings.BALISE_DEMO),
    )


@contextmanager
def _database(target: Path) -> Iterator[tuple[Head, AddDatabase]]:
    if connection.vendor == "sqlite":
        source = Path(connection.settings_dict["NAME"])
        draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.database")
        try:
            if not source.is_file():
                raise Trouble(
                    "no-data",
                    fr=f"Il n’y a rien à sauvegarder dans {source.parent}.",
                    en=f"There is nothing to back up in {source.parent}.",
                )
            sqlite.copy(source, draft)
            yield _head(*sqlite.facts(draft)), lambda writer: writer.add_path(sqlite.NAME, draft)
        finally:
            for path in target.parent.glob(f"{draft.name}*"):
                path.unlink(missing_ok=True)
        return
    with postgres.snapshot() as raw:

        def add(writer: Writer) -> None:
            for table in postgres.carried():
                names = postgres.columns(raw, table)
                with TemporaryFile(dir=target.parent) as file:
                    postgres.copy_out(raw, table, names, file)
                    size = file.tell()
                    file.seek(0)
                    writer.add(f"{postgres.FOLDER}{table}.copy", file, size=size, columns=names)

        yield _head(*postgres.facts(raw)), add


def _add_files(writer: Writer) -> None:
    """After the database: each file that the copy speaks of was there before it was spoken of."""
    try:
        for name in _names(default_storage, ""):
            try:
                with default_storage.open(name, "rb") as file:
                    writer.add(f"files/{name}", file, size=file.size)
            except FileNotFoundError:
                continue  # taken away meanwhile, as it should be
    except OSError:
        raise
    except Exception as error:  # a bucket has errors of its own, which its package does not derive from OSError
        raise Trouble(
            "files-unreachable",
            fr=f"Les fichiers envoyés ne peuvent pas être lus ({type(error).__name__}). Vérifiez BALISE_S3_… et que le "
            "compartiment répond. Rien n’a été abîmé.",
            en=f"The files sent cannot be read ({type(error).__name__}). Check BALISE_S3_… and that the bucket answers. "
            "Nothing was damaged.",
        ) from error


def _names(storage: Storage, folder: str) -> Iterator[str]:
    if isinstance(storage, FileSystemStorage):
        root = Path(storage.location)
        for base, folders, files in os.walk(root):
            folders.sort()
            for name in sorted(files):
                if not name.startswith("."):  # a draft under way
                    yield (Path(base) / name).relative_to(root).as_posix()
        return
    folders, files = storage.listdir(folder)
    for name in sorted(files):
        if name:
            yield f"{folder}{name}"
    for name in sorted(folders):
        yield from _names(storage, f"{folder}{name}/")
