"""What set-up reads, for somebody entitled."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Prefetch

from balise.web.access import Permission, require
from balise.web.people.models import Person, RoleHolding
from balise.web.people.outside import Outsider
from balise.web.people.queries import holders
from balise.web.people.roles import CONTACTS, Role
from balise.web.setup.duties import Standing, standings
from balise.web.setup.models import Organisation


def organisation_for(*, reader: Any, today: dt.date) -> Organisation:
    """The organisation, for who may configure it."""
    require(reader, Permission.ORGANISATION_CONFIGURE, today=today)
    return Organisation.objects.get()


def contacts_for(*, reader: Any, today: dt.date) -> tuple[Organisation | None, dict[Role, list[Person]]]:
    """The organisation with its contacts, and who can act in each role that has one, for whoever works here."""
    require(reader, Permission.CONTACT_READ, today=today)
    return Organisation.objects.first(), {role: holders(role, today) for role in CONTACTS}


def somebody_outside() -> Outsider | None:
    """Who hears what nobody here should, once somebody was named with an address."""
    found = Organisation.objects.first()
    if found is None or not found.chair_name or not found.chair_email:
        return None
    return Outsider(found.chair_name, found.chair_email)


def duties_for(*, reader: Any, today: dt.date) -> list[Standing]:
    """Who can do what today, for who may know."""
    require(reader, Permission.DUTY_READ, today=today)
    return standings(today=today)


def newest_people(*, reader: Any, today: dt.date, most: int = 50) -> list[Person]:
    """Those who were entered last, with the roles they hold."""
    require(reader, Permission.PERSON_READ, today=today)
    held = Prefetch("holdings", RoleHolding.objects.on(today).select_related("alternate"), to_attr="held")
    return list(Person.objects.prefetch_related(held).order_by("-pk")[:most])


def holdings_to_cover(*, reader: Any, today: dt.date) -> Any:
    """Roles held today, for which an alternate can be named."""
    require(reader, Permission.ROLE_GRANT, today=today)
    found = RoleHolding.objects.on(today).filter(person__is_active=True).exclude(role__in=["employee", "partner"])
    return found.select_related("person").order_by("role", "person__name")
