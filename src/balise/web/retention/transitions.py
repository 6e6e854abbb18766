"""All writes of retention: how long, what stops it, and destruction itself, which only the schedule performs."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.retention import queries
from balise.web.retention.models import TABLE, Destruction, Hold, Rule
from balise.web.retention.registry import Kind, all_kinds, kind_named
from balise.web.vault.models import WrappedKey
from balise.web.vault.sealing import destroy as destroy_key
from balise.web.vault.sealing import seal
from balise.web.workflow import (
    Actor,
    Inputs,
    Invalid,
    System,
    Transition,
    WrongState,
    create,
    declare,
    declare_disclosure,
    perform,
)

RETENTION = System("retention")
SHORTEST, LONGEST = 30, 100 * 365  # days
MOST = 500  # destroyed in one look: the rest at the next one
_BATCH = 400
_log = logging.getLogger("balise.retention")


def _set(rule: Rule, inputs: Inputs, now: dt.datetime) -> None:
    if kind_named(inputs["kind"]) is None:
        raise Invalid(fr="Cette sorte n’existe pas.", en="There is no such kind.", field="kind")
    if not SHORTEST <= inputs["days"] <= LONGEST:
        raise Invalid(fr="De 30 jours à 100 ans.", en="From 30 days to 100 years.", field="length")
    rule.kind, rule.days, rule.set_by, rule.set_at = inputs["kind"], inputs["days"], inputs.person, now


def _place(hold: Hold, inputs: Inputs, now: dt.datetime) -> None:
    person: Person | None = inputs["person"]
    if person is None and not inputs["kind"]:
        raise Invalid(
            fr="Choisissez une personne, une sorte de documents, ou les deux.",
            en="Choose a person, a kind of documents, or both.",
            field="person",
        )
    if inputs["kind"] and kind_named(inputs["kind"]) is None:
        raise Invalid(fr="Cette sorte n’existe pas.", en="There is no such kind.", field="kind")
    if inputs["until"] is not None and inputs["until"] < timezone.localdate(now):
        raise Invalid(fr="Cette date est passée.", en="This date is past.", field="until")
    hold.person = person.pk if person is not None else None
    hold.kind, hold.until = inputs["kind"], inputs["until"]
    hold.placed_by, hold.placed_at = inputs.person, now
    hold.save()  # its key is drawn for its id
    hold.reason = seal(inputs.reason, table=TABLE, column="reason", record=hold.pk)


def _lift(hold: Hold, inputs: Inputs, now: dt.datetime) -> None:
    hold.lifted_by, hold.lifted_at = inputs.person, now


def _destroy(destruction: Destruction, inputs: Inputs, now: dt.datetime) -> None:
    kind: Kind = inputs["kind"]
    record = str(inputs["record"])
    if not kind.there([record]):
        raise WrongState(state="gone", transition="destruction.make")
    destruction.kind, destruction.record, destruction.destroyed_at = kind.id, record, now
    destruction.days, destruction.due, destruction.again = inputs["days"], inputs["due"], inputs["again"]
    destruction.parts = dict(kind.destroy(record, now))
    destroy_key(table=kind.table, record=record, now=now)  # written apart too: no restored backup brings it back


def _how_long(rule: Rule, _inputs: Inputs) -> Mapping[str, Any]:
    return {"kind": rule.kind, "days": rule.days}


def _what_is_held(hold: Hold, _inputs: Inputs) -> Mapping[str, Any]:
    return {"person": hold.person, "kind": hold.kind, "until": hold.until.isoformat() if hold.until else ""}


def _what_went(destruction: Destruction, _inputs: Inputs) -> Mapping[str, Any]:
    return {"kind": destruction.kind, "record": destruction.record, "parts": destruction.parts}


def _way(
    name: str, subject: Any, permission: Permission, source: set[str], target: str | None, change: Any, **more: Any
) -> Transition:
    return declare(
        Transition(
            id=name,
            subject=subject,
            permission=permission,
            source=frozenset(source),
            target=target,
            change=change,
            **more,
        )
    )


H = Hold.State
SET = _way("retention.set", Rule, Permission.RETENTION_SET, set(), Rule.State.SET, _set, detail=_how_long)
CHANGE = _way("retention.change", Rule, Permission.RETENTION_SET, {Rule.State.SET}, None, _set, detail=_how_long)
PLACE = _way("hold.place", Hold, Permission.RETENTION_HOLD, set(), H.PLACED, _place, detail=_what_is_held, reason=True)
LIFT = _way("hold.lift", Hold, Permission.RETENTION_HOLD, {H.PLACED}, H.LIFTED, _lift, detail=_what_is_held)
DESTROY = _way(
    "destruction.make",
    Destruction,
    Permission.RETENTION_SET,
    set(),
    None,
    _destroy,
    detail=_what_went,
    systems=frozenset({RETENTION.name}),
)
declare_disclosure(Hold, Permission.RETENTION_READ)


def set_days(*, actor: Actor, kind: str, days: int, now: dt.datetime) -> Rule:
    """Keep a kind so many days from now on, what is already there included."""
    inputs = {"kind": kind, "days": days}
    known = Rule.objects.filter(kind=kind).first()
    if known is not None:
        return perform(actor=actor, transition=CHANGE, subject=known, now=now, inputs=inputs)
    made: Rule = create(actor=actor, transition=SET, now=now, inputs=inputs)
    return made


def place_hold(
    *, actor: Actor, person: Person | None, kind: str, until: dt.date | None, reason: str, now: dt.datetime
) -> Hold:
    """Stop destruction for a person, a kind, or both together, until a day (included) or until it is lifted."""
    inputs = {"person": person, "kind": kind, "until": until}
    made: Hold = create(actor=actor, transition=PLACE, now=now, inputs=inputs, reason=reason)
    return made


def lift_hold(*, actor: Actor, hold: Hold, now: dt.datetime) -> Hold:
    """What it held goes when its time is over."""
    return perform(actor=actor, transition=LIFT, subject=hold, now=now)


def destroy_due(*, now: dt.datetime, most: int = MOST) -> int:
    """Destroy what is due and not held, each in a transaction of its own, ``most`` at once; how many went.

    One that cannot be destroyed is left for the next look and does not keep the others.
    """
    today, went = timezone.localdate(now), 0
    for one in list(queries.due(by=today, today=today)):
        if went == most:
            break
        if one.held or queries.Holds(today).stop(one.kind.id, one.person):  # placed since the list was made
            continue
        went += _destroyed(one.kind, one.record, days=one.days, due=one.on, again=False, now=now)
    return went


def destroy_again(*, now: dt.datetime) -> int:
    """Destroy what a restored backup brought back although it had been destroyed since; how many went."""
    went = 0
    for kind in all_kinds():
        gone = WrappedKey.objects.filter(table=kind.table).exclude(destroyed=None).order_by("pk")
        known = dict(gone.values_list("record", "destroyed"))
        numbers = [record for record in known if record.isdecimal()]
        for start in range(0, len(numbers), _BATCH):
            for record in sorted(kind.there(numbers[start : start + _BATCH])):
                day = timezone.localdate(known[record])
                went += _destroyed(kind, record, days=0, due=day, again=True, now=now)
    return went


def _destroyed(kind: Kind, record: str, *, days: int, due: dt.date, again: bool, now: dt.datetime) -> bool:
    inputs = {"kind": kind, "record": record, "days": days, "due": due, "again": again}
    try:
        create(actor=RETENTION, transition=DESTROY, now=now, inputs=inputs)
    except WrongState:
        return False  # another process was first
    except (OSError, DatabaseError, Invalid):
        _log.warning("not destroyed", extra={"kind": kind.id, "record": record}, exc_info=True)
        return False
    return True
