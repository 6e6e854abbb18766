"""What the dispatcher writes of an act on a network: begun, done, put off, failed, or unclear. No person does these."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from balise.networks.content import Published as Online
from balise.web.access.permissions import Permission
from balise.web.events import publish
from balise.web.outbox.models import OutboxRow
from balise.web.publishing.events import AddressRecorded, RetractionDone, SendingFailed, SendingUnclear
from balise.web.publishing.models import Dispatch, Placement, Publication
from balise.web.publishing.sending.looking import first_check
from balise.web.publishing.sending.queueing import RELEASED
from balise.web.publishing.transitions.correcting import corrected_there, finish_correction
from balise.web.publishing.transitions.placing import finish_placing
from balise.web.publishing.transitions.retracting import current_retraction
from balise.web.verdicts.networks import all_networks
from balise.web.workflow import Inputs, Invalid, System, Transition, declare, perform

DISPATCHER = System("dispatcher")
NOBODY = 0  # who acted, for those who are told: everybody concerned is
WINDOW_OVER = "window-over"
_ANY = frozenset(Publication.State.values)  # what happened at a network happened, wherever the publication stands
_S, _A = Dispatch.State, Dispatch.Act


def _began(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    dispatch = _found(publication, inputs, _S.WAITING)
    problem = _hindrance(publication, dispatch, now)
    if not problem:
        dispatch.state, dispatch.tries = _S.SENDING, dispatch.tries + 1
        dispatch.begun = dispatch.begun or now
        _save(dispatch, problem="", now=now)
        return
    dispatch.state = _S.STOPPED if problem == RELEASED else _S.FAILED
    _save(dispatch, problem=problem, now=now)
    if dispatch.state == _S.FAILED:
        publish(SendingFailed(publication.pk, NOBODY, dispatch.network))


def _hindrance(publication: Publication, dispatch: Dispatch, now: dt.datetime) -> str:
    """Why it may no longer leave: it is not what is approved, or not its time."""
    if dispatch.act == _A.RETRACT:
        return "" if publication.state == Publication.State.RETRACTING else RELEASED
    placement = publication.placements.filter(network=dispatch.network).first()
    if dispatch.act == _A.UPDATE and placement is not None and dispatch.hash == placement.hash:
        return "" if placement.removed is None else RELEASED  # what was approved is put back as it was
    if publication.state != Publication.State.APPROVED or dispatch.hash != publication.hash:
        return RELEASED
    if (placement is None) is (dispatch.act == _A.UPDATE):
        return RELEASED
    return "" if publication.content.within(now) else WINDOW_OVER


def _went(publication: Publication, inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    dispatch = _found(publication, inputs, *Dispatch.LIVE)
    dispatch.state = _S.DONE
    dispatch.progress = b""
    dispatch.save(update_fields=["progress"])
    _save(dispatch, problem="", now=now)
    publication.changed = now
    if dispatch.act == _A.RETRACT:
        _removed(publication, dispatch, seen=inputs["seen"], now=now)
        return ()
    online: Online = inputs["online"]
    placement = (
        _placed(publication, dispatch, online, now)
        if dispatch.act == _A.PUBLISH
        else _changed(publication, dispatch, online, now)
    )
    return [first_check(placement, now=now)]


def _placed(publication: Publication, dispatch: Dispatch, online: Online, now: dt.datetime) -> Placement:
    placement = Placement.objects.create(
        publication=publication,
        network=dispatch.network,
        hash=dispatch.hash,
        address=_address(dispatch, online),
        remote_id=online.id,
        connection=dispatch.connection,
        recorded_by=None,
        recorded=now,
    )
    publish(AddressRecorded(publication.pk, NOBODY, dispatch.network, outside_window=False))
    if publication.state == Publication.State.APPROVED:
        finish_placing(publication, actor_id=NOBODY, now=now)
    return placement


def _changed(publication: Publication, dispatch: Dispatch, online: Online, now: dt.datetime) -> Placement:
    placement = publication.placements.get(network=dispatch.network)
    address, correcting = _address(dispatch, online), placement.hash != dispatch.hash
    if address != placement.address:
        placement.former = [*placement.former, {"address": placement.address, "until": now.isoformat()}]
    placement.address, placement.remote_id, placement.hash = address, online.id, dispatch.hash
    placement.verified = False
    if correcting:
        placement.corrected_by, placement.corrected = None, now
    placement.save()
    if correcting:
        corrected_there(placement, now=now)
    correction = publication.corrections.filter(ended=None).first()
    if correcting and correction is not None and publication.state == Publication.State.APPROVED:
        finish_correction(publication, correction, actor_id=NOBODY, now=now)
    return placement


def _removed(publication: Publication, dispatch: Dispatch, *, seen: bool, now: dt.datetime) -> None:
    publication.placements.filter(network=dispatch.network).update(
        removed=now, removed_seen=now if seen else None, verified=False
    )
    if publication.placements.exclude(address="").filter(removed=None).exists():
        return
    retraction = current_retraction(publication)
    if retraction.done is None and dispatch.asked_by is not None:
        retraction.done, retraction.done_by = now, dispatch.asked_by
        retraction.save()
        publish(RetractionDone(publication.pk, dispatch.asked_by.pk))


def _address(dispatch: Dispatch, online: Online) -> str:
    """Where it is; the account's own address where the network told none, or an endless one."""
    most = Placement._meta.get_field("address").max_length or 0
    network = all_networks().get(dispatch.network)
    home = str(dispatch.connection.remote.get("address") or (f"https://{network.hosts[0]}/" if network else ""))
    return online.address if 0 < len(online.address) <= most else home


