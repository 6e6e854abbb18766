"""What is read about people. The day is passed in: roles and absences depend on it."""

from __future__ import annotations

import datetime as dt

from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role


def holders(role: Role, today: dt.date) -> list[Person]:
    """Active people who can act in ``role`` that day, by name; the alternate replaces who is absent or gone."""
    found: dict[int, Person] = {}
    for holding in RoleHolding.objects.on(today).filter(role=role).select_related("person", "alternate"):
        person = holding.person
        if not person.is_active or person.absent(today):
            substitute = holding.alternate
            if substitute is None or not substitute.is_active or substitute.absent(today):
                continue
            person = substitute
        found[person.pk] = person
    if role is Role.MANAGER:
        for person in Person.objects.filter(is_active=True, team__is_active=True).distinct():
            if not person.absent(today):
                found[person.pk] = person
    return sorted(found.values(), key=lambda person: (person.name, person.pk))


def partner_approvers(partner_id: str, today: dt.date) -> list[Person]:
    """People outside who approve for a partner of the pack."""
    return [person for person in holders(Role.PARTNER, today) if person.partner_id == partner_id]


def uncovered_roles(today: dt.date) -> list[Role]:
    """Roles nobody can act in that day: set-up and operations list them with what then waits."""
    return [role for role in Role if role not in {Role.PARTNER, Role.MANAGER} and not holders(role, today)]
