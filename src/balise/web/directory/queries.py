"""What is read about people, for somebody entitled."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, Q, QuerySet

from balise.web.access.deciding import require
from balise.web.access.permissions import Permission
from balise.web.people.models import Person, RoleHolding


def people(*, reader: Person, today: dt.date, words: str = "") -> QuerySet[Person]:
    """Everybody, by name, with the roles they hold that day."""
    require(reader, Permission.PERSON_READ, today=today)
    held = Prefetch("holdings", RoleHolding.objects.on(today).select_related("alternate"), to_attr="held")
    found = Person.objects.select_related("manager").prefetch_related(held).order_by("name", "pk")
    return found.filter(Q(name__icontains=words) | Q(username__icontains=words)) if words else found
