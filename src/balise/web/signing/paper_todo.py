"""What waits: pages received, and not written down yet."""

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
from balise.web.signing import paper_queries
from balise.web.tasks.registry import Task, register


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="signed-pages", label=_l("Pages signées"), find=waiting)


def waiting(person: Person, now: dt.datetime) -> Iterator[Task]:
    """The pages that this person received, or any for HR."""
    today = timezone.localdate(now)
    if not granted(person, Permission.ATTESTATION_FILE, today=today):
        return
    for page in paper_queries.waiting_for(person, today=today):
        yield Task(
            id=f"signed_page.file:{page.pk}",
            what=_("Recopier la page signée de %(name)s") % {"name": page.person.get_full_name()},
            neutral=_("Une page signée attend d’être recopiée"),
            why=_("La page numérisée est gardée; ses réponses ne sont pas encore inscrites."),
            left=_("la réponse ne compte pas, et la personne reçoit encore des rappels."),
            url=reverse("signing:transcribe", args=[page.pk]),
        )
