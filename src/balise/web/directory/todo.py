"""What waits about people: sheets of codes, second factors, absences that nobody covers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.directory.rules import may_give_code
from balise.web.people.models import PaperCode, Person, RoleHolding
from balise.web.people.roles import SENSITIVE, Role, role_name
from balise.web.tasks.deadlines import at_end_of, working_days_after
from balise.web.tasks.registry import Gravity, Task, register
from balise.web.ui.dates import moment_in_words

MOST = 50
SOON = dt.timedelta(days=14)
_COVERED_BY_ALL = (Role.EMPLOYEE, Role.MANAGER, Role.PARTNER)


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="codes", label=_l("Codes sur papier"), find=codes)
    register(id="second-factors", label=_l("Seconds facteurs"), find=second_factors)
    register(id="absences", label=_l("Suppléances"), find=absences)


def codes(person: Person, now: dt.datetime) -> Iterator[Task]:
    """Codes this person handed over that were not used, and people of their team who have no way in yet."""
    today = timezone.localdate(now)
    if not granted(person, Permission.PAPER_CODE_GIVE, today=today):
        return
    given = PaperCode.objects.filter(given_by=person, used=None, expires__gt=now, person__is_active=True)
    for code in given.select_related("person").order_by("expires", "pk")[:MOST]:
        yield Task(
            id=f"code.used:{code.pk}",
            what=_("S’assurer que %(name)s s’est servi·e de son code") % {"name": code.person.get_full_name()},
            neutral=_("Un code sur papier n’a pas servi"),
            why=_("Vous le lui avez remis sur papier."),
            left=_("le code s’éteint le %(when)s, et il faudra en remettre un autre.")
            % {"when": moment_in_words(code.expires)},
            url=reverse("directory:person", args=[code.person_id]),
            due=code.expires,
            gravity=Gravity.LOW,
        )
    waiting = PaperCode.objects.filter(person=OuterRef("pk"), expires__gt=now)
    shut_out = Person.objects.filter(manager=person, is_active=True, email="", last_login=None)
    shut_out = shut_out.exclude(Exists(waiting)).exclude(Exists(Authenticator.objects.filter(user=OuterRef("pk"))))
    for one in shut_out.order_by("name", "pk")[:MOST]:
        if one.has_usable_password() or not may_give_code(person, one, today):
            continue
        yield Task(
            id=f"code.give:{one.pk}",
            what=_("Remettre un code sur papier à %(name)s") % {"name": one.get_full_name()},
            neutral=_("Un code sur papier est à remettre"),
            why=_("Cette personne est de votre équipe et n’a ni courriel ni mot de passe."),
            left=_("elle ne peut pas entrer dans Balise."),
            url=reverse("directory:person", args=[one.pk]),
            due=working_days_after(one.created, 2),
        )


def second_factors(person: Person, now: dt.datetime) -> Iterator[Task]:
    """People whose role asks for a second factor and who have none: they open nothing meanwhile."""
    today = timezone.localdate(now)
    if settings.BALISE_DEMO or settings.BALISE_OIDC_SECOND_FACTOR:
        return
    if not granted(person, Permission.ORGANISATION_CONFIGURE, today=today):
        return
    holding = RoleHolding.objects.on(today).filter(
        Q(role__in=[role.value for role in SENSITIVE]), person__is_active=True
    )
    holding = holding.exclude(Exists(Authenticator.objects.filter(user=OuterRef("person")))).exclude(person=person)
    seen: set[int] = set()
    for one in holding.select_related("person").order_by("since", "pk")[: MOST * 2]:
        if one.person_id in seen:
            continue
        seen.add(one.person_id)
        yield Task(
            id=f"second_factor.remind:{one.person_id}",
            what=_("Faire ajouter un second facteur à %(name)s") % {"name": one.person.get_full_name()},
            neutral=_("Un second facteur manque"),
            why=_("Vous administrez Balise; le rôle %(role)s en demande un.")
            % {"role": role_name(Role(one.role), _language())},
            left=_("cette personne n’ouvre aucune page, et ce qui lui revient attend."),
            url=reverse("directory:person", args=[one.person_id]),
            due=working_days_after(_day(one.since), 3),
            gravity=Gravity.HIGH,
        )


def absences(person: Person, now: dt.datetime) -> Iterator[Task]:
    """Absences, present or near, of holders of a role that nobody was named to cover."""
    today = timezone.localdate(now)
    names_alternates = granted(person, Permission.ROLE_GRANT, today=today)
    away = Q(person__absent_from__lte=today + SOON) & (
        Q(person__absent_until=None) | Q(person__absent_until__gte=today)
    )
    held = RoleHolding.objects.on(today).filter(away, person__is_active=True, alternate=None)
    held = held.exclude(role__in=[role.value for role in _COVERED_BY_ALL])
    if not names_alternates:
        held = held.filter(person=person)
    for one in held.select_related("person").order_by("person__absent_from", "pk")[:MOST]:
        own = one.person_id == person.pk
        role = role_name(Role(one.role), _language())
        start = one.person.absent_from or today
        yield Task(
            id=f"absence.cover:{one.pk}",
            what=_("Faire nommer qui vous remplace (%(role)s)") % {"role": role}
            if own and not names_alternates
            else _("Nommer qui remplace %(name)s (%(role)s)") % {"name": one.person.get_full_name(), "role": role},
            neutral=_("Une absence n’est pas couverte"),
            why=_("Une absence est inscrite et personne n’est nommé pour ce rôle.")
            if own
            else _("Vous donnez les rôles et les suppléances."),
            left=_("pendant l’absence, ce qui revient à ce rôle attend, sauf si quelqu’un d’autre le tient."),
            url=reverse(
                "directory:person" if names_alternates else "directory:profile",
                args=[one.person_id] if names_alternates else [],
            ),
            due=at_end_of(start),
            whole_day=True,
        )


def _day(day: dt.date) -> dt.datetime:
    return at_end_of(day)


def _language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"
