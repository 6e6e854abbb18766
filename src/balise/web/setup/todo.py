"""Duties that nobody present can do, or one person alone: for who can name somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.policy.problems import PackError
from balise.web.access import Permission, granted
from balise.web.people.models import Person
from balise.web.setup.duties import standings
from balise.web.tasks.deadlines import at_end_of
from balise.web.tasks.registry import Gravity, Task, register


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="duties", label=_l("Qui fait quoi"), find=uncovered)


def uncovered(person: Person, now: dt.datetime) -> Iterator[Task]:
    """Today, what nobody can do; and, for who gives the roles, what rests on one person alone."""
    today = timezone.localdate(now)
    if not granted(person, Permission.DUTY_READ, today=today):
        return
    gives = granted(person, Permission.ROLE_GRANT, today=today)
    try:
        found = standings(today=today)
    except PackError:  # the first page must open all the same: it is where one learns of it
        yield _no_policy(person, today)
        return
    for one in found:
        if one.level == "nobody":
            yield Task(
                id=f"duty.hold:{slugify(one.title)}",
                what=_("Personne ne peut : %(duty)s") % {"duty": one.title},
                neutral=_("Une tâche n’est à personne"),
                why=_("Vous pouvez donner ce rôle.") if gives else _("Vous veillez à ce que chaque tâche soit tenue."),
                left=f"{one.waits}.",
                url=reverse("setup:duties"),
                due=at_end_of(today),
                whole_day=True,
                gravity=Gravity.HIGH,
            )
        elif one.level == "alone" and gives:
            yield Task(
                id=f"duty.second:{slugify(one.title)}",
                what=_("Nommer une suppléance : %(duty)s") % {"duty": one.title},
                neutral=_("Une tâche repose sur une seule personne"),
                why=_("Une seule personne peut le faire : %(name)s.") % {"name": one.people[0].get_full_name()},
                left=_("à sa première absence, %(waits)s.") % {"waits": one.waits},
                url=reverse("setup:duties"),
                gravity=Gravity.LOW,
            )


def _no_policy(person: Person, today: dt.date) -> Task:
    configures = granted(person, Permission.ORGANISATION_CONFIGURE, today=today)
    return Task(
        id="policy.load",
        what=_("Réparer la politique de l’organisation : elle ne se charge pas"),
        neutral=_("La politique ne se charge pas"),
        why=_("Vous administrez Balise.") if configures else _("Vous veillez à ce que chaque tâche soit tenue."),
        left=_("aucun message ne peut être vérifié ni soumis."),
        url=reverse("setup:organisation" if configures else "home"),
        due=at_end_of(today),
        whole_day=True,
        gravity=Gravity.HIGH,
    )
