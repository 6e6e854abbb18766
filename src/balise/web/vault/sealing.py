from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from balise.web.events import Event, publish
from balise.web.keys import read_key
from balise.web.vault import destructions
from balise.web.vault.models import WrappedKey

_NONCE = 12
_VERSION = b"\x01"
_closed: ContextVar[bool] = ContextVar("vault_closed", default=False)


@dataclass(frozen=True)
class KeyDestroyed(Event):
    """The key of a record is gone: whatever is still kept about it elsewhere must go too."""

    table: str
    record: str


class Closed(RuntimeError):
    """Something tried to open the vault where nothing sealed may come out: an index, for one."""


class Destroyed(Exception):
    """The key of this record was destroyed: what it sealed can no longer be read by anybody."""


class Tampered(Exception):
    """What was read is not what was sealed here: changed, or moved from another record or column."""


@contextmanager
def closed() -> Iterator[None]:
    """Nothing can be opened inside: what is made there can't hold what lies encrypted."""
    before = _closed.set(True)
    try:
        yield
    finally:
        _closed.reset(before)


def seal(text: str, *, table: str, column: str, record: int | str) -> bytes:
    """``text`` encrypted for this very column of this very record; the record's key is drawn at the first call."""
    return _encrypt(_data_key(table, str(record), draw=True), text.encode(), _bound(table, column, str(record)))


def seal_bytes(content: bytes, *, table: str, column: str, record: int | str) -> bytes:
    """Like ``seal``, for a file."""
    return _encrypt(_data_key(table, str(record), draw=True), content, _bound(table, column, str(record)))


def open_bytes(sealed: bytes, *, table: str, column: str, record: int | str) -> bytes:
    """What ``seal_bytes`` was given. Raises ``Destroyed`` or ``Tampered``."""
    if _closed.get():
        raise Closed(f"{table}.{column}")
    return _decrypt(_data_key(table, str(record), draw=False), bytes(sealed), _bound(table, column, str(record)))


def open_sealed(sealed: bytes, *, table: str, column: str, record: int | str) -> str:
    """What ``seal`` was given. Raises ``Destroyed`` or ``Tampered``."""
    if _closed.get():
        raise Closed(f"{table}.{column}")
    key = _data_key(table, str(record), draw=False)
    return _decrypt(key, bytes(sealed), _bound(table, column, str(record))).decode()


def destroy(*, table: str, record: int | str, now: dt.datetime) -> None:
    """Delete the key of a record. The row stays, and is told apart, so that a restored backup replays it."""
    with transaction.atomic():
        changed = WrappedKey.objects.filter(table=table, record=str(record)).update(wrapped=None, destroyed=now)
        if not changed:
            WrappedKey.objects.create(table=table, record=str(record), wrapped=None, destroyed=now)
        publish(KeyDestroyed(table, str(record)))
    told = destructions.Destroyed(table=table, record=str(record), at=now)
    # after the commit, or a change that was undone would be destroyed at the next restore; ``catch_up`` mends a crash
    transaction.on_commit(lambda: destructions.remember([told]), robust=True)


def key_opens(row: WrappedKey) -> bool:
    """Whether the master key of this machine is the one this record's key was wrapped under."""
    if row.wrapped is None:
        return True
    try:
        _decrypt(read_key("vault"), bytes(row.wrapped), _bound("key", row.table, row.record))
    except Tampered:
        return False
    return True


def _bound(*parts: str) -> bytes:
    return b"\x1f".join(part.encode() for part in parts)


def _data_key(table: str, record: str, *, draw: bool) -> bytes:
    row = WrappedKey.objects.filter(table=table, record=record).first()
    master = read_key("vault")
    bound = _bound("key", table, record)
    if row is None:
        if not draw:
            raise Destroyed(f"{table}:{record}")
        wrapped = _encrypt(master, secrets.token_bytes(32), bound)
        row, _ = WrappedKey.objects.get_or_create(table=table, record=record, defaults={"wrapped": wrapped})
    if row.wrapped is None:
        raise Destroyed(f"{table}:{record}")
    return _decrypt(master, bytes(row.wrapped), bound)


def _encrypt(key: bytes, clear: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, clear, bound)


def _decrypt(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    if sealed[:1] != _VERSION:
        raise Tampered("unknown version")
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], bound)
    except InvalidTag as error:
        raise Tampered("not sealed here") from error
