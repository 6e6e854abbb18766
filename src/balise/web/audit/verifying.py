"""Reading the whole chain again: the first record that is not what was written, and on which day."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

import orjson
from django.conf import settings

from balise.web.audit.chain import FIRST, HEAD, code
from balise.web.audit.models import Head, Record
from balise.web.keys import read_key


class Fault(StrEnum):
    """What is wrong with a record."""

    CHANGED = "changed"  # its content no longer gives its code
    MISSING = "missing"  # its number is not there though a later one is
    UNLINKED = "unlinked"  # it does not follow the record before it
    TRUNCATED = "truncated"  # the chain ends before it though an exported head, or the head row, had it
    FORGED_HEAD = "forged-head"  # a line of the exported heads was not written with the key


@dataclass(frozen=True)
class Break:
    """The first fault found: which record, of which day (None when nothing left says it)."""

    fault: Fault
    number: int
    day: dt.date | None


@dataclass(frozen=True)
class ExportedHead:
    """The end of the chain as it was that day."""

    day: dt.date
    number: int
    mac: str


def heads_file() -> Path:
    """Where heads are exported. Copies kept elsewhere make it impossible to shorten the chain unseen."""
    return Path(settings.BALISE_DATA) / "audit-heads.jsonl"


def verify(*, heads: Path | None = None) -> Break | None:
    """The first break of the chain, or None. ``heads``: a file of exported heads, by default this machine's.

    Nothing is locked and people may go on working meanwhile: what they add is read too. Records are read one after the
    other, in constant memory.
    """
    exported = {}
    for known in _read_heads(heads or heads_file()):
        if isinstance(known, Break):
            return known
        exported[known.number] = known
    walk = _Walk(exported)
    promised = 0
    while True:
        found = walk.on()
        if found is not None:
            return found
        head = Head.objects.filter(pk=HEAD).first()
        number = head.number if head is not None else 0
        if number <= walk.number or walk.number < promised:
            return walk.end(head)
        promised = number  # added since, or cut off: reading on tells which


class _Walk:
    """Reading the chain from its beginning: the last record read, its code and its day."""

    def __init__(self, exported: dict[int, ExportedHead]) -> None:
        self.number = 0
        self._last = FIRST
        self._day: dt.date | None = None
        self._exported = exported
        self._key = read_key("audit")

    def on(self) -> Break | None:
        """Read all that there is after the last record read."""
        further = Record.objects.filter(number__gt=self.number).order_by("number")
        for record in further.iterator(chunk_size=2_000):
            if record.number != self.number + 1:
                return Break(Fault.MISSING, self.number + 1, self._day or record.day)
            self.number, self._day = record.number, record.day
            if not hmac.compare_digest(code(record, self._key), record.mac):
                return Break(Fault.CHANGED, self.number, self._day)
            if record.previous != self._last:
                return Break(Fault.UNLINKED, self.number, self._day)
            self._last = record.mac
            known = self._exported.pop(self.number, None)
            if known is not None and known.mac != record.mac:
                return Break(Fault.CHANGED, self.number, known.day)
        return None

    def end(self, head: Head | None) -> Break | None:
        """What the exported heads and the head row say of the last record: none is ever visible before its head."""
        for known in sorted(self._exported.values(), key=lambda head: head.number):
            if known.number > self.number:
                return Break(Fault.TRUNCATED, self.number + 1, known.day)
        if head is None:
            return Break(Fault.UNLINKED, self.number, None) if self.number else None
        if head.number > self.number:
            return Break(Fault.TRUNCATED, self.number + 1, None)
        if (head.number, head.mac) != (self.number, self._last):
            return Break(Fault.UNLINKED, self.number, None)
        return None


def export_head(*, today: dt.date) -> ExportedHead | None:
    """Add today's end of the chain to the file, once a day, sealed with the key; None when there is nothing new."""
    head = Head.objects.filter(pk=HEAD).first()
    path = heads_file()
    before = [known for known in _read_heads(path) if isinstance(known, ExportedHead)]
    if head is None or not head.number or (before and (before[-1].day >= today or before[-1].number == head.number)):
        return None
    exported = ExportedHead(today, head.number, head.mac)
    line = {"day": today.isoformat(), "number": head.number, "mac": head.mac, "seal": _seal(exported)}
    with path.open("ab") as file:
        file.write(orjson.dumps(line) + b"\n")
    path.chmod(0o600)
    return exported


def _read_heads(path: Path) -> Iterator[ExportedHead | Break]:
    if not path.is_file():
        return
    for row in path.read_bytes().splitlines():
        try:
            read = orjson.loads(row)
            head = ExportedHead(dt.date.fromisoformat(read["day"]), int(read["number"]), str(read["mac"]))
            genuine = hmac.compare_digest(_seal(head), str(read["seal"]))
        except (ValueError, KeyError, TypeError):
            yield Break(Fault.FORGED_HEAD, 0, None)
            return
        yield head if genuine else Break(Fault.FORGED_HEAD, head.number, head.day)


def _seal(head: ExportedHead) -> str:
    content = f"head:{head.day.isoformat()}:{head.number}:{head.mac}"
    return hmac.new(read_key("audit"), content.encode(), sha256).hexdigest()
