"""All reads of arrivals and departures, always for somebody: one's own, one's team's, all of them for HR."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Max, Q, QuerySet

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.directory.dating import Dates
from balise.web.lifecycle.models import TABLE, Stay
from balise.web.lifecycle.rules import follows_everybody
from balise.web.people.models import Person
from balise.web.vault.sealing import Destroyed, Tampered, open_sealed

S = Stay.State


class NotThere(Exception):
    """No such stay, or none for this reader."""


def stays_for(reader: Person, *, today: dt.date) -> QuerySet[Stay]:
    """Those whom the reader follows."""
    found = Stay.objects.select_related("person__manager", "heir", "allowed_by", "closed_by")
    if not granted(reader, Permission.STAY_READ, today=today):
        return found.none()
    return found if follows_everybody(reader, today=today) else found.filter(person__manager=reader)


def stay_for(reader: Person, stay_id: int, *, today: dt.date) -> Stay:
    """One of them. Raises ``NotThere``."""
    found = stays_for(reader, today=today).filter(pk=stay_id).first()
    if found is None:
        raise NotThere
    return found


def listed(reader: Person, *, shown: str, today: dt.date) -> QuerySet[Stay]:
    """``arrivees``: to come or come within a month; ``departs``: under way; ``fermes``; anything else: all."""
    found = stays_for(reader, today=today)
    if shown == "departs":
        return found.filter(state__in=[S.LEAVING, S.ENDED])
    if shown == "fermes":
        return found.filter(state__in=[S.CLOSED, S.CANCELLED])
    if shown == "arrivees":
        return found.filter(state__in=[S.HERE, S.LEAVING], first_day__gte=today - dt.timedelta(days=30))
    return found


def own_of(person: Person) -> list[Stay]:
    """One's own, the latest first, those that never began left out."""
    found = Stay.objects.filter(person=person).exclude(state=S.CANCELLED).select_related("person", "heir")
    return list(found.order_by("-first_day", "-pk"))


def under_way(person: Person) -> Stay | None:
    """Where somebody is now, or is to come."""
    return Stay.objects.filter(person=person, state__in=[S.HERE, S.LEAVING]).select_related("person").first()


def own_departure(person: Person) -> Stay | None:
    """The departure under way of somebody whose account is open."""
    found = Stay.objects.filter(person=person, state__in=[S.HERE, S.LEAVING, S.ENDED]).select_related("person")
    latest = found.order_by("-first_day", "-pk").first()
    return latest if latest is not None and latest.departing else None


def link_of(stay: Stay) -> str:
    """The link to a profile that the person gave, for who follows them; empty when there is none any more."""
    if not stay.profile_link:
        return ""
    try:
        return open_sealed(bytes(stay.profile_link), table=TABLE, column="profile_link", record=stay.reference)
    except (Destroyed, Tampered):
        return ""


def history_of(reader: Person, stay: Stay, *, today: dt.date) -> list[Stay]:
    """The other stays of the same person: who comes back keeps their history."""
    found = stays_for(reader, today=today).filter(person=stay.person).exclude(pk=stay.pk)
    return list(found.order_by("-first_day"))


def dates_of_everybody() -> Mapping[int, Dates]:
    """The latest dates of each person, by id."""
    rows = Stay.objects.exclude(state=S.CANCELLED).order_by("first_day", "pk")
    return {
        person: Dates(first_day=first, last_day=last, kind=kind)
        for person, first, last, kind in rows.values_list("person_id", "first_day", "last_day", "kind")
    }


def employment_ended(by: dt.date) -> dict[int, dt.date]:
    """The people whose last day came on that day or before, and who have not come back: id -> last day."""
    back = Stay.objects.filter(state__in=[S.HERE, S.LEAVING]).values("person")
    over = Stay.objects.filter(state__in=[S.ENDED, S.CLOSED]).exclude(person__in=back).order_by()
    rows = over.values("person").annotate(last=Max("last_day")).filter(last__lte=by)
    return {row["person"]: row["last"] for row in rows}


def to_end(*, today: dt.date) -> QuerySet[Stay]:
    """Departures whose last day is over."""
    return Stay.objects.filter(state=S.LEAVING, last_day__lt=today).order_by("last_day", "pk")


def to_look_at(*, today: dt.date, soon: dt.timedelta) -> QuerySet[Stay]:
    """Departures about which somebody may have to be told."""
    found = Stay.objects.filter(state__in=[S.LEAVING, S.ENDED], last_day__lte=today + soon)
    return found.order_by("last_day", "pk")


def of_person(username: str) -> Stay | None:
    """The present or else latest stay of somebody, by user name."""
    found = Stay.objects.filter(person__username=username).exclude(state=S.CANCELLED).select_related("person")
    return found.order_by("-first_day", "-pk").first()


def may_come_back(reader: Person) -> QuerySet[Person]:
    """People with an account whom HR may enter: nobody from outside, nobody who is here."""
    here = Stay.objects.filter(state__in=[S.HERE, S.LEAVING]).values("person")
    return Person.objects.filter(~Q(pk=reader.pk), partner_id="").exclude(pk__in=here).order_by("name", "pk")
