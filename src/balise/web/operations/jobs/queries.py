"""Rows of the outbox, for whoever keeps the house running: ids and kinds, never a text of a person."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet

from balise.web.access.deciding import require
from balise.web.access.permissions import Permission
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person

S = OutboxRow.State
STUCK = (S.FAILED, S.UNCERTAIN)
SHOWN: dict[str, tuple[str, ...]] = {
    "": STUCK,
    "attente": (S.WAITING, S.SENDING),
    "regles": (S.DONE, S.DROPPED),
}
_ID = re.compile(r"[a-z0-9_:.-]{1,64}")  # an address or a sentence does not look like this


class NotThere(Exception):
    """No such row."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """How many rows stand where, and since when the oldest of them is there."""

    failed: int = 0
    uncertain: int = 0
    waiting: int = 0
    sending: int = 0
    oldest_waiting: dt.datetime | None = None  # when it was written, whatever its pauses


def jobs_for(reader: Person, *, today: dt.date, shown: str = "", kind: str = "") -> QuerySet[OutboxRow]:
    """Rows of one tab, perhaps of one kind only; an unknown tab is the first."""
    require(reader, Permission.JOB_READ, today=today)
    found = OutboxRow.objects.filter(state__in=SHOWN.get(shown, STUCK))
    return found.filter(kind=kind) if kind else found


def job_for(reader: Person, row_id: int, *, today: dt.date) -> OutboxRow:
    """One row with what people decided about it. Raises ``NotThere``."""
    require(reader, Permission.JOB_READ, today=today)
    row = OutboxRow.objects.filter(pk=row_id).prefetch_related("interventions__by").first()
    if row is None:
        raise NotThere
    return row


def summary_for(reader: Person, *, today: dt.date) -> Summary:
    """What is not ended; rows that are done, which grow for ever, are not counted."""
    require(reader, Permission.JOB_READ, today=today)
    found = OutboxRow.objects.filter(state__in=[*STUCK, S.WAITING, S.SENDING])
    rows = {row["state"]: row for row in found.values("state").annotate(n=Count("pk"), oldest=Min("created"))}
    return Summary(
        **{state.value: rows[state]["n"] for state in (S.FAILED, S.UNCERTAIN, S.WAITING, S.SENDING) if state in rows},
        oldest_waiting=rows[S.WAITING]["oldest"] if S.WAITING in rows else None,
    )


def failed_kinds(reader: Person, *, today: dt.date) -> dict[str, int]:
    """How many rows of each kind failed."""
    require(reader, Permission.JOB_READ, today=today)
    found = OutboxRow.objects.filter(state=S.FAILED).values("kind").annotate(n=Count("pk")).order_by("kind")
    return {row["kind"]: row["n"] for row in found}


def stuck_count(reader: Person, *, today: dt.date) -> int:
    """How many rows wait for a decision."""
    return jobs_for(reader, today=today).count()


def subject_of(row: OutboxRow) -> list[tuple[str, str]]:
    """What a row was for, as names and ids; what does not look like an id is left out."""
    return [(str(name), shown) for name, value in row.payload.items() if (shown := _ids(value))]


def _ids(value: Any) -> str:
    if isinstance(value, bool | int):
        return str(value)
    if isinstance(value, str):
        return value if _ID.fullmatch(value) else ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_ids(one) for one in value[:20])))
    return ""
