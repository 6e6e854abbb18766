"""Who receives a part: those in the role of its desk; when one of them is concerned, their alternate, and so on up."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection

from django.db.models import Q

from balise.web.people.models import Person, RoleHolding
from balise.web.people.outside import somebody_outside
from balise.web.people.roles import Role
from balise.web.reporting.models import Desk, Level, Part
from balise.web.reporting.receipts import owner_of

_DESKS = tuple(Desk)
_READ = [*(desk.value for desk in _DESKS), Role.MANAGEMENT.value]


class Seats:
    """Who sits where on one day, read once: every role that receives reports, with who stands in."""

    def __init__(self, today: dt.date) -> None:
        self._today = today
        found = RoleHolding.objects.on(today).filter(role__in=_READ).select_related("person", "alternate")
        self._holdings = sorted(found, key=lambda one: (one.role, one.person.name, one.person_id))

    def at_level(self, desk: str, level: int) -> list[Person]:
        """Who receives parts of a desk that were put at this level; above the first one, nobody in the role itself."""
        if level == Level.ROLE:
            return self._acting(desk)
        own = {one.person_id for one in self._holdings if one.role == desk}
        found: dict[int, Person] = {}
        if level == Level.ALTERNATE:
            alternates = [one.alternate for one in self._holdings if one.role == desk and one.alternate is not None]
            found = {one.pk: one for one in alternates if self._there(one)}
        elif level == Level.MANAGEMENT:
            found = {one.pk: one for one in self._acting(Role.MANAGEMENT.value)}
        elif level == Level.OTHERS:
            others = [other.value for other in _DESKS if other.value != desk]
            found = {one.pk: one for other in others for one in self._acting(other)}
        return [one for one in found.values() if one.pk not in own]

    def _acting(self, role: str) -> list[Person]:
        """Who can act in a role, as ``people.queries.holders`` finds them: the alternate replaces who is away."""
        found: dict[int, Person] = {}
        for holding in self._holdings:
            if holding.role != role:
                continue
            person: Person | None = holding.person if self._there(holding.person) else holding.alternate
            if person is not None and self._there(person):
                found[person.pk] = person
        return list(found.values())

    def _there(self, person: Person) -> bool:
        return person.is_active and not person.absent(self._today)


def receivers(part: Part, *, today: dt.date) -> list[Person]:
    """Who may read this part today: those at its level, else at the first level above where there is somebody.

    Never who signed it: nobody answers their own report.
    """
    seats = Seats(today)
    for level in range(part.level, Level.OUTSIDE):
        found = [one for one in seats.at_level(part.desk, level) if owner_of(one.pk) != part.owner]
        if found:
            return found
    return []


def level_for(
    desk: str, *, team_concerned: bool, named: Collection[str], author: int | None, today: dt.date
) -> Level | None:
    """Where a new part goes: the first level that has somebody who is not concerned; None when there is none at all.

    ``named``: texts where people concerned may be named; a level where one of its people is named is passed over.
    """
    seats, words = Seats(today), _folded(" ".join(named))
    for level in Level:
        if level == Level.ROLE and team_concerned:
            continue
        if level == Level.OUTSIDE:
            return level if somebody_outside() is not None else None
        there = [one for one in seats.at_level(desk, level) if one.pk != author]
        if there and not any(_is_named(one, words) for one in there):
            return level
    return None


def waiting_at(person: Person, *, today: dt.date) -> Q:
    """The parts that this person receives today, as a condition; one query whatever there is."""
    wanted = Q(pk__in=[])
    if not may_receive(person, today=today):
        return wanted
    seats = Seats(today)
    for desk in _DESKS:
        reached: list[int] = []
        for level in range(Level.ROLE, Level.OUTSIDE):
            reached.append(level)
            there = seats.at_level(desk.value, level)
            if any(one.pk == person.pk for one in there):
                wanted |= Q(desk=desk.value, level__in=reached)
            if there:
                reached = []
    return wanted & ~Q(owner=owner_of(person.pk))


def may_receive(person: Person, *, today: dt.date) -> bool:
    """Whether reports can come to this person at all: their roles, or those of whom they stand in for. No query."""
    return any(role.value in _READ for role in person.roles(today) | person.alternate_of(today))


def _is_named(person: Person, words: str) -> bool:
    """Whether a text names somebody: the whole name, or a family name that stands as a word of its own."""
    name = _folded(person.get_full_name()).split()
    said = words.split()
    return bool(name) and (" ".join(name) in words or (len(name[-1]) > 2 and name[-1] in said))


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one if one.isalnum() else " " for one in bare if not unicodedata.combining(one)).split())
