"""Taking down what is online: asked with a reason, done by one person, seen to be gone by another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from balise.networks.describing import Operation
from balise.web.access.permissions import Permission
from balise.web.approvals.acting import acting
from balise.web.events import publish
from balise.web.outbox.models import OutboxRow
from balise.web.publishing.events import Retracted, RetractionAsked, RetractionDeclined, RetractionDone
from balise.web.publishing.models import Dispatch, Divergence, Publication, Retraction
from balise.web.publishing.online import begun, restore
from balise.web.publishing.sending.queueing import Errand, new_dispatch, reachable, release, way_back
from balise.web.verdicts.engine import the_policy
from balise.web.workflow import Actor, Inputs, Invalid, Transition, declare, perform


def _ask(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    if not publication.placements.exclude(address="").exists():
        raise Invalid(
            fr="Rien n’est encore en ligne\u00a0: abandonnez plutôt la publication.",
            en="Nothing is online yet: give up the publication instead.",
        )
    clause = _clause(inputs["clause"])
    release(publication, now=now, though_leaving=True)  # what is on its way arrives, and is then taken down too
    if publication.being_corrected and not begun(publication):
        # No use correcting what is to come down; done on one network already, to undo it would misstate what is there.
        restore(publication, actor_id=acting(inputs).pk, now=now)
    Retraction.objects.create(
        publication=publication, reason=inputs.reason[:4_000], clause=clause, asked_by=acting(inputs), asked=now
    )
    publication.changed = now
    publish(RetractionAsked(publication.pk, acting(inputs).pk, clause))


def _clause(clause_id: str) -> str:
    """A clause in force, or none: what comes down need not break anything."""
    if not clause_id:
        return ""
    try:
        return the_policy().clause(clause_id).id
    except KeyError:
        raise Invalid(
            field="clause",
            fr="Cet article n’est pas dans la politique\u00a0: choisissez-en un autre, ou aucun.",
            en="This clause is not in the policy: choose another, or none.",
        ) from None


def _done(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    retraction = current_retraction(publication)
    if retraction.done is not None and retraction.done_by is not None:
        who = retraction.done_by.get_full_name()
        raise Invalid(fr=f"{who} l’a déjà fait.", en=f"{who} has already done it.")
    if publication.dispatches.filter(state__in=Dispatch.LIVE).exists():
        raise Invalid(
            fr="Balise est encore en train de parler à un réseau. Attendez une minute, ou arrêtez l’envoi d’abord.",
            en="Balise is still talking to a network. Wait a minute, or stop that first.",
        )
    retraction.done_by, retraction.done = acting(inputs), now
    retraction.done_note = inputs["note"][:2_000]
    retraction.save()
    publication.changed = now
    publish(RetractionDone(publication.pk, acting(inputs).pk))


def _take_down(publication: Publication, inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    if current_retraction(publication).done is not None:
        raise Invalid(fr="C’est déjà retiré.", en="It has already been taken down.")
    busy = set(publication.dispatches.filter(state__in=Dispatch.LIVE).values_list("network", flat=True))
    rows = [
        new_dispatch(
            publication,
            Errand(placement.network, Dispatch.Act.RETRACT, connection),
            content_hash=placement.hash,
            asked_by=acting(inputs),
            now=now,
        )
        for placement in publication.placements.exclude(address="").select_related("connection").order_by("pk")
        if placement.network not in busy
        and reachable(placement, Operation.RETRACT)
        and (connection := way_back(placement)) is not None
    ]
    if not rows:
        raise Invalid(
            fr="Balise ne peut plus rien retirer d’elle-même : retirez à la main ce qui reste.",
            en="There is nothing left that Balise can take down: take down the rest by hand.",
        )
    return rows


def _confirm(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    retraction = current_retraction(publication)
    if retraction.done is None:
        raise Invalid(
            fr="Personne n’a encore dit que c’était retiré.", en="Nobody has said yet that it was taken down."
        )
    if retraction.done_by_id == acting(inputs).pk:
        raise Invalid(
            fr="Une autre personne que celle qui a retiré le message le confirme.",
            en="Somebody other than who took the post down confirms it.",
        )
    retraction.confirmed_by, retraction.confirmed = acting(inputs), now
    retraction.save()
    Divergence.objects.filter(placement__publication=publication, ended=None).update(
        ended=now, decision=Divergence.Decision.RETRACTED, decided_by=acting(inputs)
    )
    publication.corrections.filter(ended=None).update(ended=now, dropped=True)  # begun, and never to be finished
    publication.changed = now
    publish(Retracted(publication.pk, acting(inputs).pk))


def _decline(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    retraction = current_retraction(publication)
    if retraction.done is not None:
        raise Invalid(fr="Le message est déjà retiré.", en="The post has already been taken down.")
    release(publication, now=now)
    if publication.placements.exclude(removed=None).exists():
        raise Invalid(
            fr="Le message est déjà retiré d’un réseau : finissez de le retirer.",
            en="The post has already been taken down from one network: finish taking it down.",
        )
    retraction.declined = True
    retraction.done_note = inputs.reason[:2_000]
    retraction.confirmed_by, retraction.confirmed = acting(inputs), now
    retraction.save()
    everywhere = publication.placements.count() == len(publication.content.networks)
    corrected = not publication.corrections.filter(ended=None).exists()  # one begun goes on where it was
    publication.state = Publication.State.PUBLISHED if everywhere and corrected else Publication.State.APPROVED
    publication.changed = now
    publish(RetractionDeclined(publication.pk, acting(inputs).pk))


def current_retraction(publication: Publication) -> Retraction:
    """The retraction under way."""
    found = publication.retractions.filter(confirmed=None).select_related("done_by", "asked_by").order_by("-pk").first()
    if found is None:
        raise Invalid(fr="Aucun retrait n’est en cours.", en="No retraction is under way.")
    return found


def _told(publication: Publication, inputs: Inputs) -> Mapping[str, Any]:
    return {"hash": publication.hash, **({"clause": inputs["clause"]} if inputs.get("clause") else {})}


def _declared(name: str, permission: Permission, change: Any, target: str | None, **more: Any) -> Transition:
    source = more.pop("source", frozenset({"retracting"}))
    return declare(
        Transition(
            id=name,
            subject=Publication,
            permission=permission,
            source=source,
            target=target,
            change=change,
            detail=_told,
            **more,
        )
    )


ASK = _declared(
    "publication.ask_retraction",
    Permission.PUBLICATION_RETRACT_ASK,
    _ask,
    "retracting",
    source=frozenset({"approved", "correcting", "published", "returned", "submitted"}),
    reason=True,
)
TAKE_DOWN = _declared("publication.take_down", Permission.PUBLICATION_PUBLISH, _take_down, None)
DONE = _declared("publication.mark_removed", Permission.PUBLICATION_PUBLISH, _done, None)
CONFIRM = _declared("publication.confirm_retraction", Permission.PUBLICATION_RETRACT_CONFIRM, _confirm, "retracted")
DECLINE = _declared(
    "publication.decline_retraction", Permission.PUBLICATION_RETRACT_CONFIRM, _decline, None, reason=True
)


def ask_retraction(
    *, actor: Actor, publication: Publication, reason: str, clause: str = "", now: dt.datetime
) -> Publication:
    """Ask that it be taken down, and why; under which clause of the policy, where one asks for it."""
    inputs = {"clause": clause}
    return perform(actor=actor, transition=ASK, subject=publication, inputs=inputs, reason=reason, now=now)


def take_down(*, actor: Actor, publication: Publication, now: dt.datetime) -> Publication:
    """Have it taken down from every network where a connection can."""
    return perform(actor=actor, transition=TAKE_DOWN, subject=publication, now=now)


def mark_removed(*, actor: Actor, publication: Publication, note: str = "", now: dt.datetime) -> Publication:
    """Say that it was taken down, on each network where it was."""
    return perform(actor=actor, transition=DONE, subject=publication, inputs={"note": note}, now=now)


def confirm_retraction(*, actor: Actor, publication: Publication, now: dt.datetime) -> Publication:
    """Say that one opened each address and that it is gone."""
    return perform(actor=actor, transition=CONFIRM, subject=publication, now=now)


def decline_retraction(*, actor: Actor, publication: Publication, reason: str, now: dt.datetime) -> Publication:
    """Leave it online, and say why."""
    return perform(actor=actor, transition=DECLINE, subject=publication, reason=reason, now=now)
