"""Changing what is online: asked with a reason, written and approved again, then done network by network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from balise.web.access.permissions import Permission
from balise.web.approvals import recording
from balise.web.approvals.acting import acting
from balise.web.events import publish
from balise.web.publishing.addresses import problem_with
from balise.web.publishing.content import content_hash
from balise.web.publishing.events import Corrected, CorrectionAsked
from balise.web.publishing.models import Correction, Divergence, Placement, Publication, window_open
from balise.web.publishing.online import (
    begun,
    current_correction,
    editable_there,
    must_not_have_begun,
    online_at,
    pending,
    restore,
    shown_hashes,
)
from balise.web.publishing.sending.queueing import must_not_be_sending, release, taken_over
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import all_networks
from balise.web.workflow import Actor, Inputs, Invalid, Transition, declare, perform

LONGEST_REASON = 4_000


def _ask(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    if publication.online is None:
        publication.online = publication.revision
    Correction.objects.create(
        publication=publication,
        reason=inputs.reason[:LONGEST_REASON],
        before=publication.online,
        asked_by=acting(inputs),
        asked=now,
    )
    # The first period is over, or not about this: the author may choose another one.
    draft = replace(publication.content, earliest=None, latest=None)
    publication.draft, publication.hash = draft.as_json(), content_hash(draft)
    publication.planned = None
    publication.version += 1
    publication.changed = now
    publish(CorrectionAsked(publication.pk, acting(inputs).pk))


def _record(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    correction, placement = current_correction(publication), _placement(publication, inputs)
    network, address = all_networks().get(placement.network), inputs["address"].strip()
    problem = problem_with(address, network, the_policy()) if network else None
    if problem is not None:
        raise Invalid(field="address", fr=problem[0], en=problem[1])
    before = online_at(publication, placement)
    editable = editable_there(placement.network, before=before, after=publication.content)
    if not editable and address == placement.address:
        raise Invalid(
            field="address",
            fr="Ce changement ne se fait pas sur place\u00a0: retirez le message, publiez de nouveau et inscrivez la "
            "nouvelle adresse.",
            en="This change cannot be made in place: take the post down, publish it again and record the new address.",
        )
    outside = not window_open(publication, now)
    if outside and not inputs["outside"]:
        raise Invalid(
            field="outside",
            fr="Ce n’est pas l’heure approuvée. Si la correction est déjà en ligne, cochez la case qui le dit. Sinon, "
            "ne corrigez pas encore.",
            en="This is not the approved time. If the correction is already online, tick the box that says so. "
            "Otherwise, do not correct yet.",
        )
    if address != placement.address:
        placement.remote_id, placement.connection = "", None  # published again by hand: the network calls it otherwise
        placement.former = [*placement.former, {"address": placement.address, "until": now.isoformat()}]
    placement.address, placement.hash = address, publication.hash
    placement.corrected_by, placement.corrected = acting(inputs), now
    placement.outside_window = placement.outside_window or outside
    placement.verified = False
    placement.save()
    corrected_there(placement, now=now)
    taken_over(publication, placement.network, now=now)
    finish_correction(publication, correction, actor_id=acting(inputs).pk, now=now)


def corrected_there(placement: Placement, *, now: dt.datetime) -> None:
    """What differed from the former words is no longer a question."""
    placement.divergences.filter(ended=None).update(ended=now, decision=Divergence.Decision.CORRECTED)


def _leave(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    correction, placement = current_correction(publication), _placement(publication, inputs)
    placement.uncorrected = inputs.reason[:2_000]
    placement.save()
    if not pending(publication) and not begun(publication):
        raise Invalid(
            field="reason",
            fr="Il ne resterait rien à corriger nulle part. Abandonnez plutôt la correction.",
            en="Nothing would be left to correct anywhere. Give up the correction instead.",
        )
    taken_over(publication, placement.network, now=now)
    finish_correction(publication, correction, actor_id=acting(inputs).pk, now=now)


def _placement(publication: Publication, inputs: Inputs) -> Placement:
    name = str(inputs["network"])
    must_not_be_sending(publication, name)
    for placement in pending(publication):
        if placement.network == name:
            return placement
    raise Invalid(
        field="network",
        fr="Il n’y a rien, ou plus rien, à corriger sur ce réseau.",
        en="There is nothing, or nothing more, to correct on this network.",
    )


def finish_correction(publication: Publication, correction: Correction, *, actor_id: int, now: dt.datetime) -> None:
    """Published as corrected, once every network was dealt with."""
    publication.changed = now
    if pending(publication):
        return
    # Where nothing differed, what is online is also what was just approved.
    publication.placements.exclude(address="").filter(uncorrected="").update(hash=publication.hash)
    publication.placements.exclude(uncorrected="").update(uncorrected="")
    # What is online nowhere any more was right once; to go back to it is to ask again.
    shown = shown_hashes(publication)
    recording.void(source=publication.source, content_hash=publication.hash, spared=shown, now=now)
    correction.after, correction.ended = publication.revision, now
    correction.save()
    publication.online = publication.revision
    publication.state = Publication.State.PUBLISHED
    publish(Corrected(publication.pk, actor_id))


def _drop(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    current_correction(publication)
    release(publication, now=now)
    must_not_have_begun(publication)
    restore(publication, actor_id=acting(inputs).pk, now=now)


def _told(publication: Publication, inputs: Inputs) -> Mapping[str, Any]:
    return {"hash": publication.hash, **({"network": inputs["network"]} if "network" in inputs else {})}


def _declared(name: str, permission: Permission, change: Any, source: str, **more: Any) -> Transition:
    return declare(
        Transition(
            id=name,
            subject=Publication,
            permission=permission,
            source=frozenset(source.split()),
            target=more.pop("target", None),
            change=change,
            detail=_told,
            **more,
        )
    )


ASK = _declared(
    "publication.ask_correction",
    Permission.PUBLICATION_CORRECT,
    _ask,
    "published",
    target="correcting",
    reason=True,
)
RECORD = _declared("publication.record_correction", Permission.PUBLICATION_PUBLISH, _record, "approved")
LEAVE = _declared("publication.leave_uncorrected", Permission.PUBLICATION_PUBLISH, _leave, "approved", reason=True)
DROP = _declared(
    "publication.drop_correction", Permission.PUBLICATION_CORRECT, _drop, "approved correcting returned submitted"
)


def ask_correction(*, actor: Actor, publication: Publication, reason: str, now: dt.datetime) -> Publication:
    """Ask that what is online be changed; its author then writes it again. Nothing online moves until then."""
    return perform(actor=actor, transition=ASK, subject=publication, reason=reason, now=now)


def record_correction(
    *,
    actor: Actor,
    publication: Publication,
    network: str,
    address: str,
    outside: bool = False,
    now: dt.datetime,
) -> Publication:
    """Say that it was corrected there; the address is a new one where it had to be published again."""
    inputs = {"network": network, "address": address, "outside": outside}
    return perform(actor=actor, transition=RECORD, subject=publication, inputs=inputs, now=now)


def leave_uncorrected(
    *, actor: Actor, publication: Publication, network: str, reason: str, now: dt.datetime
) -> Publication:
    """Say why one network stays as it is."""
    inputs = {"network": network}
    return perform(actor=actor, transition=LEAVE, subject=publication, inputs=inputs, reason=reason, now=now)


def drop_correction(*, actor: Actor, publication: Publication, now: dt.datetime) -> Publication:
    """Give the correction up, before it is done anywhere: everything is as it is online."""
    return perform(actor=actor, transition=DROP, subject=publication, now=now)
