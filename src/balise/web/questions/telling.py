"""Who is told what about questions, when it happens. Nothing of a question leaves: mails say that there is one."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.access.permissions import Permission
from balise.web.approvals.answering import eligible
from balise.web.events import moment, subscribe
from balise.web.notifications.kinds import Kind, register
from balise.web.notifications.telling import tell
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.questions.events import QuestionAnswered, QuestionAsked
from balise.web.questions.models import Question


def _page(subject_id: str) -> str:
    return reverse("questions:show", args=[int(subject_id)])


ASKED = Kind(
    id="question.asked",
    label=_("Une question attend ma réponse"),
    says=_("Une question attend votre réponse."),
    address=_page,
    duty=True,
    about=Question._meta.label_lower,
    needs=Permission.QUEUE_READ,  # communications and management; an alternate is told as they usually would be
)
ANSWERED = Kind(
    id="question.answered",
    label=_("On répond à ma question"),
    says=_("Une de vos questions a sa réponse."),
    address=_page,
    about=Question._meta.label_lower,
    needs=Permission.QUESTION_ASK,
)


def listen() -> None:
    """Make the kinds known and hear the events; called once the apps are ready."""
    for kind in (ASKED, ANSWERED):
        register(kind)
    subscribe(QuestionAsked, _asked)
    subscribe(QuestionAnswered, _answered)


def _asked(event: QuestionAsked) -> None:
    """Those who can answer it today: communications, and whoever stands in where nobody is there."""
    asker = Person.objects.get(pk=event.asker_id)
    people = eligible(Role.COMMUNICATIONS.value, author=asker, today=timezone.localdate(moment()))
    tell(ASKED, people=[one.pk for one in people], subject_id=event.question_id, now=moment(), but=event.actor_id)


def _answered(event: QuestionAnswered) -> None:
    tell(ANSWERED, people=[event.asker_id], subject_id=event.question_id, now=moment(), but=event.actor_id)
