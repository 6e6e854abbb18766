"""The days of people are kept as long as what is counted from them, and go last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from balise.web.evidence import transitions as evidence
from balise.web.evidence.models import SealedFile
from balise.web.lifecycle import queries
from balise.web.lifecycle.models import Stay
from balise.web.lifecycle.transitions.confirming import SOURCE
from balise.web.retention import registry
from balise.web.retention.transitions import RETENTION
from balise.web.verdicts.engine import the_policy


def register() -> None:
    """Called once the apps are ready."""
    registry.count_employment_by(queries.employment_ended)
    registry.register(STAYS)


def _days() -> int:
    return the_policy().delays.get("attestations", 3 * 365)


def _of_people(people: Sequence[int]) -> Iterable[tuple[str, int]]:
    rows = Stay.objects.filter(person__in=people).order_by("pk").values_list("pk", "person_id")
    return [(str(pk), person) for pk, person in rows]


def _there(numbers: Sequence[str]) -> set[str]:
    rows = Stay.objects.filter(pk__in=[int(one) for one in numbers]).values_list("pk", flat=True)
    return {str(pk) for pk in rows}


def _destroy(number: str, now: dt.datetime) -> Mapping[str, int]:
    pages = SealedFile.objects.filter(source_kind=SOURCE, source_id=number, state=SealedFile.State.KEPT)
    count = 0
    for page in pages:
        evidence.destroy(actor=RETENTION, file=page, now=now)
        count += 1
    Stay.objects.filter(pk=int(number)).delete()
    return {"pages": count}


STAYS = registry.Kind(
    id="stay",
    label=_("Emplois et stages"),
    table="lifecycle.stay",
    days=_days,
    of_people=_of_people,
    there=_there,
    destroy=_destroy,
    carries_the_clock=True,
)
