"""What waits: one's own answer to a version in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.people.models import Person
from balise.web.signing import answers_queries
from balise.web.tasks.deadlines import at_end_of
from balise.web.tasks.registry import Gravity, Task, register


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="policy-answers", label=_l("Politique à signer"), find=waiting)


def waiting(person: Person, now: dt.datetime) -> Iterator[Task]:
    """The versions that this person has not answered."""
    for due in answers_queries.owed_by(person, today=timezone.localdate(now)):
        yield Task(
            id=f"attestation.give:{due.version_id}",
            what=_("Lire la politique (version n° %(number)d) et y répondre") % {"number": due.version.number},
            neutral=_("Répondre à une politique"),
            why=_("Chaque personne répond à chaque version de la politique, par oui ou par non."),
            left=_("on vous le rappellera, puis la personne qui vous dirige sera prévenue que la réponse manque."),
            url=reverse("signing:sign", args=[due.version.number]),
            due=at_end_of(due.due),
            whole_day=True,
            gravity=Gravity.USUAL,
        )
