"""What is asked of the outbox for a publication, and taken back from it. Called under the publication's lock."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import NamedTuple

from balise.networks.describing import Operation
from balise.web.connections.models import Connection
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person
from balise.web.publishing.models import Dispatch, Placement, Publication
from balise.web.publishing.online import editable_there, online_at, pending
from balise.web.publishing.sending.ways import Connections, ways_for
from balise.web.verdicts.networks import all_networks
from balise.web.workflow import Invalid

SEND = "publishing.send"
CHECK = "publishing.check"
RELEASED = "released"  # what it carried was taken back: the next time it is approved, it is carried anew
BY_HAND = "by-hand"
_A, _S = Dispatch.Act, Dispatch.State
_UNDONE = (_S.WAITING, _S.SENDING, _S.UNSURE, _S.FAILED, _S.STOPPED)
_NOT_LEFT = (OutboxRow.State.WAITING, OutboxRow.State.UNCERTAIN)


class Errand(NamedTuple):
    """Something that a connection would carry."""

    network: str
    act: str
    connection: Connection


def errands(publication: Publication, connections: Connections | None = None) -> list[Errand]:
    """What would go through connections now, and is not on its way, given up or done yet."""
    wanted = _corrections(publication) if publication.being_corrected else _first(publication, connections)
    known = {
        (one.network, one.act)
        for one in publication.dispatches.all()
        if one.hash == publication.hash and one.state in _UNDONE and one.problem != RELEASED
    }
    return [one for one in wanted if (one.network, one.act) not in known]


def carried(publication: Publication, connections: Connections | None = None) -> set[str]:
    """Networks that wait for no person: what goes there is on its way, or will leave by itself at its time.

    For many at once, read ``dispatches`` and ``placements`` with them, and give ``ways.connections_now``.
    """
    live = {one.network for one in publication.dispatches.all() if one.state in Dispatch.LIVE}
    if publication.planned is None or connections == {}:
        return live
    return live | {one.network for one in errands(publication, connections)}


def new_dispatch(
    publication: Publication, errand: Errand, *, content_hash: str, asked_by: Person | None, now: dt.datetime
) -> OutboxRow:
    """Note an act and answer the row that carries it."""
    dispatch = Dispatch.objects.create(
        publication=publication,
        network=errand.network,
        act=errand.act,
        hash=content_hash,
        connection=errand.connection,
        marker=f"balise-{secrets.token_hex(16)}",
        asked_by=asked_by,
        due=now,
        changed=now,
    )
    return row_for(dispatch, now=now)


def row_for(dispatch: Dispatch, *, now: dt.datetime) -> OutboxRow:
    """The row that carries an act, not saved yet."""
    return OutboxRow(kind=SEND, payload={"dispatch": dispatch.pk}, created=now, not_before=now)


def rows_of(dispatch: Dispatch) -> list[OutboxRow]:
    """Its rows that the dispatcher has not ended."""
    return list(OutboxRow.objects.filter(kind=SEND, state__in=_NOT_LEFT, payload__dispatch=dispatch.pk))


def drop(dispatch: Dispatch, *, problem: str, now: dt.datetime) -> None:
    """Take back what surely did not happen."""
    OutboxRow.objects.filter(pk__in=[row.pk for row in rows_of(dispatch)]).update(
        state=OutboxRow.State.DROPPED, ended=now, error="", lease=""
    )
    dispatch.state, dispatch.problem, dispatch.changed = _S.STOPPED, problem, now
    dispatch.save(update_fields=["state", "problem", "changed"])


def release(publication: Publication, *, now: dt.datetime, though_leaving: bool = False) -> None:
    """Take back whatever waits, because what it carries is changed, given up or put off.

    Refused while a network is being called or nobody knows what it did, unless ``though_leaving``.
    """
    live = list(publication.dispatches.filter(state__in=Dispatch.LIVE))
    if not though_leaving and any(one.state != _S.WAITING for one in live):
        raise Invalid(
            fr="L’envoi à un réseau est en cours, ou nul ne sait encore s’il a abouti. Attendez une minute, ou dites "
            "d’abord ce qu’il en est.",
            en="It is being sent to a network, or nobody knows yet whether that went through. Wait a minute, or first "
            "say what became of it.",
        )
    for one in live:
        if one.state == _S.WAITING:
            drop(one, problem=RELEASED, now=now)
    publication.dispatches.filter(state=_S.FAILED).update(state=_S.STOPPED, problem=RELEASED, changed=now)


def must_not_be_sending(publication: Publication, network: str) -> None:
    """What Balise is putting somewhere is not also put there by hand. What failed there is now a person's."""
    if publication.dispatches.filter(network=network, state__in=Dispatch.LIVE).exists():
        raise Invalid(
            field="network",
            fr="Balise est en train de l’envoyer à ce réseau. Arrêtez d’abord l’envoi\u00a0: il y serait deux fois.",
            en="Balise is sending it to this network. Stop that first, so that nothing is there twice.",
        )


def taken_over(publication: Publication, network: str, *, now: dt.datetime) -> None:
    """A person did by hand what had failed there."""
    publication.dispatches.filter(network=network, state=_S.FAILED).update(
        state=_S.STOPPED, problem=BY_HAND, changed=now
    )


def _first(publication: Publication, connections: Connections | None) -> list[Errand]:
    placed = {one.network for one in publication.placements.all()}
    return [
        Errand(way.network, _A.PUBLISH, way.connection)
        for way in ways_for(publication, publication.content, connections)
        if way.connection is not None and way.network not in placed
    ]


def _corrections(publication: Publication) -> list[Errand]:
    return [
        Errand(placement.network, _A.UPDATE, connection)
        for placement in pending(publication)
        if changes_there(publication, placement) and (connection := way_back(placement)) is not None
    ]


def changes_there(publication: Publication, placement: Placement) -> bool:
    """Whether the connection that published it can put the approved correction in its place."""
    before = online_at(publication, placement)
    return reachable(placement, Operation.UPDATE) and editable_there(
        placement.network, before=before, after=publication.content
    )


def reachable(placement: Placement, operation: Operation) -> bool:
    """Whether what is online there can still be reached through the connection that published it."""
    network = all_networks().get(placement.network)
    return bool(
        network is not None
        and network.can(operation)
        and placement.remote_id
        and placement.removed is None
        and way_back(placement) is not None
    )


def way_back(placement: Placement) -> Connection | None:
    """The connection that published it, or another one to the same account since; None when neither works."""
    return placement.connection and standing_in(placement.connection)


def standing_in(connection: Connection) -> Connection | None:
    """This connection while it works, else the one that leads to the same account now."""
    if connection.state == Connection.State.ACTIVE:
        return connection
    same = Connection.objects.filter(network=connection.network, remote_key=connection.remote_key)
    return same.filter(state=Connection.State.ACTIVE).first()
