"""Versions that wait: to be approved by somebody else than who drafted them, then to be published."""

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
from balise.web.signing import versions_queries
from balise.web.tasks.registry import Task, register


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="policy-versions", label=_l("Politique"), find=waiting)


def waiting(person: Person, now: dt.datetime) -> Iterator[Task]:
    """What waits for this person."""
    today = timezone.localdate(now)
    if granted(person, Permission.POLICY_APPROVE, today=today):
        for version in versions_queries.to_approve(person):
            yield Task(
                id=f"policy_version.approve:{version.pk}",
                what=_("Relire et approuver la version n° %(number)d de la politique") % {"number": version.number},
                neutral=_("Une version de la politique attend une approbation"),
                why=_("Vous n’y avez pas mis la main : une autre personne que celle qui l’a préparée l’approuve."),
                left=_("la version précédente reste en vigueur."),
                url=reverse("signing:version", args=[version.number]),
            )
    if granted(person, Permission.POLICY_PUBLISH, today=today):
        for version in versions_queries.to_publish():
            yield Task(
                id=f"policy_version.publish:{version.pk}",
                what=_("Publier la version n° %(number)d de la politique") % {"number": version.number},
                neutral=_("Une version de la politique est prête à publier"),
                why=_("Elle est approuvée, et vous pouvez la publier."),
                left=_("la version précédente reste en vigueur."),
                url=reverse("signing:version", args=[version.number]),
            )
