"""Who is told what when somebody arrives or leaves. Called inside the transition; no name ever leaves the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.access import Permission
from balise.web.lifecycle import queries
from balise.web.lifecycle.models import Stay
from balise.web.notifications.kinds import Kind, register
from balise.web.notifications.telling import tell
from balise.web.people.models import Person
from balise.web.people.queries import holders
from balise.web.people.roles import Role
from balise.web.workflow import Actor


def _own(_stay: str) -> str:
    return reverse("lifecycle:mine")


def _followed(stay: str) -> str:
    return reverse("lifecycle:show", args=[int(stay)])


def _home(_stay: str) -> str:
    return reverse("home")


def _account(person: str) -> str:
    return reverse("directory:person", args=[int(person)])


def _names(person: Person, ids: Sequence[str], now: dt.datetime) -> dict[str, str]:
    """Names of the people concerned, for who follows them."""
    found = queries.stays_for(person, today=timezone.localdate(now)).filter(pk__in=[int(one) for one in ids])
    return {str(one.pk): one.person.get_full_name() for one in found}


WELCOME = Kind(
    id="stay.welcome",
    label=_("J’arrive : ce que la politique propose"),
    says=_("Bienvenue! Voici comment annoncer votre arrivée sur vos profils, si vous le souhaitez."),
    address=_own,
    needs=Permission.STAY_CONFIRM,
    about=Stay._meta.label_lower,
)
TEAM_ARRIVAL = Kind(
    id="stay.arrival",
    label=_("Quelqu’un arrive dans mon équipe"),
    says=_("Quelqu’un arrive dans votre équipe."),
    address=_followed,
    titles=_names,
    needs=Permission.STAY_READ,
    about=Stay._meta.label_lower,
)
NO_SHOW = Kind(
    id="stay.no_show",
    label=_("Quelqu’un n’arrive finalement pas"),
    says=_("Une arrivée dans votre équipe est annulée."),
    address=_followed,
    titles=_names,
    needs=Permission.STAY_READ,
    about=Stay._meta.label_lower,
)
OWN_DEPARTURE = Kind(
    id="stay.own_departure",
    label=_("Mon départ demande quelque chose de moi"),
    says=_("Votre départ est inscrit : la politique demande que vos profils en montrent la date."),
    address=_own,
    duty=True,
    needs=Permission.STAY_CONFIRM,
    about=Stay._meta.label_lower,
)
TEAM_DEPARTURE = Kind(
    id="stay.departure",
    label=_("Un départ est inscrit"),
    says=_("Un départ est inscrit : il y a des choses à préparer."),
    address=_followed,
    duty=True,
    titles=_names,
    needs=Permission.STAY_READ,
    about=Stay._meta.label_lower,
)
OWN_CHANGE = Kind(
    id="stay.own_change",
    label=_("La date de mon départ change"),
    says=_("La date de votre départ a changé, ou votre départ est annulé."),
    address=_own,
    needs=Permission.STAY_CONFIRM,
    about=Stay._meta.label_lower,
)
TEAM_CHANGE = Kind(
    id="stay.change",
    label=_("Un départ change de date ou s’annule"),
    says=_("Un départ a changé de date, ou il est annulé."),
    address=_followed,
    titles=_names,
    needs=Permission.STAY_READ,
    about=Stay._meta.label_lower,
)
MISSING = Kind(
    id="stay.missing",
    label=_("Il manque quelque chose à un départ"),
    says=_("Il manque encore quelque chose à un départ."),
    address=_followed,
    duty=True,
    titles=_names,
    needs=Permission.STAY_READ,
    about=Stay._meta.label_lower,
)
GONE = Kind(
    id="stay.gone",
    label=_("Un départ est à fermer"),
    says=_("Le dernier jour de quelqu’un est passé : son départ est à vérifier, puis à fermer."),
    address=_followed,
    duty=True,
    titles=_names,
    needs=Permission.STAY_CLOSE,
    about=Stay._meta.label_lower,
)
CONFIRMED = Kind(
    id="stay.confirmed",
    label=_("Quelqu’un confirme la date de fin sur ses profils"),
    says=_("Une confirmation attendue pour un départ est arrivée."),
    address=_followed,
    titles=_names,
    needs=Permission.STAY_CLOSE,
    about=Stay._meta.label_lower,
)
ACCESS = Kind(
    id="stay.access",
    label=_("La fermeture d’un compte est à permettre"),
    says=_("Quelqu’un dont le compte donne accès à des dossiers sensibles s’en va : permettez-en la fermeture."),
    address=_followed,
    duty=True,
    titles=_names,
    needs=Permission.STAY_ACCESS,
    about=Stay._meta.label_lower,
)
WORK = Kind(
    id="stay.work",
    label=_("On me confie les textes de quelqu’un qui part"),
    says=_("Les textes en cours de quelqu’un qui part vous sont confiés."),
    address=lambda _stay: reverse("publishing:home"),
    duty=True,
    needs=Permission.PUBLICATION_CREATE,
    about=Stay._meta.label_lower,
)
DUTY = Kind(
    id="stay.duty",
    label=_("On me confie le rôle ou l’équipe de quelqu’un qui part"),
    says=_("Le rôle ou l’équipe de quelqu’un qui part vous est confié."),
    address=_home,
    duty=True,
    needs=Permission.STAY_CONFIRM,
    about=Stay._meta.label_lower,
)
ROLE_TO_GIVE = Kind(
    id="stay.role_to_give",
    label=_("Un rôle est à donner après un départ"),
    says=_("Quelqu’un a été nommé pour prendre le rôle d’une personne qui part : donnez-le-lui."),
    address=_account,
    duty=True,
    needs=Permission.ROLE_GRANT,
    about=Person._meta.label_lower,
)
KINDS = (
    WELCOME, TEAM_ARRIVAL, NO_SHOW, OWN_DEPARTURE, TEAM_DEPARTURE, OWN_CHANGE, TEAM_CHANGE, MISSING, GONE, CONFIRMED,
    ACCESS, WORK, DUTY, ROLE_TO_GIVE,
)  # fmt: skip


def listen() -> None:
    """Make the kinds known; called once the apps are ready."""
    for kind in KINDS:
        register(kind)


def arrives(stay: Stay, actor: Actor, *, now: dt.datetime) -> None:
    """The person is welcomed, their manager told."""
    tell(WELCOME, people=[stay.person_id], subject_id=stay.pk, now=now)
    tell(TEAM_ARRIVAL, people=_manager(stay), subject_id=stay.pk, now=now, but=_who(actor))


def does_not_come(stay: Stay, actor: Actor, *, now: dt.datetime) -> None:
    """Their manager waits no longer."""
    tell(NO_SHOW, people=_manager(stay), subject_id=stay.pk, now=now, but=_who(actor))


def leaves(stay: Stay, actor: Actor, *, now: dt.datetime) -> None:
    """The person, their manager and HR."""
    tell(OWN_DEPARTURE, people=[stay.person_id], subject_id=stay.pk, now=now)
    others = {*_manager(stay), *_hr(now)} - {stay.person_id}
    tell(TEAM_DEPARTURE, people=others, subject_id=stay.pk, now=now, but=_who(actor))


def asks_access(stay: Stay, *, now: dt.datetime) -> None:
    """The account opens sensitive records: administration is to agree that it closes."""
    able = {one.pk for one in holders(Role.ADMIN, timezone.localdate(now))} - {stay.person_id}
    tell(ACCESS, people=able, subject_id=stay.pk, now=now)


def changes(stay: Stay, actor: Actor, *, now: dt.datetime) -> None:
    """Another day, or no departure any more."""
    tell(OWN_CHANGE, people=[stay.person_id], subject_id=stay.pk, now=now)
    others = {*_manager(stay), *_hr(now)} - {stay.person_id}
    tell(TEAM_CHANGE, people=others, subject_id=stay.pk, now=now, but=_who(actor))


def recalls(stay: Stay, *, now: dt.datetime) -> None:
    """The person has not confirmed yet."""
    tell(OWN_DEPARTURE, people=[stay.person_id], subject_id=stay.pk, now=now)


def misses(stay: Stay, *, now: dt.datetime) -> None:
    """Once the account is over nobody can recall anything to the person: who follows them is told."""
    tell(MISSING, people={*_manager(stay), *_hr(now)} - {stay.person_id}, subject_id=stay.pk, now=now)


def is_gone(stay: Stay, actor: Actor, *, now: dt.datetime) -> None:
    """HR closes it."""
    tell(GONE, people=set(_hr(now)) - {stay.person_id}, subject_id=stay.pk, now=now, but=_who(actor))


def confirms(stay: Stay, *, now: dt.datetime) -> None:
    """It came by a link: nobody was there to see it."""
    tell(CONFIRMED, people=set(_hr(now)) - {stay.person_id}, subject_id=stay.pk, now=now)


def work_comes(stay: Stay, to: Person, actor: Actor, *, now: dt.datetime) -> None:
    """Texts come to somebody."""
    tell(WORK, people=[to.pk], subject_id=stay.pk, now=now, but=_who(actor))


def duty_comes(stay: Stay, to: Person, role: Role, actor: Actor, *, now: dt.datetime) -> None:
    """Who was named; and for a role, who gives it."""
    tell(DUTY, people=[to.pk], subject_id=stay.pk, now=now, but=_who(actor))
    if role is not Role.MANAGER:
        able = {one.pk for one in holders(Role.ADMIN, timezone.localdate(now))}
        tell(ROLE_TO_GIVE, people=able, subject_id=to.pk, now=now, but=_who(actor))


def _manager(stay: Stay) -> Iterable[int]:
    return [stay.person.manager_id] if stay.person.manager_id else []


def _hr(now: dt.datetime) -> list[int]:
    return [one.pk for one in holders(Role.HR, timezone.localdate(now))]


def _who(actor: Actor) -> int | None:
    return actor.pk if isinstance(actor, Person) else None
