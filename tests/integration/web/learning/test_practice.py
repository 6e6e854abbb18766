"""Series: what is drawn, what comes back and when, what is kept, what can be erased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from balise.policy.model import Policy
from balise.web.access import Refused
from balise.web.audit.models import Record
from balise.web.directory.transitions import DEACTIVATE
from balise.web.learning import queries, transitions
from balise.web.learning.models import Practice, Recall
from balise.web.learning.transitions import ANSWER, BEGIN, FORGET, SET_ASIDE
from balise.web.people.models import Person
from balise.web.tasks.queries import tasks_for
from balise.web.verdicts import engine
from balise.web.workflow import Invalid, perform

pytestmark = pytest.mark.django_db
Practise = Callable[..., list[str]]
DAY = dt.timedelta(days=1)


def _kinds(person: Person, now: dt.datetime) -> list[str]:
    return [one.task.id for one in tasks_for(person, now=now) if one.task.id.startswith("situation.")]


def test_a_series_is_five_situations_answered_in_order(cast: SimpleNamespace, practise: Practise, now: Any) -> None:
    series = practise(cast.employee, missing=(1,))
    assert len(set(series)) == 5
    kept = {one.situation: one for one in Recall.objects.all()}
    assert set(kept) == set(series)
    assert [kept[name].right for name in series] == [True, False, True, True, True]
    assert kept[series[1]].due == now
    assert kept[series[0]].due is None
    assert queries.before(cast.employee) is None


def test_what_was_missed_comes_back_in_the_next_series_then_two_and_seven_days_later(
    cast: SimpleNamespace, practise: Practise, now: Any
) -> None:
    missed = practise(cast.employee, missing=(0,))[0]
    assert missed in practise(cast.employee)
    assert missed not in practise(cast.employee, at=now + DAY)
    assert missed in practise(cast.employee, at=now + 3 * DAY)
    assert missed not in practise(cast.employee, at=now + 9 * DAY)
    assert missed in practise(cast.employee, at=now + 11 * DAY)
    assert Recall.objects.get(situation=missed).due is None


def test_series_go_through_the_whole_pack(cast: SimpleNamespace, practise: Practise) -> None:
    total = len(engine.the_policy().situations)
    met: set[str] = set()
    for _ in range(-(-total // 5)):
        met |= set(practise(cast.employee))
    assert len(met) == total
    assert len(practise(cast.employee)) == 5  # then they are gone over, the longest unseen first


def test_an_answer_counts_once_and_only_for_the_situation_shown(
    cast: SimpleNamespace, practise: Practise, now: Any, other: Any
) -> None:
    practise(cast.employee, until=1)
    first, _second = (queries.situation_named(name) for name in Practice.objects.get().series[:2])
    with pytest.raises(transitions.AlreadyAnswered):
        transitions.answer(actor=cast.employee, situation=first, answer=other(first), now=now)
    third = queries.situation_named(Practice.objects.get().series[2])
    with pytest.raises(transitions.AlreadyAnswered):
        transitions.answer(actor=cast.employee, situation=third, answer="a", now=now)
    second = queries.before(cast.employee)[0]  # type: ignore[index]
    for wrong in ("", "z", "yes no"):
        with pytest.raises(Invalid) as refused:
            transitions.answer(actor=cast.employee, situation=second, answer=wrong, now=now)
        assert refused.value.field == "answer"
    assert list(Recall.objects.values_list("situation", "right")) == [(first.id, True)]  # type: ignore[union-attr]
    assert Practice.objects.get().place == 1


def test_beginning_twice_goes_on_with_the_same_series(cast: SimpleNamespace, practise: Practise, now: Any) -> None:
    series = practise(cast.employee, until=2)
    transitions.begin(actor=cast.employee, now=now)
    practice = Practice.objects.get()
    assert (practice.series, practice.place) == (series, 2)


@pytest.mark.parametrize("way", [ANSWER, BEGIN, FORGET, SET_ASIDE], ids=lambda way: way.id)
def test_nobody_does_it_for_somebody_else(cast: SimpleNamespace, practise: Practise, now: Any, way: Any) -> None:
    practise(cast.employee, until=1)
    situation = queries.before(cast.employee)[0]  # type: ignore[index]
    for name, one in vars(cast).items():
        if one == cast.employee:
            continue
        with pytest.raises(Refused):
            perform(
                actor=one,
                transition=way,
                subject=cast.employee,
                now=now,
                inputs={"situation": situation, "answer": situation.answer},
            )
        assert Recall.objects.count() == 1, name


def test_erasing_leaves_only_that_a_series_was_gone_through(
    cast: SimpleNamespace, practise: Practise, now: Any
) -> None:
    practise(cast.employee, missing=(0, 1))
    practise(cast.employee, until=1)
    practise(cast.manager, until=1)
    transitions.forget(actor=cast.employee, now=now + DAY)
    practice = Practice.objects.get(person=cast.employee)
    assert (practice.series, practice.place, practice.recalls.count()) == ([], 0, 0)
    assert practice.finished_at == now
    assert Recall.objects.filter(practice__person=cast.manager).count() == 1


def test_what_is_written_in_the_audit_says_nothing_of_answers(
    cast: SimpleNamespace, practise: Practise, now: Any
) -> None:
    series = practise(cast.employee, missing=(0, 2, 4))
    found = Record.objects.filter(tag__contains=":situation:")
    assert list(found.order_by("number").values_list("tag", flat=True)) == [
        "person:situation:begin",
        *["person:situation:answer"] * 5,
    ]
    assert {str(one.detail) for one in found} == {"{}"}
    assert all(name not in f"{one.__dict__}" for one in found for name in series)


def test_an_account_that_closes_leaves_nothing(cast: SimpleNamespace, practise: Practise, now: Any) -> None:
    practise(cast.employee)
    perform(actor=cast.hr, transition=DEACTIVATE, subject=cast.employee, now=now)
    assert not Practice.objects.exists()
    assert not Recall.objects.exists()


def test_it_is_offered_once_a_text_is_in_force_and_never_insists(
    cast: SimpleNamespace, practise: Practise, now: Any, request: pytest.FixtureRequest
) -> None:
    assert _kinds(cast.employee, now) == []
    request.getfixturevalue("in_force")
    assert _kinds(cast.employee, now) == ["situation.begin:first"]
    assert _kinds(cast.partner, now) == []
    (found,) = [one.task for one in tasks_for(cast.employee, now=now) if one.task.id.startswith("situation.")]
    assert found.due is None
    transitions.set_aside(actor=cast.employee, now=now)
    assert _kinds(cast.employee, now) == []
    practise(cast.employee, until=2)  # they came by themselves: the series under way is theirs to finish
    assert _kinds(cast.employee, now) == ["situation.begin:first"]


def test_a_task_tells_when_something_comes_back(
    cast: SimpleNamespace, practise: Practise, now: Any, in_force: Any
) -> None:
    practise(cast.employee)
    assert _kinds(cast.employee, now) == []
    practise(cast.manager, missing=(0,))
    assert _kinds(cast.manager, now) == ["situation.begin:back"]
    transitions.set_aside(actor=cast.manager, now=now)
    assert _kinds(cast.manager, now) == []


@pytest.fixture
def change(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Another policy from now on."""

    def act(**changes: Any) -> None:
        changed: Policy = replace(engine.the_policy(), **changes)
        for module in (engine, queries, transitions):
            monkeypatch.setattr(module, "the_policy", lambda: changed)

    return act


