"""Connections are verified and renewed by themselves; what breaks, ends or is left behind is told to who can act."""

from __future__ import annotations

import datetime as dt
import json
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone

from balise.cli import balise
from balise.networks.credentials import Secret, Tokens
from balise.networks.errors import LostPermission, Permanent, Temporary
from balise.networks.registry import all_networks
from balise.web.connections.health import EVERY, look_after
from balise.web.connections.models import Connection
from balise.web.connections.todo import waiting
from balise.web.connections.transitions.connections import connect
from balise.web.events import publish
from balise.web.notifications.models import Notification
from balise.web.outbox.dispatching import dispatch
from balise.web.outbox.models import OutboxRow
from balise.web.people.events import Departing, DepartureCancelled, Left
from balise.web.presence.transitions import accounts
from tests.integration.web.connections.making import ACCESS, connected, granted
from tests.networks_here import Instance

pytestmark = pytest.mark.django_db


def _told(kind: str) -> int:
    return Notification.objects.filter(kind=kind).count()


def _later(**time: float) -> dt.datetime:
    return timezone.now() + dt.timedelta(**time)


@pytest.fixture
def connection(here: Instance, cast: SimpleNamespace) -> Connection:
    return connected("mastodon", now=timezone.now(), server=here.origin, remote_id="7", actor=cast.communications)


def test_a_connection_is_verified_several_times_a_day(connection: Connection, here: Instance) -> None:
    assert look_after(now=timezone.now()) == 0
    assert look_after(now=timezone.now() + EVERY) == 1
    assert look_after(now=timezone.now() + EVERY) == 0  # asked already
    dispatch(clock=lambda: _later(hours=7))
    assert here.verified == 1
    assert Connection.objects.get().verified > connection.verified
    assert not OutboxRow.objects.exclude(state="done").exists()


def test_what_broke_is_told_once_and_mends_by_itself(connection: Connection, here: Instance) -> None:
    here.revoked.append(ACCESS)
    for _ in range(2):
        look_after(now=_later(hours=7))
        dispatch(clock=lambda: _later(hours=7))
        Connection.objects.update(looked=timezone.now() - dt.timedelta(days=2))
    known = Connection.objects.select_related("account").get()
    assert (known.state, known.account.connection, _told("presence.connection")) == ("broken", "broken", 1)
    here.revoked.clear()
    look_after(now=_later(hours=7))
    dispatch(clock=lambda: _later(hours=7))
    known = Connection.objects.select_related("account").get()
    assert (known.state, known.problem, known.account.connection) == ("active", "", "connected")


def test_a_network_that_is_down_breaks_nothing(connection: Connection, here: Instance) -> None:
    here.down = True
    look_after(now=_later(hours=7))
    dispatch(clock=lambda: _later(hours=7))
    assert Connection.objects.get().state == "active"
    assert OutboxRow.objects.get().state == "waiting"


def test_an_access_that_leads_elsewhere_is_broken(connection: Connection, here: Instance) -> None:
    Connection.objects.update(remote={**connection.remote, "id": "8"})
    look_after(now=_later(hours=7))
    dispatch(clock=lambda: _later(hours=7))
    assert (Connection.objects.get().state, Connection.objects.get().problem) == ("broken", "other-account")


def test_what_the_register_calls_otherwise_is_not_published_on(
    connection: Connection, here: Instance, cast: SimpleNamespace
) -> None:
    from balise.web.connections.opening import NotConnected, look_at, opened

    now = timezone.now()
    account = connection.account
    accounts.edit(actor=cast.communications, account=account, address="https://mastodon.example/@nouveau", now=now)
    with pytest.raises(NotConnected, match="broken"):
        opened(connection, now=now)
    assert Connection.objects.get().problem == "other-account"
    here.handle = "nouveau"  # it was renamed there too: the same account
    look_at(connection, now=now)
    known = Connection.objects.get()
    assert (known.state, known.remote["address"]) == ("active", "https://mastodon.example/@nouveau")
    assert opened(connection, now=now)


@pytest.mark.parametrize(
    ("error", "state"), [(LostPermission("refused"), "broken"), (Permanent("application"), "broken"), (Temporary("server"), "active")]
)  # fmt: skip
def test_tokens_are_renewed_before_they_end(
    cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, error: Exception, state: str
) -> None:
    from balise.networks.x.joining import Joining

    now = timezone.now()
    tokens = Tokens(access=Secret(ACCESS), refresh=Secret("first"), expires=now + dt.timedelta(minutes=20))
    connected("x", now=now - dt.timedelta(minutes=100), tokens=tokens, actor=cast.communications)
    answers: list[Any] = [error, Tokens(access=Secret("newer"), refresh=Secret("second"), expires=_later(hours=2))]

    def refresh(*_words: Any, **_more: Any) -> Tokens:
        found = answers.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    def verify(_connector: Any) -> Any:
        raise Temporary("server")

    monkeypatch.setattr(Joining, "refresh", refresh)
    monkeypatch.setattr(all_networks()["x"].load_connector(), "verify", verify)
    assert look_after(now=now) == 1
    dispatch()
    assert Connection.objects.get().state == state
    assert _told("presence.connection") == (state == "broken")
    Connection.objects.update(looked=now - dt.timedelta(days=2))
    look_after(now=now)
    dispatch(clock=lambda: _later(hours=1))
    if state == "active":
        assert not answers
        assert Connection.objects.get().tokens_number == 2


