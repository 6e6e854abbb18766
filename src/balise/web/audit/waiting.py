"""What is recorded later, by the day alone: an hourly batch in shuffled order, since neighbours in the chain tell time.

Reports pass here: the moment when somebody wrote one, or two parts that came together, must not be read in the audit.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import SystemRandom

from django.db import transaction

from balise.web.audit.chain import Entry, append
from balise.web.audit.models import Waiting

_MOST = 2_000  # in one batch: the rest at the next one
_BATCH = 400  # below the number of values that a query may carry


def put_aside(entries: Iterable[Entry]) -> None:
    """Keep entries for the next batch, in the transaction of what they tell; their hour is forgotten at once."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the audit is written inside the transaction of what it tells")
    Waiting.objects.bulk_create(
        Waiting(
            day=entry.day,
            actor_kind=entry.actor_kind,
            actor_id=entry.actor_id,
            actor_label=entry.actor_label,
            tag=entry.tag,
            subject_kind=entry.subject_kind,
            subject_id=entry.subject_id,
            detail=dict(entry.detail),
        )
        for entry in entries
    )


def record_waiting() -> int:
    """Add what waits to the chain, in an order that says nothing; how many records were added."""
    with transaction.atomic():
        rows = list(Waiting.objects.select_for_update().order_by("pk")[:_MOST])
        SystemRandom().shuffle(rows)
        ids = [row.pk for row in rows]
        for start in range(0, len(ids), _BATCH):
            Waiting.objects.filter(pk__in=ids[start : start + _BATCH]).delete()
        append(
            Entry(
                day=row.day,
                at=None,
                actor_kind=row.actor_kind,
                actor_id=row.actor_id,
                actor_label=bytes(row.actor_label),
                tag=row.tag,
                subject_kind=row.subject_kind,
                subject_id=row.subject_id,
                detail=row.detail,
            )
            for row in rows
        )
    return len(rows)
