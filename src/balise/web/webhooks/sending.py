"""From an event to a request: rows written with the change, then carried out by the outbox until somebody answers."""

from __future__ import annotations

import datetime as dt
import json
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.networks.reaching import Inside, Unreachable
from balise.web.events import subscribe
from balise.web.outbox.events import Decided
from balise.web.outbox.handlers import Handler, Impossible, NotSent, register
from balise.web.outbox.models import Intervention, OutboxRow
from balise.web.outbox.waking import wake
from balise.web.publishing import events
from balise.web.publishing.models import Publication
from balise.web.vault.sealing import Destroyed, Tampered, open_sealed
from balise.web.webhooks import signing
from balise.web.webhooks.kinds import Kind
from balise.web.webhooks.models import Delivery, Subscription
from balise.web.webhooks.posting import post

OUTBOX = "webhook"
ATTEMPTS = 16  # about a day: receivers are mended in the morning
TABLE, COLUMN = "webhooks.subscription", "secret"
_TOLD = {
    events.Published: Kind.PUBLISHED,
    events.Returned: Kind.RETURNED,
    events.RefusedByApprover: Kind.REFUSED,
    events.Retracted: Kind.RETRACTED,
}
_DECIDED: dict[str, str] = {
    Intervention.Decision.DONE: Delivery.State.DELIVERED,
    Intervention.Decision.RUN_AGAIN: Delivery.State.WAITING,
}
_LIVE = (OutboxRow.State.WAITING, OutboxRow.State.SENDING, OutboxRow.State.UNCERTAIN)
_GONE = 410
_SLOW_DOWN = {429, 503}


def listen() -> None:
    """Hear the events and carry out the rows; called once the apps are ready."""
    for event in _TOLD:
        subscribe(event, _heard)
    subscribe(Decided, _decided)
    label = _("Annonce à un outil")
    # Repeatable: receivers know the reference.
    register(Handler(kind=OUTBOX, carry=carry, repeatable=True, attempts=ATTEMPTS, label=label))


def _heard(event: events.PublicationEvent) -> None:
    kind, now = _TOLD[type(event)], timezone.now()
    active = Subscription.objects.filter(state=Subscription.State.ACTIVE)
    wanted = [one for one in active if kind in one.events]
    for one in wanted:
        delivery = Delivery.objects.create(
            subscription=one,
            reference=f"msg_{secrets.token_hex(12)}",
            event=kind,
            publication_id=event.publication_id,
            happened=now,
        )
        row_for(delivery, now=now).save()
    if wanted:
        transaction.on_commit(wake, robust=True)


def _decided(event: Decided) -> None:
    """What a person decided about the row holds for the delivery, which would otherwise wait for a row that is over."""
    if event.kind != OUTBOX:
        return
    row = OutboxRow.objects.get(pk=event.row_id)
    found = Delivery.objects.filter(pk=row.payload["delivery"])
    if event.decision != Intervention.Decision.DROPPED:
        found.update(state=_DECIDED[event.decision])
        return
    live = OutboxRow.objects.filter(kind=OUTBOX, payload__delivery=row.payload["delivery"], state__in=_LIVE)
    if not live.exclude(pk=row.pk).exists():  # sent again since, by another row
        found.filter(state=Delivery.State.WAITING).update(state=Delivery.State.FAILED, answer="dropped")


def row_for(delivery: Delivery, *, now: dt.datetime) -> OutboxRow:
    """What the outbox is asked: ids only."""
    return OutboxRow(kind=OUTBOX, payload={"delivery": delivery.pk}, created=now, not_before=now)


def carry(row: OutboxRow) -> None:
    """Post one delivery. Anything but a 2xx is tried again, later each time; 410 says never again."""
    delivery = Delivery.objects.select_related("subscription").filter(pk=row.payload["delivery"]).first()
    if delivery is None:
        raise Impossible("gone")
    subscription, now = delivery.subscription, timezone.now()
    if subscription.state != Subscription.State.ACTIVE:
        raise _given_up(delivery, "ended", now)
    body = body_of(delivery)
    try:
        secret = open_sealed(bytes(subscription.sealed), table=TABLE, column=COLUMN, record=subscription.pk)
        headers = signing.headers(
            secret=secret, reference=delivery.reference, timestamp=int(now.timestamp()), body=body
        ) | {"Content-Type": "application/json", "User-Agent": "Balise"}
        answered = post(subscription.address, body=body, headers=headers, private=settings.BALISE_WEBHOOKS_PRIVATE)
    except (Destroyed, Tampered, ValueError):
        raise _given_up(delivery, "unusable", now) from None
    except Inside as error:
        raise _given_up(delivery, error.kind, now) from None
    except Unreachable as error:
        raise _later(delivery, row, error.kind, now) from None
    said = str(answered.status)
    if 200 <= answered.status < 300:
        _note(delivery, Delivery.State.DELIVERED, said, now)
        return
    if answered.status == _GONE:
        raise _given_up(delivery, said, now)
    wait = dt.timedelta(seconds=answered.wait) if answered.wait and answered.status in _SLOW_DOWN else None
    raise _later(delivery, row, said, now, wait=wait)


def body_of(delivery: Delivery) -> bytes:
    """What is sent: ids and states. Who may read more asks the API for it, under a token of theirs."""
    publication = Publication.objects.filter(pk=delivery.publication_id).first()
    data = {
        "id": delivery.publication_id,
        "state": publication.state if publication else "deleted",
        "voice": publication.voice if publication else "",
        "url": f"/api/v1/publications/{delivery.publication_id}",
    }
    told = {"type": delivery.event, "timestamp": delivery.happened.astimezone(dt.UTC).isoformat(), "data": data}
    return json.dumps(told, separators=(",", ":")).encode()


def _later(
    delivery: Delivery, row: OutboxRow, said: str, now: dt.datetime, *, wait: dt.timedelta | None = None
) -> NotSent:
    last = row.attempts >= ATTEMPTS
    _note(delivery, Delivery.State.FAILED if last else Delivery.State.WAITING, said, now)
    return NotSent(said, after=wait)


def _given_up(delivery: Delivery, said: str, now: dt.datetime) -> Impossible:
    _note(delivery, Delivery.State.FAILED, said, now)
    return Impossible(said)


def _note(delivery: Delivery, state: str, said: str, now: dt.datetime) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=state, answer=said[:60], tried=now, tries=delivery.tries + 1)
