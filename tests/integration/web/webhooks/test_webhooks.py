"""What happened is told to whoever subscribed: signed, ids only, again until it is heard, and never inside."""

from __future__ import annotations

import base64
import datetime as dt
import hmac
import json
import socket
from collections.abc import Callable
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from balise.networks import reaching
from balise.networks.reaching import Inside, is_public, place_of, resolve
from balise.web.audit.models import Record
from balise.web.operations.jobs import transitions as jobs
from balise.web.outbox.dispatching import dispatch
from balise.web.outbox.models import OutboxRow
from balise.web.publishing import transitions as publishing
from balise.web.vault.models import WrappedKey
from balise.web.webhooks import signing, transitions
from balise.web.webhooks.kinds import Kind
from balise.web.webhooks.models import Delivery, Subscription
from balise.web.webhooks.posting import post
from balise.web.webhooks.sending import ATTEMPTS
from balise.web.workflow import Invalid, WrongState
from tests.integration.web.webhooks.conftest import Receiver

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
TEXT = "Notre prochaine collecte aura lieu samedi à Québec."


@pytest.fixture(autouse=True)
def _receivers_are_here(settings: Any) -> None:
    settings.BALISE_WEBHOOKS_PRIVATE = True


@pytest.fixture
def subscribed(cast: SimpleNamespace, receiver: Receiver, now: dt.datetime) -> tuple[Subscription, str]:
    return transitions.subscribe_address(
        actor=cast.admin, name="Veille", address=receiver.address, events=list(Kind), now=now
    )


def _returned(cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime) -> Any:
    sent = send(write(cast.employee, TEXT))
    return publishing.return_to_author(
        actor=cast.communications, publication=sent, content_hash=sent.hash, reason="Encore.", now=now
    )


def _later(hours: float) -> Callable[[], dt.datetime]:
    moment = timezone.now() + dt.timedelta(hours=hours)
    return lambda: moment


def test_each_event_is_told_signed_with_ids_alone(
    cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime, receiver: Receiver, subscribed: tuple[Any, str]
) -> None:
    publication = _returned(cast, write, send, now)
    refused = send(write(cast.employee, TEXT))
    publishing.refuse(
        actor=cast.communications, publication=refused, content_hash=refused.hash, clause="3.2", reason="Non.", now=now
    )
    online = send(write(cast.employee, TEXT))
    publishing.approve(
        actor=cast.communications, publication=online, content_hash=online.hash, by=["communications"], now=now
    )
    published = publishing.record_address(
        actor=cast.communications, publication=online, network="facebook",
        address="https://www.facebook.com/page/posts/1", now=now,
    )  # fmt: skip
    asked = publishing.ask_retraction(actor=cast.employee, publication=published, clause="3.2", reason="x", now=now)
    done = publishing.mark_removed(actor=cast.communications, publication=asked, now=now)
    publishing.confirm_retraction(actor=cast.management, publication=done, now=now)
    assert dispatch(clock=_later(0)) == 4
    told = [json.loads(body) for _headers, body in receiver.got]
    assert [one["type"] for one in told] == [
        "publication.returned", "publication.refused", "publication.published", "publication.retracted",
    ]  # fmt: skip
    assert told[0]["data"]["id"] == publication.pk
    assert told[0]["data"]["url"] == f"/api/v1/publications/{publication.pk}"
    everything = b"".join(body for _headers, body in receiver.got)
    for word in ("collecte", "Encore", "Elise", "facebook"):
        assert word.encode() not in everything
    for headers, body in receiver.got:
        key = base64.b64decode(subscribed[1].removeprefix("whsec_"))
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        wanted = base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{wanted}"
        assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 600
    assert set(Delivery.objects.values_list("state", "answer", "tries")) == {("delivered", "204", 1)}
    assert all(set(row.payload) == {"delivery"} for row in OutboxRow.objects.filter(kind="webhook"))


def test_the_signature_is_that_of_the_standard() -> None:
    """The example published by Standard Webhooks."""
    found = signing.headers(
        secret="whsec_plJ3nmyCDGBKInavdOK15jsl",
        reference="msg_loFOjxBNrRLzqYUf",
        timestamp=1731705121,
        body=b'{"event_type":"ping","data":{"success":true}}',
    )
    assert found["webhook-signature"] == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="


def test_only_what_was_chosen_is_told(
    cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime, receiver: Receiver
) -> None:
    transitions.subscribe_address(
        actor=cast.admin, name="x", address=receiver.address, events=[Kind.PUBLISHED], now=now
    )
    _returned(cast, write, send, now)
    assert not Delivery.objects.exists()


