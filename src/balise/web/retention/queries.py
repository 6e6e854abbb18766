"""What is due for destruction, held, destroyed; for HR and the privacy officer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from balise.web.access.deciding import require
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.retention.models import TABLE, Destruction, Hold, Rule
from balise.web.retention.registry import Kind, all_kinds, kept_until
from balise.web.vault.sealing import open_sealed
from balise.web.workflow import disclose

NOTICE = dt.timedelta(days=30)  # what will go is shown that long before: time to place a hold


class NotThere(Exception):
    """No such hold."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """How long a kind is kept, and who said so (None: the policy)."""

    kind: Kind
    days: int
    rule: Rule | None


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing whose time is over, or will be: from ``on`` it goes, unless it is held."""

    kind: Kind
    record: str
    person: int | None
    since: dt.date
    days: int
    on: dt.date
    held: bool


def terms() -> list[Term]:
    """Every kind with its time; one query."""
    rules = {one.kind: one for one in Rule.objects.select_related("set_by")}
    return [
        Term(kind=kind, days=rules[kind.id].days if kind.id in rules else kind.days(), rule=rules.get(kind.id))
        for kind in all_kinds()
    ]


def due(*, by: dt.date, today: dt.date) -> Iterator[Due]:
    """What is to go on that day or before, kind after kind, held or not."""
    holds = Holds(today)
    for term in terms():
        length = dt.timedelta(days=term.days)
        for one in kept_until(term.kind, by - length):
            yield Due(
                kind=term.kind,
                record=one.record,
                person=one.person,
                since=one.since,
                days=term.days,
                on=one.since + length,
                held=holds.stop(term.kind.id, one.person),
            )


class Holds:
    """Those in force one day, read once."""

    def __init__(self, today: dt.date) -> None:
        rows = in_force(today).values_list("person", "kind")
        self._known = {(person, kind) for person, kind in rows}

    def stop(self, kind: str, person: int | None) -> bool:
        """Whether one of them concerns a thing of this kind about this person."""
        wanted: set[tuple[int | None, str]] = {(None, kind), (None, "")}
        if person is not None:
            wanted |= {(person, kind), (person, "")}
        return bool(wanted & self._known)


def in_force(today: dt.date) -> QuerySet[Hold]:
    """Holds that stop something that day."""
    return Hold.objects.filter(state=Hold.State.PLACED).filter(Q(until=None) | Q(until__gte=today))


def coming_for(reader: Person, *, today: dt.date, most: int) -> list[Due]:
    """What goes within a month, the first of them, the earliest first."""
    require(reader, Permission.RETENTION_READ, today=today)
    found = sorted(due(by=today + NOTICE, today=today), key=lambda one: (one.on, one.kind.id, one.record))
    return found[:most]


def holds_for(reader: Person, *, today: dt.date) -> QuerySet[Hold]:
    """Every hold, those in force first. Lists never open why."""
    require(reader, Permission.RETENTION_READ, today=today)
    return Hold.objects.select_related("placed_by", "lifted_by").order_by("-state", "-pk")


def hold_for(reader: Person, hold_id: int, *, today: dt.date) -> Hold:
    """One of them. Raises ``NotThere``."""
    found = holds_for(reader, today=today).filter(pk=hold_id).first()
    if found is None:
        raise NotThere
    return found


def reason_of(reader: Person, hold: Hold, *, now: dt.datetime) -> str:
    """Why; that it is read is recorded first. Raises ``Refused`` or ``Destroyed``."""
    disclose(actor=reader, subject=hold, now=now)
    return open_sealed(bytes(hold.reason), table=TABLE, column="reason", record=hold.pk)


def destructions_for(reader: Person, *, today: dt.date) -> QuerySet[Destruction]:
    """What was destroyed, the latest first."""
    require(reader, Permission.RETENTION_READ, today=today)
    return Destruction.objects.order_by("-destroyed_at", "-pk")
