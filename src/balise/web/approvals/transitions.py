"""Mandates: granted by management or communications, never to oneself; ended at any time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from balise.web.access.permissions import Permission
from balise.web.approvals.acting import acting
from balise.web.approvals.events import MandateEnded, MandateGranted
from balise.web.approvals.models import Mandate
from balise.web.events import publish
from balise.web.people.models import Person
from balise.web.workflow import Actor, Inputs, Invalid, Transition, create, declare, perform

LONGEST = dt.timedelta(days=366)


def _grant(mandate: Mandate, inputs: Inputs, now: dt.datetime) -> None:
    holder, since, until = inputs["holder"], inputs["since"], inputs["until"]
    if until < since:
        raise Invalid(field="until", fr="La fin du mandat précède son début.", en="The mandate ends before it begins.")
    if until < timezone.localdate(now):
        raise Invalid(field="until", fr="Ce mandat serait déjà terminé.", en="This mandate would already be over.")
    if until - since > LONGEST:
        raise Invalid(
            field="until",
            fr="Un mandat dure au plus un an\u00a0: il se renouvelle.",
            en="A mandate lasts a year at most: it can be renewed.",
        )
    mandate.holder = holder
    mandate.topic = inputs["topic"]
    mandate.networks = sorted(inputs["networks"])
    mandate.since, mandate.until = since, until
    mandate.granted_by = acting(inputs)
    mandate.granted = now
    mandate.save()
    publish(MandateGranted(mandate.pk, holder.pk))


def _withdraw(mandate: Mandate, _inputs: Inputs, now: dt.datetime) -> None:
    mandate.ended = now
    publish(MandateEnded(mandate.pk, mandate.holder_id))


def _who(mandate: Mandate, _inputs: Inputs) -> Mapping[str, Any]:
    return {"holder": mandate.holder_id}


GRANT = declare(
    Transition(
        id="mandate.grant",
        subject=Mandate,
        permission=Permission.MANDATE_GRANT,
        source=frozenset(),
        target="active",
        change=_grant,
        detail=_who,
    )
)
WITHDRAW = declare(
    Transition(
        id="mandate.withdraw",
        subject=Mandate,
        permission=Permission.MANDATE_WITHDRAW,
        source=frozenset({"active"}),
        target="ended",
        change=_withdraw,
        detail=_who,
        systems=frozenset({"departure"}),
    )
)


def grant_mandate(
    *,
    actor: Actor,
    holder: Person,
    topic: str,
    networks: list[str],
    since: dt.date,
    until: dt.date,
    now: dt.datetime,
) -> Mandate:
    """Let somebody speak for the organisation on a topic; refused for oneself."""
    inputs = {"holder": holder, "topic": topic, "networks": networks, "since": since, "until": until}
    mandate: Mandate = create(actor=actor, transition=GRANT, inputs=inputs, now=now, about=holder)
    return mandate


def withdraw_mandate(*, actor: Actor, mandate: Mandate, now: dt.datetime) -> Mandate:
    """End a mandate now. What was published under it stays."""
    return perform(actor=actor, transition=WITHDRAW, subject=mandate, now=now)
