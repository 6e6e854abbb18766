"""The outbox: carried out once, and never again without proof that it had not happened, even when killed."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection

from balise.web.outbox import handlers
from balise.web.outbox.dispatching import LEASE, counts, dispatch, expire, settle, take
from balise.web.outbox.handlers import Impossible, NotSent, handle
from balise.web.outbox.models import OutboxRow
from balise.web.outbox.pausing import pause_after

KIND = "tests.sent"
S = OutboxRow.State


@pytest.fixture(autouse=True)
def _no_handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "_handlers", {})


@pytest.fixture
def row(db: None, now: dt.datetime) -> Callable[..., OutboxRow]:
    def make(**values: object) -> OutboxRow:
        return OutboxRow.objects.create(**{"kind": KIND, "not_before": now, "created": now, **values})

    return make


def _at(moment: dt.datetime) -> Callable[[], dt.datetime]:
    return lambda: moment


def test_rows_are_carried_out_in_order_once(row: Callable[..., OutboxRow], now: dt.datetime) -> None:
    done: list[int] = []
    handle(KIND)(lambda it: done.append(it.pk))
    rows = [row() for _ in range(5)]
    later = row(not_before=now + dt.timedelta(hours=1))
    unknown = row(kind="nobody.knows")
    assert dispatch(clock=_at(now)) == 5
    assert dispatch(clock=_at(now)) == 0
    assert done == [it.pk for it in rows]
    assert counts() == {"waiting": 2, "sending": 0, "done": 5, "failed": 0, "uncertain": 0, "dropped": 0}
    assert {it.pk for it in OutboxRow.objects.filter(state=S.WAITING)} == {later.pk, unknown.pk}


def test_sending_is_written_before_the_call(row: Callable[..., OutboxRow], now: dt.datetime) -> None:
    seen: list[str] = []
    handle(KIND)(lambda it: seen.append(OutboxRow.objects.get(pk=it.pk).state))
    row()
    dispatch(clock=_at(now))
    assert seen == ["sending"]


def test_what_surely_did_not_happen_is_tried_again_later_then_given_up(
    row: Callable[..., OutboxRow], now: dt.datetime
) -> None:
    def refuse(it: OutboxRow) -> None:
        raise NotSent("refused")

    handle(KIND, attempts=3)(refuse)
    it = row()
    dispatch(clock=_at(now))
    it.refresh_from_db()
    assert (it.state, it.attempts, it.error) == (S.WAITING, 1, "refused")
    assert dispatch(clock=_at(now + dt.timedelta(seconds=3.9))) == 0
    dispatch(clock=_at(now + dt.timedelta(seconds=6.1)))
    it.refresh_from_db()
    assert (it.state, it.attempts) == (S.WAITING, 2)
    dispatch(clock=_at(now + dt.timedelta(minutes=5)))
    it.refresh_from_db()
    assert (it.state, it.attempts) == (S.FAILED, 3)


def test_pauses_grow_to_two_hours_and_are_never_all_the_same() -> None:
    shortest = [pause_after(attempt, draw=lambda: 0.0).total_seconds() for attempt in range(1, 13)]
    longest = [pause_after(attempt, draw=lambda: 1.0).total_seconds() for attempt in range(1, 13)]
    assert shortest[:3] == [4.0, 16.0, 64.0]
    assert longest[:3] == [6.0, 24.0, 96.0]
    assert shortest == sorted(shortest)
    assert longest[-1] == 7_200 * 1.2
    assert sum(shortest) > 8 * 3600  # a night without a mail server is got over
    assert len({pause_after(4) for _ in range(20)}) > 10
    assert pause_after(10_000) < dt.timedelta(hours=3)


def test_rows_nobody_can_carry_out_hold_up_no_other(row: Callable[..., OutboxRow], now: dt.datetime) -> None:
    for _ in range(120):
        row(kind="nobody.knows", not_before=now - dt.timedelta(hours=1))
        row(kind="nobody.can.look", state=S.UNCERTAIN)
    done: list[int] = []
    handle("nobody.can.look")(lambda it: None)
    handle(KIND, repeatable=True)(lambda it: done.append(it.pk))
    rows = [row(), row(state=S.UNCERTAIN)]
    dispatch(clock=_at(now))
    assert sorted(done) == [it.pk for it in rows]


def test_a_look_that_breaks_stops_nothing(row: Callable[..., OutboxRow], now: dt.datetime) -> None:
    def break_down(it: OutboxRow) -> bool:
        raise OSError("Bonjour, voici le texte d’une personne")

    done: list[int] = []
    handle(KIND, look=break_down)(lambda it: done.append(it.pk))
    lost, waiting = row(state=S.UNCERTAIN), row()
    dispatch(clock=_at(now))
    lost.refresh_from_db()
    assert (lost.state, done) == (S.UNCERTAIN, [waiting.pk])


def test_what_never_can_happen_fails_at_once(row: Callable[..., OutboxRow], now: dt.datetime) -> None:
    def refuse(it: OutboxRow) -> None:
        raise Impossible("no-address")

    handle(KIND)(refuse)
    it = row()
    dispatch(clock=_at(now))
    it.refresh_from_db()
    assert (it.state, it.error, it.ended) == (S.FAILED, "no-address", now)


def test_an_unknown_end_is_uncertain_and_is_not_repeated(row: Callable[..., OutboxRow], now: dt.datetime) -> None:
    calls: list[int] = []

    def time_out(it: OutboxRow) -> None:
        calls.append(it.pk)
        raise TimeoutError("Bonjour, voici le texte d’une personne")

    handle(KIND)(time_out)
    it = row()
    for hours in range(4):
        dispatch(clock=_at(now + dt.timedelta(hours=hours)))
    it.refresh_from_db()
    assert (it.state, it.error) == (S.UNCERTAIN, "TimeoutError")  # no word of the message
    assert calls == [it.pk]
    assert settle(it, happened=False, now=now) == 1
    dispatch(clock=_at(now + dt.timedelta(hours=5)))
    assert len(calls) == 2


@pytest.mark.parametrize(("found", "state", "calls"), [(True, S.DONE, 0), (False, S.DONE, 1), (None, S.UNCERTAIN, 0)])
def test_looking_first_settles_an_uncertain_row(
    row: Callable[..., OutboxRow], now: dt.datetime, found: bool | None, state: str, calls: int
) -> None:
    called: list[int] = []
    handle(KIND, look=lambda it: found)(lambda it: called.append(it.pk))
    it = row(state=S.UNCERTAIN)
    dispatch(clock=_at(now))
    it.refresh_from_db()
    assert (it.state, len(called)) == (state, calls)


def test_a_repeatable_row_is_simply_done_again(row: Callable[..., OutboxRow], now: dt.datetime) -> None:
    called: list[int] = []
    handle(KIND, repeatable=True)(lambda it: called.append(it.pk))
    it = row(state=S.UNCERTAIN)
    dispatch(clock=_at(now))
    it.refresh_from_db()
    assert (it.state, called) == (S.DONE, [it.pk])


@pytest.mark.parametrize("ways", [{"repeatable": True}, {"look": lambda it: False}])
def test_what_breaks_each_time_is_given_up(
    row: Callable[..., OutboxRow], now: dt.datetime, ways: dict[str, Any]
) -> None:
    called: list[int] = []

    def break_down(it: OutboxRow) -> None:
        called.append(it.pk)
        raise RuntimeError("Bonjour, voici le texte d’une personne")

    handle(KIND, attempts=3, **ways)(break_down)
    it = row()
    for hours in range(6):
        dispatch(clock=_at(now + dt.timedelta(hours=hours)))
    it.refresh_from_db()
    assert (it.state, it.error, it.attempts, len(called)) == (S.FAILED, "RuntimeError", 3, 3)
    assert it.ended is not None


def test_what_came_back_from_a_backup_waits_for_a_person(row: Callable[..., OutboxRow], now: dt.datetime) -> None:
    called: list[int] = []
    handle(KIND, repeatable=True)(lambda it: called.append(it.pk))
    handle("tests.looked", look=lambda it: False)(lambda it: called.append(it.pk))
    rows = [row(state=S.UNCERTAIN, error="restored"), row(kind="tests.looked", state=S.UNCERTAIN, error="restored")]
    dispatch(clock=_at(now))
    assert called == []
    assert settle(rows[0], happened=False, now=now) == 1
    dispatch(clock=_at(now))
    assert called == [rows[0].pk]


def test_a_slow_dispatcher_still_tells_what_it_knows(row: Callable[..., OutboxRow], now: dt.datetime) -> None:
    it = row()

    def slow(taken: OutboxRow) -> None:
        assert expire(now=now + LEASE * 2) == 1

    handle(KIND)(slow)
    dispatch(clock=_at(now))
    it.refresh_from_db()
    assert it.state == S.DONE


def test_a_lost_lease_overwrites_nothing(row: Callable[..., OutboxRow], now: dt.datetime) -> None:
    it = row()

    def overtaken(taken: OutboxRow) -> None:
        OutboxRow.objects.filter(pk=taken.pk).update(lease="someone-else", state=S.SENDING)

    handle(KIND)(overtaken)
    dispatch(clock=_at(now))
    it.refresh_from_db()
    assert (it.state, it.lease) == (S.SENDING, "someone-else")


@pytest.mark.django_db(transaction=True)
def test_dispatchers_side_by_side_take_each_row_once(row: Callable[..., OutboxRow], now: dt.datetime) -> None:
    taken: list[int] = []
    handle(KIND)(lambda it: taken.append(it.pk))
    rows = [row() for _ in range(40)]

    def work() -> None:
        try:
            dispatch(clock=_at(now))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(taken) == [it.pk for it in rows]
    assert take(now=now) is None


@pytest.fixture
def start_dispatcher(transactional_db: None, tmp_path: Path) -> Iterator[Callable[[int], subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    environment = {**os.environ, "TESTED_DATABASE": str(connection.settings_dict["NAME"])}

    def start(pause: int) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [
                sys.executable,
                str(Path(__file__).with_name("dispatcher_process.py")),
                str(tmp_path / "sends"),
                str(pause),
            ],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _until(condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it never happened")


def test_a_dispatcher_killed_while_sending_leaves_uncertain(
    row: Callable[..., OutboxRow],
    start_dispatcher: Callable[[int], subprocess.Popen[str]],
    tmp_path: Path,
    now: dt.datetime,
) -> None:
    first, second = row(), row()
    process = start_dispatcher(60_000)
    _until((tmp_path / "sends").exists)
    process.send_signal(signal.SIGKILL)
    process.wait()
    first.refresh_from_db()
    assert first.state == S.SENDING  # until the lease runs out nobody touches it
    handle(KIND)(lambda it: None)
    moment = dt.datetime.now(dt.UTC)
    dispatch(clock=_at(moment))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (S.SENDING, S.DONE)
    dispatch(clock=_at(moment + LEASE * 2))
    first.refresh_from_db()
    assert (first.state, first.error, first.attempts) == (S.UNCERTAIN, "lease-expired", 1)
    assert (tmp_path / "sends").read_text().split() == [str(first.pk)]


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_lost_and_nothing_doubled(
    row: Callable[..., OutboxRow], start_dispatcher: Callable[[int], subprocess.Popen[str]], tmp_path: Path
) -> None:
    rows = [row() for _ in range(200)]
    random = Random(7)
    for _ in range(8):
        process = start_dispatcher(2)
        time.sleep(random.uniform(0.0, 0.15))
        process.send_signal(signal.SIGKILL)
        process.wait()
    sends = (tmp_path / "sends").read_text().split() if (tmp_path / "sends").exists() else []
    assert len(sends) == len(set(sends))  # none twice
    expire(now=dt.datetime.now(dt.UTC) + LEASE * 2)
    found = counts()
    assert found["sending"] == found["failed"] == 0
    assert found["waiting"] + found["done"] + found["uncertain"] == len(rows)  # none lost
    done = {str(pk) for pk in OutboxRow.objects.filter(state=S.DONE).values_list("pk", flat=True)}
    waiting = {str(pk) for pk in OutboxRow.objects.filter(state=S.WAITING).values_list("pk", flat=True)}
    assert done <= set(sends)
    assert not waiting & set(sends)  # what waits certainly did not happen
    assert found["uncertain"] <= 8
