"""Who receives a part: those in the role of its desk; when one of them is concerned, their alternate, and so on up."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection

from django.db.models import Q

from balise.web.people.models import Person, RoleHolding
from balise.web.people.outside import somebody_outside
from balise.web.people.queries import holders
from balise.web.people.roles import Role
from balise.web.reporting.models import Desk, Level, Part
from balise.web.reporting.receipts import owner_of

_DESKS = tuple(Desk)


def at_level(desk: str, level: int, today: dt.date) -> list[Person]:
    """Who receives parts of a desk that were put at this level, and could today; nobody in the role above it."""
    role = Role(desk)
    if level == Level.ROLE:
        return holders(role, today)
    own = _in_role(role, today)
    if level == Level.ALTERNATE:
        holdings = RoleHolding.objects.on(today).filter(role=role).exclude(alternate=None).select_related("alternate")
        found = {one.alternate.pk: one.alternate for one in holdings if one.alternate is not None}
        return [one for one in found.values() if one.pk not in own and one.is_active and not one.absent(today)]
    if level == Level.MANAGEMENT:
        return [one for one in holders(Role.MANAGEMENT, today) if one.pk not in own]
    if level == Level.OTHERS:
        others = {one.pk: one for other in _DESKS if other.value != desk for one in holders(Role(other.value), today)}
        return [one for one in others.values() if one.pk not in own]
    return []


def receivers(part: Part, *, today: dt.date) -> list[Person]:
    """Who may read this part today: those at its level, else at the first level above where there is somebody.

    Never who signed it: nobody answers their own report.
    """
    for level in range(part.level, Level.OUTSIDE):
        found = [one for one in at_level(part.desk, level, today) if owner_of(one.pk) != part.owner]
        if found:
            return found
    return []


def level_for(
    desk: str, *, team_concerned: bool, named: Collection[str], author: int | None, today: dt.date
) -> Level | None:
    """Where a new part goes: the first level that has somebody who is not concerned; None when there is none at all.

    ``named``: texts where people concerned may be named; a level where one of its people is named is passed over.
    """
    words = _folded(" ".join(named))
    for level in Level:
        if level == Level.ROLE and team_concerned:
            continue
        if level == Level.OUTSIDE:
            return level if somebody_outside() is not None else None
        there = [one for one in at_level(desk, level, today) if one.pk != author]
        if there and not any(_is_named(one, words) for one in there):
            return level
    return None


def waiting_at(person: Person, *, today: dt.date) -> Q:
    """The parts that this person receives today, as a condition; a bounded number of queries whatever there is."""
    wanted = Q(pk__in=[])
    if not may_receive(person, today=today):
        return wanted
    for desk in _DESKS:
        reached: list[int] = []
        for level in range(Level.ROLE, Level.OUTSIDE):
            reached.append(level)
            there = at_level(desk.value, level, today)
            if any(one.pk == person.pk for one in there):
                wanted |= Q(desk=desk.value, level__in=reached)
            if there:
                reached = []
    return wanted & ~Q(owner=owner_of(person.pk))


def may_receive(person: Person, *, today: dt.date) -> bool:
    """Whether reports can come to this person at all: their roles, or those of whom they stand in for."""
    roles = person.roles(today)
    if roles & {Role.MANAGEMENT, *(Role(desk.value) for desk in _DESKS)}:
        return True
    standing = RoleHolding.objects.on(today).filter(alternate=person, role__in=[desk.value for desk in _DESKS])
    return standing.exists()


def _in_role(role: Role, today: dt.date) -> set[int]:
    return set(RoleHolding.objects.on(today).filter(role=role).values_list("person_id", flat=True))


def _is_named(person: Person, words: str) -> bool:
    """Whether a text names somebody: the whole name, or a family name that stands as a word of its own."""
    name = _folded(person.get_full_name()).split()
    said = words.split()
    return bool(name) and (" ".join(name) in words or (len(name[-1]) > 2 and name[-1] in said))


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one if one.isalnum() else " " for one in bare if not unicodedata.combining(one)).split())
