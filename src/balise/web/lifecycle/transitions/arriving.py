"""Somebody arrives: an account if they have none, their days, and the policy due on the first of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from balise.web.access.permissions import Permission
from balise.web.directory import transitions as directory
from balise.web.events import publish
from balise.web.lifecycle import telling
from balise.web.lifecycle.models import LATE, Stay
from balise.web.lifecycle.transitions.declaring import S, dates_said, way
from balise.web.lifecycle.transitions.leaving import begin, refuse_days
from balise.web.people.events import Hired
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.signing import asking_transitions as asking
from balise.web.signing.answers_queries import own
from balise.web.signing.versions_queries import in_force
from balise.web.verdicts.engine import the_policy
from balise.web.workflow import Actor, Inputs, Invalid, create, perform


def _hire(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    person: Person = inputs["person"]
    if person.partner_id:
        raise Invalid(
            fr="Cette personne est d’un organisme partenaire\u00a0: elle n’a ni emploi ni stage ici.",
            en="This person is from a partner: they have neither a job nor a traineeship here.",
            field="person",
        )
    stay.person, stay.kind, stay.hired_at = person, inputs["kind"], now
    stay.first_day, stay.last_day = inputs["first_day"], inputs["last_day"]
    refuse_days(stay, now=now)
    _refuse_overlap(stay)
    stay.state = S.LEAVING if stay.last_day else S.HERE
    stay.save()
    publish(Hired(person.pk, stay.first_day))
    _ask(stay, now)
    if stay.first_day >= timezone.localdate(now) - LATE:
        telling.arrives(stay, inputs.actor, now=now)
    if stay.last_day:
        begin(stay, inputs, now)


def _refuse_overlap(stay: Stay) -> None:
    others = Stay.objects.filter(person=stay.person).exclude(state=S.CANCELLED).exclude(pk=stay.pk)
    for one in others.order_by("first_day"):
        if one.open:
            raise Invalid(
                fr="Cette personne est déjà inscrite ici. Changez ses dates plutôt que de l’inscrire de nouveau.",
                en="This person is already entered here. Change their dates instead of entering them again.",
                field="person",
            )
        over = one.last_day or one.first_day
        if stay.first_day <= over:
            raise Invalid(
                fr=f"Cette personne était ici jusqu’au {over:%d/%m/%Y}\u00a0: son retour vient après.",
                en=f"This person was here until {over:%Y-%m-%d}: they come back after that.",
                field="first_day",
            )


def _ask(stay: Stay, now: dt.datetime) -> None:
    """The form is due on the first day, as the pack says; for who came lately, today."""
    today = timezone.localdate(now)
    version = in_force()
    if version is None or stay.first_day < today - LATE:
        return
    answered = own(stay.person, version)
    if answered is not None and not answered.refused:
        return
    asking.ask(actor=asking.HIRE, person=stay.person, version=version, due=_due(stay, today), now=now)


def _due(stay: Stay, today: dt.date) -> dt.date:
    return max(stay.first_day + dt.timedelta(days=the_policy().delays.get("attestation_due", 0)), today)


def _change(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    stay.kind, stay.first_day = inputs["kind"], inputs["first_day"]
    refuse_days(stay, now=now)
    _refuse_overlap_before(stay)
    today = timezone.localdate(now)
    if stay.first_day >= today - LATE:
        asking.move(actor=asking.HIRE, person=stay.person, due=_due(stay, today), now=now)


def _refuse_overlap_before(stay: Stay) -> None:
    before = Stay.objects.filter(person=stay.person).exclude(state=S.CANCELLED).exclude(pk=stay.pk)
    if before.filter(last_day__gte=stay.first_day).exists():
        raise Invalid(
            fr="Ce jour tombe pendant un emploi ou un stage précédent.",
            en="This day falls within an earlier job or traineeship.",
            field="first_day",
        )


def _cancel(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    if not stay.may_not_have_come(timezone.localdate(now)):
        raise Invalid(
            fr="Cette personne est ici depuis trop longtemps pour n’être jamais venue\u00a0: inscrivez son départ.",
            en="This person has been here too long never to have come: enter their departure.",
        )
    if inputs["close_account"] and stay.person.is_active:
        perform(actor=inputs.actor, transition=directory.DEACTIVATE, subject=stay.person, now=now)
    telling.does_not_come(stay, inputs.actor, now=now)


HIRE = way("stay.hire", Permission.STAY_MANAGE, (), None, _hire, detail=dates_said)
CHANGE = way("stay.change", Permission.STAY_MANAGE, (S.HERE, S.LEAVING), None, _change, detail=dates_said)
CANCEL = way("stay.cancel", Permission.STAY_MANAGE, (S.HERE, S.LEAVING), S.CANCELLED, _cancel)


def hire(
    *,
    actor: Actor,
    person: Person,
    first_day: dt.date,
    last_day: dt.date | None = None,
    kind: str = Stay.Kind.JOB,
    now: dt.datetime,
) -> Stay:
    """Somebody with an account begins, or comes back: it is opened again, and they are staff.

    Raises ``Invalid``, or ``Refused`` where the account is not the actor's to open.
    """
    inputs = {"person": person, "first_day": first_day, "last_day": last_day, "kind": kind}
    try:
        with transaction.atomic():
            if not person.is_active:
                person = perform(actor=actor, transition=directory.REACTIVATE, subject=person, now=now)
            today = timezone.localdate(now)
            if not RoleHolding.objects.on(today).filter(person=person).exists():
                staff = {"role": Role.EMPLOYEE}
                perform(actor=actor, transition=directory.GRANT_ROLE, subject=person, now=now, inputs=staff)
            made: Stay = create(actor=actor, transition=HIRE, now=now, inputs=inputs | {"person": person})
    except IntegrityError:  # two windows at once: the other one was first
        raise Invalid(
            fr="Cette personne vient d’être inscrite par quelqu’un d’autre.",
            en="This person has just been entered by somebody else.",
            field="person",
        ) from None
    return made


def arrive(
    *,
    actor: Actor,
    account: dict[str, Any],
    first_day: dt.date,
    last_day: dt.date | None = None,
    kind: str = Stay.Kind.JOB,
    now: dt.datetime,
) -> Stay:
    """Somebody new: an account (``username``, ``name``, ``email``, ``language``, ``manager`` by id) and their days."""
    with transaction.atomic():
        person: Person = create(actor=actor, transition=directory.CREATE, now=now, inputs=account)
        return hire(actor=actor, person=person, first_day=first_day, last_day=last_day, kind=kind, now=now)


def change(*, actor: Actor, stay: Stay, first_day: dt.date, kind: str, now: dt.datetime) -> Stay:
    """Another first day, or a traineeship that becomes a job. A policy not answered yet is due on the new day."""
    return perform(actor=actor, transition=CHANGE, subject=stay, now=now, inputs={"first_day": first_day, "kind": kind})


def cancel(*, actor: Actor, stay: Stay, close_account: bool, now: dt.datetime) -> Stay:
    """They never came. What was asked of a closed account is asked no more."""
    return perform(actor=actor, transition=CANCEL, subject=stay, now=now, inputs={"close_account": close_account})
