"""A connector is given with tokens that work, newer ones on disk first; what is lost is told once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from balise.networks.credentials import Secret, Tokens
from balise.networks.errors import LostPermission, Temporary
from balise.networks.registry import all_networks
from balise.web.connections import opening
from balise.web.connections.models import Connection
from balise.web.connections.opening import NotConnected, note_lost, opened, publishing_connection
from balise.web.connections.sealing import open_tokens
from balise.web.connections.transitions.connections import disconnect
from balise.web.notifications.models import Notification
from balise.web.people.roles import Role
from balise.web.workflow import Invalid
from tests.integration.web.connections.making import ACCESS, connected, registered, somebody

pytestmark = pytest.mark.django_db
SCOPES = tuple(scope.id for scope in all_networks()["x"].scopes)


def _short(now: dt.datetime) -> Tokens:
    return Tokens(access=Secret(ACCESS), refresh=Secret("first"), expires=now + dt.timedelta(hours=2), scopes=SCOPES)


class _Refreshing:
    """Stands for X's own: answers as told, and keeps what it was asked with."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.answer: Tokens | Exception = Temporary("server")
        from balise.networks.x.joining import Joining

        def refresh(_joining: Any, *, grant: Any, **_more: Any) -> Tokens:
            self.asked.append(grant.tokens.refresh.reveal())
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

        monkeypatch.setattr(Joining, "refresh", refresh)


@pytest.fixture
def refreshing(monkeypatch: pytest.MonkeyPatch) -> _Refreshing:
    return _Refreshing(monkeypatch)


def test_a_connection_opens_with_its_own_tokens(now: dt.datetime) -> None:
    connection = connected("x", now=now, remote_id="77")
    assert publishing_connection("x") == connection
    assert publishing_connection("facebook") is None
    connector = opened(connection, now=now)
    assert (connector.account.id, connector.tokens.access.reveal()) == ("77", ACCESS)  # type: ignore[attr-defined]
    assert connector.app.client_id == "1234"  # type: ignore[attr-defined]
    connection.account.refresh_from_db()
    assert connection.account.connection == "connected"


def test_newer_tokens_are_kept_before_they_are_used(now: dt.datetime, refreshing: _Refreshing) -> None:
    connection = connected("x", now=now, tokens=_short(now))
    opened(connection, now=now + dt.timedelta(minutes=80))
    assert refreshing.asked == []
    later = now + dt.timedelta(minutes=100)
    refreshing.answer = Tokens(access=Secret("newer"), refresh=Secret("second"), expires=later + dt.timedelta(hours=2))
    connector = opened(connection, now=later)
    assert connector.tokens.access.reveal() == "newer"  # type: ignore[attr-defined]
    kept = open_tokens(Connection.objects.get())
    assert kept.refresh == Secret("second")
    opened(connection, now=later)  # asked with the row of before: what is on disk counts
    assert refreshing.asked == ["first"]


def test_a_network_that_is_down_leaves_what_still_works(now: dt.datetime, refreshing: _Refreshing) -> None:
    connection = connected("x", now=now, tokens=_short(now))
    later = now + dt.timedelta(minutes=100)
    assert opened(connection, now=later).tokens.access.reveal() == ACCESS  # type: ignore[attr-defined]
    with pytest.raises(Temporary, match="server"):
        opened(connection, now=now + dt.timedelta(minutes=119))
    refreshing.answer = Tokens(access=Secret("newer"), refresh=Secret("second"))
    assert opened(connection, now=now + dt.timedelta(hours=3)).tokens.access.reveal() == "newer"  # type: ignore[attr-defined]


def test_two_who_renew_at_once_do_not_kill_each_other(now: dt.datetime, refreshing: _Refreshing) -> None:
    connection = connected("x", now=now, tokens=_short(now))
    later = now + dt.timedelta(hours=3)
    Connection.objects.update(renewing_until=later + dt.timedelta(seconds=90))  # another process is asking
    with pytest.raises(Temporary, match="renewing") as caught:
        opened(connection, now=later)
    assert caught.value.until is not None
    assert refreshing.asked == []
    refreshing.answer = Tokens(access=Secret("newer"), refresh=Secret("second"))
    opened(connection, now=later + dt.timedelta(minutes=2))  # it was killed
    assert refreshing.asked == ["first"]


def test_a_refusal_for_good_is_told_once(now: dt.datetime, refreshing: _Refreshing) -> None:
    connection = connected("x", now=now, tokens=_short(now))
    refreshing.answer = LostPermission("refused")
    with pytest.raises(LostPermission):
        opened(connection, now=now + dt.timedelta(hours=3))
    for _ in range(2):
        note_lost(connection, code="token", now=now + dt.timedelta(hours=4))
    known = Connection.objects.select_related("account").get()
    assert (known.state, known.problem, known.account.connection) == ("broken", "refused", "broken")
    assert Notification.objects.filter(kind="presence.connection").count() == 1
    assert publishing_connection("x") is None
    with pytest.raises(NotConnected, match="broken"):
        opened(connection, now=now)


def test_a_refusal_of_tokens_that_were_replaced_is_not_news(now: dt.datetime) -> None:
    before = connected("mastodon", now=now)
    connected("mastodon", now=now, account=before.account)
    note_lost(before, code="token", now=now)
    assert Connection.objects.get().state == "active"


def test_what_was_let_go_does_not_open(now: dt.datetime) -> None:
    connection = connected("mastodon", now=now)
    disconnect(actor=somebody(Role.COMMUNICATIONS, now), connection=connection, reason="", revoke=False, now=now)
    with pytest.raises(NotConnected, match="ended"):
        opened(connection, now=now)
    known = Connection.objects.select_related("account").get()
    assert (bytes(known.tokens), known.account.connection) == (b"", "none")


def test_one_connection_publishes_on_a_network(now: dt.datetime) -> None:
    first = connected("x", now=now)
    second = connected("x", now=now, remote_id="2", handle="opeq-emploi")
    assert publishing_connection("x") == second
    assert not Connection.objects.get(pk=first.pk).publishes


def test_another_account_is_not_connected(now: dt.datetime) -> None:
    from balise.web.connections.transitions.connections import connect
    from tests.integration.web.connections.making import granted

    account, other = registered("mastodon", now=now), registered("mastodon", now=now, handle="autre")
    with pytest.raises(Invalid) as caught:
        connect(
            actor=somebody(Role.COMMUNICATIONS, now),
            account=account,
            grant=granted(other),
            app=None,
            publishes=True,
            now=now,
        )
    assert "pas le compte du registre" in caught.value.message("fr")
    assert not Connection.objects.exists()


def test_the_clock_of_a_connector_goes_on(now: dt.datetime) -> None:
    clock = opening.clock_from(now)
    assert now <= clock() < now + dt.timedelta(seconds=5)
