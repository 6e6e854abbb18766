"""Whether what is online is what was approved: what each look found, and what a person says to do about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from balise.networks.describing import Operation
from balise.web.access.permissions import Permission
from balise.web.approvals.acting import acting
from balise.web.events import publish
from balise.web.outbox.models import OutboxRow
from balise.web.publishing.events import Diverged
from balise.web.publishing.models import Dispatch, Divergence, Placement, Publication
from balise.web.publishing.sending.looking import check_now, next_check
from balise.web.publishing.sending.queueing import Errand, must_not_be_sending, new_dispatch, reachable, way_back
from balise.web.workflow import Actor, Inputs, Invalid, System, Transition, declare, perform

VERIFIER = System("publication-verifier")
_D = Divergence.Decision
_ONLINE = frozenset({"approved", "correcting", "published", "retracting", "returned", "submitted"})


def _checked(publication: Publication, inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    placement = publication.placements.get(pk=inputs["placement"])
    if placement.hash != inputs["hash"] or placement.removed is not None:
        raise Invalid(fr="Cela a changé entre-temps.", en="This changed meanwhile.")
    kind, seen = inputs["kind"], [list(one) for one in inputs["seen"]]
    placement.checked, placement.verified = now, not kind
    placement.save(update_fields=["checked", "verified"])
    current = placement.divergences.filter(ended=None).first()
    if not kind:
        if current is not None:
            _end(current, _D.CORRECTED if current.decided_by_id else _D.RESTORED, now)
    elif current is not None:
        current.kind, current.seen = kind, seen
        current.save(update_fields=["kind", "seen"])
    elif not _accepted(placement, kind, seen):
        Divergence.objects.create(placement=placement, kind=kind, hash=placement.hash, seen=seen, found=now)
        publish(Diverged(publication.pk, 0, placement.network, kind))
    return next_check(placement, inputs["number"], since=inputs["since"], now=now)


def _accepted(placement: Placement, kind: str, seen: list[list[str]]) -> bool:
    """Whether somebody already accepted this very difference."""
    last = placement.divergences.filter(decision=_D.ACCEPTED, hash=placement.hash).order_by("-pk").first()
    return last is not None and (last.kind, last.seen) == (kind, seen)


def _accept(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    current = _current(publication, inputs)
    current.decided_by, current.reason = acting(inputs), inputs.reason[:4_000]
    _end(current, _D.ACCEPTED, now)


def _put_back(publication: Publication, inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    current = _current(publication, inputs)
    placement = current.placement
    must_not_be_sending(publication, placement.network)
    connection = way_back(placement)
    if current.kind != Divergence.Kind.CHANGED or connection is None or not reachable(placement, Operation.UPDATE):
        raise Invalid(
            fr="Ce réseau ne laisse pas Balise remettre le message. Remettez-le à la main, ou demandez son retrait.",
            en="This network does not let Balise put the post back. Put it back by hand, or ask for its retraction.",
        )
    current.decided_by = acting(inputs)
    current.save(update_fields=["decided_by"])
    errand = Errand(placement.network, Dispatch.Act.UPDATE, connection)
    return [new_dispatch(publication, errand, content_hash=placement.hash, asked_by=acting(inputs), now=now)]


def _look(publication: Publication, inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    placement = publication.placements.filter(network=inputs["network"]).exclude(address="").first()
    if placement is None or not reachable(placement, Operation.FETCH):
        raise Invalid(
            fr="Balise ne peut pas lire ce réseau\u00a0: ouvrez l’adresse vous-même.",
            en="Balise cannot read this network: open the address yourself.",
        )
    return [check_now(placement, now=now)]


def _current(publication: Publication, inputs: Inputs) -> Divergence:
    found = Divergence.objects.filter(
        placement__publication=publication, placement__network=inputs["network"], ended=None
    )
    current = found.select_related("placement__connection").first()
    if current is None:
        raise Invalid(
            fr="Il n’y a plus de différence à trancher sur ce réseau.",
            en="There is no longer a difference to decide about on this network.",
        )
    return current


def _end(divergence: Divergence, decision: str, now: dt.datetime) -> None:
    divergence.decision, divergence.ended = decision, now
    divergence.save()


def _told(publication: Publication, inputs: Inputs) -> Mapping[str, Any]:
    if "network" in inputs:
        return {"hash": publication.hash, "network": inputs["network"]}
    placement = publication.placements.get(pk=inputs["placement"])
    return {"hash": placement.hash, "network": placement.network, "found": inputs["kind"] or "as-approved"}


def _declared(name: str, change: Any, **more: Any) -> Transition:
    return declare(
        Transition(
            id=name,
            subject=Publication,
            permission=Permission.PUBLICATION_PUBLISH,
            source=_ONLINE,
            target=None,
            change=change,
            detail=_told,
            **more,
        )
    )


CHECKED = _declared("publication.checked_online", _checked, systems=frozenset({VERIFIER.name}))
ACCEPT = _declared("publication.accept_difference", _accept, reason=True)
PUT_BACK = _declared("publication.put_back", _put_back)
LOOK = _declared("publication.look_again", _look)


def checked_online(
    *,
    placement: Placement,
    kind: str,
    seen: Sequence[Sequence[str]],
    content_hash: str,
    number: int,
    since: dt.datetime,
    now: dt.datetime,
) -> Publication:
    """Write down what a look found: ``kind`` is empty when it is as approved, else one of ``Divergence.Kind``."""
    inputs = {
        "placement": placement.pk,
        "kind": kind,
        "seen": [list(one) for one in seen],
        "hash": content_hash,
        "number": number,
        "since": since,
    }
    return perform(actor=VERIFIER, transition=CHECKED, subject=placement.publication, inputs=inputs, now=now)


def accept_difference(
    *, actor: Actor, publication: Publication, network: str, reason: str, now: dt.datetime
) -> Publication:
    """Say that the difference is the network's own way of showing it, and why."""
    inputs = {"network": network}
    return perform(actor=actor, transition=ACCEPT, subject=publication, inputs=inputs, reason=reason, now=now)


def put_back(*, actor: Actor, publication: Publication, network: str, now: dt.datetime) -> Publication:
    """Have the approved words put back online in place of what stands there."""
    return perform(actor=actor, transition=PUT_BACK, subject=publication, inputs={"network": network}, now=now)


def look_again(*, actor: Actor, publication: Publication, network: str, now: dt.datetime) -> Publication:
    """Have it compared now with what was approved."""
    return perform(actor=actor, transition=LOOK, subject=publication, inputs={"network": network}, now=now)
