"""What a person decides about a row of the outbox. Every decision has a reason, which is kept beside the row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from balise.web.access.deciding import Refused
from balise.web.access.permissions import Permission
from balise.web.events import publish
from balise.web.outbox.events import Decided
from balise.web.outbox.models import Intervention, OutboxRow
from balise.web.outbox.waking import wake
from balise.web.people.models import Person
from balise.web.workflow import Actor, Inputs, Invalid, Transition, WrongState, declare, perform

MOST_AT_ONCE = 200
S, D = OutboxRow.State, Intervention.Decision


def _decided(decision: str) -> Callable[[OutboxRow, Inputs, dt.datetime], None]:
    def change(row: OutboxRow, inputs: Inputs, now: dt.datetime) -> None:
        if not isinstance(inputs.actor, Person):
            raise Refused(Permission.JOB_SETTLE, "system")
        if row.state != inputs["was"]:
            raise Invalid(
                field="was",
                fr="Ce travail a changé d’état depuis que vous avez ouvert la page. Rien n’a été décidé\u00a0: "
                "relisez-le.",
                en="This job has changed state since you opened the page. Nothing was decided: read it again.",
            )
        Intervention.objects.create(
            row=row,
            decision=decision,
            was=row.state,
            error=row.error,
            attempts=row.attempts,
            reason=inputs.reason.strip(),
            by=inputs.actor,
            at=now,
        )
        row.lease, row.lease_until = "", None  # a late sender of before has no say any more
        if decision == D.RUN_AGAIN:
            row.attempts, row.error, row.not_before, row.ended = 0, "", now, None
            transaction.on_commit(wake, robust=True)
        else:
            row.ended = now
        publish(Decided(row.pk, row.kind, decision))

    return change


def _what(row: OutboxRow, inputs: Inputs) -> Mapping[str, Any]:
    return {"kind": row.kind, "was": inputs["was"]}


def _declared(action: str, decision: str, *, source: set[str], target: str) -> Transition:
    return declare(
        Transition(
            id=f"job.{action}",
            subject=OutboxRow,
            permission=Permission.JOB_SETTLE,
            source=frozenset(source),
            target=target,
            change=_decided(decision),
            detail=_what,
            reason=True,
        )
    )


DROP = _declared("drop", D.DROPPED, source={S.WAITING, S.FAILED, S.UNCERTAIN}, target=S.DROPPED)
MARK_DONE = _declared("mark_done", D.DONE, source={S.UNCERTAIN}, target=S.DONE)
RUN_AGAIN = _declared("run_again", D.RUN_AGAIN, source={S.WAITING, S.FAILED, S.UNCERTAIN, S.DROPPED}, target=S.WAITING)
DECISIONS = {str(D.DROPPED): DROP, str(D.DONE): MARK_DONE, str(D.RUN_AGAIN): RUN_AGAIN}


def decide(*, actor: Actor, row: OutboxRow, decision: str, was: str, reason: str, now: dt.datetime) -> OutboxRow:
    """Run again, say that it had happened, or give up; ``was`` is the state that the person saw."""
    transition = DECISIONS.get(decision)
    if transition is None:
        raise Invalid(fr="Choisissez ce qu’il faut faire.", en="Choose what to do.")
    return perform(actor=actor, transition=transition, subject=row, inputs={"was": was}, reason=reason, now=now)


def run_failed_again(*, actor: Actor, kind: str, reason: str, now: dt.datetime) -> int:
    """Run again what failed of one kind, the oldest first, ``MOST_AT_ONCE`` at most; how many will run."""
    again = 0
    for row in OutboxRow.objects.filter(state=S.FAILED, kind=kind).order_by("pk")[:MOST_AT_ONCE]:
        try:
            decide(actor=actor, row=row, decision=D.RUN_AGAIN, was=S.FAILED, reason=reason, now=now)
        except (WrongState, Invalid):
            if not reason.strip():
                raise
            continue  # somebody was first
        again += 1
    return again
