"""A question leaves the private check, is answered with clauses, and is read by nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from balise.web.access import Refused
from balise.web.audit.models import Record
from balise.web.events import subscribe, unsubscribe
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.questions import queries, transitions
from balise.web.questions.events import QuestionAnswered, QuestionAsked, QuestionWithdrawn
from balise.web.questions.models import Question
from balise.web.vault.sealing import Destroyed
from balise.web.workflow import Invalid, WrongState
from tests.integration.web.questions.conftest import ASKED, MESSAGE

pytestmark = pytest.mark.django_db
Ask = Callable[[Any], Question]
Seat = Callable[[Person], Client]
ANSWER = "Dites-le sans insulter. kanariREP"


def _rows() -> str:
    """Every row of every table, as the database holds it."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            found += [bytes(one) if isinstance(one, memoryview) else one for row in cursor.fetchall() for one in row]
    return repr(found)


def test_from_the_check_to_the_answer(cast: SimpleNamespace, signed_in: Seat) -> None:
    elise, camille = signed_in(cast.employee), signed_in(cast.communications)
    sent = {"text": MESSAGE, "voice": "personal"}
    before = elise.post("/verifier/", {**sent, "action": "question"}).content.decode()
    assert "Camille" in before
    assert "imbécile" in before
    assert "3.3" in before  # what they will see is shown before it is sent
    asked = elise.post("/verifier/envoyer/question/", {**sent, "question": ASKED})
    page = elise.get(asked["Location"]).content.decode()
    assert "Votre question est envoyée" in page
    assert ASKED in page
    question = Question.objects.get()
    assert f"/questions/{question.pk}/" in camille.get("/questions/").content.decode()
    desk = camille.get(asked["Location"]).content.decode()
    assert MESSAGE.split()[2] in desk
    assert 'value="3.3" ' in desk.replace("checked", "")
    wrong = camille.post(f"/questions/{question.pk}/repondre/", {"answer": "", "clauses": ["3.3"]})
    assert (wrong.status_code, "Écrivez votre réponse." in wrong.content.decode()) == (422, True)
    odd = camille.post(f"/questions/{question.pk}/repondre/", {"answer": ANSWER, "clauses": ["9.9"]})
    assert odd.status_code == 422
    assert ANSWER in odd.content.decode()
    camille.post(f"/questions/{question.pk}/repondre/", {"answer": ANSWER, "clauses": ["3.3"]})
    told = elise.get(asked["Location"]).content.decode()
    assert ANSWER in told
    assert "<blockquote" in told
    elise.post(f"/questions/{question.pk}/fermer/")
    assert Question.objects.get().state == "closed"
    tags = list(Record.objects.filter(subject_kind="questions.question").values_list("tag", flat=True))
    assert tags[0] == "person:question:ask"
    assert tags[-2:] == ["person:question:answer", "person:question:close"]
    assert "person:question:read" in tags  # camille's reading; never the asker's own
    assert set(Record.objects.filter(tag="person:question:read").values_list("actor_id", flat=True)) == {
        str(cast.communications.pk)
    }


def test_nothing_is_readable_in_the_database(cast: SimpleNamespace, ask: Ask, now: dt.datetime) -> None:
    question = ask(cast.employee)
    transitions.answer(actor=cast.communications, question=question, answer=ANSWER, clauses=["3.3"], now=now)
    rows = _rows()
    for canary in ("kanariTXT", "kanariQST", "kanariREP"):
        assert canary not in rows
    kept = Question.objects.get()
    assert [kept.words(name) for name in ("text", "question", "answer")] == [MESSAGE, ASKED, ANSWER]


@pytest.mark.parametrize("name", ["manager", "hr", "management", "privacy", "auditor", "admin", "partner", "outsider"])
def test_nobody_else_reads_it(cast: SimpleNamespace, signed_in: Seat, ask: Ask, name: str, today: dt.date) -> None:
    question, somebody = ask(cast.employee), getattr(cast, name)
    browser = signed_in(somebody)
    for address in ("", "repondre/", "fermer/", "reprendre/"):
        answer = browser.post(f"/questions/{question.pk}/{address}")
        assert answer.status_code in {403, 404, 405}, address
    assert browser.get(f"/questions/{question.pk}/").status_code in {403, 404}
    assert not queries.received(somebody, today=today).exists()
    assert not queries.to_answer(somebody, today=today).exists()
    assert not Record.objects.filter(tag__endswith="question:read").exists()


def test_nobody_answers_their_own_and_one_answer_is_enough(
    cast: SimpleNamespace, ask: Ask, person: Callable[..., Person], now: dt.datetime
) -> None:
    other = person("clara", Role.COMMUNICATIONS)
    own = ask(cast.communications)
    with pytest.raises(Refused):
        transitions.answer(actor=cast.communications, question=own, answer=ANSWER, clauses=[], now=now)
    with pytest.raises(Refused):
        transitions.withdraw(actor=other, question=own, now=now)
    transitions.answer(actor=other, question=own, answer=ANSWER, clauses=[], now=now)
    question = ask(cast.employee)
    transitions.answer(actor=other, question=question, answer=ANSWER, clauses=[], now=now)
    with pytest.raises(WrongState):
        transitions.answer(actor=cast.communications, question=question, answer="Autre chose", clauses=[], now=now)
    with pytest.raises(Invalid):
        transitions.answer(actor=other, question=ask(cast.employee), answer="a" * 4_001, clauses=[], now=now)


