"""Whose tokens somebody may end."""

from __future__ import annotations

import datetime as dt
from typing import Any

from balise.web.access.deciding import add_rule, granted
from balise.web.access.permissions import Permission
from balise.web.people.models import Person


def register() -> None:
    """Tell access; called once the apps are ready."""
    add_rule(Permission.TOKEN_REVOKE, _own_or_overseen)


def _own_or_overseen(person: Person, token: Any, today: dt.date) -> bool:
    return token.person_id == person.pk or granted(person, Permission.TOKEN_OVERSEE, today=today)
