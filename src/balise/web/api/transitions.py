"""Tokens are born and revoked; what is done with them goes through the transitions of what they touch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from balise.web.access.permissions import Permission
from balise.web.api import secrets
from balise.web.api.models import Token
from balise.web.api.scopes import Scope
from balise.web.approvals.acting import acting
from balise.web.workflow import Actor, Inputs, Invalid, System, Transition, create, declare, perform

LONGEST = dt.timedelta(days=366)
MOST = 20  # of one person, in use
ACCOUNT_END = System("account-end")


def _create(token: Token, inputs: Inputs, now: dt.datetime) -> None:
    person = acting(inputs)
    name, scopes, expires = inputs["name"].strip(), sorted(set(inputs["scopes"])), inputs["expires"]
    if not name:
        raise Invalid(field="name", fr="Donnez un nom au jeton.", en="Give the token a name.")
    if not scopes or not set(scopes) <= set(Scope):
        raise Invalid(
            field="scopes", fr="Choisissez ce que le jeton permet.", en="Choose what the token is allowed to do."
        )
    if not now < expires <= now + LONGEST:
        raise Invalid(field="expires", fr="Un jeton dure au plus un an.", en="A token lasts a year at most.")
    if Token.objects.filter(person=person, state=Token.State.ACTIVE, expires__gt=now).count() >= MOST:
        raise Invalid(
            fr=f"Vous avez déjà {MOST} jetons en usage\u00a0: révoquez-en un.",
            en=f"You already have {MOST} tokens in use: revoke one.",
        )
    token.person = person
    token.name, token.scopes, token.expires, token.created = name[:80], scopes, expires, now
    token.handle, token.hash = inputs["handle"], inputs["hash"]


def _revoke(token: Token, _inputs: Inputs, now: dt.datetime) -> None:
    token.revoked = now


def _told(token: Token, _inputs: Inputs) -> Mapping[str, Any]:
    return {"person": token.person_id, "handle": token.handle, "scopes": token.scopes}


CREATE = declare(
    Transition(
        id="token.create",
        subject=Token,
        permission=Permission.TOKEN_CREATE,
        source=frozenset(),
        target="active",
        change=_create,
        detail=_told,
    )
)
REVOKE = declare(
    Transition(
        id="token.revoke",
        subject=Token,
        permission=Permission.TOKEN_REVOKE,
        source=frozenset({"active"}),
        target="revoked",
        change=_revoke,
        detail=_told,
        systems=frozenset({ACCOUNT_END.name}),
    )
)


def create_token(
    *, actor: Actor, name: str, scopes: Sequence[str], expires: dt.datetime, now: dt.datetime
) -> tuple[Token, str]:
    """A token of the actor's own, and its text, which nobody can read again."""
    drawn = secrets.draw()
    inputs = {"name": name, "scopes": list(scopes), "expires": expires, "handle": drawn.handle, "hash": drawn.hash}
    return create(actor=actor, transition=CREATE, inputs=inputs, now=now), drawn.token


def revoke_token(*, actor: Actor, token: Token, now: dt.datetime) -> Token:
    """End a token at once."""
    return perform(actor=actor, transition=REVOKE, subject=token, now=now)


def end_with_account(*, person_id: int, now: dt.datetime) -> None:
    """Whoever no longer has an account leaves no tool behind, even should the account open again."""
    for token in Token.objects.filter(person_id=person_id, state=Token.State.ACTIVE):
        revoke_token(actor=ACCOUNT_END, token=token, now=now)
