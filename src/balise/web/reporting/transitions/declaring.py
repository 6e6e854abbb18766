"""How the transitions of reports are declared: each is recorded by its day alone, in a shuffled batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from balise.web.access.permissions import Permission
from balise.web.reporting.models import Part
from balise.web.workflow import Inputs, Invalid, System, Transition, declare

REPORTER = System("reporter")  # whoever reports, named or not: the audit must not say who
POST = System("report-post")  # what delivers
OUTSIDE = System("outside-reader")  # who reads from outside what concerns those above
LONGEST = 10_000  # characters of one text
S = Part.State
OPEN = frozenset({S.RECEIVED, S.ACKNOWLEDGED, S.ANSWERED})
THERE = OPEN | {S.CLOSED}


def desk_of(part: Part, _inputs: Inputs) -> Mapping[str, Any]:
    """What the audit keeps: the desk, and nothing that would tell parts apart by their author."""
    return {"desk": part.desk}


def declared(
    name: str,
    change: Any,
    source: frozenset[Any],
    target: str | None,
    *,
    permission: Permission = Permission.REPORT_ANSWER,
    systems: tuple[System, ...] = (),
) -> Transition:
    """Declare ``report.name``."""
    return declare(
        Transition(
            id=f"report.{name}",
            subject=Part,
            permission=permission,
            source=frozenset(str(one) for one in source),
            target=target,
            change=change,
            detail=desk_of,
            systems=frozenset(system.name for system in systems),
            day_only=True,
        )
    )


def worded(text: str, *, field: str, fr: str, en: str) -> str:
    """A text that says something and is not endless. Raises ``Invalid`` with what to do."""
    said = text.strip()
    if not said:
        raise Invalid(field=field, fr=fr, en=en)
    if len(said) > LONGEST:
        raise Invalid(
            field=field,
            fr="Ce texte est trop long\u00a0: 10\u00a0000 caractères au plus. Envoyez la suite dans un message.",
            en="This text is too long: 10,000 characters at most. Send the rest in a message.",
        )
    return said
