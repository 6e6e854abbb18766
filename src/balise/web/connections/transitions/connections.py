"""Connecting an account, noting what the network says of it, letting it go.

Tokens that were renewed are kept by ``keep_tokens`` alone, without an inscription in the audit: it is the same access,
and nothing may come between the network's answer and the disk.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from balise.networks.content import Verified
from balise.networks.credentials import Account as Remote
from balise.networks.credentials import App, Tokens
from balise.networks.protocol import Grant
from balise.web.access.permissions import Permission
from balise.web.connections.events import Connected, Ended, LeftBehind, Lost, PersonLeaving
from balise.web.connections.matching import remote_key, same
from balise.web.connections.models import CONNECTION, Connection
from balise.web.connections.renewing import holds_until, renew_from
from balise.web.connections.sealing import account_said, seal_tokens
from balise.web.connections.standing import standing
from balise.web.connections.transitions.applications import made_with
from balise.web.events import publish
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person
from balise.web.presence.models import Account
from balise.web.presence.transitions.accesses import DEPARTURE
from balise.web.presence.transitions.accounts import CONNECTIONS, note_connection
from balise.web.vault.sealing import Destroyed, destroy
from balise.web.verdicts.networks import all_networks
from balise.web.workflow import Actor, Inputs, Invalid, Transition, WrongState, create, declare, perform

LET_GO = "connections.let_go"
DEPARTED, RETIRED = "departed", "retired"  # why one ended, where no person let it go
_S = Connection.State
_LIVE = frozenset({"active", "broken"})


def _connect(connection: Connection, inputs: Inputs, now: dt.datetime) -> None:
    account: Account = inputs["account"]
    connection.account, connection.network = account, account.network
    _hold(connection, inputs, now)


def _reconnect(connection: Connection, inputs: Inputs, now: dt.datetime) -> None:
    began: dt.datetime | None = inputs["began"]
    if began is not None and connection.connected > began and connection.connected_by_id != inputs.person.pk:
        who = connection.connected_by.get_full_name()
        raise Invalid(
            fr=f"{who} vient de connecter ce compte\u00a0: rien n’a changé. Voyez d’abord si cette connexion suffit.",
            en=f"{who} has just connected this account: nothing changed. See first whether that connection will do.",
        )
    _hold(connection, inputs, now)
    connection.state = _S.ACTIVE


def _hold(connection: Connection, inputs: Inputs, now: dt.datetime) -> None:
    """Keep what the network gave, in place of what was there."""
    account, grant = connection.account, inputs["grant"]
    _must_be_ours(account, grant)
    if inputs["publishes"]:
        _only_one_publishes(connection, now, actor=inputs.actor)
    connection.publishes = bool(inputs["publishes"])
    connection.remote, connection.remote_key = account_said(grant.account), remote_key(grant.account)
    connection.application = inputs["application"]
    connection.scopes, connection.missing = list(grant.tokens.scopes), list(inputs["missing"])
    connection.connected, connection.connected_by = now, inputs.person
    connection.leaves_on = connection.broken_since = connection.ended = None
    connection.verified = connection.looked = now
    connection.problem = "scopes" if connection.missing else ""
    connection.expires = holds_until(grant.tokens)
    connection.save()  # tokens are sealed for its number
    connection.tokens = seal_tokens(connection, grant.tokens)
    connection.tokens_number += 1
    connection.tokens_since, connection.tokens_until = now, renew_from(grant.tokens, since=now)
    connection.renewing_until = None
    publish(Connected(connection.pk, account.pk))
    _tell_register(connection, now)


def _must_be_ours(account: Account, grant: Grant) -> None:
    if account.state != Account.State.ACTIVE or account.partner_id:
        raise Invalid(
            fr="Seul un compte de l’organisation, inscrit au registre, se connecte.",
            en="Only an account of the organisation, in the register, is connected.",
        )
    if not same(account, grant.account):
        raise Invalid(
            fr="Ce n’est pas le compte du registre\u00a0: rien n’a été connecté.",
            en="This is not the account of the register: nothing was connected.",
        )


def _only_one_publishes(connection: Connection, now: dt.datetime, *, actor: Actor) -> None:
    others = Connection.objects.filter(network=connection.network, publishes=True).exclude(state=_S.ENDED)
    for other in others.exclude(pk=connection.pk):
        perform(actor=actor, transition=STOP_PUBLISHING, subject=other, now=now)


def _publish_by(connection: Connection, inputs: Inputs, now: dt.datetime) -> None:
    _only_one_publishes(connection, now, actor=inputs.actor)
    connection.publishes = True


def _stop_publishing(connection: Connection, _inputs: Inputs, _now: dt.datetime) -> None:
    connection.publishes = False


def _break(connection: Connection, inputs: Inputs, now: dt.datetime) -> None:
    if connection.tokens_number != inputs["tokens_number"]:
        raise Invalid(fr="Le compte a été reconnecté entre-temps.", en="The account was connected again meanwhile.")
    connection.state = _S.BROKEN
    connection.problem, connection.broken_since, connection.looked = inputs["code"][:60], now, now
    publish(Lost(connection.pk, connection.account_id))
    _tell_register(connection, now)


def _note(connection: Connection, inputs: Inputs, now: dt.datetime) -> None:
    """The network let us in: what it said of our access. What was broken is no longer."""
    connection.state = _S.ACTIVE
    connection.broken_since = None
    connection.missing, connection.expires = list(inputs["missing"]), inputs["expires"]
    connection.remote = inputs["remote"]
    connection.problem = "scopes" if connection.missing else ""
    connection.verified = connection.looked = now
    _tell_register(connection, now)


def _leave(connection: Connection, inputs: Inputs, now: dt.datetime) -> None:
    connection.leaves_on = inputs["on"]
    if inputs["on"] is not None:
        publish(PersonLeaving(connection.pk, connection.account_id))
    _tell_register(connection, now)


def _end(connection: Connection, inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    connection.ended, connection.problem = now, inputs["reason"][:60]
    connection.state, connection.publishes = _S.ENDED, False
    publish(Ended(connection.pk, connection.account_id))
    if inputs["reason"] == DEPARTED:
        publish(LeftBehind(connection.pk, connection.account_id))
    if inputs["tell"]:
        _tell_register(connection, now)
    if not inputs["revoke"]:
        _forget_tokens(connection, now)
        return []
    return [OutboxRow(kind=LET_GO, payload={"connection": connection.pk}, created=now, not_before=now)]


def _let_go(connection: Connection, inputs: Inputs, now: dt.datetime) -> None:
    """The network knows, or never will: nothing opens the account any more."""
    if inputs["problem"]:
        connection.problem = inputs["problem"]
    _forget_tokens(connection, now)


def _forget_tokens(connection: Connection, now: dt.datetime) -> None:
    connection.tokens, connection.tokens_until = b"", None
    destroy(table=CONNECTION, record=connection.pk, now=now)


def _tell_register(connection: Connection, now: dt.datetime) -> None:
    account = connection.account
    if account.state == Account.State.ACTIVE:
        state, until = standing(connection, now=now)
        note_connection(account=account, connection=state, until=until, now=now)


def _which(connection: Connection, _inputs: Inputs) -> Mapping[str, Any]:
    return {"account": connection.account_id, "network": connection.network, "problem": connection.problem}


def _declared(name: str, change: Any, source: frozenset[str], target: str | None, *systems: str) -> Transition:
    return declare(
        Transition(
            id=f"connection.{name}",
            subject=Connection,
            permission=Permission.CONNECTION_MANAGE,
            source=source,
            target=target,
            change=change,
            detail=_which,
            systems=frozenset(systems),
        )
    )


BREAK = _declared("break", _break, frozenset({"active"}), "broken", CONNECTIONS.name)
CONNECT = _declared("connect", _connect, frozenset(), "active")
END = _declared("end", _end, _LIVE, "ended", CONNECTIONS.name, DEPARTURE.name)
LEAVE = _declared("leave", _leave, _LIVE, None, DEPARTURE.name)
LET_GO_DONE = _declared("let_go", _let_go, frozenset({"ended"}), "ended", CONNECTIONS.name)
NOTE = _declared("note", _note, _LIVE, "active", CONNECTIONS.name)
PUBLISH_BY = _declared("publish_by", _publish_by, _LIVE, None)
RECONNECT = _declared("reconnect", _reconnect, _LIVE, "active")
STOP_PUBLISHING = _declared("stop_publishing", _stop_publishing, _LIVE, None)


def connect(
    *,
    actor: Person,
    account: Account,
    grant: Grant,
    app: App | None,
    publishes: bool,
    now: dt.datetime,
    began: dt.datetime | None = None,
    missing: Sequence[str] = (),
) -> Connection:
    """Keep what the network granted for an account of the register; the one connected before is connected again.

    ``began`` is when the person set out: what a colleague connected since is left as it is. ``missing`` are rights that
    the network did not give. Raises ``Invalid`` with nothing kept when the account is another one, or is taken.
    """
    try:
        with transaction.atomic():
            application = made_with(actor=actor, network=account.network, server=grant.account.server, app=app, now=now)
            inputs = {
                "account": account,
                "grant": grant,
                "application": application,
                "publishes": publishes,
                "began": began,
                "missing": list(missing),
            }
            known = Connection.objects.filter(account=account).exclude(state=_S.ENDED).first()
            if known is not None:
                return perform(actor=actor, transition=RECONNECT, subject=known, inputs=inputs, now=now)
            made: Connection = create(actor=actor, transition=CONNECT, inputs=inputs, now=now)
            return made
    except IntegrityError:  # somebody else was first, or it serves another entry of the register
        raise Invalid(
            fr="Ce compte est déjà connecté, peut-être par quelqu’un d’autre à l’instant\u00a0: rien n’a changé.",
            en="This account is already connected, perhaps by somebody else just now: nothing changed.",
        ) from None


def disconnect(
    *,
    actor: Actor,
    connection: Connection,
    reason: str,
    now: dt.datetime,
    revoke: bool = True,
    tell_register: bool = True,
) -> Connection:
    """Let an account go. ``reason``: a word of ``wording.PROBLEMS``, or nothing. ``revoke`` tells the network, through
    the outbox; without it the tokens are destroyed at once and the agreement stays there.
    """
    inputs = {"reason": reason, "revoke": revoke, "tell": tell_register}
    return perform(actor=actor, transition=END, subject=connection, inputs=inputs, now=now)


def let_go(
    *, actor: Person, connection: Connection, along: Sequence[Connection], revoke: bool, now: dt.datetime
) -> Connection:
    """Disconnect, and with it what the network lets go at the same time (``along``): all of it, or nothing."""
    with transaction.atomic():
        for other in along:
            disconnect(actor=actor, connection=other, reason="revoked-with", revoke=False, now=now)
        return disconnect(actor=actor, connection=connection, reason="", revoke=revoke, now=now)


def publish_by(*, actor: Actor, connection: Connection, now: dt.datetime) -> Connection:
    """What is published on its network goes out by it from now on, and by no other."""
    return perform(actor=actor, transition=PUBLISH_BY, subject=connection, now=now)


def stop_publishing(*, actor: Actor, connection: Connection, now: dt.datetime) -> Connection:
    """What is published on its network is published by hand from now on."""
    return perform(actor=actor, transition=STOP_PUBLISHING, subject=connection, now=now)


def leave(*, connection: Connection, on: dt.date | None, now: dt.datetime) -> None:
    """Whoever connected it leaves on that day; None when they stay after all."""
    if connection.leaves_on != on:
        perform(actor=DEPARTURE, transition=LEAVE, subject=connection, inputs={"on": on}, now=now)


def note_lost(connection: Connection, *, code: str, now: dt.datetime) -> None:
    """The network refused our access in a call: a person must connect again. Telling it twice changes nothing.

    ``connection`` is as it was when it was opened: a refusal of tokens that were replaced since is not news.
    """
    inputs = {"code": code, "tokens_number": connection.tokens_number}
    try:
        perform(actor=CONNECTIONS, transition=BREAK, subject=connection, inputs=inputs, now=now)
    except (Invalid, WrongState):
        return


def note_verified(
    connection: Connection, verified: Verified, *, remote: Remote, tokens: Tokens, now: dt.datetime
) -> None:
    """The network let us in. ``remote`` is the account as it is called there now.

    Only a change is a transition: that nothing changed is but the hour of a look.
    """
    expires = holds_until(tokens, said=verified.expires)
    known = Connection.objects.select_related("account").get(pk=connection.pk)
    if known.state == _S.ENDED or known.tokens_number != connection.tokens_number:
        return
    missing, said = list(verified.missing), account_said(remote)
    same_as_before = known.state == _S.ACTIVE and missing == known.missing and said == known.remote
    was = (known.account.connection, known.account.connection_until)
    known.missing, known.expires = missing, expires
    if same_as_before and was == standing(known, now=now):
        Connection.objects.filter(pk=known.pk, state=_S.ACTIVE).update(verified=now, looked=now, expires=expires)
        return
    inputs = {"missing": missing, "expires": expires, "remote": said}
    try:
        perform(actor=CONNECTIONS, transition=NOTE, subject=known, inputs=inputs, now=now)
    except WrongState:  # let go meanwhile
        return


def note_let_go(*, connection: Connection, problem: str, now: dt.datetime) -> None:
    """The network was told, or can't be (``problem``): the tokens are destroyed."""
    perform(actor=CONNECTIONS, transition=LET_GO_DONE, subject=connection, inputs={"problem": problem}, now=now)


