"""How the transitions of this app are declared, and what a stay says to the audit: ids and days, no text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from balise.web.access.permissions import Permission
from balise.web.lifecycle.models import Stay
from balise.web.workflow import Inputs, System, Transition, declare

S = Stay.State
DEPARTURE, SCHEDULE, LINK = System("departure"), System("schedule"), System("departure-link")


def dates_said(stay: Stay, _inputs: Inputs) -> Mapping[str, Any]:
    """Who, and which days."""
    last = stay.last_day.isoformat() if stay.last_day else ""
    return {"person": stay.person_id, "kind": stay.kind, "first": stay.first_day.isoformat(), "last": last}


def person_said(stay: Any, _inputs: Inputs) -> Mapping[str, Any]:
    """Who."""
    return {"person": stay.person_id}


def way(
    name: str,
    permission: Permission,
    source: Iterable[str],
    target: str | None,
    change: Any,
    *,
    subject: type[models.Model] = Stay,
    detail: Any = person_said,
    systems: Iterable[str] = (),
) -> Transition:
    """A transition of a stay, unless another subject is named."""
    return declare(
        Transition(
            id=name,
            subject=subject,
            permission=permission,
            source=frozenset(source),
            target=target,
            change=change,
            detail=detail,
            systems=frozenset(systems),
        )
    )
