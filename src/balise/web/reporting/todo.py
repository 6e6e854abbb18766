"""What waits about reports: to acknowledge, to answer, an answer to read. Numbers only: what they say stays sealed."""

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
from balise.web.reporting import queries
from balise.web.reporting.models import Part
from balise.web.reporting.receiving import may_receive
from balise.web.reporting.routing import answer_due, receipt_due
from balise.web.reporting.showing import numbered
from balise.web.tasks.deadlines import at_end_of
from balise.web.tasks.registry import Gravity, Task, register

MOST = 100
S = Part.State


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="reports", label=_l("Signalements"), find=waiting)


def waiting(person: Person, now: dt.datetime) -> Iterator[Task]:
    """What this person receives and has not dealt with, then what they may read about their own."""
    today = timezone.localdate(now)
    if granted(person, Permission.REPORT_ANSWER, today=today) and may_receive(person, today=today):
        for part in queries.to_do(person, today=today)[:MOST]:
            yield from _of(part)
    if granted(person, Permission.REPORT_MAKE, today=today) and queries.answers_to_read(person):
        yield Task(
            id="report.read",
            what=_("Lire la réponse à votre signalement"),
            neutral=_("Une réponse est à lire"),
            why=_("Vous avez signé ce signalement."),
            left=_("rien ne se bloque : la conversation reste ouverte."),
            url=reverse("reporting:mine"),
            gravity=Gravity.LOW,
        )


def _of(part: Part) -> Iterator[Task]:
    """One task for a part: the first thing that is due."""
    if part.state == S.RECEIVED:
        what, due = _("Accuser réception du signalement %(number)s"), receipt_due(part)
        left = _("la personne ne sait pas si on l’a entendue.")
    elif part.state == S.ACKNOWLEDGED or part.waiting:
        what, due = _("Répondre au signalement %(number)s"), answer_due(part)
        left = _("la personne attend, et peut croire que rien ne se fait.")
        if part.state == S.ANSWERED:
            due = None
    else:
        return
    yield Task(
        id=f"report.{part.state}:{part.pk}",
        what=what % {"number": numbered(part)},
        neutral=_("Un signalement est à suivre"),
        why=_("Ce signalement vous est remis."),
        left=left,
        url=reverse("reporting:part", args=[part.pk]),
        due=at_end_of(due) if due else None,
        whole_day=due is not None,
        gravity=Gravity.HIGH,
    )
