"""Who is told what about the presence online. Mails say that there is something, never which account nor who."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.access.permissions import Permission
from balise.web.events import moment, subscribe
from balise.web.notifications.kinds import Kind, register
from balise.web.notifications.telling import tell
from balise.web.people.queries import holders
from balise.web.people.roles import Role
from balise.web.presence import events
from balise.web.presence.models import Account, Lookalike, Sighting
from balise.web.presence.queries import next_review, to_review
from balise.web.presence.rules import keepers

AHEAD = dt.timedelta(days=14)  # a review is told so long before


def _account(subject_id: str) -> str:
    return reverse("presence:account", args=[int(subject_id)])


def _lookalike(subject_id: str) -> str:
    return reverse("presence:lookalike", args=[int(subject_id)])


ACCESS = Kind(
    id="presence.access",
    label=_("Quelqu’un part et a encore accès à un compte officiel"),
    says=_("Un accès à un compte officiel est à retirer."),
    address=_account,
    duty=True,
    needs=Permission.ACCOUNT_MANAGE,
    about=Account._meta.label_lower,
)
ANSWERED = Kind(
    id="presence.answered",
    label=_("On répond à mon signalement d’une imitation"),
    says=_("Une adresse que vous avez signalée a sa réponse."),
    address=_lookalike,
    needs=Permission.LOOKALIKE_REPORT,
    about=Lookalike._meta.label_lower,
)
LINK = Kind(
    id="presence.link",
    label=_("L’adresse d’un compte officiel ne répond plus, ou mène ailleurs"),
    says=_("L’adresse d’un compte officiel est à vérifier."),
    address=_account,
    duty=True,
    needs=Permission.ACCOUNT_MANAGE,
    about=Account._meta.label_lower,
)
CONNECTION = Kind(
    id="presence.connection",
    label=_("La connexion d’un compte officiel est rompue"),
    says=_("La connexion d’un compte officiel est à refaire."),
    address=_account,
    duty=True,
    needs=Permission.ACCOUNT_MANAGE,
    about=Account._meta.label_lower,
)
REPORTED = Kind(
    id="presence.reported",
    label=_("Une adresse qui nous imiterait est signalée"),
    says=_("Une adresse qui imiterait l’organisation est signalée."),
    address=_lookalike,
    duty=True,
    needs=Permission.LOOKALIKE_DECIDE,
    about=Lookalike._meta.label_lower,
)
REVIEW = Kind(
    id="presence.review",
    label=_("Un compte officiel est à revoir"),
    says=_("Un compte officiel est à revoir bientôt."),
    address=_account,
    needs=Permission.ACCOUNT_MANAGE,
    about=Account._meta.label_lower,
)


def listen() -> None:
    """Make the kinds known and hear the events; called once the apps are ready."""
    for kind in (ACCESS, ANSWERED, CONNECTION, LINK, REPORTED, REVIEW):
        register(kind)
    subscribe(events.AccessToRemove, _access)
    subscribe(events.ConnectionBroke, _connection)
    subscribe(events.LinkDied, _link)
    subscribe(events.LinkMoved, _link)
    subscribe(events.LookalikeDecided, _decided)
    subscribe(events.LookalikeEnded, _decided)
    subscribe(events.LookalikeReported, _reported)


def tell_reviews(*, now: dt.datetime) -> int:
    """Reviews that fall due soon, each told once; how many people were told."""
    told = 0
    for account in to_review(before=now + AHEAD):
        due = timezone.localdate(next_review(account))
        with transaction.atomic():
            told += tell(
                REVIEW,
                people=keepers(timezone.localdate(now)),
                subject_id=account.pk,
                now=now,
                once=f"presence.review:{account.pk}:{due}",
            )
    return told


def _today() -> dt.date:
    return timezone.localdate(moment())


def _access(event: events.AccessToRemove) -> None:
    tell(ACCESS, people=keepers(_today()), subject_id=event.account_id, now=moment())


def _connection(event: events.ConnectionBroke) -> None:
    tell(CONNECTION, people=keepers(_today()), subject_id=event.account_id, now=moment())


def _link(event: events.LinkDied | events.LinkMoved) -> None:
    tell(LINK, people=keepers(_today()), subject_id=event.account_id, now=moment())


def _reported(event: events.LookalikeReported) -> None:
    people = holders(Role.COMMUNICATIONS, _today()) or holders(Role.MANAGEMENT, _today())
    tell(
        REPORTED,
        people=[one.pk for one in people],
        subject_id=event.lookalike_id,
        now=moment(),
        but=event.actor_id,
    )


def _decided(event: events.LookalikeDecided | events.LookalikeEnded) -> None:
    people = Sighting.objects.filter(lookalike=event.lookalike_id).values_list("person_id", flat=True)
    tell(ANSWERED, people=people, subject_id=event.lookalike_id, now=moment(), but=event.actor_id)
