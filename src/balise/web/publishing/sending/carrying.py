"""What the outbox calls: one act on one network. ``sending`` is committed before the call; after a crash, look first.

Whatever raises here without saying that nothing happened leaves the row uncertain, and ``look`` finds out.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.networks.content import Outgoing, Published
from balise.networks.errors import Gone, LostPermission, NetworkError, NotReady, Temporary, Throttled
from balise.networks.protocol import Connector
from balise.web.connections.opening import NotConnected, note_lost, opened
from balise.web.outbox.handlers import Handler, NotSent, register
from balise.web.outbox.models import OutboxRow
from balise.web.outbox.pausing import pause_after
from balise.web.publishing.content import from_json
from balise.web.publishing.models import Dispatch
from balise.web.publishing.sending.keeping import Kept
from balise.web.publishing.sending.outgoing import outgoing
from balise.web.publishing.sending.queueing import SEND
from balise.web.publishing.transitions.dispatching import (
    sending_began,
    sending_done,
    sending_failed,
    sending_put_off,
    sending_unclear,
)
from balise.web.workflow import Invalid

TRIES = 12  # with the pauses between them, about half a day
PATIENCE = dt.timedelta(days=1)  # for what the network still works on
SKEW = dt.timedelta(minutes=2)  # clocks of networks are not ours
LONGEST_CALL = dt.timedelta(seconds=90)
LOOKS = 8  # then only the person who was asked can tell
_ROWS = 1_000_000  # how often is decided here, by what went wrong
_A, _S = Dispatch.Act, Dispatch.State
_log = logging.getLogger("balise.publishing")


class Unclear(Exception):
    """The call may have been heard."""


def register_handler() -> None:
    """Carry out the rows; called once the apps are ready."""
    register(
        Handler(
            kind=SEND, carry=carry, look=look, attempts=_ROWS, label=_("Publication, correction ou retrait en ligne")
        )
    )


def carry(row: OutboxRow) -> None:
    """Do it, or say why it was not done."""
    dispatch = _dispatch(row)
    if dispatch is None or dispatch.state != _S.WAITING:
        return  # a person dealt with it
    try:
        dispatch = sending_began(dispatch=dispatch, now=timezone.now())
    except Invalid:
        return
    if dispatch.state != _S.SENDING:
        return  # it is no longer approved, or its time is over: written down there
    connector = _opened(row, dispatch)
    if connector is None:
        return
    online, seen = None, False
    try:
        if dispatch.act == _A.RETRACT:
            seen = _retracted(connector, _remote_id(dispatch))
        else:
            online = _put(connector, dispatch)
    except NetworkError as error:
        if error.maybe:
            raise Unclear(error.code) from None
        _not_done(dispatch, error)
        return
    _done(dispatch, online, seen=seen)


def look(row: OutboxRow) -> bool | None:
    """Whether an act whose answer was lost happened. Changing and taking down may be asked twice."""
    dispatch, now = _dispatch(row), timezone.now()
    if dispatch is None or dispatch.state not in {_S.SENDING, _S.UNSURE}:
        return dispatch is None or dispatch.state != _S.WAITING
    if dispatch.act != _A.PUBLISH:
        if dispatch.tries >= TRIES:
            sending_failed(dispatch=dispatch, problem="unclear", now=now)
            return True
        if dispatch.changed + pause_after(dispatch.tries) > now:
            return None
        sending_put_off(dispatch=dispatch, problem="asked-again", due=now, now=now)
        return False
    if dispatch.state == _S.UNSURE and (dispatch.due > now or dispatch.looks >= LOOKS):
        return None
    try:
        connector = opened(dispatch.connection, now=now)
        found = connector.find(_post(dispatch), since=(dispatch.begun or now) - SKEW, progress=Kept(dispatch))
    except LostPermission as error:
        note_lost(dispatch.connection, code=error.code, now=now)
        _unknown(dispatch, "lost-permission", now)
        return None
    except NotConnected as error:
        _unknown(dispatch, f"connection-{error.code}", now)
        return None
    except NetworkError as error:
        _unknown(dispatch, error.code, now)
        return None
    if found.post is not None:
        _done(dispatch, found.post, seen=False)
        return True
    if found.sure:
        sending_put_off(dispatch=dispatch, problem="surely-not", due=now, now=now)
        return False
    _unknown(dispatch, "not-found", now)
    return None


def _unknown(dispatch: Dispatch, problem: str, now: dt.datetime) -> None:
    """Ask a person, and look again later by ourselves: lists of networks lag."""
    pause = max(pause_after(dispatch.looks + 1), dt.timedelta(minutes=1))
    sending_unclear(dispatch=dispatch, problem=problem, due=now + pause, now=now)


def _opened(row: OutboxRow, dispatch: Dispatch) -> Connector | None:
    """The account, opened, or None when it can't be: nothing was asked of the network yet."""
    now = timezone.now()
    try:
        connector = opened(dispatch.connection, now=now)
    except NotConnected as error:
        sending_failed(dispatch=dispatch, problem=f"connection-{error.code}", now=now)
        return None
    except NetworkError as error:
        _not_done(dispatch, error)
        return None
    if row.lease_until is not None and timezone.now() > row.lease_until - LONGEST_CALL:
        again = timezone.now()
        sending_put_off(dispatch=dispatch, problem="slow", due=again, now=again)
        raise NotSent("slow", after=dt.timedelta(seconds=1))
    return connector


