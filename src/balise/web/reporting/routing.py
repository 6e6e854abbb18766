"""Which desk each kind of report goes to, and by when it answers. Pure, but for the delays of the policy."""

from __future__ import annotations

import datetime as dt

from balise.web.reporting.models import Desk, Kind, Part
from balise.web.tasks.deadlines import working_days_after
from balise.web.verdicts.engine import the_policy

# The gravest first: a part that is about several things bears the name of the first.
DESK_OF: dict[str, Desk] = {
    Kind.INFORMATION: Desk.PRIVACY,
    Kind.CONFLICT: Desk.HR,
    Kind.PHONE: Desk.HR,
    Kind.WORK: Desk.HR,
    Kind.LOOKALIKE: Desk.COMMUNICATIONS,
    Kind.POST: Desk.COMMUNICATIONS,
    Kind.DOUBT: Desk.COMMUNICATIONS,
}
_RECEIPT, _ANSWER = 2, 10  # working days, where the policy says nothing


def by_desk(kinds: list[str]) -> dict[Desk, list[str]]:
    """What each desk is to receive, the gravest kind first."""
    found: dict[Desk, list[str]] = {}
    for kind, desk in DESK_OF.items():
        if kind in kinds:
            found.setdefault(desk, []).append(kind)
    return found


def receipt_due(part: Part) -> dt.date | None:
    """The last day to say that it was received."""
    return _after(part.received, receipt_days())


def answer_due(part: Part) -> dt.date | None:
    """The last day to answer."""
    return _after(part.received, answer_days())


def receipt_days() -> int:
    """Working days to say that a report was received."""
    return the_policy().delays.get("report_receipt", _RECEIPT)


def answer_days() -> int:
    """Working days to answer it."""
    return the_policy().delays.get("report_answer", _ANSWER)


def _after(day: dt.date | None, days: int) -> dt.date | None:
    if day is None:
        return None
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)  # the same day here and in UTC
    return working_days_after(noon, days).date()
