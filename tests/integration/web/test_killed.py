"""Web and job processes killed under load: the short form of ``make chaos``, on the database of this session."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.chaos.people import TEXT
from tests.chaos.play import play


@pytest.fixture
def database() -> Iterator[str]:
    """A database of its own beside the one of the tests; nothing for SQLite, which is a file of the folder."""
    address = os.environ.get("BALISE_DATABASE_URL", "")
    if not address:
        yield ""
        return
    import psycopg

    name = f"killed_{uuid4().hex[:8]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield address.replace("/postgres?", f"/{name}?")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.slow
def test_killed_again_and_again_nothing_acknowledged_is_lost_and_nothing_doubled(tmp_path: Path, database: str) -> None:
    outcome = play(tmp_path, seconds=20, webs=2, jobs=1, teams=3, pause=(0.2, 1.2), database=database)
    assert outcome.violations == [], outcome
    assert outcome.kills["web"] >= 2, outcome
    assert outcome.kills["jobs"] >= 1, outcome
    assert min(outcome.acknowledged.values()) >= 1, outcome
    # what the processes left behind is for this account alone, whatever the umask was, and no text is in their logs
    kept = [path for name in ("data", "keys") for path in [tmp_path / name, *(tmp_path / name).rglob("*")]]
    assert [path for path in kept if path.stat().st_mode & 0o077] == []
    assert TEXT[:20] not in (tmp_path / "log").read_text(encoding="utf-8")
