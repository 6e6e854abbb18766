"""What stands at an address: looked at without reading it, never inside, called dead only after several looks."""

from __future__ import annotations

import datetime as dt
import socket
import threading
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from balise.networks import looking, reaching
from balise.networks.looking import Seen as Looked
from balise.networks.looking import look
from balise.networks.reaching import Inside, Unreachable
from balise.web.audit.models import Record
from balise.web.notifications.models import Notification
from balise.web.outbox.dispatching import dispatch
from balise.web.outbox.models import OutboxRow
from balise.web.presence import links
from balise.web.presence.models import Account
from balise.web.presence.transitions import accounts
from balise.web.workflow import Invalid
from tests.integration.web.presence.conftest import Site

pytestmark = pytest.mark.django_db
Enter = Callable[..., Account]
L = Account.Link


def test_redirections_are_followed_a_few_times(site: Site) -> None:
    site.pages = {
        "/a": (301, {"Location": "/b"}),
        "/b": (302, {"Location": f"{site.address}/c#partie"}),
        "/c": (200, {}),
        "/tourne": (307, {"Location": "/tourne"}),
        "/nulle-part": (302, {"Location": "gopher://x/"}),
        "/sans": (302, {}),
        "/accents": (308, {"Location": "/été"}),
        "/utf-8": (308, {"Location": "/été".encode().decode("latin-1")}),
        "/%C3%A9t%C3%A9": (204, {}),
    }
    assert look(f"{site.address}/a", private=True, whole=20) == Looked(200, f"{site.address}/c")
    assert look(f"{site.address}/sans", private=True, whole=20).status == 302
    for path in ("/accents", "/utf-8"):
        assert look(f"{site.address}{path}", private=True, whole=20).status == 204
    for path, kind in (("/tourne", "too-many-redirections"), ("/nulle-part", "bad-redirection")):
        with pytest.raises(Unreachable, match=kind):
            look(f"{site.address}{path}", private=True, whole=20)
    assert site.got.count("/tourne") == 6


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/a",
        "http://localhost:{port}/a",
        "http://[::ffff:127.0.0.1]:{port}/a",
        "http://0.0.0.0:{port}/a",
    ],
)
def test_nothing_inside_is_asked(site: Site, address: str) -> None:
    port = site.address.rpartition(":")[2]
    with pytest.raises((Inside, Unreachable)):
        look(address.format(port=port), private=False, whole=20)
    assert site.got == []