def test_what_was_typed_too_late_is_not_lost(
    cast: SimpleNamespace, ask: Ask, person: Callable[..., Person], now: dt.datetime, signed_in: Seat
) -> None:
    clara = person("clara", Role.COMMUNICATIONS)
    question = ask(cast.employee)
    transitions.answer(actor=cast.communications, question=question, answer="La première.", clauses=[], now=now)
    late = signed_in(clara).post(f"/questions/{question.pk}/repondre/", {"answer": ANSWER})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Trop tard\u00a0: Camille" in page
    assert ANSWER in page
    assert "La première." in page
    assert _readings(clara) == 1  # it was shown, so it is recorded


def test_a_question_shown_with_an_answer_that_will_not_do_is_recorded_as_read(
    cast: SimpleNamespace, ask: Ask, signed_in: Seat
) -> None:
    question = ask(cast.employee)
    shown = signed_in(cast.communications).post(f"/questions/{question.pk}/repondre/", {"answer": ""})
    assert shown.status_code == 422
    assert "kanariTXT" in shown.content.decode()
    assert _readings(cast.communications) == 1


def _readings(person: Person) -> int:
    return Record.objects.filter(tag="person:question:read", actor_id=str(person.pk)).count()


def test_an_alternate_or_management_answers_when_nobody_is_there(
    cast: SimpleNamespace, ask: Ask, person: Callable[..., Person], now: dt.datetime, today: dt.date, signed_in: Seat
) -> None:
    own = ask(cast.communications)  # the only one in the role asks: management stands in
    assert list(queries.to_answer(cast.management, today=today)) == [own]
    assert not queries.to_answer(cast.communications, today=today).exists()
    alternate = person("alban", Role.EMPLOYEE)
    RoleHolding.objects.filter(role=Role.COMMUNICATIONS).update(alternate=alternate)
    cast.management.forget_roles()
    assert not queries.to_answer(cast.management, today=today).exists()
    assert list(queries.to_answer(alternate, today=today)) == [own]
    assert f"/questions/{own.pk}/" in signed_in(alternate).get("/questions/").content.decode()
    transitions.answer(actor=alternate, question=own, answer=ANSWER, clauses=[], now=now)
    Person.objects.filter(pk=cast.communications.pk).update(absent_from=today)
    absent = ask(cast.employee)
    assert list(queries.to_answer(Person.objects.get(pk=alternate.pk), today=today)) == [absent]


def test_taken_back_it_is_destroyed(cast: SimpleNamespace, ask: Ask, signed_in: Seat, now: dt.datetime) -> None:
    question = ask(cast.employee)
    sealed = bytes(question.text)
    elise = signed_in(cast.employee)
    assert "détruits" in elise.get(f"/questions/{question.pk}/reprendre/").content.decode()
    elise.post(f"/questions/{question.pk}/reprendre/")
    kept = Question.objects.get()
    assert (kept.state, bytes(kept.text)) == ("withdrawn", b"")
    kept.text = sealed  # as a backup would bring it back
    with pytest.raises(Destroyed):
        kept.words("text")
    assert "Ses textes ont été détruits" in elise.get(f"/questions/{question.pk}/").content.decode()
    with pytest.raises(WrongState):
        transitions.answer(actor=cast.communications, question=question, answer=ANSWER, clauses=[], now=now)


def test_those_concerned_can_be_told(cast: SimpleNamespace, ask: Ask, now: dt.datetime) -> None:
    told: list[Any] = []
    kinds = (QuestionAsked, QuestionAnswered, QuestionWithdrawn)
    for kind in kinds:
        subscribe(kind, told.append)
    try:
        first, second = ask(cast.employee), ask(cast.employee)
        transitions.answer(actor=cast.communications, question=first, answer=ANSWER, clauses=["3.3"], now=now)
        transitions.withdraw(actor=cast.employee, question=second, now=now)
    finally:
        for kind in kinds:
            unsubscribe(kind, told.append)
    elise, camille = cast.employee.pk, cast.communications.pk
    assert told == [
        QuestionAsked(first.pk, elise, elise),
        QuestionAsked(second.pk, elise, elise),
        QuestionAnswered(first.pk, elise, camille),
        QuestionWithdrawn(second.pk, elise, elise),
    ]


def test_the_list_costs_the_same_whatever_it_holds(
    cast: SimpleNamespace, ask: Ask, signed_in: Seat, django_assert_max_num_queries: Any
) -> None:
    camille = signed_in(cast.communications)
    for _ in range(12):
        ask(cast.employee)
    camille.get("/questions/")
    with django_assert_max_num_queries(16):
        page = camille.get("/questions/?voir=toutes").content.decode()
    assert "kanari" not in page
