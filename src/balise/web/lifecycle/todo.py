"""What waits about arrivals and departures: the person's own word, and what who follows them must do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.directory import handing
from balise.web.lifecycle import queries
from balise.web.lifecycle.models import Stay, Successor
from balise.web.lifecycle.reminders import SOON, near
from balise.web.lifecycle.rules import may_end_access
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role, role_name
from balise.web.tasks.deadlines import at_end_of, working_days_after
from balise.web.tasks.registry import Gravity, Task, register

MOST = 50
S = Stay.State


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="own-departure", label=_l("Mon départ"), find=own_departure)
    register(id="arrivals", label=_l("Arrivées"), find=arrivals)
    register(id="departures", label=_l("Départs"), find=departures)
    register(id="roles-to-give", label=_l("Rôles à donner après un départ"), find=roles_to_give)


def own_departure(person: Person, now: dt.datetime) -> Iterator[Task]:
    """The end date on one's profiles, asked by the policy; one query."""
    stay = queries.own_departure(person)
    if stay is None or stay.profiles or not near(stay, now) or stay.last_day is None:
        return
    yield Task(
        id=f"stay.confirm:{stay.pk}",
        what=_("Confirmer que vos profils montrent la date de fin"),
        neutral=_("Une confirmation est demandée"),
        why=_("Vous partez : la politique demande que vos profils professionnels montrent la date de fin."),
        left=_("on vous le rappellera, et les ressources humaines vous joindront autrement après votre départ."),
        url=reverse("lifecycle:mine"),
        due=at_end_of(stay.last_day),
        whole_day=True,
    )


def arrivals(person: Person, now: dt.datetime) -> Iterator[Task]:
    """Whoever comes into one's team within two weeks."""
    today = timezone.localdate(now)
    if not granted(person, Permission.STAY_READ, today=today):
        return
    coming = Stay.objects.filter(person__manager=person, state__in=[S.HERE, S.LEAVING], person__is_active=True)
    coming = coming.filter(first_day__gte=today, first_day__lte=today + SOON).select_related("person")
    for stay in coming.order_by("first_day", "pk")[:MOST]:
        yield Task(
            id=f"stay.welcome:{stay.pk}",
            what=_("Préparer l’arrivée de %(name)s") % {"name": stay.person.get_full_name()},
            neutral=_("Une arrivée est à préparer"),
            why=_("Cette personne arrive dans votre équipe; la politique est à signer le premier jour."),
            left=_("elle n’aura pas de quoi entrer dans Balise, ni la politique à lire, le premier jour."),
            url=reverse("lifecycle:show", args=[stay.pk]),
            due=at_end_of(stay.first_day),
            whole_day=True,
            gravity=Gravity.LOW,
        )


def departures(person: Person, now: dt.datetime) -> Iterator[Task]:
    """Texts to hand on, duties to give, an account whose closing is to be allowed, a departure to close."""
    today = timezone.localdate(now)
    if not granted(person, Permission.STAY_READ, today=today):
        return
    followed = queries.stays_for(person, today=today).exclude(person=person)
    may_close = granted(person, Permission.STAY_CLOSE, today=today)
    if may_close:
        for stay in followed.filter(state=S.HERE, person__is_active=False).order_by("first_day", "pk")[:MOST]:
            yield _undated(stay)
    rows = followed.filter(state__in=[S.LEAVING, S.ENDED], last_day__lte=today + SOON)
    stays = list(rows.order_by("last_day", "pk")[:MOST])
    if not stays:
        return
    allows = granted(person, Permission.STAY_ACCESS, today=today)
    texts = handing.open_of(one.person_id for one in stays)
    for stay in stays:
        if texts[stay.person_id] and stay.heir_id is None:
            yield _texts(stay)
        if allows and stay.allowed_by_id is None and stay.person.is_active and may_end_access(person, stay, today):
            yield _access(stay)
        if may_close and stay.state == S.ENDED:
            yield _closing(stay)


