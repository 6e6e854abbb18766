"""What was destroyed, written a second time apart from the database, so that no restored backup brings it back.

One line for each record in ``destructions.jsonl`` of the keys folder: table, record, when, and a code under the master
key, because a forged line would destroy at the next restore. Lines are only ever added.
"""

from __future__ import annotations

import datetime as dt
import hmac
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import orjson
from django.conf import settings

from balise.web.keys import read_key
from balise.web.vault.models import WrappedKey


@dataclass(frozen=True, kw_only=True)
class Destroyed:
    """One record whose key is gone for ever."""

    table: str
    record: str
    at: dt.datetime


class Forged(Exception):
    """A line of the list was not written with the master key; carries its number."""


def list_file() -> Path:
    """Where destructions are written; survives the loss of the data folder."""
    return Path(settings.BALISE_KEYS) / "destructions.jsonl"


def remember(destroyed: Iterable[Destroyed], *, path: Path | None = None) -> None:
    """Add lines, on disk before it returns."""
    lines = b"".join(_line(one) for one in destroyed)
    if not lines:
        return
    target = path or list_file()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(target, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+b") as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":  # a line cut off by a crash must not swallow the next one
                lines = b"\n" + lines
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def remembered(path: Path | None = None) -> Iterator[Destroyed]:
    """Every destruction of the list. A line that is not whole was never finished and is passed over."""
    target = path or list_file()
    if not target.is_file():
        return
    with target.open("rb") as file:
        for number, row in enumerate(file, start=1):
            try:
                read = orjson.loads(row)
                one = Destroyed(
                    table=str(read["table"]), record=str(read["record"]), at=dt.datetime.fromisoformat(read["at"])
                )
                code = str(read["code"])
            except (ValueError, KeyError, TypeError):
                continue
            if not hmac.compare_digest(code, _code(one)):
                raise Forged(number)
            yield one


def catch_up() -> int:
    """Write down what the database knows destroyed and the list does not (a crash between the two); how many."""
    known = {(one.table, one.record) for one in remembered()}
    rows = WrappedKey.objects.filter(destroyed__isnull=False).order_by("pk")
    late = [
        Destroyed(table=table, record=record, at=at)
        for table, record, at in rows.values_list("table", "record", "destroyed").iterator(chunk_size=2_000)
        if at is not None and (table, record) not in known
    ]
    remember(late)
    return len(late)


def _line(one: Destroyed) -> bytes:
    said = {"table": one.table, "record": one.record, "at": one.at.isoformat(), "code": _code(one)}
    return orjson.dumps(said) + b"\n"


def _code(one: Destroyed) -> str:
    content = "\x1f".join(("destroyed", one.table, one.record, one.at.isoformat()))
    return hmac.new(read_key("vault"), content.encode(), sha256).hexdigest()
