"""Reports are kept for a time after they are closed, then destroyed: rows, files, and the key that opened them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from balise.web.reporting.models import TABLE, Part
from balise.web.reporting.showing import numbered
from balise.web.retention import registry
from balise.web.verdicts.engine import the_policy


def register() -> None:
    """Called once the apps are ready."""
    registry.register(REPORTS)


def _days() -> int:
    """What the policy says, else two years."""
    return the_policy().delays.get("reports", 2 * 365)


def _over(limit: dt.date) -> Iterable[registry.Kept]:
    rows = Part.objects.filter(state=Part.State.CLOSED, closed__lte=limit).order_by("pk").values_list("pk", "closed")
    return [registry.Kept(str(pk), None, closed) for pk, closed in rows if closed is not None]


def _there(numbers: Sequence[str]) -> set[str]:
    rows = Part.objects.filter(pk__in=[int(one) for one in numbers]).values_list("pk", flat=True)
    return {str(pk) for pk in rows}


def _destroy(number: str, _now: dt.datetime) -> Mapping[str, int]:
    """The part, its messages and its files; retention destroys the key."""
    part = Part.objects.get(pk=int(number))
    parts = {"messages": part.messages.count(), "files": part.files.count()}
    part.delete()
    return parts


def _name(number: str) -> str:
    return numbered(Part(pk=int(number)))


REPORTS = registry.Kind(
    id="report",
    label=_("Signalements"),
    table=TABLE,
    days=_days,
    over=_over,
    there=_there,
    destroy=_destroy,
    name=_name,
)