def test_what_is_undone_is_not_told(
    cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime, receiver: Receiver, subscribed: Any
) -> None:
    def undone() -> None:
        with transaction.atomic():
            _returned(cast, write, send, now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert dispatch(clock=_later(0)) == 0
    assert not Delivery.objects.exists()


def test_it_is_tried_again_later_each_time_under_one_reference(
    cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime, receiver: Receiver, subscribed: Any
) -> None:
    receiver.answers = [(500, {}), (302, {"Location": "http://127.0.0.1:1/"}), (503, {"Retry-After": "7200"})]
    _returned(cast, write, send, now)
    pauses = []
    for hours in (0, 1, 2):
        clock = _later(hours)
        assert dispatch(clock=clock) == 1
        row = OutboxRow.objects.get(kind="webhook")
        pauses.append((row.not_before - clock()).total_seconds())
        assert Delivery.objects.get().state == "waiting"
    assert pauses[0] < pauses[1] < pauses[2] == 7200
    assert dispatch(clock=_later(2.1)) == 0
    assert dispatch(clock=_later(9)) == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == ("delivered", 4)
    assert {headers["webhook-id"] for headers, _body in receiver.got} == {delivery.reference}


def test_it_gives_up_in_the_end_and_a_person_may_send_it_again(
    cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime, receiver: Receiver, subscribed: Any,
    seat: Callable[[Any], Client],
) -> None:  # fmt: skip
    receiver.answers = [(500, {})] * ATTEMPTS
    _returned(cast, write, send, now)
    for tried in range(ATTEMPTS):
        assert dispatch(clock=_later(4 * tried)) == 1
    assert dispatch(clock=_later(400)) == 0
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.answer, delivery.tries) == ("failed", "500", ATTEMPTS)
    adam = seat(cast.admin)
    page = f"/annonces/{subscribed[0].pk}/"
    assert "Abandonné" in adam.get(page).content.decode()
    assert adam.post(f"{page}envois/{delivery.pk}/").status_code == 302
    with pytest.raises(WrongState):
        transitions.send_again(actor=cast.admin, delivery=delivery, now=now)
    assert dispatch(clock=_later(0)) == 1
    assert Delivery.objects.get().state == "delivered"
    assert "Reçu" in adam.get(page).content.decode()
    assert Record.objects.filter(tag="person:webhook:send_again").count() == 1


def test_gone_means_gone(
    cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime, receiver: Receiver, subscribed: Any
) -> None:
    receiver.answers = [(410, {})]
    _returned(cast, write, send, now)
    dispatch(clock=_later(0))
    assert (Delivery.objects.get().state, OutboxRow.objects.get().state) == ("failed", "failed")


def test_ending_sends_nothing_more_and_destroys_the_secret(
    cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime, receiver: Receiver, subscribed: Any
) -> None:
    _returned(cast, write, send, now)
    transitions.end_subscription(actor=cast.admin, subscription=subscribed[0], now=now)
    dispatch(clock=_later(0))
    assert receiver.got == []
    assert Delivery.objects.get().answer == "ended"
    assert WrappedKey.objects.get(table="webhooks.subscription").destroyed is not None
    with pytest.raises(Invalid):
        transitions.send_again(actor=cast.admin, delivery=Delivery.objects.get(), now=now)


def test_the_secret_is_shown_once_and_another_replaces_it(
    cast: SimpleNamespace, receiver: Receiver, seat: Callable[[Any], Client]
) -> None:
    adam = seat(cast.admin)
    made = adam.post("/annonces/", {"name": "Veille", "address": receiver.address, "events": ["publication.published"]})
    secret = made.content.decode().split('value="whsec_')[1].split('"')[0]
    subscription = Subscription.objects.get()
    assert secret.encode() not in bytes(subscription.sealed)
    assert secret not in adam.get("/annonces/").content.decode()
    other = adam.post(f"/annonces/{subscription.pk}/secret/").content.decode()
    assert 'value="whsec_' in other
    assert secret not in other
    assert adam.post(f"/annonces/{subscription.pk}/terminer/").status_code == 302
    assert adam.post(f"/annonces/{subscription.pk}/secret/").status_code == 302
    assert adam.get("/annonces/99/").status_code == 404


INSIDE = [
    "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.4", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",  # noqa: S104
    "::1", "::", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "2002:0a00:0001::1", "64:ff9b::a00:1", "fec0::1", "feff::1", "not an address",
]  # fmt: skip


