"""The chain: each record's code covers its content and the code before it, under a key outside the database."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import orjson
from django.db import transaction

from balise.web.audit.models import Head, Record
from balise.web.keys import read_key

FIRST = "0" * 64
HEAD = 1


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is to be recorded, before it has a number."""

    day: dt.date
    at: dt.datetime | None
    actor_kind: str
    actor_id: str
    tag: str
    subject_kind: str
    subject_id: str
    actor_label: bytes = b""
    detail: Mapping[str, Any] = field(default_factory=dict)


def append(entries: Iterable[Entry]) -> list[Record]:
    """Add entries at the end of the chain. Call it last in the transaction: it locks the head until the commit."""
    wanted = list(entries)
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the audit is written inside the transaction of what it tells")
    if not wanted:
        return []
    head = Head.objects.select_for_update().filter(pk=HEAD).first()
    if head is None:
        Head.objects.bulk_create([Head(pk=HEAD, number=0, mac=FIRST)], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(pk=HEAD)
    key = read_key("audit")
    number, previous = head.number, head.mac
    records = []
    for entry in wanted:
        number += 1
        record = Record(
            number=number,
            day=entry.day,
            at=entry.at,
            actor_kind=entry.actor_kind,
            actor_id=entry.actor_id,
            actor_label=entry.actor_label,
            tag=entry.tag,
            subject_kind=entry.subject_kind,
            subject_id=entry.subject_id,
            detail=dict(entry.detail),
            previous=previous,
        )
        record.mac = previous = code(record, key)
        records.append(record)
    Record.objects.bulk_create(records)
    Head.objects.filter(pk=HEAD).update(number=number, mac=previous)
    return records


def code(record: Record, key: bytes) -> str:
    """The HMAC-SHA256 of a record, in hexadecimal. ``at`` counts to the microsecond, in UTC."""
    content = orjson.dumps(
        [
            record.number,
            record.day.isoformat(),
            record.at.astimezone(dt.UTC).isoformat(timespec="microseconds") if record.at else None,
            record.actor_kind,
            record.actor_id,
            bytes(record.actor_label).hex(),
            record.tag,
            record.subject_kind,
            record.subject_id,
            record.detail,
            record.previous,
        ],
        option=orjson.OPT_SORT_KEYS,
    )
    return hmac.new(key, content, sha256).hexdigest()
