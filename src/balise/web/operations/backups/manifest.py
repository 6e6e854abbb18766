"""What a backup says of itself, and why one may be refused.

A backup is a ``.tar.gz``. Its first member, ``balise-backup.json``, is the ``Head``: who can read it. Then the database,
the files, the sealed heads of the audit. The last, ``manifest.json``, names each member with its size and SHA-256 under a
code of the audit's key: without it, the file was cut off.
"""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from balise.web.keys import fingerprint, fingerprints, read_or_draw
from balise.web.operations.trouble import Trouble

FORMAT = 1
HEAD, MANIFEST = "balise-backup.json", "manifest.json"
NEEDED_KEYS = ("vault", "audit")  # without them what is sealed stays sealed, and the chain proves nothing
SPARE_KEYS = ("django", "setup")  # drawn again without harm: sessions end


@dataclass(frozen=True, kw_only=True)
class Head:
    """Who made the backup, of what. ``keys``: the fingerprint of each key by name. ``migrations``: those applied."""

    format: int = FORMAT
    balise: str
    made: str  # ISO 8601, UTC
    database: str  # sqlite | postgresql
    migrations: list[list[str]]
    keys: dict[str, str]
    wrapped_keys: int  # how many records had a key of their own
    audit_number: int
    demo: bool = False

    @property
    def moment(self) -> dt.datetime:
        """When it was made."""
        return dt.datetime.fromisoformat(self.made)


@dataclass(frozen=True, kw_only=True)
class Member:
    """One file of the archive; ``columns`` for a table of PostgreSQL."""

    name: str
    size: int
    sha256: str
    columns: list[str] = field(default_factory=list)


def balise_version() -> str:
    """The version installed here."""
    return version("balise")


def head_bytes(head: Head) -> bytes:
    """The first member."""
    return orjson.dumps(asdict(head), option=orjson.OPT_INDENT_2)


def manifest_bytes(head: Head, members: list[Member], *, keys: Path) -> bytes:
    """The last member, sealed."""
    content = {"head": asdict(head), "members": [asdict(member) for member in members]}
    return orjson.dumps({**content, "seal": _seal(content, keys)}, option=orjson.OPT_INDENT_2)


def read_head(data: bytes) -> Head:
    """The first member, or ``Trouble`` when it is no backup of ours or comes from a newer Balise."""
    try:
        read = orjson.loads(data)
        if int(read["format"]) > FORMAT:
            raise _newer(str(read["balise"]))
        known = {name: read[name] for name in Head.__dataclass_fields__}
    except (ValueError, KeyError, TypeError):
        raise not_a_backup() from None
    return Head(**known)


def read_manifest(data: bytes, head: Head, *, keys: Path) -> list[Member]:
    """The members it names. ``Trouble`` when it was not written with these keys or not for this head."""
    try:
        read = orjson.loads(data)
        seal = str(read.pop("seal"))
        members = [Member(**one) for one in read["members"]]
    except (ValueError, KeyError, TypeError):
        raise damaged(MANIFEST) from None
    if not hmac.compare_digest(seal, _seal(read, keys)) or read["head"] != asdict(head):
        raise damaged(MANIFEST)
    return members


def check_head(head: Head, *, vendor: str, keys: Path, connection: BaseDatabaseWrapper) -> None:
    """Refuse what this machine cannot restore: newer, of the other database, of other keys."""
    if _numbers(head.balise) > _numbers(balise_version()) or _unknown_migrations(head, connection):
        raise _newer(head.balise)
    if head.database != vendor:
        raise Trouble(
            "other-database",
            fr=f"Cette sauvegarde vient de {_DATABASES[head.database]} et Balise tourne ici sur {_DATABASES[vendor]}. "
            "Réglez BALISE_DATABASE_URL comme là d’où elle vient, puis recommencez.",
            en=f"This backup comes from {_DATABASES[head.database]} and Balise runs on {_DATABASES[vendor]} here. "
            "Set BALISE_DATABASE_URL as it was where it comes from, then try again.",
        )
    check_keys(head.keys, folder=keys)


def check_keys(wanted: Mapping[str, str], *, folder: Path) -> None:
    """``Trouble`` when a key that the backup was made under is absent here, or is another one."""
    here = fingerprints(folder)
    for name, mark in wanted.items():
        if name in SPARE_KEYS:
            continue
        if name not in here:
            raise Trouble(
                "key-missing",
                fr=f"La clé «\u00a0{name}\u00a0» de cette sauvegarde n’est pas dans {folder}. Retapez-la depuis la feuille "
                "de secours\u00a0: balise keys restore. Sans elle, rien n’a été restauré.",
                en=f"The key “{name}” of this backup is not in {folder}. Type it again from the recovery sheet: "
                "balise keys restore. Without it, nothing was restored.",
            )
        if here[name] != mark:
            raise Trouble(
                "other-key",
                fr=f"La clé «\u00a0{name}\u00a0» de {folder} n’est pas celle de cette sauvegarde. Mettez ce dossier de "
                "côté (ne le détruisez pas), puis retapez la bonne clé\u00a0: balise keys restore.",
                en=f"The key “{name}” in {folder} is not the one of this backup. Put that folder aside (do not destroy "
                "it), then type the right key again: balise keys restore.",
            )


def damaged(name: str) -> Trouble:
    """A member that is not what the manifest says."""
    return Trouble(
        "damaged",
        fr=f"Cette sauvegarde est abîmée ou a été modifiée ({name}). Rien n’a été restauré. Prenez-en une autre.",
        en=f"This backup is damaged or was changed ({name}). Nothing was restored. Take another one.",
    )


def cut_off() -> Trouble:
    """The file ends before its manifest."""
    return Trouble(
        "cut-off",
        fr="Cette sauvegarde est coupée\u00a0: sa fin manque. Rien n’a été restauré. Copiez-la de nouveau, ou prenez-en "
        "une autre.",
        en="This backup is cut off: its end is missing. Nothing was restored. Copy it again, or take another one.",
    )


def not_a_backup() -> Trouble:
    """Some other file."""
    return Trouble(
        "not-a-backup",
        fr="Ce fichier n’est pas une sauvegarde de Balise, ou son début est abîmé. Rien n’a été restauré.",
        en="This file is not a backup of Balise, or its beginning is damaged. Nothing was restored.",
    )


def key_mark(keys: Path) -> str:
    """A short name of the vault's key: whose wrapped keys these are, and whose backups."""
    return fingerprint(read_or_draw(folder=keys, name="vault"))[:8]


_DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def _newer(made_by: str) -> Trouble:
    return Trouble(
        "newer",
        fr=f"Cette sauvegarde vient de Balise {made_by}, plus récente que celle d’ici ({balise_version()}). Rien n’a été "
        "restauré. Installez d’abord la version plus récente.",
        en=f"This backup comes from Balise {made_by}, newer than the one here ({balise_version()}). Nothing was "
        "restored. Install the newer version first.",
    )


def _unknown_migrations(head: Head, connection: BaseDatabaseWrapper) -> bool:
    known = MigrationLoader(connection).disk_migrations
    replaced = {one for migration in known.values() for one in migration.replaces}
    apps = {app for app, _ in known}
    return any(
        app in apps and (app, name) not in known and (app, name) not in replaced
        for app, name in map(tuple, head.migrations)
    )


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in text.split(".")[:3])


def _seal(content: Any, keys: Path) -> str:
    key = read_or_draw(folder=keys, name="audit")
    return hmac.new(key, orjson.dumps(content, option=orjson.OPT_SORT_KEYS), sha256).hexdigest()
