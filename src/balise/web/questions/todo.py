"""What waits for somebody about questions: one to answer, an answer to read. What they say stays sealed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.questions.models import Question
from balise.web.questions.queries import own_questions, receives, to_answer
from balise.web.tasks.deadlines import working_days_after
from balise.web.tasks.registry import Gravity, Task, register

MOST = 100
_TO_ANSWER, _TO_READ = 2, 5  # working days


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="questions", label=_l("Questions"), find=waiting)


def waiting(person: Person, now: dt.datetime) -> Iterator[Task]:
    """Questions that this person answers, the oldest first, then the answers they were given and did not close."""
    today = timezone.localdate(now)
    if receives(person, today=today) and granted(person, Permission.QUESTION_ANSWER, today=today):
        for one in to_answer(person, today=today)[:MOST]:
            yield Task(
                id=f"question.answer:{one.pk}",
                what=_("Répondre à la question posée par %(name)s") % {"name": one.asker.get_full_name()},
                neutral=_("Une question attend une réponse"),
                why=_("Vous répondez aux questions posées aux communications."),
                left=_("la personne ne sait pas si elle peut publier son message."),
                url=reverse("questions:show", args=[one.pk]),
                due=working_days_after(one.asked, _TO_ANSWER),
            )
    if granted(person, Permission.QUESTION_ASK, today=today):
        answered = own_questions(person).filter(state=Question.State.ANSWERED, answered__isnull=False)
        for one in answered[:MOST]:
            yield Task(
                id=f"question.read:{one.pk}",
                what=_("Lire la réponse à votre question, puis fermer la question"),
                neutral=_("Une réponse est à lire"),
                why=_("Vous avez posé la question."),
                left=_("rien ne se bloque : la question reste ouverte dans votre liste."),
                url=reverse("questions:show", args=[one.pk]),
                due=working_days_after(one.answered or one.asked, _TO_READ),
                gravity=Gravity.LOW,
            )
