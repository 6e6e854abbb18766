"""What only YouTube has: an upload that goes on, allowances by the day, comments that it holds back by itself."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest

from balise.networks import errors
from balise.networks.content import Outgoing, Presence
from balise.networks.http import Answer
from balise.networks.limits import Post, excesses
from balise.networks.youtube import network
from balise.networks.youtube.api import explain
from tests.contract.networks.acting import publish
from tests.contract.networks.gate import Fault, Gate, Request
from tests.contract.networks.peering import CLIP, Kept, Opened, video
from tests.contract.networks.peers.youtube import YouTube

NOW = dt.datetime(2026, 8, 3, 12, tzinfo=dt.UTC)


@pytest.fixture
def youtube() -> Iterator[Opened]:
    peer = YouTube()
    with Gate(peer.youtube).open() as gate:
        found = Opened(peer, gate, seconds=2, whole=4)
        with found.http:
            yield found
        assert peer.youtube.wrong == []


def test_an_upload_goes_on_from_the_last_byte_that_came(youtube: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balise.networks.youtube.connector._PIECE", 2**20)
    progress = Kept()
    youtube.gate.spoil(Fault.LOST, after=2, always=False)
    with pytest.raises(errors.Temporary) as caught:
        youtube.connector.publish(youtube.peer.post(), progress=progress)
    assert not caught.value.maybe  # a piece that is not the last shows nothing
    done = youtube.connector.publish(youtube.peer.post(), progress=progress)
    sent = sum(len(one.body) for one in youtube.gate.requests if _is_piece(one))
    assert sent == len(CLIP)  # none of it twice
    assert youtube.peer.posts() == 1
    assert done.state is Presence.PROCESSING
    assert youtube.connector.fetch(done.id).state is Presence.ONLINE


def test_one_attempt_does_not_last_for_ever(youtube: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balise.networks.youtube.connector._PIECE", 2**20)
    youtube.connector.clock = lambda: youtube.peer.clock.pass_by(seconds=40) or youtube.peer.clock()
    progress = Kept()
    with pytest.raises(errors.NotReady):
        youtube.connector.publish(youtube.peer.post(), progress=progress)
    for _attempt in range(9):
        try:
            youtube.connector.publish(youtube.peer.post(), progress=progress)
            break
        except errors.NotReady:
            continue
    assert youtube.peer.posts() == 1


def test_an_upload_that_youtube_forgot_is_looked_for_by_title(youtube: Opened) -> None:
    progress = Kept()
    done = publish(youtube, progress=progress)
    youtube.peer.youtube.uploads.clear()
    since = youtube.peer.clock() - dt.timedelta(minutes=1)
    looked = youtube.connector.find(youtube.peer.post(), since=since, progress=progress)
    assert looked.post is not None
    assert looked.post.id == done.id
    youtube.peer.remove(done.id)
    looked = youtube.connector.find(youtube.peer.post(), since=since, progress=progress)
    assert (looked.post, looked.sure) == (None, False)


@pytest.mark.parametrize(
    "post",
    [Outgoing(marker="m", text="Sans vidéo", title="x"), Outgoing(marker="m", text="a < b", title="x", media=(video(),)),
     Outgoing(marker="m", text="a", title="x", media=(video(), video()))],
)  # fmt: skip
def test_what_youtube_never_takes_is_not_sent(youtube: Opened, post: Outgoing) -> None:
    with pytest.raises(errors.Permanent):
        youtube.connector.publish(post, progress=Kept())
    assert youtube.gate.requests == []


def test_comments_that_youtube_holds_back_come_in_hidden(youtube: Opened) -> None:
    done = publish(youtube)
    key = youtube.peer.write(done.id, "Voir mon site")
    youtube.peer.youtube.comments[key.id]["status"] = "heldForReview"
    found = youtube.connector.comments(done.id).comments
    assert [(one.key.id, one.hidden) for one in found] == [(key.id, True)]


def test_all_the_answers_come_even_those_that_the_list_leaves_out(youtube: Opened) -> None:
    done = publish(youtube)
    key = youtube.peer.write(done.id, "Bravo")
    answers = [youtube.peer.answer(key, f"Oui {number}") for number in range(5)]
    found = youtube.connector.comments(done.id).comments
    assert {one.key.id for one in found} == {key.id, *(one.id for one in answers)}


def test_our_own_comment_is_deleted_not_rejected(youtube: Opened) -> None:
    done = publish(youtube)
    key = youtube.peer.write(done.id, "Bravo")
    ours = youtube.connector.reply(key, "Merci", marker="r", progress=Kept())
    written = [one for one in youtube.connector.comments(done.id).comments if one.ours]
    assert not youtube.connector.delete(written[0].key).already
    assert ours.id not in youtube.peer.youtube.comments
    assert youtube.connector.delete(written[0].key).already


def test_a_correction_keeps_what_youtube_has_besides(youtube: Opened) -> None:
    done = publish(youtube)
    youtube.connector.update(done.id, youtube.peer.corrected(youtube.peer.post(), "Corrigé"))
    assert youtube.peer.youtube.videos[done.id]["snippet"]["tags"] == ["atelier"]


def test_another_channel_is_not_ours(youtube: Opened) -> None:
    youtube.peer.youtube.scope = "https://www.googleapis.com/auth/youtube.upload"
    assert youtube.connector.verify().missing == ("https://www.googleapis.com/auth/youtube.force-ssl",)
    youtube.connector.account = type(youtube.connector.account)(id="UCautre")
    with pytest.raises(errors.LostPermission, match="another-channel"):
        youtube.connector.verify()


@pytest.mark.parametrize(
    ("reason", "status", "kind", "until"),
    [("quotaExceeded", 403, errors.Throttled, dt.datetime(2026, 8, 4, 7, tzinfo=dt.UTC)),  # midnight in California
     ("rateLimitExceeded", 403, errors.Throttled, NOW + dt.timedelta(minutes=1)),
     ("uploadLimitExceeded", 400, errors.Throttled, NOW + dt.timedelta(days=1)),
     ("commentsDisabled", 403, errors.Permanent, None), ("insufficientPermissions", 403, errors.LostPermission, None),
     ("authError", 401, errors.LostPermission, None), ("backendError", 503, errors.Temporary, None),
     ("invalidTitle", 400, errors.Permanent, None)],
)  # fmt: skip
def test_google_s_reasons(reason: str, status: int, kind: type[errors.NetworkError], until: dt.datetime | None) -> None:
    body = json.dumps({"error": {"errors": [{"reason": reason}], "message": "Une phrase"}}).encode()
    found = explain(Answer(status=status, headers={}, body=body, address=""), now=NOW)
    assert type(found) is kind
    assert found.until == until
    assert "phrase" not in str(found)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"error": "x"}', b'{"error": {"errors": []}}', b'{"error": {"errors": 3}}']
)
def test_an_error_that_google_does_not_explain(body: bytes) -> None:
    assert explain(Answer(status=404, headers={}, body=body, address=""), now=NOW) is None


def test_a_description_is_counted_in_bytes() -> None:
    assert excesses(network, Post(text="é" * 2_500, title="t", video=True)) == []
    assert [one.code for one in excesses(network, Post(text="é" * 2_501, title="t", video=True))] == ["text-heavy"]


def _is_piece(request: Request) -> bool:
    return request.method == "PUT" and not request.headers["content-range"].startswith("bytes */")