def note_looked(connection: Connection, *, now: dt.datetime) -> None:
    """The network was asked, and answered nothing that tells."""
    Connection.objects.filter(pk=connection.pk).update(looked=now)


def begin_renewing(connection: Connection, *, until: dt.datetime, now: dt.datetime) -> bool:
    """Whether it is ours to renew these very tokens: two who ask at once would kill each other’s."""
    mine = Connection.objects.filter(pk=connection.pk, tokens_number=connection.tokens_number)
    mine = mine.exclude(state=_S.ENDED).exclude(renewing_until__gt=now)
    return bool(mine.update(renewing_until=until))


def give_up_renewing(connection: Connection) -> None:
    """Somebody else may try."""
    Connection.objects.filter(pk=connection.pk, tokens_number=connection.tokens_number).update(renewing_until=None)


def keep_tokens(connection: Connection, tokens: Tokens, *, now: dt.datetime) -> bool:
    """Keep newer tokens, on disk before it returns; False when a person connected again meanwhile, or let go."""
    known = Connection.objects.filter(pk=connection.pk, tokens_number=connection.tokens_number)
    try:
        sealed = seal_tokens(connection, tokens)
    except Destroyed:
        return False
    return bool(
        known.exclude(state=_S.ENDED).update(
            tokens=sealed,
            tokens_number=F("tokens_number") + 1,
            tokens_since=now,
            tokens_until=renew_from(tokens, since=now),
            expires=holds_until(tokens),
            renewing_until=None,
        )
    )


def network_shares(connection: Connection) -> bool:
    """Whether letting it go at the network lets go whatever the same person connected there."""
    network = all_networks().get(connection.network)
    return network is not None and bool(network.joining) and network.load_joining().revokes_all
