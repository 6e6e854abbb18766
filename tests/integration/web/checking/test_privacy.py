"""A check leaves no trace: no row, no log line, no audit record, no counter, no file."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from balise.web.verdicts.pacing import Pace

CANARY = "Je travaille chez OPEQ et mon patron kanariZQX7 est un imbécile, NAS 046 454 286."


def dump() -> dict[str, list[Any]]:
    """Every row of every table, as the database holds it."""
    tables: dict[str, list[Any]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            tables[table] = sorted(map(repr, cursor.fetchall()))
    return tables


def files() -> dict[str, bytes]:
    """Every file of the data folder but the database itself, which ``dump`` reads."""
    root = Path(settings.BALISE_DATA)
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file() and "sqlite3" not in path.name}


@pytest.fixture
def said() -> Iterator[list[str]]:
    """Everything that any logger says, arguments included."""
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.name} {record.getMessage()} {record.__dict__!r}")

    listener, root = Listener(level=0), logging.getLogger()
    level = root.level
    root.addHandler(listener)
    root.setLevel(0)
    yield lines
    root.removeHandler(listener)
    root.setLevel(level)


def checks(client: Client) -> None:
    """Every way to check."""
    for voice in ("personal", "official"):
        sent = {"text": CANARY, "voice": voice}
        assert "imbécile" in client.post("/verifier/", {**sent, "action": "check"}).content.decode()
        assert client.post("/verifier/constats/", sent, headers={"HX-Request": "true"}).status_code == 200
    assert client.post("/verifier/", {"text": CANARY, "action": "profile-yes"}).status_code == 200
    assert client.post("/verifier/", {"text": CANARY * 2_000, "action": "check"}).status_code == 413


def test_a_check_changes_nothing_and_says_nothing(desk: Client, said: list[str], capfd: Any) -> None:
    desk.get("/verifier/")  # the session is made
    rows, kept = dump(), files()
    cache.clear()
    said.clear()
    checks(desk)
    assert dump() == rows
    assert files() == kept
    assert not any("kanari" in line or "eve" in line.split() for line in said)
    known = ("django.db", "django.request", "django.template", "balise.web answered")
    assert [line for line in said if not line.startswith(known)] == []
    assert not getattr(cache, "_cache", {})
    out, err = capfd.readouterr()
    assert "kanari" not in out + err


def test_a_refused_check_says_nothing_either(desk: Client, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balise.web.verdicts.pacing.of_people", Pace(burst=1, rate=0.001))
    desk.get("/verifier/")
    rows = dump()
    for _ in range(3):
        answer = desk.post("/verifier/", {"text": CANARY, "action": "check"})
    assert answer.status_code == 429
    assert "kanariZQX7" in answer.content.decode()  # nothing typed is lost
    assert dump() == rows
    assert not any("kanari" in line for line in said)


def test_an_error_in_the_engine_tells_no_text(
    desk: Client, said: list[str], monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr("balise.web.checking.judging.judge", broken)
    desk.raise_request_exception = False
    answer = desk.post("/verifier/", {"text": CANARY, "action": "check"})
    assert answer.status_code == 500
    out, err = capfd.readouterr()
    assert "kanari" not in out + err  # what the console and a log file get; the handlers of tests see more


def test_the_pace_keeps_no_name_and_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    pace = Pace(burst=2, rate=1, clock=lambda: now)
    assert [pace.allows("person:7") for _ in range(3)] == [True, True, False]
    assert b"person:7" not in repr(vars(pace)).encode()
    assert pace.allows("person:8")
    now = 1.0
    assert pace.allows("person:7")
    now = 100.0
    assert pace.allows("person:9")
    assert len(pace) == 1  # those who rested are gone
    assert Pace(burst=1, rate=1)._salt != Pace(burst=1, rate=1)._salt
