"""What only Facebook and Instagram have: drafts that a page may refuse, videos in pieces, containers that expire."""

from __future__ import annotations

import contextlib
import datetime as dt
import json

import pytest

from balise.networks import errors
from balise.networks.content import Outgoing, Presence, Published
from balise.networks.graph import explain
from balise.networks.http import Answer
from balise.networks.protocol import Happened
from tests.contract.networks.acting import publish
from tests.contract.networks.gate import Fault, Gate
from tests.contract.networks.peering import Kept, Opened, video
from tests.contract.networks.peers.facebook import Facebook
from tests.contract.networks.peers.instagram import Instagram

NOW = dt.datetime(2026, 8, 3, 12, tzinfo=dt.UTC)


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Opened:
    return _opened(Facebook(), request)


@pytest.fixture
def instagram(request: pytest.FixtureRequest) -> Opened:
    return _opened(Instagram(), request)


def test_a_page_that_refuses_drafts_publishes_in_one_step(page: Opened) -> None:
    page.peer.meta.drafts = False
    progress = Kept()
    done = page.connector.publish(page.peer.post(text="Un"), progress=progress)
    assert page.peer.posts() == 1
    assert progress["way"] == "direct"
    since = page.peer.clock() - dt.timedelta(minutes=1)
    looked = page.connector.find(page.peer.post(text="Un"), since=since, progress=progress)
    assert looked.post is not None
    assert looked.post.id == done.id
    looked = page.connector.find(page.peer.post(text="Deux"), since=since, progress=progress)
    assert (looked.post, looked.sure) == (None, False)  # a person is asked


def test_a_draft_that_was_never_shown_is_made_again(page: Opened) -> None:
    progress = Kept(draft="1001_404")
    with pytest.raises(errors.NotReady):
        page.connector.publish(page.peer.post(text="Un"), progress=progress)
    page.connector.publish(page.peer.post(text="Un"), progress=progress)
    assert page.peer.posts() == 1


def test_a_post_that_somebody_removed_since_does_not_come_back(page: Opened) -> None:
    """Shown, its answer lost, and taken down at the network before anybody looked."""
    post, progress = page.peer.post(text="Un"), Kept()
    page.gate.spoil(Fault.LOST, after=2, always=False)
    with pytest.raises(errors.Temporary) as caught:
        page.connector.publish(post, progress=progress)
    assert caught.value.maybe
    page.peer.remove(progress["draft"])
    looked = page.connector.find(post, since=page.peer.clock() - dt.timedelta(minutes=1), progress=progress)
    assert (looked.post, looked.sure) == (None, False)
    with pytest.raises(errors.Temporary, match="unclear"):
        page.connector.publish(post, progress=progress)
    assert page.peer.posts() == 0


@pytest.mark.parametrize("status", [400, 429])
def test_what_was_refused_was_not_begun(page: Opened, status: int) -> None:
    progress = Kept(way="direct")
    page.gate.spoil(Fault.STATUS, after=1, always=False, response=page.peer.error(status))
    with pytest.raises(errors.NetworkError):
        page.connector.publish(page.peer.post(text="Un"), progress=progress)
    looked = page.connector.find(page.peer.post(text="Un"), since=page.peer.clock(), progress=progress)
    assert looked.sure


