"""The audit refuses to be changed; changed all the same by somebody with the database, it says where."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from balise.web.audit import triggers
from balise.web.audit.chain import Entry, append
from balise.web.audit.models import Head, Record
from balise.web.audit.verifying import Break, Fault, export_head, heads_file, verify

DAY = dt.date(2026, 3, 9)


def _entry(n: int) -> Entry:
    return Entry(
        day=DAY + dt.timedelta(days=n),
        at=dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC) + dt.timedelta(days=n),
        actor_kind="system",
        actor_id="tests",
        tag="system:subject:change",
        subject_kind="tests.subject",
        subject_id=str(n),
        detail={"revision": n},
    )


@pytest.fixture
def chain(transactional_db: None) -> None:
    heads_file().unlink(missing_ok=True)
    for n in range(10):
        with transaction.atomic():
            append([_entry(n)])


def _execute(statement: str, *parameters: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_the_chain_is_whole(chain: None) -> None:
    assert verify() is None
    assert [record.number for record in Record.objects.order_by("number")] == list(range(1, 11))
    assert Head.objects.get().number == 10


def test_nothing_is_written_outside_a_transaction(transactional_db: None) -> None:
    with pytest.raises(RuntimeError):
        append([_entry(0)])


COPY = "SELECT number, day, at, actor_kind, actor_id, actor_label, 'x', subject_kind, subject_id, detail, previous, mac FROM audit_record WHERE number = 4"
COLUMNS = "(number, day, at, actor_kind, actor_id, actor_label, tag, subject_kind, subject_id, detail, previous, mac)"
ATTACKS = {
    "update": "UPDATE audit_record SET tag = 'x' WHERE number = 4",
    "update all": "UPDATE audit_record SET subject_id = '0'",
    "renumber": "UPDATE audit_record SET number = 99 WHERE number = 4",
    "delete": "DELETE FROM audit_record WHERE number = 4",
    "delete all": "DELETE FROM audit_record",
    "insert a known number": f"INSERT INTO audit_record {COLUMNS} {COPY}",
    "head back": "UPDATE audit_head SET number = 3",
    "head deleted": "DELETE FROM audit_head",
}
ON_ONE = {
    "sqlite": {
        "replace": f"INSERT OR REPLACE INTO audit_record {COLUMNS} {COPY}",
        "replace, second form": f"REPLACE INTO audit_record {COLUMNS} {COPY}",
        "upsert": f"INSERT INTO audit_record {COLUMNS} {COPY} ON CONFLICT (number) DO UPDATE SET tag = 'x'",
        "update or replace": "UPDATE OR REPLACE audit_record SET number = 5 WHERE number = 4",
        "head replaced": "INSERT OR REPLACE INTO audit_head (id, number, mac) VALUES (1, 3, 'x')",
    },
    "postgresql": {
        "truncate": "TRUNCATE audit_record",
        "truncate cascade": "TRUNCATE audit_record, audit_head CASCADE",
        "upsert": f"INSERT INTO audit_record {COLUMNS} {COPY} ON CONFLICT (number) DO UPDATE SET tag = 'x'",
    },
}


def test_triggers_refuse_every_change(chain: None) -> None:
    before = list(Record.objects.order_by("number").values())
    for name, statement in {**ATTACKS, **ON_ONE[connection.vendor]}.items():
        with pytest.raises(DatabaseError, match="append only"):
            _execute(statement)
        assert list(Record.objects.order_by("number").values()) == before, name
    assert verify() is None


TAMPERED = {
    "tag changed": (["UPDATE audit_record SET tag = 'system:subject:other' WHERE number = 4"], Fault.CHANGED, 4, 3),
    "subject changed": (["UPDATE audit_record SET subject_id = '0' WHERE number = 7"], Fault.CHANGED, 7, 6),
    "actor changed": (["UPDATE audit_record SET actor_id = 'nobody' WHERE number = 1"], Fault.CHANGED, 1, 0),
    "detail changed": (
        ["UPDATE audit_record SET detail = '{\"revision\": 99}' WHERE number = 10"],
        Fault.CHANGED,
        10,
        9,
    ),
    "deleted in the middle": (["DELETE FROM audit_record WHERE number = 5"], Fault.MISSING, 5, 3),
    "first deleted": (["DELETE FROM audit_record WHERE number = 1"], Fault.MISSING, 1, 1),
    "two exchanged": (
        [
            "UPDATE audit_record SET number = 99 WHERE number = 4",
            "UPDATE audit_record SET number = 4 WHERE number = 5",
            "UPDATE audit_record SET number = 5 WHERE number = 99",
        ],
        Fault.CHANGED,
        4,
        4,
    ),
    "end cut": (["DELETE FROM audit_record WHERE number > 8"], Fault.TRUNCATED, 9, None),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_change_made_without_the_guards_is_found(chain: None, lifted_triggers: None, name: str) -> None:
    statements, fault, number, days = TAMPERED[name]
    for statement in statements:
        _execute(statement)
    day = None if days is None else DAY + dt.timedelta(days=days)
    assert verify() == Break(fault, number, day)


def test_a_cut_that_also_moves_the_head_is_found_by_exported_heads(chain: None, lifted_triggers: None) -> None:
    assert export_head(today=dt.date(2026, 4, 1)) is not None
    mac = Record.objects.get(number=6).mac
    _execute("DELETE FROM audit_record WHERE number > 6")
    _execute("UPDATE audit_head SET number = 6, mac = %s", mac)
    assert verify() == Break(Fault.TRUNCATED, 7, dt.date(2026, 4, 1))


def test_a_cut_then_filled_again_is_found_by_exported_heads(chain: None, lifted_triggers: None) -> None:
    export_head(today=dt.date(2026, 4, 1))
    mac = Record.objects.get(number=9).mac
    _execute("DELETE FROM audit_record WHERE number > 9")
    _execute("UPDATE audit_head SET number = 9, mac = %s", mac)
    with transaction.atomic():
        append([_entry(20)])
    assert verify() == Break(Fault.CHANGED, 10, dt.date(2026, 4, 1))


def test_heads_are_sealed_once_a_day_and_a_forged_one_is_seen(chain: None) -> None:
    assert export_head(today=dt.date(2026, 4, 1)) is not None
    assert export_head(today=dt.date(2026, 4, 1)) is None
    assert export_head(today=dt.date(2026, 4, 2)) is None  # nothing new
    assert verify() is None
    path: Path = heads_file()
    path.write_text(path.read_text(encoding="utf-8").replace('"number":10', '"number":4'), encoding="utf-8")
    assert verify() == Break(Fault.FORGED_HEAD, 4, dt.date(2026, 4, 1))
    path.unlink()


def test_missing_triggers_are_reported_and_put_back(chain: None) -> None:
    assert triggers.missing() == []
    triggers.lift()
    assert "audit_record_no_replace" in triggers.missing()
    triggers.install()
    assert triggers.missing() == []


def test_labels_may_be_destroyed_and_the_chain_stays_whole(chain: None) -> None:
    """The code covers the sealed label, not the name: what opens it may go."""
    with transaction.atomic():
        append([Entry(**{**_entry(11).__dict__, "actor_label": b"\x01sealed"})])
    assert verify() is None


@pytest.mark.django_db(transaction=True)
def test_reading_the_chain_while_people_work_raises_no_alarm(transactional_db: None) -> None:
    """Records are added between any two steps of the reading: that is no cut and no forgery."""
    stop, found, written = threading.Event(), [], 0

    def verify_again_and_again() -> None:
        try:
            while not stop.is_set():
                found.append(verify())
        finally:
            connection.close()

    reader = threading.Thread(target=verify_again_and_again)
    reader.start()
    try:
        while len(found) < 60 and written < 5_000 and reader.is_alive():
            with transaction.atomic():
                append([_entry(written % 28)])
            written += 1
    finally:
        stop.set()
        reader.join(60)
    assert len(found) >= 20, written
    assert set(found) == {None}
    assert verify() is None
