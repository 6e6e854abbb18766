"""Who may see a reported address: whoever reported it, and whoever decides. Whose histories may be read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from balise.web.access.deciding import add_rule, granted
from balise.web.access.permissions import Permission
from balise.web.audit.reading import read_by
from balise.web.people.models import Person
from balise.web.people.queries import holders
from balise.web.people.roles import Role
from balise.web.presence.models import Access, Account, Lookalike


def register() -> None:
    """Tell access; called once the apps are ready."""
    add_rule(Permission.LOOKALIKE_READ, may_read)
    read_by(Account, Permission.ACCOUNT_READ)
    read_by(Access, Permission.ACCOUNT_READ)
    read_by(Lookalike, Permission.LOOKALIKE_READ)


def may_read(person: Person, lookalike: Any, today: dt.date) -> bool:
    """Whoever decides, and whoever reported it."""
    if granted(person, Permission.LOOKALIKE_DECIDE, today=today):
        return True
    return bool(lookalike.sightings.filter(person=person).exists())


def looks_after(person: Person, *, today: dt.date) -> bool:
    """Whether the register is theirs to keep: communications, and where nobody is there, whoever else may."""
    if Role.COMMUNICATIONS in person.roles(today):
        return True
    return granted(person, Permission.ACCOUNT_MANAGE, today=today) and not holders(Role.COMMUNICATIONS, today)


def keepers(today: dt.date) -> list[int]:
    """Whom to tell about the register."""
    for role in (Role.COMMUNICATIONS, Role.MANAGEMENT, Role.ADMIN):
        found = holders(role, today)
        if found:
            return [person.pk for person in found]
    return []


def reads_register(request: HttpRequest) -> bool:
    """Whether the menu shows the register."""
    return granted(request.user, Permission.ACCOUNT_READ, today=timezone.localdate())
