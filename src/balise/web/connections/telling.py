"""Who is told what about connections; that one broke is told by the register."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.access.permissions import Permission
from balise.web.connections.events import LeftBehind, PersonLeaving
from balise.web.connections.models import Connection
from balise.web.connections.standing import SOON, ends_at
from balise.web.events import moment, subscribe
from balise.web.notifications.kinds import Kind, register
from balise.web.notifications.telling import tell
from balise.web.presence.models import Account
from balise.web.presence.rules import keepers


def _account(subject_id: str) -> str:
    return reverse("connections:account", args=[int(subject_id)])


ENDING = Kind(
    id="connections.ending",
    label=_("La connexion d’un compte officiel est à refaire bientôt"),
    says=_("La connexion d’un compte officiel est à refaire bientôt."),
    address=_account,
    duty=True,
    needs=Permission.CONNECTION_MANAGE,
    about=Account._meta.label_lower,
)
ENDED = Kind(
    id="connections.ended",
    label=_("Un compte officiel n’est plus connecté, parce que quelqu’un est parti"),
    says=_("Un compte officiel n’est plus connecté."),
    address=_account,
    duty=True,
    needs=Permission.CONNECTION_MANAGE,
    about=Account._meta.label_lower,
)


def listen() -> None:
    """Make the kinds known and hear the events; called once the apps are ready."""
    for kind in (ENDED, ENDING):
        register(kind)
    subscribe(LeftBehind, _left_behind)
    subscribe(PersonLeaving, _leaving)


def tell_what_ends(*, now: dt.datetime) -> int:
    """Connections that end soon, or lack a right, each told once; how many people were told."""
    soon = Q(expires__lt=now + SOON) | Q(leaves_on__lt=timezone.localdate(now + SOON)) | ~Q(missing=[])
    told = 0
    for connection in Connection.objects.filter(soon, state=Connection.State.ACTIVE):
        until = ends_at(connection)
        day = timezone.localdate(until) if until is not None else "scopes"
        with transaction.atomic():
            told += tell(
                ENDING,
                people=keepers(timezone.localdate(now)),
                subject_id=connection.account_id,
                now=now,
                once=f"connections.ending:{connection.pk}:{connection.connected.isoformat()}:{day}",
            )
    return told


def _leaving(event: PersonLeaving) -> None:
    today = timezone.localdate(moment())
    tell(ENDING, people=keepers(today), subject_id=event.account_id, now=moment())


def _left_behind(event: LeftBehind) -> None:
    tell(ENDED, people=keepers(timezone.localdate(moment())), subject_id=event.account_id, now=moment())
