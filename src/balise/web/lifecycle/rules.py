"""Whose arrival and departure one may see, prepare, confirm: one's own, those of one's team, all of them for HR."""

from __future__ import annotations

import datetime as dt
from typing import Any

from balise.web.access.deciding import add_rule
from balise.web.access.permissions import Permission
from balise.web.audit.reading import read_by
from balise.web.directory.rules import may_close
from balise.web.lifecycle.models import Stay
from balise.web.people.models import Person
from balise.web.people.roles import Role

_EVERYBODY = frozenset({Role.ADMIN, Role.HR})


def register() -> None:
    """Tell access; called once the apps are ready."""
    add_rule(Permission.STAY_ACCESS, may_end_access)
    add_rule(Permission.STAY_CLOSE, _another)
    add_rule(Permission.STAY_CONFIRM, _oneself)
    add_rule(Permission.STAY_FILE, _another_followed)
    add_rule(Permission.STAY_PREPARE, _prepares)
    add_rule(Permission.STAY_READ, follows)
    read_by(Stay, Permission.STAY_READ)


def follows_everybody(person: Person, *, today: dt.date) -> bool:
    """Whether all arrivals and departures are theirs to follow."""
    return bool(_EVERYBODY & person.roles(today))


def follows(person: Person, subject: Any, today: dt.date) -> bool:
    """Their team, or anybody for HR and administration."""
    about = whom(subject)
    return about is not None and (about.manager_id == person.pk or follows_everybody(person, today=today))


def may_end_access(person: Person, subject: Any, today: dt.date) -> bool:
    """Who could close the account: never one's own, nor, but for administration, one that opens sensitive records."""
    about = whom(subject)
    return about is None or (about.pk != person.pk and may_close(person, about, today))


def whom(subject: Any) -> Person | None:
    """Whom a stay, a link or a text is about."""
    if isinstance(subject, Person):
        return subject
    stay = getattr(subject, "stay", subject)
    about = stay.person if isinstance(stay, Stay) and stay.person_id else getattr(subject, "author", None)
    return about if isinstance(about, Person) else None


def _oneself(person: Person, subject: Any, _today: dt.date) -> bool:
    about = whom(subject)
    return about is not None and about.pk == person.pk


def _another(person: Person, subject: Any, today: dt.date) -> bool:
    return not _oneself(person, subject, today)


def _another_followed(person: Person, subject: Any, today: dt.date) -> bool:
    return _another(person, subject, today) and follows(person, subject, today)


def _prepares(person: Person, subject: Any, today: dt.date) -> bool:
    return _oneself(person, subject, today) or follows(person, subject, today)
