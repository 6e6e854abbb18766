"""Who is told what about mandates; and the daily look for those that end soon, which no event announces."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.access import Permission
from balise.web.approvals.events import MandateEnded, MandateGranted
from balise.web.approvals.models import Mandate
from balise.web.approvals.todo import SOON
from balise.web.events import moment, subscribe
from balise.web.notifications.kinds import Kind, register
from balise.web.notifications.telling import tell


def _home(_subject_id: str) -> str:
    return reverse("home")


GRANTED = Kind(
    id="mandate.granted",
    label=_("On m’accorde un mandat de parole"),
    says=_("Un mandat de parole vous est accordé."),
    address=_home,
    needs=Permission.PUBLICATION_CREATE,
    about=Mandate._meta.label_lower,
)
ENDED = Kind(
    id="mandate.ended",
    label=_("Mon mandat de parole se termine"),
    says=_("Votre mandat de parole est terminé."),
    address=_home,
    needs=Permission.PUBLICATION_CREATE,
    about=Mandate._meta.label_lower,
)
ENDING = Kind(
    id="mandate.ending",
    label=_("Un mandat de parole se termine bientôt"),
    says=_("Un mandat de parole se termine bientôt."),
    address=_home,
    needs=Permission.PUBLICATION_CREATE,
    about=Mandate._meta.label_lower,
)


def listen() -> None:
    """Make the kinds known and hear the events; called once the apps are ready."""
    for kind in (GRANTED, ENDED, ENDING):
        register(kind)
    subscribe(MandateGranted, lambda event: _holder(GRANTED, event))
    subscribe(MandateEnded, lambda event: _holder(ENDED, event))


def tell_endings(*, now: dt.datetime) -> int:
    """Tell holders and granters, once, of each mandate that ends within two weeks; how many people were told."""
    today = timezone.localdate(now)
    ending = Mandate.objects.filter(
        state=Mandate.State.ACTIVE, since__lte=today, until__gte=today, until__lte=today + SOON
    )
    told = 0
    for mandate in ending.order_by("pk"):
        key = f"{ENDING.id}:{mandate.pk}:{mandate.until}"
        with transaction.atomic():
            people = {mandate.holder_id, mandate.granted_by_id}
            told += tell(ENDING, people=people, subject_id=mandate.pk, now=now, once=key)
    return told


def _holder(kind: Kind, event: MandateGranted | MandateEnded) -> None:
    tell(kind, people=[event.holder_id], subject_id=event.mandate_id, now=moment())