def test_leaving_an_old_row_aside_takes_nothing_from_what_was_sent_again(
    cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime, receiver: Receiver, subscribed: Any
) -> None:
    receiver.answers = [(410, {})]
    _returned(cast, write, send, now)
    dispatch(clock=_later(0))
    transitions.send_again(actor=cast.admin, delivery=Delivery.objects.get(), now=now)
    old, again = OutboxRow.objects.filter(kind="webhook").order_by("pk")
    jobs.decide(actor=cast.admin, row=old, decision="dropped", was="failed", reason="Refait.", now=now)
    assert Delivery.objects.get().state == "waiting"
    dispatch(clock=_later(0))
    OutboxRow.objects.filter(pk=old.pk).update(state="failed")
    old.refresh_from_db()
    jobs.decide(actor=cast.admin, row=old, decision="dropped", was="failed", reason="Refait.", now=now)
    again.refresh_from_db()
    assert (Delivery.objects.get().state, again.state) == ("delivered", "done")


def test_a_secret_that_can_t_be_opened_ends_the_delivery(
    cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime, receiver: Receiver, subscribed: Any
) -> None:
    _returned(cast, write, send, now)
    sealed = bytes(subscribed[0].sealed)
    subscribed[0].sealed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    subscribed[0].save()
    dispatch(clock=_later(0))
    assert (Delivery.objects.get().state, OutboxRow.objects.get(kind="webhook").state) == ("failed", "failed")
    assert not receiver.got


@pytest.mark.parametrize(
    ("decision", "state"), [("dropped", "failed"), ("done", "delivered"), ("run-again", "waiting")]
)
def test_what_a_person_decides_about_the_sending_holds_for_the_delivery(
    decision: str, state: str, cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime, subscribed: Any
) -> None:
    _returned(cast, write, send, now)
    OutboxRow.objects.filter(kind="webhook").update(state="uncertain")
    row = OutboxRow.objects.get(kind="webhook")
    jobs.decide(actor=cast.admin, row=row, decision=decision, was="uncertain", reason="Regardé.", now=now)
    delivery = Delivery.objects.get()
    assert delivery.state == state
    if decision == "dropped":
        again = transitions.send_again(actor=cast.admin, delivery=delivery, now=now)
        assert again.state == "waiting"
        assert OutboxRow.objects.filter(kind="webhook", state="waiting").count() == 1


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_an_address_outside_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("address", "wrong"),
    [("http://example.org/", "scheme"), ("ftp://example.org/", "scheme"), ("https://a@example.org/", "user"),
     ("https://", "host"), ("https://exa mple.org/", "host"), ("https://example.org:99999/", "port"), ("x", "scheme"),
     ("https://example.org/\r\nHost: x", "host")],
)  # fmt: skip
def test_an_address_that_can_t_be_used_is_refused(address: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        place_of(address, private=False)


def test_a_name_that_leads_inside_is_refused_when_subscribing_and_when_sending(
    cast: SimpleNamespace, now: dt.datetime, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BALISE_WEBHOOKS_PRIVATE = False

    def answers(*addresses: str) -> None:
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in addresses]
        monkeypatch.setattr(reaching.socket, "getaddrinfo", lambda *_a, **_k: found)

    answers("93.184.216.34", "10.0.0.1")  # one public answer does not excuse the other
    with pytest.raises(Invalid):
        transitions.subscribe_address(
            actor=cast.admin, name="x", address="https://rebond.example/", events=list(Kind), now=now
        )
    with pytest.raises(Inside):
        resolve(place_of("https://rebond.example/", private=False), private=False)
    answers("93.184.216.34")
    asked: list[Any] = []

    def connect(where: Any, *_more: Any, **_named: Any) -> Any:
        asked.append(where)
        answers("10.0.0.1")  # what the name says now no longer matters
        raise ConnectionRefusedError

    monkeypatch.setattr(reaching.socket, "create_connection", connect)
    with pytest.raises(reaching.Unreachable):
        post("https://rebond.example/x", body=b"", headers={}, private=False)
    assert asked == [("93.184.216.34", 443)]


@pytest.mark.parametrize("address", ["http://example.org/", "https://nom.invalid/", "rien"])
def test_a_wrong_address_is_told_and_nothing_typed_is_lost(
    cast: SimpleNamespace, seat: Callable[[Any], Client], settings: Any, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BALISE_WEBHOOKS_PRIVATE = False

    def nowhere(*_words: Any, **_more: Any) -> Any:
        raise socket.gaierror

    monkeypatch.setattr(reaching.socket, "getaddrinfo", nowhere)
    answer = seat(cast.admin).post("/annonces/", {"name": "Veille", "address": address, "events": list(Kind)})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'value="{address}"' in page
    assert "error-summary" in page
    assert not Subscription.objects.exists()
