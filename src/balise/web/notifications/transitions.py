"""What somebody does with what they were told. What is told itself is written by the change it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from balise.web.access.permissions import Permission
from balise.web.notifications.kinds import all_kinds, find
from balise.web.notifications.models import How, Notification, Preference
from balise.web.notifications.writing import EVERYTHING
from balise.web.people.models import Person
from balise.web.workflow import Actor, Inputs, Invalid, System, Transition, declare, perform

_ACTIVE = frozenset({"active"})
UNSUBSCRIBING = System("unsubscribe")


def _read(person: Person, inputs: Inputs, now: dt.datetime) -> None:
    found = Notification.objects.filter(person=person, read=None, pk__lte=inputs["until"])
    if inputs["only"]:
        found = found.filter(pk=inputs["until"])
    found.update(read=now)


def _choose(person: Person, inputs: Inputs, _now: dt.datetime) -> None:
    for name, how in inputs["choices"].items():
        kind = find(name)
        if kind is None or how not in How.values:
            raise Invalid(fr="Ce choix n’existe pas.", en="There is no such choice.", field=name)
        if how == kind.usual:
            Preference.objects.filter(person=person, kind=name).delete()
        else:
            Preference.objects.update_or_create(person=person, kind=name, defaults={"how": how})
        if how == How.NONE:
            _keep_from_daily(person, name)


def _unsubscribe(person: Person, inputs: Inputs, _now: dt.datetime) -> None:
    for kind in all_kinds():
        if not kind.duty and inputs["kind"] in {EVERYTHING, kind.id}:
            Preference.objects.update_or_create(person=person, kind=kind.id, defaults={"how": How.NONE})
            _keep_from_daily(person, kind.id)


def _keep_from_daily(person: Person, kind_id: str) -> None:
    """What already waited for the daily mail stays in the application only."""
    waiting = Notification.objects.filter(person=person, kind=kind_id, mail=Notification.Mail.DAILY)
    waiting.update(mail=Notification.Mail.NONE)


def _declared(name: str, change: Any, *, detail: Any = None, systems: frozenset[str] = frozenset()) -> Transition:
    return declare(
        Transition(
            id=name,
            subject=Person,
            permission=Permission.PROFILE_EDIT,
            source=_ACTIVE,
            target=None,
            change=change,
            detail=detail,
            systems=systems,
        )
    )


def _kinds(_person: Person, inputs: Inputs) -> Mapping[str, Any]:
    return {"kinds": sorted(inputs["choices"])}


CHOOSE = _declared("notification.choose", _choose, detail=_kinds)
READ = _declared("notification.read", _read)
UNSUBSCRIBE = _declared(
    "notification.unsubscribe",
    _unsubscribe,
    detail=lambda _person, inputs: {"kind": inputs["kind"]},
    systems=frozenset({UNSUBSCRIBING.name}),
)


def mark_read(*, actor: Actor, person: Person, until: int, only: bool = False, now: dt.datetime) -> None:
    """They have read everything up to this notification, or ``only`` this one."""
    perform(actor=actor, transition=READ, subject=person, now=now, inputs={"until": until, "only": only})


def choose(*, actor: Actor, person: Person, choices: Mapping[str, str], now: dt.datetime) -> None:
    """How they want to hear of these kinds."""
    perform(actor=actor, transition=CHOOSE, subject=person, now=now, inputs={"choices": dict(choices)})


def unsubscribe(*, person: Person, kind: str, now: dt.datetime) -> None:
    """No more mail of this kind; what is asked of them keeps coming. Whoever holds the link asks."""
    perform(actor=UNSUBSCRIBING, transition=UNSUBSCRIBE, subject=person, now=now, inputs={"kind": kind})
