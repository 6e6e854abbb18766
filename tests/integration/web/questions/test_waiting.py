"""A question waits for who answers it, its answer for who asked; mails about them say nothing of either."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail

from balise.web.notifications.models import Notification
from balise.web.outbox.dispatching import dispatch
from balise.web.people.models import Person, RoleHolding
from balise.web.questions import transitions
from balise.web.tasks.queries import tasks_for

pytestmark = pytest.mark.django_db
Ask = Callable[[Any], Any]
ANSWER = "Dites-le sans insulter. kanariREP"


def _waits(person: Person, now: dt.datetime) -> list[str]:
    person.forget_roles()
    return [one.task.id for one in tasks_for(person, now=now) if one.task.id.startswith("question")]


def _told(kind: str) -> set[str]:
    return set(Notification.objects.filter(kind=kind).values_list("person__username", flat=True))


def test_from_one_to_the_other(cast: SimpleNamespace, ask: Ask, now: dt.datetime) -> None:
    question = ask(cast.employee)
    wanted = f"question.answer:{question.pk}"
    assert [name for name, who in vars(cast).items() if _waits(who, now)] == ["communications"]
    assert _waits(cast.communications, now) == [wanted]
    assert _told("question.asked") == {"camille"}
    question = transitions.answer(actor=cast.communications, question=question, answer=ANSWER, clauses=["3.3"], now=now)
    assert [name for name, who in vars(cast).items() if _waits(who, now)] == ["employee"]
    assert _waits(cast.employee, now) == [f"question.read:{question.pk}"]
    assert _told("question.answered") == {"elise"}
    transitions.close(actor=cast.employee, question=question, now=now)
    assert _waits(cast.employee, now) == []


def test_one_taken_back_waits_for_nobody(cast: SimpleNamespace, ask: Ask, now: dt.datetime) -> None:
    transitions.withdraw(actor=cast.employee, question=ask(cast.employee), now=now)
    assert not [name for name, who in vars(cast).items() if _waits(who, now)]


def test_who_stands_in_is_asked_when_nobody_is_there(
    cast: SimpleNamespace, ask: Ask, now: dt.datetime, today: dt.date, person: Callable[..., Person]
) -> None:
    second = person("olga")
    RoleHolding.objects.filter(person=cast.communications, role="communications").update(alternate=second)
    RoleHolding.objects.create(person=second, role="employee", since=today)
    Person.objects.filter(pk=cast.communications.pk).update(absent_from=today)
    question = ask(cast.employee)
    assert _told("question.asked") == {"olga"}
    assert _waits(second, now) == [f"question.answer:{question.pk}"]


def test_the_only_one_who_answers_does_not_answer_themselves(cast: SimpleNamespace, ask: Ask, now: dt.datetime) -> None:
    question = ask(cast.communications)
    assert _told("question.asked") == {"denise"}  # management, where communications would be asking themselves
    assert _waits(cast.management, now) == [f"question.answer:{question.pk}"]
    assert _waits(cast.communications, now) == []


def test_mails_say_nothing_of_it(cast: SimpleNamespace, ask: Ask, now: dt.datetime) -> None:
    Person.objects.filter(pk__in=[cast.employee.pk, cast.communications.pk]).update(email="quelquun@example.org")
    question = ask(cast.employee)
    dispatch(clock=lambda: now)  # once it is answered, the mail that asks for an answer does not leave any more
    transitions.answer(actor=cast.communications, question=question, answer=ANSWER, clauses=["3.3"], now=now)
    dispatch(clock=lambda: now)
    assert len(mail.outbox) == 2
    for one in mail.outbox:
        said = str(one.message()) + one.subject + str(one.body)
        for word in ("kanari", "Elise", "Camille", "3.3", "imbécile"):
            assert word not in said