def test_a_link_becomes_the_post_s_own(page: Opened) -> None:
    post = Outgoing(marker="m", text="À lire", link="https://lac-vert.example/nouvelle")
    done = page.connector.publish(post, progress=Kept())
    assert page.connector.fetch(done.id).link == "https://lac-vert.example/nouvelle"


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.CUT])
def test_a_video_goes_on_from_where_it_was(request: pytest.FixtureRequest, fault: Fault) -> None:
    post = Outgoing(marker="m", text="Une visite", title="Visite", media=(video(),))
    for place in range(3):  # begun, a piece, shown
        page = _opened(Facebook(), request)
        page.gate.spoil(fault, after=place, always=False)
        progress = Kept()
        with pytest.raises(errors.Temporary):
            page.connector.publish(post, progress=progress)
        looked = page.connector.find(post, since=page.peer.clock() - dt.timedelta(minutes=1), progress=progress)
        assert looked.post is not None or looked.sure
        done = looked.post or _published(page, post, progress)
        videos = [one for one in page.peer.meta.nodes.values() if one["kind"] == "video" and one["done"]]
        assert len(videos) == 1
        seen = page.connector.fetch(done.id)
        assert (seen.text, seen.title, seen.state) == ("Une visite", "Visite", Presence.ONLINE)
        page.connector.update(done.id, Outgoing(marker="m", text="Corrigé", title="Visite", media=(video(),)))
        assert page.connector.fetch(done.id).text == "Corrigé"
        assert page.peer.meta.wrong == []


def test_visitors_posts_are_mentions(page: Opened) -> None:
    page.peer.meta.nodes["1001_77"] = {
        "kind": "page_post", "visitor": True, "is_published": True, "message": "Êtes-vous ouverts?",
        "created_time": page.peer.meta.now(), "from": {"id": "2002", "name": "Ana"}, "photos": [], "link": "",
    }  # fmt: skip
    found = page.connector.mentions()
    assert [(one.key.id, one.text, one.ours) for one in found.comments] == [("1001_77", "Êtes-vous ouverts?", False)]
    assert "hide" in found.comments[0].cannot
    assert page.connector.mentions(since=found.cursor).comments == ()


def test_subscribing_tells_the_application_and_the_page(page: Opened) -> None:
    page.connector.subscribe("https://balise.example/annonces/")
    told = page.peer.meta.subscriptions[0]
    assert told["callback_url"] == "https://balise.example/annonces/"
    assert told["verify_token"] == "verifySECRETword"
    assert page.peer.meta.nodes["1001"]["subscribed"] == ["feed", "mention"]
    assert not page.connector.unsubscribe().already


@pytest.mark.parametrize(
    ("item", "verb", "what"),
    [("comment", "edited", Happened.COMMENT_EDITED), ("comment", "remove", Happened.COMMENT_REMOVED),
     ("comment", "hide", Happened.COMMENT_HIDDEN), ("status", "edited", Happened.POST_EDITED),
     ("post", "remove", Happened.POST_REMOVED), ("photo", "add", Happened.MENTION), ("reaction", "add", None)],
)  # fmt: skip
def test_what_a_page_s_hooks_tell(page: Opened, item: str, verb: str, what: Happened | None) -> None:
    value = {"item": item, "verb": verb, "post_id": "1001_5", "comment_id": "5_6", "created_time": 1_785_000_000}
    call = page.peer.signed(
        {"object": "page", "entry": [{"id": "1001", "changes": [{"field": "feed", "value": value}]}]}
    )
    notices = page.peer.described.load_hooks().parse(call)
    assert [one.what for one in notices] == ([what] if what else [])


def test_a_reel_waits_until_instagram_has_it(instagram: Opened) -> None:
    post = Outgoing(marker="m", text="Une visite", media=(video(address="https://balise.example/media/1.mp4"),))
    progress = Kept()
    with pytest.raises(errors.NotReady):
        instagram.connector.publish(post, progress=progress)
    assert instagram.peer.posts() == 0
    container = instagram.peer.meta.nodes[progress["container"]]
    container["status_code"] = "FINISHED"
    done = instagram.connector.publish(post, progress=progress)
    assert instagram.connector.fetch(done.id).media[0].kind == "video"


def test_a_container_that_expired_is_made_again(instagram: Opened) -> None:
    post = instagram.peer.post(text="Un")
    progress = Kept()
    instagram.gate.spoil(Fault.CUT, after=6, always=False)
    with pytest.raises(errors.Temporary):
        instagram.connector.publish(post, progress=progress)
    first = progress["container"]
    instagram.peer.meta.nodes[first]["status_code"] = "EXPIRED"
    instagram.connector.publish(post, progress=progress)
    assert progress["container"] != first
    assert instagram.peer.posts() == 1


