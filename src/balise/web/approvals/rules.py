"""The conditions on mandates, besides roles."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from balise.web.access.deciding import add_rule, granted
from balise.web.access.permissions import Permission
from balise.web.approvals.models import Mandate
from balise.web.audit.reading import read_by
from balise.web.people.models import Person


def register() -> None:
    """Tell access; called once the apps are ready."""
    add_rule(Permission.MANDATE_GRANT, _not_to_oneself)
    read_by(Mandate, Permission.MANDATE_READ)


def sees_mandates(request: HttpRequest) -> bool:
    """Whether the menu shows the mandates."""
    return granted(request.user, Permission.MANDATE_READ, today=timezone.localdate())


def _not_to_oneself(person: Person, subject: Any, _today: dt.date) -> bool:
    holder = subject.holder_id if isinstance(subject, Mandate) else getattr(subject, "pk", None)
    return bool(holder != person.pk)
