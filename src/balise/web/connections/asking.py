"""Connecting an account, step by step: what is asked of the network, and what comes of its answer.

The network is asked outside any transaction; whatever fails leaves nothing but an attempt that says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse

from balise.networks.credentials import App
from balise.networks.describing import Network
from balise.networks.errors import LostPermission, NetworkError, Refused, Temporary
from balise.networks.protocol import Begun, Field, Grant, Joining, Returned
from balise.web.access.deciding import require
from balise.web.access.permissions import Permission
from balise.web.connections.models import Application, Attempt, Connection
from balise.web.connections.opening import http_for
from balise.web.connections.sealing import open_application, open_grants, open_question
from balise.web.connections.transitions import attempts
from balise.web.connections.transitions.connections import connect
from balise.web.people.models import Person
from balise.web.presence.models import Account
from balise.web.vault.sealing import Destroyed, Tampered
from balise.web.verdicts.networks import all_networks
from balise.web.workflow import Invalid, WrongState

LONGEST_TYPED = 300


class Failed(Exception):
    """It came to nothing. ``code`` is a word of ``wording.FAILURES``; ``said`` the network's own code, or nothing."""

    def __init__(self, code: str, *, said: str = "", attempt: Attempt | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.said = said
        self.attempt = attempt


def network_of(account: Account) -> Network | None:
    """The network of an account, where Balise connects accounts; None where everything is done by hand."""
    found = all_networks().get(account.network)
    return found if found is not None and found.connector and found.joining else None


def fields_of(network: Network) -> tuple[Field, ...]:
    """What is typed to connect."""
    return network.load_joining().fields


def return_address() -> str:
    """Where networks send people back: written down with each application."""
    return settings.BALISE_ADDRESS + reverse("connections:return")


def hindrance(account: Account) -> str:
    """Why this account can't be connected, as a word of ``wording.FAILURES``; empty when it can."""
    network = network_of(account)
    if network is None:
        return "by-hand"
    if account.state != Account.State.ACTIVE or account.partner_id:
        return "not-ours"
    if settings.BALISE_DEMO and not settings.BALISE_NETWORKS_INSIDE:
        return "demo"
    if network.load_joining().needs_app and registered(network) is None:
        return "no-application"
    return ""


def registered(network: Network) -> Application | None:
    """What the organisation registered at a network."""
    return Application.objects.filter(network=network.id, server="", state=Application.State.ACTIVE).first()


def set_out(*, actor: Person, account: Account, typed: Mapping[str, str], session: str, now: dt.datetime) -> Attempt:
    """Prepare the way to the network. Where nobody has to go there, the accounts are granted at once.

    ``typed`` answers ``fields_of``. Raises ``Failed``; what is secret in ``typed`` is used and kept nowhere.
    """
    require(actor, Permission.CONNECTION_MANAGE, today=now.date())
    problem = hindrance(account)
    network = network_of(account)
    if problem or network is None:
        raise Failed(problem)
    joining = network.load_joining()
    words = {field.id: typed.get(field.id, "").strip()[:LONGEST_TYPED] for field in joining.fields}
    try:
        with http_for(now) as http:
            begun = joining.begin(app=_app(network, joining), typed=words, redirect=return_address(), http=http)
    except NetworkError as error:
        raise _failed(error) from None
    plain = {field.id: words[field.id] for field in joining.fields if not field.secret}
    attempt = attempts.begin(actor=actor, account=account, session=session, begun=begun, typed=plain, now=now)
    if begun.address:
        return attempt
    attempt = attempts.come_back(actor=actor, attempt=attempt, now=now)
    return _finished(actor, attempt, begun=begun, returned=Returned({}), typed=words, now=now)


def destination(attempt: Attempt) -> str:
    """Where the person goes next. Raises ``Failed`` when it can no longer be read."""
    try:
        return open_question(attempt)[0].address
    except (Destroyed, Tampered):
        raise Failed("expired", attempt=attempt) from None


def come_back(*, actor: Person, query: Mapping[str, str], session: str, now: dt.datetime) -> Attempt:
    """The person is back from the network, with its answer. Raises ``Failed``."""
    require(actor, Permission.CONNECTION_MANAGE, today=now.date())
    state = query.get("state", "")
    attempt = Attempt.objects.filter(question_hash=attempts.keyed(state)).first() if state else None
    if attempt is None or not theirs(attempt, actor=actor, session=session):
        raise Failed("state")
    if attempt.state != Attempt.State.OPEN:
        raise Failed("again", attempt=attempt)
    if attempt.until < now:
        attempts.fail(actor=actor, attempt=attempt, problem="expired", now=now)
        raise Failed("expired", attempt=attempt)
    try:
        begun, typed = open_question(attempt)
        attempt = attempts.come_back(actor=actor, attempt=attempt, now=now)
    except (Destroyed, Tampered):
        raise Failed("expired", attempt=attempt) from None
    except WrongState:  # two answers at once: the other one goes on
        raise Failed("again", attempt=attempt) from None
    return _finished(actor, attempt, begun=begun, returned=Returned(dict(query)), typed=typed, now=now)


def theirs(attempt: Attempt, *, actor: Person, session: str) -> bool:
    """Whether it was begun by this person in this very session."""
    return attempt.person_id == actor.pk and attempt.session == attempts.keyed(session)


def granted(attempt: Attempt, *, now: dt.datetime) -> tuple[Grant, ...]:
    """What the network gave. Raises ``Failed`` when it is too late to choose."""
    if attempt.state != Attempt.State.GRANTED or attempt.until < now:
        raise Failed("expired", attempt=attempt)
    try:
        return open_grants(attempt)
    except (Destroyed, Tampered):
        raise Failed("expired", attempt=attempt) from None


def lacking(grant: Grant, network: Network) -> tuple[str, ...]:
    """Rights that the network says it did not give; none where it does not say."""
    given = grant.tokens.scopes
    return tuple(scope.id for scope in network.scopes if given and scope.id not in given)


def choose(
    *, actor: Person, attempt: Attempt, remote_id: str, publishes: bool, session: str, now: dt.datetime
) -> Connection:
    """Connect the account chosen among those granted. Raises ``Failed`` or ``Invalid``, nothing connected."""
    if not theirs(attempt, actor=actor, session=session):
        raise Failed("state")
    network = network_of(attempt.account)
    chosen = next((one for one in granted(attempt, now=now) if one.account.id == remote_id), None)
    if network is None or chosen is None:
        raise Invalid(fr="Choisissez un des comptes de la liste.", en="Choose one of the accounts listed.")
    if lacking(chosen, network):
        raise Failed("scopes", attempt=attempt)
    connection = connect(
        actor=actor,
        account=attempt.account,
        grant=chosen,
        app=open_question(attempt)[0].app,
        publishes=publishes,
        now=now,
        began=attempt.began,
    )
    attempts.use(actor=actor, attempt=attempt, now=now)
    return connection


def _app(network: Network, joining: Joining) -> App | None:
    application = registered(network) if joining.needs_app else None
    try:
        return open_application(application) if application is not None else None
    except (Destroyed, Tampered):
        raise Failed("no-application") from None


def _finished(
    actor: Person,
    attempt: Attempt,
    *,
    begun: Begun,
    returned: Returned,
    typed: Mapping[str, str],
    now: dt.datetime,
) -> Attempt:
    network = network_of(attempt.account)
    if network is None:
        raise Failed("by-hand", attempt=attempt)
    try:
        with http_for(now) as http:
            grants = network.load_joining().finish(
                begun=begun, returned=returned, typed=typed, redirect=return_address(), http=http, now=now
            )
    except NetworkError as error:
        failed = _failed(error, attempt=attempt)
        attempts.fail(actor=actor, attempt=attempt, problem=failed.code, said=failed.said, now=now)
        raise failed from None
    if not grants:
        attempts.fail(actor=actor, attempt=attempt, problem="nothing", now=now)
        raise Failed("nothing", attempt=attempt)
    return attempts.grant(actor=actor, attempt=attempt, grants=grants, now=now)


_KNOWN = {"application", "not-app-password", "server", "state", "no-such-name", "private-address"}
_ODD = {"wrong-answer", "wrong-json", "too-much"}  # it answers, and not as a server of this network does


def _failed(error: NetworkError, *, attempt: Attempt | None = None) -> Failed:
    if error.code in _KNOWN and not (error.code == "server" and isinstance(error, Temporary)):
        code = error.code
    elif isinstance(error, Refused):
        code = "private-address"
    elif isinstance(error, LostPermission):
        code = "refused"
    else:
        code = "down" if isinstance(error, Temporary) and error.code not in _ODD else "odd"
    return Failed(code, said=error.said or error.code, attempt=attempt)
