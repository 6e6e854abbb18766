"""HR and the privacy officer are told, once a month at most, that something will be destroyed: time to hold it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.access import Permission
from balise.web.notifications.kinds import Kind, register
from balise.web.notifications.telling import tell
from balise.web.people.queries import holders
from balise.web.people.roles import Role
from balise.web.retention import queries

SOON = Kind(
    id="retention.soon",
    label=_("Des documents seront bientôt détruits"),
    says=_("Des documents arrivent au bout de leur conservation et seront détruits d’ici un mois."),
    address=lambda _month: reverse("retention:home"),
    needs=Permission.RETENTION_READ,
)


def listen() -> None:
    """Make the kind known; called once the apps are ready."""
    register(SOON)


def tell_of_what_comes(*, now: dt.datetime) -> int:
    """Tell of what is not held and goes within a month; how many people were told."""
    today = timezone.localdate(now)
    if not any(not one.held for one in queries.due(by=today + queries.NOTICE, today=today)):
        return 0
    people = {one.pk for role in (Role.HR, Role.PRIVACY) for one in holders(role, today)}
    month = f"{today:%Y-%m}"
    with transaction.atomic():
        return tell(SOON, people=people, subject_id=month, now=now, once=f"{SOON.id}:{month}")
