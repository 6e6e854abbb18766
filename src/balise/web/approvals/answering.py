"""Who may answer for a role, never the author; and what waits for somebody."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from operator import or_

from django.db.models import Q

from balise.web.approvals.models import Request
from balise.web.people.models import Person, RoleHolding
from balise.web.people.queries import holders, partner_approvers
from balise.web.people.roles import Role

BY_ROLE = (Role.COMMUNICATIONS, Role.HR, Role.MANAGEMENT, Role.PRIVACY)


def eligible(by: str, *, author: Person, today: dt.date) -> list[Person]:
    """People who may answer for ``by`` about something of ``author``'s that day.

    Where nobody but the author could, the alternate of the role does, else management.
    """
    if by.startswith("partner:"):
        return [person for person in partner_approvers(by.partition(":")[2], today) if person.pk != author.pk]
    if by == Role.MANAGER:
        boss = author.manager
        if boss is not None and boss.is_active and not boss.absent(today):
            return [boss]
        return [person for person in holders(Role.MANAGEMENT, today) if person.pk != author.pk]
    role = Role(by)
    found = [person for person in holders(role, today) if person.pk != author.pk]
    return found or _standing_in(role, author, today)


def may_answer(person: Person, *, by: str, author: Person, today: dt.date) -> bool:
    """Whether this person may answer for ``by`` about something of ``author``'s."""
    if person.pk == author.pk:
        return False
    if by in {role.value for role in BY_ROLE} and Role(by) in person.roles(today):
        return True
    return any(one.pk == person.pk for one in eligible(by, author=author, today=today))


def waiting_for(person: Person, *, today: dt.date) -> Q:
    """The requests of this person's queue, as a condition; a bounded number of queries whatever it holds."""
    roles = person.roles(today)
    wanted = [Q(by__in=[role.value for role in BY_ROLE if role in roles])]
    if person.partner_id and Role.PARTNER in roles:
        wanted.append(Q(by=f"partner:{person.partner_id}"))
    if Role.MANAGER in roles:
        wanted.append(Q(by=Role.MANAGER.value, author__manager=person))
    if Role.MANAGEMENT in roles:
        wanted.append(Q(by=Role.MANAGER.value, author__manager=None))
        wanted += [_uncovered(role, today) for role in BY_ROLE if role not in roles]
    return reduce(or_, wanted) & ~Q(author=person) & (Q(not_by=None) | ~Q(not_by=person))


def requests_for(person: Person, *, today: dt.date, kind: str, limit: int = 500) -> list[Request]:
    """What waits for this person's yes, oldest first, ``limit`` requests at most."""
    found = Request.objects.filter(waiting_for(person, today=today), state=Request.State.WAITING, source_kind=kind)
    return list(found.order_by("since", "pk")[:limit])


def _uncovered(role: Role, today: dt.date) -> Q:
    """Requests that management answers since nobody else in the role can: all, or those of its sole holder."""
    present = holders(role, today)
    if not present:
        return Q(by=role.value)
    return Q(by=role.value, author=present[0]) if len(present) == 1 else Q(pk__in=[])


def _standing_in(role: Role, author: Person, today: dt.date) -> list[Person]:
    alternates = RoleHolding.objects.on(today).filter(role=role).exclude(alternate=None).select_related("alternate")
    found = [
        holding.alternate
        for holding in alternates
        if holding.alternate is not None
        and holding.alternate.pk != author.pk
        and holding.alternate.is_active
        and not holding.alternate.absent(today)
    ]
    return found or [person for person in holders(Role.MANAGEMENT, today) if person.pk != author.pk]