def _waits(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    dispatch = _found(publication, inputs, _S.SENDING, _S.UNSURE)
    dispatch.state, dispatch.due = _S.WAITING, inputs["due"]
    if not inputs["tried"]:
        dispatch.tries -= 1
    _save(dispatch, problem=inputs["problem"], now=now)


def _failed(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    dispatch = _found(publication, inputs, _S.WAITING, _S.SENDING)
    dispatch.state = _S.FAILED
    _save(dispatch, problem=inputs["problem"], now=now)
    publish(SendingFailed(publication.pk, NOBODY, dispatch.network))


def _unclear(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    dispatch = _found(publication, inputs, _S.SENDING, _S.UNSURE)
    first = dispatch.state == _S.SENDING
    dispatch.state, dispatch.due = _S.UNSURE, inputs["due"]
    dispatch.looks = 1 if first else dispatch.looks + 1
    _save(dispatch, problem=inputs["problem"], now=now)
    if first:
        publish(SendingUnclear(publication.pk, NOBODY, dispatch.network))


def _found(publication: Publication, inputs: Inputs, *states: str) -> Dispatch:
    dispatch = publication.dispatches.select_related("connection", "asked_by").get(pk=inputs["dispatch"])
    if dispatch.state not in states:
        raise Invalid(fr="Quelqu’un s’en est occupé entre-temps.", en="Somebody dealt with it meanwhile.")
    return dispatch


def _save(dispatch: Dispatch, *, problem: str, now: dt.datetime) -> None:
    """All but the progress, which the connector may be writing."""
    dispatch.problem, dispatch.changed = problem[:60], now
    dispatch.save(update_fields=["state", "problem", "tries", "looks", "begun", "due", "changed"])


def _told(publication: Publication, inputs: Inputs) -> Mapping[str, Any]:
    dispatch = publication.dispatches.get(pk=inputs["dispatch"])
    said = {"hash": dispatch.hash, "network": dispatch.network, "act": dispatch.act}
    return {**said, "problem": dispatch.problem} if dispatch.problem else said


def _declared(name: str, change: Any) -> Transition:
    return declare(
        Transition(
            id=name,
            subject=Publication,
            permission=Permission.PUBLICATION_PUBLISH,
            source=_ANY,
            target=None,
            change=change,
            detail=_told,
            systems=frozenset({DISPATCHER.name}),
        )
    )


BEGAN = _declared("publication.sending_began", _began)
WENT = _declared("publication.sending_done", _went)
WAITS = _declared("publication.sending_put_off", _waits)
FAILED = _declared("publication.sending_failed", _failed)
UNCLEAR = _declared("publication.sending_unclear", _unclear)


def sending_began(*, dispatch: Dispatch, now: dt.datetime) -> Dispatch:
    """Say that the network is about to be called; the answer is the act as it is now: sending, or no longer to be."""
    return _act(BEGAN, dispatch, now)


def sending_done(*, dispatch: Dispatch, online: Online | None = None, seen: bool = False, now: dt.datetime) -> Dispatch:
    """It is at the network as ``online`` says; for a retraction, ``seen`` when the network says that it is gone."""
    return _act(WENT, dispatch, now, online=online, seen=seen)


def sending_put_off(
    *, dispatch: Dispatch, problem: str, due: dt.datetime, tried: bool = True, now: dt.datetime
) -> Dispatch:
    """It surely did not happen, and is asked again from ``due``; ``tried`` when that was one of its attempts."""
    return _act(WAITS, dispatch, now, problem=problem, due=due, tried=tried)


def sending_failed(*, dispatch: Dispatch, problem: str, now: dt.datetime) -> Dispatch:
    """It surely did not happen, and asking again would change nothing: a person is told."""
    return _act(FAILED, dispatch, now, problem=problem)


def sending_unclear(*, dispatch: Dispatch, problem: str, due: dt.datetime, now: dt.datetime) -> Dispatch:
    """Nobody knows whether it happened: a person is asked, and it is looked for again at ``due``."""
    return _act(UNCLEAR, dispatch, now, problem=problem, due=due)


def _act(transition: Transition, dispatch: Dispatch, now: dt.datetime, **inputs: Any) -> Dispatch:
    given = {"dispatch": dispatch.pk, **inputs}
    perform(actor=DISPATCHER, transition=transition, subject=dispatch.publication, inputs=given, now=now)
    return Dispatch.objects.select_related("publication", "connection").get(pk=dispatch.pk)
