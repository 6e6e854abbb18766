"""Publishing through connected accounts, as people ask: now, again, not at all; and what only a person can tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from balise.web.access.permissions import Permission
from balise.web.approvals.acting import acting
from balise.web.events import publish
from balise.web.outbox.dispatching import settle
from balise.web.outbox.models import OutboxRow
from balise.web.publishing.addresses import problem_with
from balise.web.publishing.events import AddressRecorded, TimeMissed
from balise.web.publishing.models import Dispatch, Placement, Publication, window_open
from balise.web.publishing.rules import under_mandate
from balise.web.publishing.sending.queueing import BY_HAND, drop, errands, new_dispatch, row_for, rows_of, standing_in
from balise.web.publishing.transitions.placing import finish_placing
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import all_networks
from balise.web.workflow import Actor, Inputs, Invalid, System, Transition, declare, perform

SCHEDULE = System("publication-schedule")
GRACE = dt.timedelta(hours=1)
"""How late a post still goes out by itself: after that, a machine that was off would publish by surprise."""
ONLINE, AGAIN, HAND = "online", "again", "hand"
_S = Dispatch.State


def _send(publication: Publication, inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    by_itself = isinstance(inputs.actor, System)
    if not window_open(publication, now) or (by_itself and not _may_leave(publication, now)):
        raise Invalid(
            fr="Ce n’est pas l’heure approuvée. Rien n’est parti.", en="This is not the approved time. Nothing left."
        )
    wanted = errands(publication)
    if not wanted:
        raise Invalid(fr="Aucun réseau relié n’attend ce message.", en="No connected network is waiting for this post.")
    publication.changed = now
    asked_by = None if by_itself else acting(inputs)
    return [new_dispatch(publication, one, content_hash=publication.hash, asked_by=asked_by, now=now) for one in wanted]


def _may_leave(publication: Publication, now: dt.datetime) -> bool:
    """Whether it may leave with nobody there: the time somebody chose has come, and not long ago."""
    if publication.planned is None or not publication.planned <= now < publication.planned + GRACE:
        return False
    return publication.mandate_id is None or under_mandate(publication, timezone.localdate(now))


def _miss(publication: Publication, _inputs: Inputs, now: dt.datetime) -> None:
    if publication.planned is None or publication.planned + GRACE > now:
        raise Invalid(fr="Son heure n’est pas passée.", en="Its time has not passed.")
    publication.planned = None
    publication.changed = now
    publish(TimeMissed(publication.pk, 0))


def _again(publication: Publication, inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    dispatch = _dispatch(publication, inputs, _S.FAILED, _S.WAITING)
    for row in rows_of(dispatch):  # it waits for a later hour: this one takes its place
        OutboxRow.objects.filter(pk=row.pk).update(state=OutboxRow.State.DROPPED, ended=now)
    dispatch.connection = standing_in(dispatch.connection) or dispatch.connection  # it may be connected anew
    dispatch.state, dispatch.tries, dispatch.due, dispatch.asked_by = _S.WAITING, 0, now, acting(inputs)
    _save(dispatch, problem="", now=now)
    return [row_for(dispatch, now=now)]


def _stop(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    drop(_dispatch(publication, inputs, _S.WAITING, _S.FAILED), problem=BY_HAND, now=now)


def _settle(publication: Publication, inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    dispatch = _dispatch(publication, inputs, _S.UNSURE)
    happened = inputs["answer"] == ONLINE
    if happened:
        _recorded(publication, dispatch, inputs, now)
    rows = rows_of(dispatch)
    if inputs["answer"] == HAND:
        drop(dispatch, problem=BY_HAND, now=now)
        return ()
    dispatch.state, dispatch.due = _S.DONE if happened else _S.WAITING, now
    _save(dispatch, problem="", now=now)
    settled = sum(settle(row, happened=happened, now=now) for row in rows)
    return () if happened or settled else [row_for(dispatch, now=now)]


def _recorded(publication: Publication, dispatch: Dispatch, inputs: Inputs, now: dt.datetime) -> None:
    if dispatch.act != Dispatch.Act.PUBLISH:
        raise Invalid(field="answer", fr="Choisissez une autre réponse.", en="Choose another answer.")
    problem = problem_with(inputs["address"], all_networks()[dispatch.network], the_policy())
    if problem is not None:
        raise Invalid(field="address", fr=problem[0], en=problem[1])
    Placement.objects.create(
        publication=publication,
        network=dispatch.network,
        hash=dispatch.hash,
        address=inputs["address"].strip(),
        recorded_by=acting(inputs),
        recorded=now,
    )
    publish(AddressRecorded(publication.pk, acting(inputs).pk, dispatch.network, outside_window=False))
    if publication.state == Publication.State.APPROVED:
        finish_placing(publication, actor_id=acting(inputs).pk, now=now)


def _dispatch(publication: Publication, inputs: Inputs, *states: str) -> Dispatch:
    """The one that this is about; the page may be old."""
    latest = publication.dispatches.filter(network=inputs["network"]).order_by("-pk").first()
    if latest is None or latest.state not in states:
        raise Invalid(
            fr="Cela a changé depuis que vous avez ouvert cette page\u00a0: regardez où en est ce réseau.",
            en="This changed since you opened the page: look where this network stands.",
        )
    return latest


def _save(dispatch: Dispatch, *, problem: str, now: dt.datetime) -> None:
    dispatch.problem, dispatch.changed = problem, now
    dispatch.save(update_fields=["state", "connection", "problem", "tries", "due", "asked_by", "changed"])


def _told(publication: Publication, inputs: Inputs) -> Mapping[str, Any]:
    return {"hash": publication.hash, **{name: inputs[name] for name in ("network", "answer") if name in inputs}}


def _declared(name: str, change: Any, **more: Any) -> Transition:
    settings = {"source": frozenset({"approved"}), "target": None, "detail": _told, **more}
    return declare(
        Transition(id=name, subject=Publication, permission=Permission.PUBLICATION_PUBLISH, change=change, **settings)
    )


_MOVING = frozenset({"approved", "retracting", "published", "correcting", "returned", "submitted"})
SEND = _declared("publication.send", _send, systems=frozenset({SCHEDULE.name}))
MISS = _declared("publication.miss_time", _miss, systems=frozenset({SCHEDULE.name}))
SEND_AGAIN = _declared("publication.send_again", _again, source=_MOVING)
STOP = _declared("publication.stop_sending", _stop, source=_MOVING)
SETTLE = _declared("publication.settle_sending", _settle, source=_MOVING)


def send(*, actor: Actor, publication: Publication, now: dt.datetime) -> Publication:
    """Put it on every connected network that waits for it; the others are done by hand."""
    return perform(actor=actor, transition=SEND, subject=publication, now=now)


def miss_time(*, publication: Publication, now: dt.datetime) -> Publication:
    """Its time passed while nothing could leave: it no longer leaves by itself, and people are told."""
    return perform(actor=SCHEDULE, transition=MISS, subject=publication, now=now)


def send_again(*, actor: Actor, publication: Publication, network: str, now: dt.datetime) -> Publication:
    """Ask once more for what surely did not happen, without waiting."""
    return perform(actor=actor, transition=SEND_AGAIN, subject=publication, inputs={"network": network}, now=now)


def stop_sending(*, actor: Actor, publication: Publication, network: str, now: dt.datetime) -> Publication:
    """Balise leaves it there: a person does it by hand."""
    return perform(actor=actor, transition=STOP, subject=publication, inputs={"network": network}, now=now)


def settle_sending(
    *, actor: Actor, publication: Publication, network: str, answer: str, address: str = "", now: dt.datetime
) -> Publication:
    """Say what became of a call whose answer was lost: ``online`` at an address, not there and to be sent ``again``, or
    not there and to be done by ``hand``.
    """
    inputs = {"network": network, "answer": answer, "address": address}
    return perform(actor=actor, transition=SETTLE, subject=publication, inputs=inputs, now=now)
