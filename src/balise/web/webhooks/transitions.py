"""Subscribing an address, changing its secret, ending it, sending something again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from balise.networks.reaching import Inside, Unreachable, place_of, resolve
from balise.web.access.permissions import Permission
from balise.web.approvals.acting import acting
from balise.web.outbox.models import OutboxRow
from balise.web.vault.sealing import destroy, seal
from balise.web.webhooks import signing
from balise.web.webhooks.kinds import Kind
from balise.web.webhooks.models import Delivery, Subscription
from balise.web.webhooks.sending import COLUMN, TABLE, row_for
from balise.web.workflow import Actor, Inputs, Invalid, Transition, create, declare, perform

_WRONG = {
    "scheme": ("L’adresse commence par https://.", "The address begins with https://."),
    "user": ("Pas de nom ni de mot de passe dans l’adresse.", "No user name or password in the address."),
    "host": ("Cette adresse ne se lit pas.", "This address can’t be read."),
    "port": ("Ce port n’existe pas.", "There is no such port."),
}
_INSIDE = (
    "Cette adresse mène à l’intérieur du réseau\u00a0: Balise n’y envoie rien.",
    "This address leads inside the network: Balise sends nothing there.",
)
_NOWHERE = ("Ce nom ne mène nulle part. Vérifiez-le.", "This name leads nowhere. Check it.")


def check_address(address: str) -> None:
    """Refuse an address that could never be used. It asks the network, so it comes before any transaction."""
    private = settings.BALISE_WEBHOOKS_PRIVATE
    try:
        resolve(place_of(address, private=private), private=private)
    except Inside:
        raise Invalid(field="address", fr=_INSIDE[0], en=_INSIDE[1]) from None
    except Unreachable:
        raise Invalid(field="address", fr=_NOWHERE[0], en=_NOWHERE[1]) from None
    except ValueError as error:
        french, english = _WRONG.get(str(error), _WRONG["host"])
        raise Invalid(field="address", fr=french, en=english) from None


def _subscribe(subscription: Subscription, inputs: Inputs, now: dt.datetime) -> None:
    events = sorted(set(inputs["events"]))
    if not events or not set(events) <= set(Kind):
        raise Invalid(field="events", fr="Choisissez au moins un événement.", en="Choose at least one event.")
    subscription.name = inputs["name"].strip()[:80]
    subscription.address = inputs["address"]
    subscription.events = events
    subscription.created, subscription.created_by = now, acting(inputs)
    subscription.save()  # the secret is bound to its number
    _seal(subscription, inputs, now)


def _seal(subscription: Subscription, inputs: Inputs, _now: dt.datetime) -> None:
    subscription.sealed = seal(inputs["secret"], table=TABLE, column=COLUMN, record=subscription.pk)


def _end(subscription: Subscription, _inputs: Inputs, now: dt.datetime) -> None:
    subscription.ended = now
    subscription.sealed = b""
    destroy(table=TABLE, record=subscription.pk, now=now)


def _send_again(delivery: Delivery, _inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    if delivery.subscription.state != Subscription.State.ACTIVE:
        raise Invalid(fr="Cet abonnement est terminé.", en="This subscription has ended.")
    return [row_for(delivery, now=now)]


def _told(subscription: Subscription, _inputs: Inputs) -> Mapping[str, Any]:
    return {"events": subscription.events}


def _which(delivery: Delivery, _inputs: Inputs) -> Mapping[str, Any]:
    return {"reference": delivery.reference}


def _declared(name: str, change: Any, source: frozenset[str], target: str | None, **more: Any) -> Transition:
    settings = {"subject": Subscription, "detail": _told, **more}
    return declare(
        Transition(
            id=name, permission=Permission.WEBHOOK_MANAGE, source=source, target=target, change=change, **settings
        )
    )


_ACTIVE = frozenset({"active"})
SUBSCRIBE = _declared("webhook.subscribe", _subscribe, frozenset(), "active")
ROTATE = _declared("webhook.rotate", _seal, _ACTIVE, None)
END = _declared("webhook.end", _end, _ACTIVE, "ended")
SEND_AGAIN = _declared(
    "webhook.send_again",
    _send_again,
    frozenset({"failed", "delivered"}),
    "waiting",
    subject=Delivery,
    detail=_which,
)


def subscribe_address(
    *, actor: Actor, name: str, address: str, events: Sequence[str], now: dt.datetime
) -> tuple[Subscription, str]:
    """A new subscription and its secret, which is shown once."""
    check_address(address)
    secret = signing.draw()
    inputs = {"name": name, "address": address, "events": list(events), "secret": secret}
    return create(actor=actor, transition=SUBSCRIBE, inputs=inputs, now=now), secret


def rotate_secret(*, actor: Actor, subscription: Subscription, now: dt.datetime) -> str:
    """Another secret in place of the old one, at once."""
    secret = signing.draw()
    perform(actor=actor, transition=ROTATE, subject=subscription, inputs={"secret": secret}, now=now)
    return secret


def end_subscription(*, actor: Actor, subscription: Subscription, now: dt.datetime) -> Subscription:
    """Send nothing more there; the secret is destroyed."""
    return perform(actor=actor, transition=END, subject=subscription, now=now)


def send_again(*, actor: Actor, delivery: Delivery, now: dt.datetime) -> Delivery:
    """Send it once more under the same reference."""
    return perform(actor=actor, transition=SEND_AGAIN, subject=delivery, now=now)
