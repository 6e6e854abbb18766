"""Whose answers and dues one may see or file: one's own, those of one's team, all of them for HR."""

from __future__ import annotations

import datetime as dt
from typing import Any

from balise.web.access.deciding import add_rule
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.people.roles import Role


def register() -> None:
    """Tell access; called once the apps are ready."""
    add_rule(Permission.ATTESTATION_GIVE, _oneself)
    add_rule(Permission.ATTESTATION_CORRECT, another_looked_after)
    add_rule(Permission.ATTESTATION_FILE, another_looked_after)
    add_rule(Permission.SIGNING_LINK_GIVE, another_looked_after)


def looks_after_everybody(reader: Person, *, today: dt.date) -> bool:
    """Whether all people are theirs to follow."""
    return Role.HR in reader.roles(today)


def looked_after(reader: Person, person: Person, *, today: dt.date) -> bool:
    """Whether this person is theirs to follow."""
    return looks_after_everybody(reader, today=today) or person.manager_id == reader.pk


def _oneself(person: Person, subject: Any, _today: dt.date) -> bool:
    return getattr(subject, "pk", None) == person.pk


def another_looked_after(person: Person, subject: Any, today: dt.date) -> bool:
    """One’s team, or anybody for HR; never oneself."""
    about = getattr(subject, "person", subject)
    return isinstance(about, Person) and about.pk != person.pk and looked_after(person, about, today=today)
