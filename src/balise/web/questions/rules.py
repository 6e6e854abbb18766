"""Who may read a question, answer it, close it: whoever asked, and whoever answers for communications. Nobody else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from balise.web.access.deciding import add_rule, granted
from balise.web.access.permissions import Permission
from balise.web.approvals.answering import may_answer
from balise.web.audit.reading import read_by
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.questions.models import Question


def register() -> None:
    """Tell access; called once the apps are ready."""
    add_rule(Permission.QUESTION_ANSWER, answers)
    add_rule(Permission.QUESTION_CLOSE, may_read)
    add_rule(Permission.QUESTION_READ, may_read)
    add_rule(Permission.QUESTION_WITHDRAW, _asked_it)
    read_by(Question, Permission.QUESTION_READ)


def answers(person: Person, question: Any, today: dt.date) -> bool:
    """Whether they answer for communications: those in the role, their alternates, management where there is nobody."""
    return may_answer(person, by=Role.COMMUNICATIONS.value, author=question.asker, today=today)


def may_read(person: Person, question: Any, today: dt.date) -> bool:
    """Whoever asked, whoever answered, and whoever may answer."""
    return person.pk in {question.asker_id, question.answered_by_id} or answers(person, question, today)


def shown(request: HttpRequest) -> bool:
    """Whether the menu shows the questions."""
    return granted(request.user, Permission.QUESTION_READ, today=timezone.localdate())


def _asked_it(person: Person, question: Any, _today: dt.date) -> bool:
    return bool(question.asker_id == person.pk)
