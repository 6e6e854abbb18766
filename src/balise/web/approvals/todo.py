"""Mandates that end soon, for who speaks under them and for who can renew them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.approvals.models import Mandate
from balise.web.people.models import Person
from balise.web.tasks.deadlines import at_end_of
from balise.web.tasks.registry import Gravity, Task, register

SOON = dt.timedelta(days=14)
MOST = 100


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="mandates", label=_l("Mandats"), find=ending)


def ending(person: Person, now: dt.datetime) -> Iterator[Task]:
    """Mandates in force whose last day comes within two weeks, and that nothing follows."""
    today = timezone.localdate(now)
    mine = Q(holder=person)
    grants = granted(person, Permission.MANDATE_GRANT, today=today)
    active = Mandate.objects.filter(Q() if grants else mine, state=Mandate.State.ACTIVE, holder__is_active=True)
    known = list(active.filter(until__gte=today).select_related("holder").order_by("until", "pk"))
    followed = {(one.holder_id, one.topic) for one in known if one.until > today + SOON}
    found = [one for one in known if one.since <= today and one.until <= today + SOON]
    for one in found[:MOST]:
        if (one.holder_id, one.topic) in followed:
            continue
        own = one.holder_id == person.pk
        yield Task(
            id=f"mandate.renew:{one.pk}",
            what=_("Renouveler votre mandat de parole, ou le laisser finir")
            if own
            else _("Renouveler le mandat accordé à %(name)s, ou le laisser finir")
            % {"name": one.holder.get_full_name()},
            neutral=_("Un mandat se termine bientôt"),
            why=_("Il vous permet de parler au nom de l’organisation : demandez-le à qui l’accorde.")
            if own
            else _("Vous pouvez accorder des mandats."),
            left=_("ses messages officiels attendront l’approbation des communications.")
            if not own
            else _("vos messages officiels attendront l’approbation des communications."),
            url=reverse("approvals:mandates" if grants else "publishing:home"),
            due=at_end_of(one.until),
            whole_day=True,
            gravity=Gravity.LOW,
        )
