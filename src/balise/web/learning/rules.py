"""One practises for oneself: nobody answers, reads or erases for somebody else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from balise.web.access.deciding import add_rule
from balise.web.access.permissions import Permission
from balise.web.people.models import Person


def register() -> None:
    """Tell access; called once the apps are ready."""
    add_rule(Permission.SITUATION_PRACTISE, _oneself)


def _oneself(person: Person, subject: Any, _today: dt.date) -> bool:
    return getattr(subject, "pk", None) == person.pk