def _put(connector: Connector, dispatch: Dispatch) -> Published:
    if dispatch.act == _A.UPDATE:
        return connector.update(_remote_id(dispatch), _post(dispatch))
    return connector.publish(_post(dispatch), progress=Kept(dispatch))


def _retracted(connector: Connector, post_id: str) -> bool:
    """Take it down; whether the network then says itself that it is not there."""
    try:
        connector.retract(post_id)
    except Gone:
        return True
    try:
        connector.fetch(post_id)
    except Gone:
        return True
    except NetworkError:
        return False
    return False


def _not_done(dispatch: Dispatch, error: NetworkError) -> None:
    """It surely did not happen: later, or never. Raises ``NotSent`` when the row is to be carried again."""
    now = timezone.now()
    if isinstance(error, LostPermission):
        note_lost(dispatch.connection, code=error.code, now=now)
        sending_failed(dispatch=dispatch, problem="lost-permission", now=now)
    elif isinstance(error, Temporary) and _worth_waiting(dispatch, error, now):
        _later(dispatch, error, now)
    else:
        _log.warning("%s: %s", dispatch, error)
        sending_failed(dispatch=dispatch, problem=error.code, now=now)


def _worth_waiting(dispatch: Dispatch, error: Temporary, now: dt.datetime) -> bool:
    """Waiting for the network to be ready, or to let us in again, is not trying."""
    if isinstance(error, NotReady | Throttled):
        return (dispatch.begun or now) + PATIENCE > now
    return dispatch.tries < TRIES


def _later(dispatch: Dispatch, error: NetworkError, now: dt.datetime) -> None:
    pause = pause_after(dispatch.tries)
    due = max(error.until, now + dt.timedelta(seconds=1)) if error.until is not None else now + pause
    tried = not isinstance(error, NotReady | Throttled)
    sending_put_off(dispatch=dispatch, problem=error.code, due=due, tried=tried, now=now)
    raise NotSent(error.code, after=due - now)


def _done(dispatch: Dispatch, online: Published | None, *, seen: bool) -> None:
    try:
        sending_done(dispatch=dispatch, online=online, seen=seen, now=timezone.now())
    except Invalid:
        _log.warning("%s: somebody was first", dispatch)


def _dispatch(row: OutboxRow) -> Dispatch | None:
    found = Dispatch.objects.select_related("publication", "connection").filter(pk=row.payload["dispatch"])
    return found.first()


def _post(dispatch: Dispatch) -> Outgoing:
    """What was approved, found again by its hash: nothing else may leave in its place."""
    publication = dispatch.publication
    revision = publication.revisions.filter(hash=dispatch.hash).latest("number")
    return outgoing(publication, from_json(revision.content), dispatch.network, marker=dispatch.marker)


def _remote_id(dispatch: Dispatch) -> str:
    return dispatch.publication.placements.values_list("remote_id", flat=True).get(network=dispatch.network)
