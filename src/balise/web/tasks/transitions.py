"""The secret address of one's calendar: drawn, replaced, taken away."""

from __future__ import annotations

import datetime as dt
import secrets
from hashlib import sha256

from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.tasks.models import CalendarFeed
from balise.web.workflow import Actor, Inputs, System, Transition, declare, perform

_ACTIVE = frozenset({"active"})
ACCOUNT_END = System("account-end")


def hash_of(secret: str) -> str:
    """What is kept of a secret of 256 bits: nothing shorter to guess, so a plain hash is enough."""
    return sha256(secret.encode()).hexdigest()


def _open(person: Person, inputs: Inputs, now: dt.datetime) -> None:
    CalendarFeed.objects.filter(person=person, revoked=None).update(revoked=now)
    CalendarFeed.objects.create(person=person, hash=hash_of(inputs["secret"]), created=now)


def _close(person: Person, _inputs: Inputs, now: dt.datetime) -> None:
    CalendarFeed.objects.filter(person=person, revoked=None).update(revoked=now)


OPEN = declare(
    Transition(
        id="calendar.open",
        subject=Person,
        permission=Permission.PROFILE_EDIT,
        source=_ACTIVE,
        target=None,
        change=_open,
    )
)
CLOSE = declare(
    Transition(
        id="calendar.close",
        subject=Person,
        permission=Permission.PROFILE_EDIT,
        source=_ACTIVE,
        target=None,
        change=_close,
        systems=frozenset({ACCOUNT_END.name}),
    )
)


def open_feed(*, actor: Actor, person: Person, now: dt.datetime) -> str:
    """A new secret, told once; the address given before stops working."""
    secret = secrets.token_urlsafe(32)
    perform(actor=actor, transition=OPEN, subject=person, now=now, inputs={"secret": secret})
    return secret


def close_feed(*, actor: Actor, person: Person, now: dt.datetime) -> None:
    """No address works any more."""
    perform(actor=actor, transition=CLOSE, subject=person, now=now)


def end_with_account(*, person_id: int, now: dt.datetime) -> None:
    """Whoever no longer has an account leaves no address behind, even should the account open again."""
    for feed in CalendarFeed.objects.filter(person_id=person_id, revoked=None).select_related("person"):
        perform(actor=ACCOUNT_END, transition=CLOSE, subject=feed.person, now=now)
