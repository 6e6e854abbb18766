"""Who may read and answer a part: whoever receives it that day. The administrator and the auditor never do."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from balise.web.access.deciding import add_rule, granted
from balise.web.access.permissions import Permission
from balise.web.audit.reading import read_by
from balise.web.people.models import Person
from balise.web.reporting.models import Part
from balise.web.reporting.receiving import may_receive, receivers


def register() -> None:
    """Tell access; called once the apps are ready."""
    add_rule(Permission.REPORT_ANSWER, receives)
    add_rule(Permission.REPORT_READ, receives)
    read_by(Part, Permission.REPORT_READ)


def receives(person: Person, part: Any, today: dt.date) -> bool:
    """Whether this part is theirs to read that day."""
    if part.state == Part.State.HELD:
        return False
    return any(one.pk == person.pk for one in receivers(part, today=today))


def has_desk(request: HttpRequest) -> bool:
    """Whether the menu shows what is received."""
    person, today = request.user, timezone.localdate()
    return (
        isinstance(person, Person)
        and granted(person, Permission.REPORT_READ, today=today)
        and may_receive(person, today=today)
    )
