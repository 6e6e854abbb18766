"""``python -m tests.chaos.judging < acknowledged``: what the database and the world outside say of what was acknowledged.

Prints ``{"violations": […], "facts": {…}}``. Uncertain rows are settled first, as an administrator would: by looking at
what arrived outside.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SUBJECT = "publishing.publication"
EVENTS = {"submit": "submitted", "approve": "approved", "record_address": "published"}
ACTIONS = ("create", *EVENTS)


def main() -> None:
    from balise.web.config.booting import configure

    configure()
    acknowledged = Counter((action, number) for action, number in json.load(sys.stdin))
    settled = _settle_outbox()
    violations = [*_publications(acknowledged), *_audit(), *_outbox()]
    from balise.web.audit.models import Record
    from balise.web.outbox.models import OutboxRow

    facts = {
        "acknowledged": sum(acknowledged.values()),
        "records": Record.objects.count(),
        "outbox": OutboxRow.objects.count(),
        "settled by hand": settled,
    }
    print(json.dumps({"violations": violations, "facts": facts}, ensure_ascii=False))


def _settle_outbox() -> int:
    """Wait for the job processes, then end what they could not: leases of the dead run out, a person looks."""
    from django.utils import timezone

    from balise.web.operations.jobs.transitions import decide
    from balise.web.outbox.dispatching import LEASE, dispatch, expire
    from balise.web.outbox.models import Intervention, OutboxRow
    from balise.web.people.models import Person

    state = OutboxRow.State
    for _ in range(100):
        if not OutboxRow.objects.filter(state=state.WAITING, not_before__lte=timezone.now()).exists():
            break
        time.sleep(0.1)
    admin, settled = Person.objects.get(username="admin"), 0
    for round_ in range(1, 12):
        later = timezone.now() + LEASE * 2 * round_
        expire(now=later)
        for row in OutboxRow.objects.filter(state=state.UNCERTAIN):
            arrived = {"happened", "ended"} & set(_lines()[row.pk])
            decision = Intervention.Decision.DONE if arrived else Intervention.Decision.RUN_AGAIN
            decide(actor=admin, row=row, decision=decision, was=row.state, reason="Regardé.", now=timezone.now())
            settled += 1
        dispatch(clock=lambda later=later: later + dt.timedelta(hours=3), limit=100_000)
        if not OutboxRow.objects.filter(state__in=[state.WAITING, state.SENDING, state.UNCERTAIN]).exists():
            break
    return settled


def _lines() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    ledger = Path(os.environ["CHAOS_LEDGER"])
    for line in ledger.read_text(encoding="utf-8").splitlines() if ledger.exists() else []:
        row, _kind, what = line.split()
        found[int(row)].append(what)
    return found


def _publications(acknowledged: Counter[tuple[str, int]]) -> Iterator[str]:
    from django.db.models import Count

    from balise.web.approvals.models import Approval, Request
    from balise.web.audit.models import Record
    from balise.web.outbox.models import OutboxRow
    from balise.web.publishing.models import Placement, Publication, Revision
    from balise.web.verdicts.models import StoredVerdict
    from tests.chaos.ledger import KIND

    recorded: Counter[tuple[str, int]] = Counter()
    for tag, subject in Record.objects.filter(subject_kind=SUBJECT).values_list("tag", "subject_id"):
        recorded[tag.rpartition(":")[2], int(subject)] += 1
    for (action, number), count in sorted(acknowledged.items(), key=str):
        if recorded[action, number] != count:
            yield f"{action} {number}: acknowledged {count} times, recorded {recorded[action, number]} times"
    for (action, number), count in recorded.items():
        if action in ACTIONS and count > 1:
            yield f"{action} {number}: recorded {count} times"

    def counted(model: Any, field: str, **only: Any) -> Counter[int]:
        rows = model.objects.filter(**only).values_list(field).annotate(n=Count("pk"))
        return Counter({int(number): count for number, count in rows})

    revisions, placements = counted(Revision, "publication"), counted(Placement, "publication")
    verdicts, approvals = counted(StoredVerdict, "source_id"), counted(Approval, "source_id")
    waiting = counted(Request, "source_id", state=Request.State.WAITING)
    met = counted(Request, "source_id", state=Request.State.MET)
    told: Counter[tuple[str, int]] = Counter(
        (payload["event"], payload["publication"])
        for payload in OutboxRow.objects.filter(kind=KIND).values_list("payload", flat=True)
    )
    for number, state in Publication.objects.values_list("pk", "state"):
        done = {action: recorded[action, number] for action in ACTIONS}
        reached = "draft"
        for action, name in EVENTS.items():
            reached = name if done[action] else reached
        held = {
            "create": 1,
            "submit": revisions[number],
            "approve": approvals[number],
            "record_address": placements[number],
        }
        if held != done or state != reached:
            yield f"publication {number} is {state}: recorded {done}, holds {held}"
        if (verdicts[number], met[number], waiting[number]) != (
            done["submit"],
            done["approve"],
            int(state == "submitted"),
        ):
            yield f"publication {number} is {state}: {verdicts[number]} verdicts, {met[number]} met, {waiting[number]} wait"
        for action, event in EVENTS.items():
            if told[event, number] != done[action]:
                yield f"publication {number}: {action} {done[action]} times, {told[event, number]} rows of the outbox"


def _audit() -> Iterator[str]:
    from balise.web.audit.verifying import verify

    found = verify()
    if found is not None:
        yield f"audit: {found}"


def _outbox() -> Iterator[str]:
    """Whatever their kind: every row ended, and what was begun twice had surely not happened, or a person asked."""
    from balise.web.outbox.handlers import handler_for
    from balise.web.outbox.models import Intervention, OutboxRow
    from tests.chaos.ledger import KIND

    asked = Counter(
        Intervention.objects.filter(decision=Intervention.Decision.RUN_AGAIN).values_list("row_id", flat=True)
    )
    lines = _lines()
    for row in OutboxRow.objects.order_by("pk"):
        what = Counter(lines[row.pk])
        if row.state not in {OutboxRow.State.DONE, OutboxRow.State.FAILED}:
            yield f"outbox {row.pk} {row.kind} is {row.state}"
        handler = handler_for(row.kind)
        safe = handler is not None and (handler.repeatable or handler.look is not None)
        if not safe and what["began"] > 1 + what["not-sent"] + asked[row.pk]:
            yield f"outbox {row.pk} {row.kind}: begun {what['began']} times without a recorded reason"
        if row.kind == KIND and what["happened"] != 1:
            yield f"outbox {row.pk} {row.kind}: happened {what['happened']} times"


if __name__ == "__main__":
    main()
