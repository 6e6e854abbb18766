"""Mandates, for somebody."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.approvals.models import Mandate
from balise.web.people.models import Person


def mandates_for(reader: Person, *, today: dt.date) -> QuerySet[Mandate]:
    """All of them for those entitled, one's own for the others; those in force first."""
    found = Mandate.objects.select_related("holder", "granted_by").order_by("state", "-until", "pk")
    return found if granted(reader, Permission.MANDATE_READ, today=today) else found.filter(holder=reader)


def mandates_of(holder: Person, *, networks: frozenset[str], day: dt.date) -> list[Mandate]:
    """The mandates under which this person may speak on these networks that day."""
    found = Mandate.objects.filter(holder=holder, state=Mandate.State.ACTIVE).order_by("until", "pk")
    return [mandate for mandate in found if mandate.covers(person=holder, networks=networks, day=day)]