def _undated(stay: Stay) -> Task:
    return Task(
        id=f"stay.leave:{stay.pk}",
        what=_("Inscrire le dernier jour de %(name)s") % {"name": stay.person.get_full_name()},
        neutral=_("Un dernier jour est à inscrire"),
        why=_("Son compte est fermé et aucun départ n’est inscrit."),
        left=_("rien de ce qui la concerne ne sera détruit, puisqu’on ne sait pas depuis quand elle est partie."),
        url=reverse("lifecycle:leave", args=[stay.pk]),
        gravity=Gravity.LOW,
    )


def _texts(stay: Stay) -> Task:
    said = {"name": stay.person.get_full_name()}
    return Task(
        id=f"stay.hand_over:{stay.pk}",
        what=_("Confier à quelqu’un les textes de %(name)s") % said,
        neutral=_("Des textes sont à confier à quelqu’un"),
        why=_("Cette personne part et des textes au nom de l’organisation sont en cours."),
        left=_("ils resteront à son nom et personne ne pourra les finir."),
        url=f"{reverse('lifecycle:show', args=[stay.pk])}#textes",
        due=_last(stay),
        whole_day=True,
    )


def _access(stay: Stay) -> Task:
    return Task(
        id=f"stay.allow_end:{stay.pk}",
        what=_("Permettre la fermeture du compte de %(name)s") % {"name": stay.person.get_full_name()},
        neutral=_("La fermeture d’un compte est à permettre"),
        why=_("Ce compte donne accès à des dossiers sensibles : seule l’administration le ferme."),
        left=_("le compte restera ouvert après le départ."),
        url=f"{reverse('lifecycle:show', args=[stay.pk])}#acces",
        due=_last(stay),
        whole_day=True,
        gravity=Gravity.HIGH,
    )


def _closing(stay: Stay) -> Task:
    return Task(
        id=f"stay.close:{stay.pk}",
        what=_("Fermer le départ de %(name)s") % {"name": stay.person.get_full_name()},
        neutral=_("Un départ est à fermer"),
        why=_("Son dernier jour est passé; vous fermez les départs, avec ce qui manque s’il manque quelque chose."),
        left=_("le lien vers son profil reste gardé, et ce qui manque reste sans suite."),
        url=reverse("lifecycle:show", args=[stay.pk]),
        due=working_days_after(_last(stay), 10),
        whole_day=True,
    )


def roles_to_give(person: Person, now: dt.datetime) -> Iterator[Task]:
    """Who was named to take the role of somebody who leaves, and does not hold it yet: two queries."""
    today = timezone.localdate(now)
    if Role.ADMIN not in person.roles(today):
        return
    rows = Successor.objects.filter(stay__state__in=[S.LEAVING, S.ENDED]).exclude(role=Role.MANAGER)
    named = list(rows.select_related("stay", "person").order_by("stay__last_day", "pk")[:MOST])
    ids = [one.person_id for one in named]
    held = set(RoleHolding.objects.on(today).filter(person__in=ids).values_list("person_id", "role")) if ids else set()
    for one in named:
        if (one.person_id, one.role) in held:
            continue
        said = {"name": one.person.get_full_name(), "role": role_name(Role(one.role), _language())}
        yield Task(
            id=f"stay.give_role:{one.pk}",
            what=_("Donner à %(name)s le rôle « %(role)s »") % said,
            neutral=_("Un rôle est à donner après un départ"),
            why=_("Qui le tient s’en va, et cette personne a été nommée pour le prendre."),
            left=_("ce qui revient à ce rôle attendra."),
            url=reverse("directory:person", args=[one.person_id]),
            due=_last(one.stay),
            whole_day=True,
            gravity=Gravity.HIGH,
        )


def _last(stay: Stay) -> dt.datetime:
    return at_end_of(stay.last_day or stay.first_day)


def _language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"
