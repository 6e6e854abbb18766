"""What is read about people, for somebody entitled."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from balise.web.access.deciding import granted, require
from balise.web.access.permissions import Permission
from balise.web.people.choosing import SUGGESTED, matching
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.search.queries import people_named


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What narrows the list: empty or False asks for nothing. ``state``: active, inactive."""

    words: str = ""
    role: str = ""
    team: int | None = None  # of this manager
    state: str = ""
    absent: bool = False
    unprotected: bool = False  # no second factor


def people(*, reader: Person, today: dt.date, asked: Asked | None = None) -> QuerySet[Person]:
    """Everybody, by name, with the roles they hold that day; for who edits accounts, whether a second factor is set.

    ``held``: their holdings; ``protected``: True or False, only there for who may know (``knows_protections``).
    """
    require(reader, Permission.PERSON_READ, today=today)
    asked = asked or Asked()
    held = Prefetch("holdings", RoleHolding.objects.on(today).select_related("alternate"), to_attr="held")
    found = Person.objects.select_related("manager").prefetch_related(held).order_by("name", "pk")
    if asked.words:
        found = found.filter(pk__in=people_named(asked.words))
    if asked.team:
        found = found.filter(manager=asked.team)
    if asked.role:
        found = found.filter(_holds(asked.role, today))
    if asked.state:
        found = found.filter(is_active=asked.state == "active")
    if asked.absent:
        away = Q(absent_from__lte=today) & (Q(absent_until=None) | Q(absent_until__gte=today))
        found = found.filter(away)
    if knows_protections(reader=reader, today=today):
        found = found.annotate(protected=Exists(_factors()))
        if asked.unprotected:
            found = found.filter(protected=False)
    return found


def knows_protections(*, reader: Person, today: dt.date) -> bool:
    """Whether the reader may know who has no second factor: those who look after accounts, and nobody else."""
    return granted(reader, Permission.PERSON_EDIT, today=today)


def _factors() -> QuerySet[Authenticator]:
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=OuterRef("pk"), type__in=kinds)


def _holds(role: str, today: dt.date) -> Q:
    holds = Q(Exists(RoleHolding.objects.on(today).filter(person=OuterRef("pk"), role=role)))
    if role == Role.MANAGER:  # whoever has somebody under them is one, without being given the role
        holds |= Q(Exists(Person.objects.filter(manager=OuterRef("pk"), is_active=True)))
    return holds


def suggested(*, reader: Person, typed: str, everybody: bool, today: dt.date) -> list[Person]:
    """A few people whom words may mean; those whose account is closed too when ``everybody``."""
    require(reader, Permission.PERSON_READ, today=today)
    among = Person.objects.filter(anonymised_at=None) if everybody else Person.objects.filter(is_active=True)
    return list(matching(among.order_by("name", "pk"), typed)[:SUGGESTED])
