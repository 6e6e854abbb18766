"""Many rows between two commits: quick, and when the process is killed only the one in hand is unknown."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from balise.web.outbox import handlers, journal
from balise.web.outbox.dispatching import LEASE, dispatch, give_back
from balise.web.outbox.handlers import Impossible, NotSent, handle
from balise.web.outbox.models import OutboxRow

KIND = "tests.batched"
LATER = LEASE + dt.timedelta(seconds=1)


class KilledError(BaseException):
    """What no handler catches: the process is gone."""


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(handlers, "_handlers", {})
    settings.BALISE_DATA = tmp_path


@pytest.fixture
def rows(db: None, now: dt.datetime) -> list[OutboxRow]:
    return [OutboxRow.objects.create(kind=KIND, created=now, not_before=now) for _ in range(10)]


def _states() -> list[str]:
    return list(OutboxRow.objects.order_by("pk").values_list("state", flat=True))


def _dispatch(now: dt.datetime, **more: Any) -> int:
    return dispatch(clock=lambda: now, **more)


def test_each_is_carried_out_once_and_in_order(rows: list[OutboxRow], now: dt.datetime) -> None:
    done: list[int] = []
    handle(KIND, batch=4)(lambda row: done.append(row.pk))
    assert _dispatch(now, limit=7) == 7
    assert _dispatch(now) == 3
    assert done == [row.pk for row in rows]
    assert _states() == ["done"] * 10


def test_every_one_is_sending_before_the_first_begins(rows: list[OutboxRow], now: dt.datetime) -> None:
    seen: list[list[str]] = []
    handle(KIND, batch=4)(lambda _row: seen.append(_states()[:5]))
    _dispatch(now, limit=4)
    assert seen[0] == ["sending"] * 4 + ["waiting"]


@pytest.mark.parametrize("fatal", [0, 2, 3])
def test_a_killed_process_leaves_one_unknown(rows: list[OutboxRow], now: dt.datetime, fatal: int) -> None:
    sent: list[int] = []

    def carry(row: OutboxRow) -> None:
        sent.append(row.pk)
        if row.pk == rows[fatal].pk and len(sent) == fatal + 1:
            raise KilledError

    handle(KIND, batch=4)(carry)
    with pytest.raises(KilledError):
        _dispatch(now)
    assert _states()[:4] == ["sending"] * 4
    for _ in range(3):
        _dispatch(now + LATER)
    assert sorted(sent) == [row.pk for row in rows]  # nothing twice, nothing lost
    assert _states() == ["uncertain" if place == fatal else "done" for place in range(10)]


def test_another_boot_or_a_lost_journal_proves_nothing(
    rows: list[OutboxRow], now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle(KIND, batch=4)(_killed)
    with pytest.raises(KilledError):
        _dispatch(now)
    monkeypatch.setattr(journal, "_boot", lambda: "another")
    assert _dispatch(now + LATER, limit=0) == 0
    assert _states()[:4] == ["uncertain"] * 4
    assert give_back(now=now + LATER) == 0


def _killed(_row: OutboxRow) -> None:
    raise KilledError


def test_each_ends_as_it_ended(rows: list[OutboxRow], now: dt.datetime) -> None:
    endings: dict[int, Exception] = {
        rows[0].pk: NotSent("busy"),
        rows[1].pk: Impossible("gone"),
        rows[2].pk: ValueError("x"),
    }

    def carry(row: OutboxRow) -> None:
        if row.pk in endings:
            raise endings[row.pk]

    handle(KIND, batch=50)(carry)
    _dispatch(now)
    assert _states() == ["waiting", "failed", "uncertain"] + ["done"] * 7


def test_nothing_of_a_batch_begins_near_the_end_of_its_lease(rows: list[OutboxRow], now: dt.datetime) -> None:
    """Somebody else may already have taken back what was not begun."""
    moment = [now]
    sent: list[int] = []

    def slow(row: OutboxRow) -> None:
        sent.append(row.pk)
        moment[0] += dt.timedelta(seconds=50)

    handle(KIND, batch=4)(slow)
    dispatch(clock=lambda: moment[0], limit=4)
    assert sent == [row.pk for row in rows[:2]]
    assert _states()[:4] == ["done", "done", "waiting", "waiting"]
    assert OutboxRow.objects.get(pk=rows[2].pk).attempts == 0


def test_other_kinds_are_not_made_to_wait(rows: list[OutboxRow], now: dt.datetime) -> None:
    order: list[str] = []
    urgent = OutboxRow.objects.create(kind="tests.alone", created=now, not_before=now - dt.timedelta(minutes=1))
    handle(KIND, batch=50)(lambda row: order.append(row.kind))
    handle("tests.alone")(lambda row: order.append(row.kind))
    _dispatch(now)
    assert order == [urgent.kind] + [KIND] * 10


@pytest.mark.django_db(transaction=True)
def test_the_journal_is_gone_once_the_database_knows(now: dt.datetime, tmp_path: Path) -> None:
    for _ in range(6):
        OutboxRow.objects.create(kind=KIND, created=now, not_before=now)
    handle(KIND, batch=3)(lambda _row: None)
    _dispatch(now)
    assert not list((tmp_path / "outbox").iterdir())
    assert _states() == ["done"] * 6
