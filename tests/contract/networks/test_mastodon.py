"""What Mastodon alone has: each server its limits, a key against doubles, replies that name whom they answer."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from balise.networks.content import CommentKey, Outgoing, Presence
from balise.networks.errors import Gone, NotReady, Permanent, Throttled
from balise.networks.mastodon.reading import html_text, limits_in
from balise.networks.registry import all_networks
from balise.networks.servers import server_of
from tests.contract.networks.acting import publish
from tests.contract.networks.gate import Fault, Gate, Response
from tests.contract.networks.peering import Kept, Opened
from tests.contract.networks.peers.mastodon import ANA, Mastodon


class Opens(Opened):
    peer: Mastodon


@pytest.fixture
def opened() -> Iterator[Opens]:
    with ExitStack() as stack:
        peer = Mastodon()
        gate = stack.enter_context(Gate(stack.enter_context(peer.answering())).open())
        found = Opens(peer, gate, seconds=10, whole=20)
        stack.callback(found.close)
        yield found
        assert peer.violations(gate) == []


def test_the_server_says_its_limits(opened: Opens) -> None:
    limits = opened.connector.limits()
    assert (limits.maximum, limits.images_maximum, limits.image_bytes) == (500, 4, 10_485_760)
    assert "image/webp" in limits.image_types
    with pytest.raises(Permanent, match="text-long"):
        opened.connector.publish(Outgoing(marker="m", text="é" * 501), progress=Kept())
    assert sum(request.path.endswith("/instance") for request in opened.gate.requests) == 1


def test_limits_are_read_whatever_a_server_says() -> None:
    network = all_networks()["mastodon"]
    statuses = {"max_characters": 5_000, "characters_reserved_per_url": 30, "max_media_attachments": 8}
    media = {"description_limit": 10_000, "supported_mime_types": ["image/avif", "video/mp4", "audio/ogg"]}
    found = limits_in({"configuration": {"statuses": statuses, "media_attachments": media}}, network)
    assert (found.maximum, found.images_maximum, found.alt_maximum) == (5_000, 8, 10_000)
    assert (found.image_types, found.video_types) == (("image/avif",), ("video/mp4",))
    assert found.measure("Voir https://exemple.org/une/adresse") == 5 + 30
    for odd in ({}, {"configuration": []}, {"configuration": {"statuses": {"max_characters": "beaucoup"}}}):
        assert limits_in(odd, network).maximum == 500
    assert limits_in({"configuration": {"statuses": {"max_characters": -1}}}, network).maximum == 500


def test_a_key_makes_a_second_try_the_first(opened: Opens) -> None:
    post = opened.peer.post()
    first = opened.connector.publish(post, progress=Kept())
    assert opened.connector.publish(post, progress=Kept()).id == first.id  # even if nothing was kept
    assert opened.peer.posts() == 1
    keys = [one.headers["idempotency-key"] for one in opened.gate.requests if one.path == "/api/v1/statuses"]
    assert keys == ["m-1", "m-1"]


def test_a_reply_names_whom_it_answers_and_is_no_more_public(opened: Opens) -> None:
    done = publish(opened)
    said = {"status": "Bonjour", "in_reply_to_id": done.id, "visibility": "unlisted"}
    key = CommentKey(id=str(opened.peer.call("POST", "/api/v1/statuses", said, token=ANA)["id"]), post_id=done.id)
    written = opened.connector.reply(key, "Merci!", marker="r-1", progress=Kept())
    told = opened.peer.call("GET", f"/api/v1/statuses/{written.id}")
    assert (told["visibility"], told["in_reply_to_id"]) == ("unlisted", key.id)
    assert html_text(told) == "@ana Merci!"
    again = opened.connector.reply(key, "Oui @ana, merci!", marker="r-2", progress=Kept())
    assert html_text(opened.peer.call("GET", f"/api/v1/statuses/{again.id}")) == "Oui @ana, merci!"


def test_private_messages_are_left_alone(opened: Opens) -> None:
    done = publish(opened)
    for said in (
        {"status": "@lacvert entre nous", "visibility": "direct"},
        {"status": "@lacvert entre nous", "visibility": "direct", "in_reply_to_id": done.id},
        {"status": "@lacvert bonjour"},
    ):
        opened.peer.call("POST", "/api/v1/statuses", said, token=ANA)
    assert opened.connector.comments(done.id).comments == ()
    assert [one.text for one in opened.connector.mentions().comments] == ["@lacvert bonjour"]


def test_every_mention_comes_however_many(opened: Opens) -> None:
    for number in range(95):
        opened.peer.write("", f"bonjour {number}")
    came, cursor, pages = [], "", 0
    while True:
        found = opened.connector.mentions(since=cursor)
        came += [one.text for one in found.comments]
        cursor, pages = found.cursor, pages + 1
        if not found.more:
            break
    assert came == [f"@lacvert bonjour {number}" for number in range(95)]
    assert pages >= 3


def test_a_file_that_the_server_works_on_is_waited_for_and_sent_once(opened: Opens) -> None:
    opened.connector.limits()
    progress = Kept()
    opened.gate.spoil(Fault.STATUS, always=False, response=_said(202, {"id": "77", "url": None}))
    with pytest.raises(Gone):  # the server behind has no such file to ask about
        opened.connector.publish(opened.peer.post(), progress=progress)
    assert progress == {"media-0": "77"}
    opened.gate.spoil(Fault.STATUS, always=False, response=_said(206, {"id": "77", "url": None}))
    with pytest.raises(NotReady) as waiting:
        opened.connector.publish(opened.peer.post(), progress=progress)
    assert waiting.value.until is not None
    opened.gate.spoil(Fault.STATUS, always=False, response=_said(422, {"error": "Sentence"}))
    with pytest.raises(Permanent, match="media-refused"):
        opened.connector.publish(opened.peer.post(), progress=progress)
    assert sum(request.path == "/api/v2/media" for request in opened.gate.requests) == 1


def test_a_post_that_few_can_see_is_held(opened: Opens) -> None:
    said = {"status": "Entre nous", "visibility": "private"}
    told = opened.peer.call("POST", "/api/v1/statuses", said)
    assert opened.connector.fetch(str(told["id"])).state is Presence.HELD


def test_the_server_says_until_when_to_wait(opened: Opens) -> None:
    until = opened.peer.clock() + dt.timedelta(minutes=4)
    headers = {"x-ratelimit-reset": until.isoformat().replace("+00:00", "Z")}
    opened.gate.spoil(Fault.STATUS, response=Response(429, b"{}", headers))
    with pytest.raises(Throttled) as slowed:
        opened.connector.fetch("1")
    assert slowed.value.until == until


def test_a_thread_is_a_chain(opened: Opens) -> None:
    first = opened.connector.publish(Outgoing(marker="m-1", text="Un 1/2"), progress=Kept())
    second = Outgoing(marker="m-2", text="Deux 2/2", reply_to=first.id)
    done = opened.connector.publish(second, progress=Kept())
    assert opened.peer.call("GET", f"/api/v1/statuses/{done.id}")["in_reply_to_id"] == first.id
    since = opened.peer.clock() - dt.timedelta(minutes=1)
    assert opened.connector.find(replace(second, reply_to=""), since=since, progress=Kept()).post is None
    found = opened.connector.find(second, since=since, progress=Kept()).post
    assert found is not None
    assert found.id == done.id


@pytest.mark.parametrize("wrong", ["", "1/../2", "1?x=1", "é", "1" * 65])
def test_what_is_no_identifier_is_not_asked(opened: Opens, wrong: str) -> None:
    with pytest.raises(Gone):
        opened.connector.fetch(wrong)
    assert opened.gate.requests == []


@pytest.mark.parametrize(
    ("typed", "server"),
    [
        ("mastodon.quebec", "https://mastodon.quebec"),
        (" https://mastodon.quebec/@lacvert ", "https://mastodon.quebec"),
        ("@lacvert@mastodon.quebec", "https://mastodon.quebec"),
        ("https://mastodon.quebec:8443", "https://mastodon.quebec:8443"),
        ("http://10.0.0.5:3000", "http://10.0.0.5:3000"),  # whether one may go there is not decided here
        ("été.example", "https://xn--t-9fab.example"),
    ],
)
def test_servers_are_read_as_people_type_them(typed: str, server: str) -> None:
    assert server_of(typed) == server


@pytest.mark.parametrize(
    "typed", ["", "https://", "ftp://mastodon.quebec", "a b.c", "https://u:p@mastodon.quebec", "x:y"]
)
def test_what_is_no_server_is_told(typed: str) -> None:
    with pytest.raises(Permanent, match="server"):
        server_of(typed)


def _said(status: int, said: object) -> Response:
    return Response(status, json.dumps(said).encode(), {"Content-Type": "application/json"})