def test_a_public_site_that_leads_inside_is_not_followed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first name answers a public address, that of the redirection a private one."""
    port = int(site.address.rpartition(":")[2])
    site.pages = {"/": (302, {"Location": f"http://interne.example:{port}/secret"})}
    public, inside = "93.184.216.34", "127.0.0.1"
    names = {"public.example": public, "interne.example": inside}

    def resolved(host: str, *_a: Any, **_k: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (names.get(host, host), port))]

    real = socket.create_connection
    monkeypatch.setattr(reaching.socket, "getaddrinfo", resolved)
    monkeypatch.setattr(
        socket, "create_connection", lambda where, *more, **named: real((inside, where[1]), *more, **named)
    )
    with pytest.raises(Inside):
        look(f"http://public.example:{port}/", private=False, whole=20)
    assert site.got == ["/"]


@pytest.fixture
def drip() -> Iterator[str]:
    """A site that answers one letter every tenth of a second."""
    server = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                try:
                    for letter in b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 500:
                        if stop.wait(0.1):
                            return
                        connection.sendall(bytes([letter]))
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    stop.set()
    server.close()
    thread.join(timeout=5)


def test_half_an_answer_is_none_and_an_odd_name_is_no_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            connection, _ = server.accept()
            connection.close()

        hanging_up = threading.Thread(target=hang_up, daemon=True)
        hanging_up.start()
        with pytest.raises(Unreachable, match="no-answer"):
            look(f"http://127.0.0.1:{server.getsockname()[1]}/", private=True, whole=20)
        hanging_up.join(timeout=5)
    with pytest.raises(ValueError, match="host"):
        look("https://300.1.1.1/", private=False, whole=20)


def test_a_site_that_drips_is_left(drip: str) -> None:
    began = time.monotonic()
    with pytest.raises(Unreachable, match="too-slow"):
        look(drip, private=True, whole=1.0)
    assert time.monotonic() - began < 8


def _found(monkeypatch: pytest.MonkeyPatch, answers: list[Any]) -> None:
    """What the next looks find: a ``Seen``, or an error."""

    def looked(_address: str, **_more: Any) -> Any:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(links, "look", looked)


def _look_again(hours: float) -> Account:
    """The jobs of that moment, then what they left in the outbox."""
    moment = timezone.now() + dt.timedelta(hours=hours)
    links.look_at_links(now=moment)
    dispatch(clock=lambda: moment)
    return Account.objects.get()


def test_an_address_is_dead_after_two_looks_and_communications_are_told_once(
    cast: SimpleNamespace, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter("web", "https://exemple.example/")
    gone = Looked(404, "https://exemple.example/")
    _found(monkeypatch, [gone, gone, gone, Looked(200, "https://www.exemple.example/accueil")])
    first = _look_again(0)
    assert (first.link, first.link_detail, first.link_failures) == (L.UNSURE, "404", 1)
    assert not Notification.objects.exists()
    Account.objects.update(link_checked=timezone.now() - dt.timedelta(hours=2))
    second = _look_again(0)
    assert (second.link, second.link_failures) == (L.DEAD, 2)
    assert set(Notification.objects.values_list("kind", "person__username")) == {("presence.link", "camille")}
    Account.objects.update(link_checked=timezone.now() - dt.timedelta(hours=25))
    assert _look_again(0).link == L.DEAD
    assert Notification.objects.count() == 1
    Account.objects.update(link_checked=timezone.now() - dt.timedelta(hours=25))
    back = _look_again(0)
    assert (back.link, back.link_failures) == (L.GOOD, 0)
    assert Record.objects.filter(tag="system:account:note_link").count() == 3  # changes alone


def test_an_address_that_leads_elsewhere_is_told_after_two_looks(
    cast: SimpleNamespace, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter("web", "https://exemple.example/")
    _found(monkeypatch, [Looked(200, "https://vente-de-domaines.example/x")] * 3)
    assert _look_again(0).link == L.UNSURE
    Account.objects.update(link_checked=timezone.now() - dt.timedelta(hours=2))
    moved = _look_again(0)
    assert (moved.link, moved.link_target) == (L.MOVED, "https://vente-de-domaines.example/x")
    Account.objects.update(link_checked=timezone.now() - dt.timedelta(hours=25))
    assert _look_again(0).link == L.MOVED
    assert Notification.objects.filter(kind="presence.link").count() == 1


def test_what_was_found_at_an_address_given_up_meanwhile_is_dropped(
    cast: SimpleNamespace, enter: Enter, now: dt.datetime
) -> None:
    before = enter("web", "https://exemple.example/")
    accounts.edit(actor=cast.communications, account=before, address="https://neuf.example/", now=now)
    with pytest.raises(Invalid):
        accounts.note_link(account=before, seen=accounts.Seen(link="dead", detail="404"), failures=2, now=now)
    accounts.note_link(account=before, seen=accounts.Seen(link="unknown"), failures=0, now=now)
    assert Account.objects.get().link_checked is None


def test_silence_is_given_longer_than_an_absence(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    enter("web", "https://exemple.example/")
    _found(monkeypatch, [Unreachable("no-answer")] * 5)
    for failures in range(1, 6):
        found = _look_again(0)
        assert found.link == (L.DEAD if failures == 5 else L.UNSURE), failures
        Account.objects.update(link_checked=timezone.now() - dt.timedelta(hours=2))


@pytest.mark.parametrize(
    ("network", "own", "found", "expected"),
    [
        ("web", "https://exemple.example/", Looked(200, "https://www.exemple.example/fr/accueil"), L.GOOD),
        ("web", "https://exemple.example/", Looked(200, "https://vente-de-domaines.example/exemple"), L.MOVED),
        ("web", "https://exemple.example/", Looked(403, "https://exemple.example/"), L.UNSURE),
        ("web", "https://exemple.example/", Looked(503, "https://exemple.example/"), L.UNSURE),
        ("facebook", "https://facebook.com/opeq", Looked(200, "https://m.facebook.com/OPEQ/"), L.GOOD),
        ("facebook", "https://facebook.com/opeq", Looked(200, "https://www.facebook.com/login/?next=x"), L.UNSURE),
        ("x", "https://x.com/opeq", Looked(200, "https://x.com/autre"), L.MOVED),
        ("linkedin", "https://www.linkedin.com/company/opeq", Looked(999, "https://www.linkedin.com/x"), L.UNSURE),
        ("instagram", "https://instagram.com/opeq", Looked(200, "https://www.instagram.com/accounts/login/"), L.UNSURE),
        ("x", "https://x.com/opeq", Looked(410, "https://x.com/opeq"), L.DEAD),
    ],
)
def test_the_sense_of_an_answer(enter: Enter, network: str, own: str, found: Looked, expected: str) -> None:
    assert links.judged(enter(network, own), found)[0].link == expected


def test_an_address_that_leads_inside_is_never_asked(enter: Enter, site: Site) -> None:
    """Through the job, as it runs: a name of this machine, written as a site."""
    made = enter("web", "http://127.0.0.1.nip.example/")
    Account.objects.filter(pk=made.pk).update(address=f"{site.address}/")
    for _ in range(2):
        found = _look_again(0)
        Account.objects.update(link_checked=timezone.now() - dt.timedelta(hours=2))
    assert (found.link, found.link_detail) == (L.DEAD, "private-address")
    assert site.got == []


def test_a_few_at_a_time_and_none_twice(enter: Enter, monkeypatch: pytest.MonkeyPatch, now: dt.datetime) -> None:
    for number in range(links.AT_ONCE + 3):
        enter("web", f"https://site-{number}.example/")
    assert links.look_at_links(now=now) == links.AT_ONCE
    assert links.look_at_links(now=now) == 0  # those that wait are not asked again
    _found(monkeypatch, [Looked(200, f"https://site-{number}.example/") for number in range(links.AT_ONCE)])
    dispatch(clock=lambda: now)
    assert links.look_at_links(now=now) == 3


def test_a_demonstration_opens_nothing(cast: SimpleNamespace, enter: Enter, settings: Any, now: dt.datetime) -> None:
    made = enter("web", "https://exemple.example/")
    settings.BALISE_DEMO = True
    assert links.look_at_links(now=now) == 0
    with pytest.raises(Invalid):
        accounts.ask_look(actor=cast.communications, account=made, now=now)


def test_somebody_may_ask_at_once_and_what_is_taken_off_is_not_looked_at(
    cast: SimpleNamespace, enter: Enter, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = enter("web", "https://exemple.example/")
    accounts.ask_look(actor=cast.communications, account=made, now=now)
    accounts.retire(actor=cast.communications, account=made, now=now)
    _found(monkeypatch, [])
    assert dispatch(clock=lambda: now) == 1
    assert OutboxRow.objects.get().state == OutboxRow.State.DONE


def test_the_hops_are_counted_in_seconds_too(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages = {"/": (302, {"Location": "/"})}
    clock = iter(range(0, 1000, 9))
    monkeypatch.setattr(looking, "monotonic", lambda: next(clock))
    with pytest.raises(Unreachable, match="too-slow"):
        look(f"{site.address}/", private=True, whole=20)
