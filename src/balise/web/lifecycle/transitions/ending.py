"""The last day is over: access and mandates end, what is left is handed on; HR closes with what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from balise.web.access.permissions import Permission
from balise.web.approvals.models import Mandate
from balise.web.approvals.transitions import withdraw_mandate
from balise.web.directory import handing
from balise.web.directory import transitions as directory
from balise.web.events import publish
from balise.web.lifecycle import telling
from balise.web.lifecycle.checklist import came_back, items_of, missing_in
from balise.web.lifecycle.duties import OF_EVERYBODY, needed, nobody_left
from balise.web.lifecycle.models import Stay, Successor
from balise.web.lifecycle.reminders import AFTER, passed
from balise.web.lifecycle.transitions.declaring import DEPARTURE, SCHEDULE, S, dates_said, way
from balise.web.lifecycle.transitions.leaving import forget_sealed
from balise.web.people.events import Left
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.workflow import Actor, Inputs, Invalid, perform


def _allow_end(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    if came_back(stay):
        raise Invalid(fr="Cette personne est revenue.", en="This person has come back.")
    stay.allowed_by = inputs.person
    if stay.state == S.ENDED:
        _close_account(stay, now)


def _end(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    today, actor = timezone.localdate(now), inputs.actor
    if isinstance(actor, Person):
        stay.allowed_by = actor  # whoever may close the account closes it now
    elif stay.last_day is not None and stay.last_day >= today:
        raise Invalid(fr="Le dernier jour n’est pas passé.", en="The last day is not over.")
    stay.ended_at = now
    if stay.heir is not None and handing.may_take(stay.heir, today=today):
        went = handing.hand_over(actor=DEPARTURE, person=stay.person, to=stay.heir, now=now)
        stay.handed_over += went
        if went:
            telling.work_comes(stay, stay.heir, actor, now=now)
    for mandate in Mandate.objects.filter(holder=stay.person, state=Mandate.State.ACTIVE):
        withdraw_mandate(actor=DEPARTURE, mandate=mandate, now=now)
    _hand_on_team(stay, now)
    if stay.allowed_by_id is not None:
        _close_account(stay, now)
    publish(Left(stay.person_id))
    telling.is_gone(stay, actor, now=now)


def _close_account(stay: Stay, now: dt.datetime) -> None:
    """Never the last account that administers Balise. A role that only an alternate covers stays theirs till given."""
    today = timezone.localdate(now)
    if Role.ADMIN in stay.person.roles(today) and nobody_left(Role.ADMIN, stay.person, today=today):
        return
    held = RoleHolding.objects.on(today).filter(person=stay.person).values_list("role", flat=True)
    for role in sorted({Role(one) for one in held}):
        if role in OF_EVERYBODY or not needed(stay, role, today=today):
            perform(actor=DEPARTURE, transition=directory.END_ROLE, subject=stay.person, now=now, inputs={"role": role})
    if stay.person.is_active:
        stay.person = perform(actor=DEPARTURE, transition=directory.DEACTIVATE, subject=stay.person, now=now)


def _hand_on_team(stay: Stay, now: dt.datetime) -> None:
    named = Successor.objects.filter(stay=stay, role=Role.MANAGER, person__is_active=True).select_related("person")
    successor = named.first()
    if successor is None:
        return
    team = list(stay.person.team.filter(is_active=True).order_by("pk"))
    if any(one.pk == successor.person_id for one in team):  # first: they come under whoever was above
        above = stay.person.manager_id
        perform(
            actor=DEPARTURE,
            transition=directory.EDIT,
            subject=successor.person,
            now=now,
            inputs={"manager": above},
        )
    for one in team:
        if one.pk != successor.person_id:
            inputs = {"manager": successor.person_id}
            perform(actor=DEPARTURE, transition=directory.EDIT, subject=one, now=now, inputs=inputs)


def _remind(stay: Stay, _inputs: Inputs, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    stage = passed(stay, today=today)
    before, stay.reminders = stay.reminders, stage
    if stage <= before:
        return
    if stage <= AFTER:
        if not stay.profiles:
            telling.recalls(stay, now=now)
    elif missing_in(items_of(stay, today=today)):
        telling.misses(stay, now=now)


def _close(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    found = missing_in(items_of(stay, today=timezone.localdate(now)))
    if sorted(found) != sorted(inputs["missing"]):
        raise Invalid(
            fr="Ce qui manque a changé depuis que vous avez ouvert cette page. Relisez la liste, puis fermez.",
            en="What is missing has changed since you opened this page. Read the list again, then close.",
        )
    forget_sealed(stay, now=now)
    stay.missing, stay.closed_at, stay.closed_by = found, now, inputs.person


def _with_what(stay: Stay, _inputs: Inputs) -> Mapping[str, Any]:
    return {"person": stay.person_id, "missing": stay.missing}


_DEPARTING = (S.LEAVING, S.ENDED)
ALLOW_END = way("stay.allow_end", Permission.STAY_ACCESS, _DEPARTING, None, _allow_end)
END = way("stay.end", Permission.STAY_ACCESS, (S.LEAVING,), S.ENDED, _end, detail=dates_said, systems={DEPARTURE.name})
REMIND = way("stay.remind", Permission.STAY_MANAGE, _DEPARTING, None, _remind, systems={SCHEDULE.name})
CLOSE = way("stay.close", Permission.STAY_CLOSE, (S.ENDED,), S.CLOSED, _close, detail=_with_what)


def allow_end(*, actor: Actor, stay: Stay, now: dt.datetime) -> Stay:
    """Let the account be closed: after the last day, or at once if it is past."""
    return perform(actor=actor, transition=ALLOW_END, subject=stay, now=now)


def end(*, actor: Actor, stay: Stay, now: dt.datetime) -> Stay:
    """Access ends: after the last day (``actor`` is the system ``departure``), or now, by who may close it."""
    return perform(actor=actor, transition=END, subject=stay, now=now)


def remind(*, stay: Stay, now: dt.datetime) -> Stay:
    """Tell who must act, once a stage."""
    return perform(actor=SCHEDULE, transition=REMIND, subject=stay, now=now)


def close(*, actor: Actor, stay: Stay, missing: list[str], now: dt.datetime) -> Stay:
    """Close with what is missing, which must be what was read. The link to a profile is destroyed."""
    return perform(actor=actor, transition=CLOSE, subject=stay, now=now, inputs={"missing": missing})
