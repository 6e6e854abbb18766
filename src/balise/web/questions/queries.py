"""All reads of questions, always for somebody. Lists never open what is sealed."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from balise.web.approvals.answering import eligible
from balise.web.people.models import Person
from balise.web.people.queries import holders
from balise.web.people.roles import Role
from balise.web.questions.models import Question
from balise.web.questions.rules import may_read


class NotThere(Exception):
    """No such question, or none for this reader."""


def question_for(reader: Person, question_id: int, *, today: dt.date) -> Question:
    """One question, if the reader may see it."""
    found = Question.objects.select_related("asker__manager", "answered_by").filter(pk=question_id).first()
    if found is None or not may_read(reader, found, today):
        raise NotThere
    return found


def own_questions(reader: Person) -> QuerySet[Question]:
    """What the reader asked, the latest first."""
    return _all().filter(asker=reader)


def to_answer(reader: Person, *, today: dt.date) -> QuerySet[Question]:
    """What waits for the reader's answer, the oldest first."""
    return _all().filter(_theirs(reader, today), state=Question.State.ASKED).order_by("asked", "pk")


def received(reader: Person, *, today: dt.date) -> QuerySet[Question]:
    """All that the reader may read without having asked it."""
    return _all().filter(_theirs(reader, today) | Q(answered_by=reader)).exclude(asker=reader)


def receives(reader: Person, *, today: dt.date) -> bool:
    """Whether questions come to the reader at all: one role or another, no look at any question."""
    roles = reader.roles(today)
    return Role.COMMUNICATIONS in roles or Role.MANAGEMENT in roles or _stands_in(reader, today)


def waiting_count(reader: Person, *, today: dt.date) -> int:
    """For the menu, on every page: one query for who holds the role, none for those who never answer."""
    if not {Role.COMMUNICATIONS, Role.MANAGEMENT} & reader.roles(today):
        return 0
    return to_answer(reader, today=today).order_by().count()


def _all() -> QuerySet[Question]:
    return Question.objects.select_related("asker", "answered_by").order_by("-asked", "-pk")


def _theirs(reader: Person, today: dt.date) -> Q:
    """Questions that the reader answers: all when in the role, else those that nobody in the role can."""
    if Role.COMMUNICATIONS in reader.roles(today):
        return ~Q(asker=reader)
    present = holders(Role.COMMUNICATIONS, today)
    if len(present) > 1:
        return Q(pk__in=[])
    # Nobody is there, or one person who may be the asker: whoever stands in does it, never for their own question.
    absent_or_asking = present[0] if present else Person(pk=0)
    if all(one.pk != reader.pk for one in eligible(Role.COMMUNICATIONS.value, author=absent_or_asking, today=today)):
        return Q(pk__in=[])
    return Q(asker=present[0]) if present else ~Q(asker=reader)


def _stands_in(reader: Person, today: dt.date) -> bool:
    return reader.stands_in_for.filter(role=Role.COMMUNICATIONS, since__lte=today).exists()