def test_media_that_instagram_refuses_is_told(instagram: Opened) -> None:
    post, progress = instagram.peer.post(text="Un"), Kept()
    publish(instagram, text="Un", progress=progress)
    for container in instagram.peer.meta.nodes.values():
        if container["kind"] == "ig_container":
            container["status_code"] = "ERROR"
    progress.pop("media")
    progress.pop("publishing")
    with pytest.raises(errors.Permanent, match="media-refused"):
        instagram.connector.publish(post, progress=progress)


@pytest.mark.parametrize(
    "post", [Outgoing(marker="m", text="Sans image"), Outgoing(marker="m", text="x", media=(video(),))]
)
def test_what_instagram_never_takes_is_not_sent(instagram: Opened, post: Outgoing) -> None:
    with pytest.raises(errors.Permanent):
        instagram.connector.publish(post, progress=Kept())
    assert instagram.gate.requests == []


@pytest.mark.parametrize(
    ("code", "sub", "kind", "word"),
    [(190, 463, errors.LostPermission, "token"), (10, 0, errors.LostPermission, "permission"),
     (200, 0, errors.LostPermission, "permission"), (4, 0, errors.Throttled, "throttled"),
     (32, 0, errors.Throttled, "throttled"), (80_001, 0, errors.Throttled, "throttled"),
     (2, 0, errors.Temporary, "server"), (100, 33, errors.Gone, "gone"), (803, 0, errors.Gone, "gone"),
     (506, 0, errors.Permanent, "duplicate"), (368, 0, errors.Permanent, "disallowed"),
     (9007, 2_207_027, errors.NotReady, "not-ready"), (100, 0, errors.Permanent, "rejected")],
)  # fmt: skip
def test_meta_s_codes(code: int, sub: int, kind: type[errors.NetworkError], word: str) -> None:
    body = json.dumps({"error": {"message": "Une phrase", "code": code, "error_subcode": sub}}).encode()
    found = explain(Answer(status=400, headers={}, body=body, address=""), now=NOW)
    assert type(found) is kind
    assert found.code == word
    assert "phrase" not in str(found)


@pytest.mark.parametrize(
    ("header", "minutes"),
    [('{"1001": [{"estimated_time_to_regain_access": 45, "type": "pages"}]}', 45), ("{}", 1), ("[3]", 1), ("{", 1),
     ('{"1001": [{"estimated_time_to_regain_access": 999999}]}', 2_880)],
)  # fmt: skip
def test_until_when_meta_takes_nothing(header: str, minutes: int) -> None:
    answer = Answer(
        status=400, headers={"x-business-use-case-usage": header}, body=b'{"error": {"code": 4}}', address=""
    )
    found = explain(answer, now=NOW)
    assert found is not None
    assert found.until == NOW + dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b'{"error": 3}', b'{"error": {"code": "x"}}', b'{"error": {"code": 999}}']
)
def test_an_error_that_meta_does_not_explain(body: bytes) -> None:
    assert explain(Answer(status=400, headers={}, body=body, address=""), now=NOW) is None


def _published(page: Opened, post: Outgoing, progress: Kept) -> Published:
    with contextlib.suppress(errors.NotReady):
        return page.connector.publish(post, progress=progress)
    return page.connector.publish(post, progress=progress)  # a piece that had come was refused: begun again, once


def _opened(peer: Facebook | Instagram, request: pytest.FixtureRequest) -> Opened:
    gate = Gate(peer.meta)
    context = gate.open()
    context.__enter__()
    request.addfinalizer(lambda: context.__exit__(None, None, None))
    found = Opened(peer, gate, seconds=2, whole=4)
    request.addfinalizer(found.http.close)
    return found