def test_a_new_pack_offers_them_again_and_keeps_what_is_known(
    cast: SimpleNamespace, practise: Practise, now: Any, in_force: Any, change: Callable[..., None]
) -> None:
    series = practise(cast.employee)
    transitions.set_aside(actor=cast.employee, now=now)
    change(version="2031-01-01")
    assert _kinds(cast.employee, now) == ["situation.begin:first"]
    assert not set(practise(cast.employee, at=now + DAY)) & set(series)
    assert Practice.objects.get().finished_at == now + DAY


def test_situations_that_went_away_are_passed_over(
    cast: SimpleNamespace, practise: Practise, now: Any, change: Callable[..., None]
) -> None:
    series = practise(cast.employee, until=1)
    kept = tuple(one for one in engine.the_policy().situations if one.id not in series[1:4])
    change(situations=kept)
    assert queries.before(cast.employee) == (queries.situation_named(series[4]), 2, 2)
    last = queries.situation_named(series[4])
    assert last is not None
    transitions.answer(actor=cast.employee, situation=last, answer=last.answer, now=now)
    assert queries.before(cast.employee) is None
    assert Practice.objects.get().finished_at == now


def test_a_pack_without_situations_says_so(
    cast: SimpleNamespace, now: Any, in_force: Any, change: Callable[..., None]
) -> None:
    change(situations=())
    assert _kinds(cast.employee, now) == []
    with pytest.raises(Invalid):
        transitions.begin(actor=cast.employee, now=now)
    assert not Practice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_pages_that_begin_at_once_make_one_practice(cast: SimpleNamespace, now: Any) -> None:
    from threading import Thread

    problems: list[Exception] = []

    def go() -> None:
        try:
            transitions.begin(actor=Person.objects.get(pk=cast.employee.pk), now=now)
        except Exception as problem:  # noqa: BLE001 - told below
            problems.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=go) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert problems == []
    assert len(Practice.objects.get().series) == 5
