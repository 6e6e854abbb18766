"""The networks with an application of the organisation’s, connected through the pages against their doubles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balise.networks.credentials import Secret
from balise.networks.http import Http
from balise.web.connections import opening
from balise.web.connections.models import Connection
from balise.web.connections.opening import look_at, opened
from balise.web.connections.transitions.applications import write_down
from balise.web.outbox.dispatching import dispatch
from balise.web.people.models import Person
from balise.web.presence.models import Account
from balise.web.presence.transitions import accounts
from balise.web.vault.models import WrappedKey
from tests.contract.networks.gate import Gate
from tests.contract.networks.peering import CLIENT_SECRET, Peer
from tests.contract.networks.peers.facebook import Facebook
from tests.contract.networks.peers.instagram import Instagram
from tests.contract.networks.peers.linkedin import LinkedIn
from tests.contract.networks.peers.youtube import YouTube

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "facebook": "https://www.facebook.com/lacvert",
    "instagram": "https://www.instagram.com/lacvert/",
    "linkedin": "https://www.linkedin.com/company/lac-vert/",
    "youtube": "https://www.youtube.com/@lacvert",
}


@dataclass
class Side:
    """A network on this machine, an entry of the register, and somebody of communications at a browser."""

    peer: Peer
    account: Account
    client: Client

    def goes_through(self) -> Any:
        """From the page of the account to the choice among what was granted."""
        page = self.client.post(f"/connexions/compte/{self.account.pk}/connecter/", follow=True).content.decode()
        address = re.search(r'href="(http://127[^"]*)"', page)
        assert address, page
        back = self.peer.consent(address.group(1).replace("&amp;", "&"))
        return self.client.get("/connexions/retour/", back, follow=True)


@pytest.fixture(params=[Facebook, Instagram, LinkedIn, YouTube], ids=lambda kind: kind.network)
def side(
    request: pytest.FixtureRequest,
    cast: SimpleNamespace,
    signed_in: Callable[[Person], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Side]:
    peer: Peer = request.param()
    network = peer.network
    now = timezone.now()
    with peer.answering() as answers, Gate(answers).open() as gate:
        routes = peer.routes(gate.origin)
        monkeypatch.setattr(opening, "HTTP", lambda clock: Http(clock=clock, routes=routes))
        write_down(actor=cast.admin, network=network, client_id="1234", secret=Secret(CLIENT_SECRET), now=now)
        account = accounts.register(
            actor=cast.communications, network=network, address=ADDRESSES[network], two_factor="on", now=now
        )
        yield Side(peer, account, signed_in(cast.communications))


def test_connected_verified_and_let_go(side: Side) -> None:
    choice = side.goes_through()
    said = choice.content.decode()
    assert "C’est le compte du registre" in said, said
    remote = re.search(r'name="compte" value="([^"]*)"', said)
    assert remote
    side.client.post(choice.redirect_chain[-1][0], {"compte": remote.group(1), "publishes": "on"})
    connection = Connection.objects.get()
    assert connection.missing == []
    look_at(connection, now=timezone.now())
    assert Connection.objects.get().state == "active"
    assert opened(connection, now=timezone.now()).network.id == side.peer.network
    side.client.post(f"/connexions/compte/{side.account.pk}/deconnecter/")
    dispatch()
    connection = Connection.objects.get()
    assert (connection.state, connection.problem, bytes(connection.tokens)) == ("ended", "", b"")
    assert WrappedKey.objects.get(table="connections.connection").wrapped is None


def test_letting_one_go_says_which_others_go(side: Side, cast: SimpleNamespace) -> None:
    if not opening.all_networks()[side.peer.network].load_joining().revokes_all:
        return
    choice = side.goes_through()
    remote = re.search(r'name="compte" value="([^"]*)"', choice.content.decode())
    assert remote
    side.client.post(choice.redirect_chain[-1][0], {"compte": remote.group(1), "publishes": "on"})
    first = Connection.objects.get()
    other = accounts.register(
        actor=cast.communications,
        network=side.peer.network,
        address=ADDRESSES[side.peer.network].replace("lac", "autre-lac"),
        label="L’autre page",
        two_factor="on",
        now=timezone.now(),
    )
    Connection.objects.create(
        account=other,
        network=first.network,
        remote={**first.remote, "id": "2002"},
        remote_key="|2002",
        application=first.application,
        connected=first.connected,
        connected_by=first.connected_by,
    )
    page = f"/connexions/compte/{side.account.pk}/deconnecter/"
    assert "L’accord au réseau vaut aussi pour\u00a0: L’autre page." in side.client.get(page).content.decode()
    side.client.post(page)  # without taking the agreement back: the other one goes on
    assert [one.state for one in Connection.objects.order_by("pk")] == ["ended", "active"]
    dispatch()
    assert not bytes(Connection.objects.get(pk=first.pk).tokens)
    again = side.goes_through()
    side.client.post(again.redirect_chain[-1][0], {"compte": remote.group(1)})
    side.client.post(page, {"everything": "on"})
    assert {one.state for one in Connection.objects.all()} == {"ended"}
    assert Connection.objects.get(account=other).problem == "revoked-with"
