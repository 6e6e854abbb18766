"""Whose accounts somebody may touch."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from balise.web.access.deciding import add_rule
from balise.web.access.permissions import Permission
from balise.web.audit.reading import read_by
from balise.web.people.models import Person
from balise.web.people.roles import SENSITIVE, Role


def may_give_code(person: Person, subject: Any, today: dt.date) -> bool:
    """A manager to their own team, HR to anybody; to whoever sees sensitive records only administration.

    A code opens the account.
    """
    if not isinstance(subject, Person) or subject.pk == person.pk:
        return False
    roles = person.roles(today)
    if Role.ADMIN in roles:
        return True
    if SENSITIVE & subject.roles(today):
        return False
    return Role.HR in roles or subject.manager_id == person.pk


def may_edit(person: Person, subject: Any, today: dt.date) -> bool:
    """Only administration edits the account of another administrator: an e-mail address opens it too."""
    if not isinstance(subject, Person) or Role.ADMIN in person.roles(today):
        return True
    return Role.ADMIN not in subject.roles(today)


def opens_sensitive(subject: Person, today: dt.date) -> bool:
    """Whether their account opens sensitive records, today or as soon as it is open again or the role begins."""
    held = subject.holdings.filter(role__in=[role.value for role in SENSITIVE])
    return bool(SENSITIVE & subject.roles(today)) or held.filter(_not_over(today)).exists()


def may_close(person: Person, subject: Any, today: dt.date) -> bool:
    """Only administration closes and opens again an account that opens sensitive records.

    Never the alternate: a closed account would hand them that person’s role, like an absence.
    """
    if not isinstance(subject, Person):
        return True
    if subject.holdings.filter(_not_over(today), alternate=person).exists():
        return False
    return Role.ADMIN in person.roles(today) or not opens_sensitive(subject, today)


def may_change_address(person: Person, subject: Person, today: dt.date) -> bool:
    """One’s own address, and that of others; of whoever opens sensitive records, administration alone.

    A link sent to the address opens the account.
    """
    return subject.pk == person.pk or Role.ADMIN in person.roles(today) or not opens_sensitive(subject, today)


def _not_over(today: dt.date) -> Q:
    return Q(until=None) | Q(until__gte=today)


def may_set_absence(person: Person, subject: Any, today: dt.date) -> bool:
    """HR and administration for anybody they may edit, a manager for their own team.

    Never the alternate: saying that somebody is away would hand them that person’s role.
    """
    if not isinstance(subject, Person):
        return True
    if subject.holdings.filter(alternate=person).exists():
        return False
    if Role.ADMIN in person.roles(today) or Role.HR in person.roles(today):
        return may_edit(person, subject, today)
    return subject.manager_id == person.pk


def is_own(person: Person, subject: Any, today: dt.date) -> bool:  # noqa: ARG001 - the form of a rule
    """One's own profile."""
    return isinstance(subject, Person) and subject.pk == person.pk


def not_oneself(person: Person, subject: Any, today: dt.date) -> bool:
    """Nobody shuts themselves out."""
    return not is_own(person, subject, today)


def add_rules() -> None:
    """Called when the app is ready."""
    add_rule(Permission.ABSENCE_SET, may_set_absence)
    add_rule(Permission.PAPER_CODE_GIVE, may_give_code)
    add_rule(Permission.PERSON_EDIT, may_edit)
    add_rule(Permission.PERSON_DEACTIVATE, may_close)
    add_rule(Permission.PERSON_DEACTIVATE, not_oneself)
    add_rule(Permission.PROFILE_EDIT, is_own)
    add_rule(Permission.ROLE_GRANT, may_edit)
    add_rule(Permission.ROLE_END, may_edit)
    read_by(Person, Permission.PERSON_READ)