def test_what_ends_soon_is_told_once(connection: Connection) -> None:
    Connection.objects.update(expires=_later(days=20))
    look_after(now=timezone.now())
    assert _told("connections.ending") == 0
    for _ in range(2):
        look_after(now=_later(days=10))
    assert _told("connections.ending") == 1


def test_what_somebody_connected_ends_with_their_last_day(
    connection: Connection, here: Instance, cast: SimpleNamespace, transactional_db: None, person: Any
) -> None:
    from django.db import transaction

    from balise.web.people.roles import Role

    other = person("carole", Role.EMPLOYEE, Role.COMMUNICATIONS)
    last = timezone.localdate(_later(days=5))
    with transaction.atomic():
        publish(Departing(cast.communications.pk, last))
    known = Connection.objects.select_related("account").get()
    assert (known.leaves_on, known.account.connection) == (last, "expiring")
    assert Notification.objects.filter(kind="connections.ending", person=other).count() == 1
    with transaction.atomic():
        publish(DepartureCancelled(cast.communications.pk))
    known = Connection.objects.select_related("account").get()
    assert (known.leaves_on, known.account.connection) == (None, "connected")
    with transaction.atomic():
        publish(Departing(cast.communications.pk, last))
        publish(Left(cast.communications.pk))
    known = Connection.objects.select_related("account").get()
    assert (known.state, known.problem, known.account.connection) == ("ended", "departed", "none")
    assert Notification.objects.filter(kind="connections.ended", person=other).count() == 1
    assert [task.url for task in waiting(other, timezone.now())] == [f"/connexions/compte/{known.account_id}/"]
    dispatch()
    assert here.revoked == [ACCESS]
    connected("mastodon", now=timezone.now(), account=known.account, actor=other)
    assert list(waiting(other, timezone.now())) == []


def test_who_connects_again_before_keeps_it(connection: Connection, cast: SimpleNamespace, here: Instance) -> None:
    publish(Departing(cast.communications.pk, timezone.localdate()))
    connect(
        actor=cast.management,
        account=connection.account,
        grant=granted(connection.account, remote_id="7", server=here.origin),
        app=None,
        publishes=True,
        now=timezone.now(),
    )
    publish(Left(cast.communications.pk))
    assert (Connection.objects.get().state, Connection.objects.get().leaves_on) == ("active", None)


def test_an_account_that_leaves_the_register_is_let_go(
    connection: Connection, here: Instance, cast: SimpleNamespace
) -> None:
    accounts.retire(actor=cast.communications, account=connection.account, now=timezone.now())
    dispatch()
    known = Connection.objects.select_related("account").get()
    assert (known.state, known.account.state, known.account.connection) == ("ended", "retired", "none")
    assert here.revoked == [ACCESS]


def test_the_terminal_tells_what_works(connection: Connection, here: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    from balise.cli import starting

    monkeypatch.setattr(starting, "configured", lambda: None)
    done = CliRunner().invoke(balise, ["network", "check", "--lang", "fr"])
    assert (done.exit_code, done.output) == (0, "✓ mastodon, opeq\u00a0: connecté, publie\n")
    here.down = True
    done = CliRunner().invoke(balise, ["network", "check", "--json"])
    said = json.loads(done.output)
    assert (done.exit_code, said["answered"], said["state"], said["code"]) == (1, False, "connected", "server")
    here.down = False
    here.revoked.append(ACCESS)
    done = CliRunner().invoke(balise, ["network", "check", "mastodon", "--lang", "en"])
    assert done.exit_code == 1
    assert done.output.startswith("✗ mastodon, opeq: connection broken")
    monkeypatch.setenv("BALISE_DATABASE_URL", "postgresql://here")
    listed = CliRunner().invoke(balise, ["network", "list", "mastodon", "--lang", "en"])
    assert "  ✗ mastodon, opeq: connection broken" in listed.output
    assert CliRunner().invoke(balise, ["network", "check", "myspace"]).exit_code == 2
    assert json.loads(CliRunner().invoke(balise, ["network", "list", "x", "--json"]).output)["connections"] == []
