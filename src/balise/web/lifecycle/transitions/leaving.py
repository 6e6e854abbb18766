"""Somebody leaves: a last day, then a checklist. It may change, or not happen after all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from balise.web.access.deciding import allowed
from balise.web.access.permissions import Permission
from balise.web.directory import handing
from balise.web.events import publish
from balise.web.lifecycle import telling
from balise.web.lifecycle.duties import below, duties_of
from balise.web.lifecycle.models import TABLE, DepartureLink, Stay, Successor, new_reference
from balise.web.lifecycle.reminders import passed
from balise.web.lifecycle.transitions.declaring import DEPARTURE, S, dates_said, way
from balise.web.people.events import Departing, DepartureCancelled
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.vault.sealing import destroy
from balise.web.workflow import Actor, Inputs, Invalid, perform

EARLIEST, FARTHEST = dt.date(1950, 1, 1), dt.timedelta(days=5 * 366)


def refuse_days(stay: Stay, *, now: dt.datetime) -> None:
    """Days that make no sense. Raises ``Invalid``."""
    limit = timezone.localdate(now) + FARTHEST
    for field in ("first_day", "last_day"):
        day = getattr(stay, field)
        if day is not None and not EARLIEST <= day <= limit:
            raise Invalid(fr="Cette date est hors du possible.", en="This date is not possible.", field=field)
    if stay.last_day is not None and stay.last_day < stay.first_day:
        raise Invalid(
            fr="Le dernier jour vient avant le premier.", en="The last day comes before the first.", field="last_day"
        )
    if stay.kind == Stay.Kind.TRAINEESHIP and stay.last_day is None:
        raise Invalid(
            fr="Un stage a un dernier jour\u00a0: écrivez-le.",
            en="A traineeship has a last day: write it.",
            field="last_day",
        )


def begin(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    """The last day is known: who may close the account says so by saying it, and everybody concerned is told."""
    stay.leaving_since = now
    stay.reference = stay.reference or new_reference()
    stay.allowed_by = _who_may_close(stay, inputs, now)
    stay.reminders = passed(stay, today=timezone.localdate(now))
    stay.save()
    assert stay.last_day is not None  # noqa: S101 - that is what began it
    publish(Departing(stay.person_id, stay.last_day))
    telling.leaves(stay, inputs.actor, now=now)
    if stay.allowed_by is None:
        telling.asks_access(stay, now=now)


def _who_may_close(stay: Stay, inputs: Inputs, now: dt.datetime) -> Person | None:
    """Whoever says the day, if they could close the account themselves; else administration is asked."""
    actor = inputs.actor
    may = isinstance(actor, Person) and allowed(actor, Permission.STAY_ACCESS, stay, today=timezone.localdate(now))
    return actor if may and isinstance(actor, Person) else None


def _leave(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    stay.last_day = inputs["last_day"]
    refuse_days(stay, now=now)
    begin(stay, inputs, now)


def _reschedule(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    stay.last_day = inputs["last_day"]
    refuse_days(stay, now=now)
    stay.reminders = passed(stay, today=timezone.localdate(now))
    before, stay.allowed_by = stay.allowed_by, _who_may_close(stay, inputs, now)
    publish(Departing(stay.person_id, inputs["last_day"]))
    telling.changes(stay, inputs.actor, now=now)
    if before is not None and stay.allowed_by is None:
        telling.asks_access(stay, now=now)  # what was agreed to was another day


def _stay_on(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    if stay.kind == Stay.Kind.TRAINEESHIP:
        stay.kind = Stay.Kind.JOB  # without an end it is no longer a traineeship
    forget_sealed(stay, now=now)
    stay.last_day = stay.leaving_since = stay.allowed_by = stay.confirmed_on = None
    stay.profiles = stay.confirmed_by = stay.page = ""
    stay.heir, stay.reminders = None, 0
    Successor.objects.filter(stay=stay).delete()
    publish(DepartureCancelled(stay.person_id))
    telling.changes(stay, inputs.actor, now=now)


def forget_sealed(stay: Stay, *, now: dt.datetime) -> None:
    """Destroy what was sealed for this departure, and the links that led to it."""
    if stay.reference:
        destroy(table=TABLE, record=stay.reference, now=now)
    stay.reference, stay.profile_link = "", b""
    DepartureLink.objects.filter(stay=stay).update(address=b"")
    DepartureLink.objects.filter(stay=stay, state=DepartureLink.State.OPEN).update(state=DepartureLink.State.CANCELLED)


def _hand_over(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    to: Person = inputs["to"]
    if to.pk == stay.person_id:
        raise Invalid(fr="Choisissez quelqu’un d’autre.", en="Choose somebody else.", field="to")
    if not handing.may_take(to, today=timezone.localdate(now)):
        raise Invalid(
            fr="Cette personne ne peut pas écrire au nom de l’organisation.",
            en="This person may not write in the organisation’s name.",
            field="to",
        )
    went = handing.hand_over(actor=inputs.actor, person=stay.person, to=to, now=now)
    stay.heir = to
    stay.handed_over += went
    if went:
        telling.work_comes(stay, to, inputs.actor, now=now)


def _to_whom(stay: Stay, _inputs: Inputs) -> Mapping[str, Any]:
    return {"person": stay.person_id, "to": stay.heir_id, "texts": stay.handed_over}


def _name_successor(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    to, role = inputs["to"], inputs["role"]
    if role not in {one.role.value for one in duties_of(stay, today=timezone.localdate(now))}:
        raise Invalid(
            fr="Cette personne ne tient pas ce rôle.", en="This person does not hold this role.", field="role"
        )
    if to.pk == stay.person_id or not to.is_active or to.partner_id:
        raise Invalid(fr="Choisissez quelqu’un d’autre d’ici.", en="Choose somebody else from here.", field="to")
    if role == Role.MANAGER:
        _refuse_circle(stay, to)
    Successor.objects.update_or_create(stay=stay, role=role, defaults={"person": to, "named_at": now})
    telling.duty_comes(stay, to, Role(role), inputs.actor, now=now)


def _refuse_circle(stay: Stay, to: Person) -> None:
    chain = list(below(to, top=stay.person))
    if len(chain) > 1:  # under a member of the team: that member cannot come under them
        between = chain[-1].get_full_name()
        raise Invalid(
            fr=f"{to} relève de {between}, qui est de cette équipe\u00a0: choisissez quelqu’un d’autre.",
            en=f"{to} is under {between}, who is on this team: choose somebody else.",
            field="to",
        )


def _who_takes(stay: Stay, inputs: Inputs) -> Mapping[str, Any]:
    return {"person": stay.person_id, "role": inputs["role"], "to": inputs["to"].pk}


_DEPARTING = (S.LEAVING, S.ENDED)
LEAVE = way("stay.leave", Permission.STAY_MANAGE, (S.HERE,), S.LEAVING, _leave, detail=dates_said)
RESCHEDULE = way("stay.reschedule", Permission.STAY_MANAGE, (S.LEAVING,), None, _reschedule, detail=dates_said)
STAY_ON = way("stay.stay_on", Permission.STAY_MANAGE, (S.LEAVING,), S.HERE, _stay_on)
HAND_OVER = way(
    "stay.hand_over",
    Permission.STAY_PREPARE,
    _DEPARTING,
    None,
    _hand_over,
    detail=_to_whom,
    systems={DEPARTURE.name},
)
NAME_SUCCESSOR = way(
    "stay.name_successor", Permission.STAY_MANAGE, _DEPARTING, None, _name_successor, detail=_who_takes
)


def leave(*, actor: Actor, stay: Stay, last_day: dt.date, now: dt.datetime) -> Stay:
    """They leave: ``last_day`` is the last one, included. A day that is past ends their access at the next look."""
    return perform(actor=actor, transition=LEAVE, subject=stay, now=now, inputs={"last_day": last_day})


def reschedule(*, actor: Actor, stay: Stay, last_day: dt.date, now: dt.datetime) -> Stay:
    """Another last day; what was done of the checklist stays done."""
    return perform(actor=actor, transition=RESCHEDULE, subject=stay, now=now, inputs={"last_day": last_day})


def stay_on(*, actor: Actor, stay: Stay, now: dt.datetime) -> Stay:
    """They do not leave after all. Texts that went to somebody stay there."""
    return perform(actor=actor, transition=STAY_ON, subject=stay, now=now)


def hand_over(*, actor: Actor, stay: Stay, to: Person, now: dt.datetime) -> Stay:
    """Give what they were writing for the organisation to somebody, who also gets, on the last day, what is left."""
    return perform(actor=actor, transition=HAND_OVER, subject=stay, now=now, inputs={"to": to})


def name_successor(*, actor: Actor, stay: Stay, role: str, to: Person, now: dt.datetime) -> Stay:
    """Say who takes a role, or their team (``manager``). A role is still administration's to give."""
    return perform(actor=actor, transition=NAME_SUCCESSOR, subject=stay, now=now, inputs={"role": role, "to": to})
