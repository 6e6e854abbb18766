"""Nobody approves a version that they had a hand in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from balise.web.access.deciding import add_rule
from balise.web.access.permissions import Permission
from balise.web.people.models import Person


def register() -> None:
    """Tell access; called once the apps are ready."""
    add_rule(Permission.POLICY_APPROVE, _another)


def _another(person: Person, version: Any, _today: dt.date) -> bool:
    return person.pk not in version.hands
