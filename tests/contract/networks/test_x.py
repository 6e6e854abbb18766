"""What X alone has: media in pieces, a list that lags, seven days of search, two kinds of refusal by a 200."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from balise.networks.content import CommentKey, Outgoing
from balise.networks.describing import Operation
from balise.networks.errors import Gone, LostPermission, NotReady, Permanent, Throttled
from balise.networks.threads import cut
from tests.contract.networks.acting import publish
from tests.contract.networks.doubles import x as doubles
from tests.contract.networks.gate import Fault, Gate, Response
from tests.contract.networks.peering import Kept, Opened, image, video
from tests.contract.networks.peers.x import X


class Opens(Opened):
    peer: X


@pytest.fixture
def opened() -> Iterator[Opens]:
    with ExitStack() as stack:
        peer = X()
        gate = stack.enter_context(Gate(stack.enter_context(peer.answering())).open())
        found = Opens(peer, gate, seconds=10, whole=20)
        stack.callback(found.close)
        yield found
        assert peer.violations(gate) == []


def test_a_video_goes_in_pieces_and_is_waited_for(opened: Opens) -> None:
    post = replace(opened.peer.post(), media=(video(),))
    progress = Kept()
    with pytest.raises(NotReady) as waiting:
        opened.connector.publish(post, progress=progress)
    assert waiting.value.until is not None
    assert waiting.value.until > opened.peer.clock()
    with pytest.raises(NotReady):
        opened.connector.publish(post, progress=progress)
    done = opened.connector.publish(post, progress=progress)
    paths = [request.path for request in opened.gate.requests]
    assert sum(path.endswith("/append") for path in paths) == 1  # not sent again at each try
    assert sum(path.endswith("/finalize") for path in paths) == 1
    assert [one.kind.value for one in opened.connector.fetch(done.id).media or ()] == ["video"]


def test_a_cut_in_the_middle_of_a_video_goes_on_from_there(opened: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balise.networks.x.uploading.PIECE", 1_000_000)
    post = replace(opened.peer.post(), media=(video(),))
    progress = Kept()
    opened.gate.spoil(Fault.CUT, after=2, always=False)
    with pytest.raises(Exception, match="half-answer"):
        opened.connector.publish(post, progress=progress)
    with pytest.raises(NotReady):
        opened.connector.publish(post, progress=progress)
    assert sum(request.path.endswith("/append") for request in opened.gate.requests) == 5  # one was cut


def test_uploads_that_are_old_are_made_again(opened: Opens) -> None:
    progress = Kept()
    opened.gate.spoil(Fault.CUT, after=2, always=False)  # the image and its words went through
    with pytest.raises(Exception, match="half-answer"):
        opened.connector.publish(opened.peer.post(), progress=progress)
    opened.peer.clock.pass_by(hours=30)
    opened.connector.publish(opened.peer.post(), progress=progress)
    assert sum(request.path == "/2/media/upload" for request in opened.gate.requests) == 2


def test_what_was_asked_for_and_is_not_found_is_for_a_person(opened: Opens) -> None:
    post, progress = opened.peer.post(), Kept()
    since = opened.peer.clock()
    assert opened.connector.find(post, since=since, progress=progress).sure  # it never left
    opened.gate.spoil(Fault.CUT, after=2, always=False)
    with pytest.raises(Exception, match="half-answer"):
        opened.connector.publish(post, progress=progress)
    assert not opened.connector.find(post, since=since, progress=progress).sure
    opened.peer.clock.pass_by(hours=6)
    found = opened.connector.find(post, since=since, progress=progress)
    assert (found.post, found.sure) == (None, False)


def test_the_same_words_twice_are_refused_and_looked_for(opened: Opens) -> None:
    post = replace(opened.peer.post(), media=())
    opened.connector.publish(post, progress=Kept())
    with pytest.raises(Permanent, match="duplicate") as refused:
        opened.connector.publish(post, progress=Kept())
    assert refused.value.maybe


def test_a_thread_is_found_part_by_part(opened: Opens) -> None:
    parts = cut("Nous réparons les ordinateurs des écoles du quartier. " * 12, opened.peer.described)
    first = opened.connector.publish(Outgoing(marker="m-1", text=parts[0]), progress=Kept())
    second = Outgoing(marker="m-2", text=parts[1], reply_to=first.id)
    done = opened.connector.publish(second, progress=(progress := Kept()))
    since = opened.peer.clock() - dt.timedelta(minutes=1)
    found = opened.connector.find(second, since=since, progress=progress).post
    assert found is not None
    assert found.id == done.id
    assert opened.connector.find(replace(second, reply_to=""), since=since, progress=progress).post is None


def test_a_long_text_is_refused_unsent(opened: Opens) -> None:
    for wrong, code in (
        (Outgoing(marker="m", text="é" * 281), "text-long"),
        (Outgoing(marker="m", text="a", media=(image(),) * 5), "images-many"),
        (Outgoing(marker="m", text="a", media=(image("a" * 1_001),)), "alt-long"),
        (Outgoing(marker="m", text="a", media=(image(content_type="image/tiff"),)), "media-type"),
        (Outgoing(marker="m", text="a", media=(replace(image(), size=6_000_000),)), "media-heavy"),
        (Outgoing(marker="m", text="a", media=(image(), video())), "media-mixed"),
    ):
        with pytest.raises(Permanent, match=code):
            opened.connector.publish(wrong, progress=Kept())
    with pytest.raises(Permanent, match="text-long"):
        opened.connector.reply(CommentKey(id="1", post_id="2"), "é" * 281, marker="r", progress=Kept())
    assert opened.gate.requests == []


def test_more_comments_than_a_page_all_come_once(opened: Opens) -> None:
    done = publish(opened)
    for number in range(230):
        opened.peer.clock.pass_by(seconds=1)
        opened.peer.write(done.id, f"Bravo {number}")
    came, cursor, pages = [], "", 0
    while True:
        found = opened.connector.comments(done.id, since=cursor)
        came += [one.text for one in found.comments]
        cursor, pages = found.cursor, pages + 1
        if not found.more:
            break
    assert pages == 3
    assert sorted(came) == sorted(f"Bravo {number}" for number in range(230))
    assert opened.connector.comments(done.id, since=cursor).comments == ()


def test_the_search_looks_back_seven_days_and_says_no_more(opened: Opens) -> None:
    done = publish(opened)
    key = opened.peer.write(done.id, "Bravo")
    cursor = opened.connector.comments(done.id).cursor
    assert cursor == key.id
    opened.peer.clock.pass_by(days=8)
    opened.connector.comments(done.id, since=cursor)
    assert "since_id" not in opened.gate.requests[-1].query  # X refuses one that is older


def test_who_did_not_name_us_can_t_be_answered(opened: Opens) -> None:
    done = publish(opened)
    opened.peer.x.write("Bravo", author=doubles.THEM, under=done.id, naming=False)
    opened.peer.write(done.id, "Merci")
    cannot = {one.text: one.cannot for one in opened.connector.comments(done.id).comments}
    assert cannot == {"Bravo": frozenset({Operation.REPLY.value}), "Merci": frozenset()}


def test_what_elsewhere_names_us_is_a_mention(opened: Opens) -> None:
    done = publish(opened)
    opened.peer.write(done.id, "Merci")
    opened.peer.x.write("Bonjour @lacvert", author=doubles.THEM)
    assert [one.text for one in opened.connector.mentions().comments] == ["Bonjour @lacvert"]


@pytest.mark.parametrize(
    ("response", "kind", "code"),
    [
        (doubles.missing(), Gone, "gone"),
        (Response(402, b"{}"), Permanent, "credits-spent"),
        (doubles.problem(403, kind="https://api.x.com/2/problems/client-forbidden"), LostPermission, "forbidden"),
        (doubles.problem(429, kind="https://api.x.com/2/problems/usage-capped"), Throttled, "throttled"),
        (doubles.problem(403, detail="Reply to this conversation is not allowed"), Permanent, "reply-refused"),
        (Response(200, b'{"errors": [3]}'), Exception, "wrong-answer"),
        (Response(200, b"[]"), Exception, "wrong-answer"),
    ],
)
def test_refusals_are_understood(opened: Opens, response: Response, kind: type[Exception], code: str) -> None:
    opened.gate.spoil(Fault.STATUS, response=response)
    with pytest.raises(kind, match=code):
        opened.connector.fetch("1234")


def test_x_says_until_when_to_wait(opened: Opens) -> None:
    until = opened.peer.clock() + dt.timedelta(minutes=7)
    headers = {"x-rate-limit-reset": str(int(until.timestamp()))}
    opened.gate.spoil(Fault.STATUS, response=Response(429, b"{}", headers))
    with pytest.raises(Throttled) as slowed:
        opened.connector.fetch("1234")
    assert slowed.value.until == until


@pytest.mark.parametrize("wrong", ["", "1/../2", "1?x=1", "é", "1" * 20])
def test_what_is_no_identifier_is_not_asked(opened: Opens, wrong: str) -> None:
    with pytest.raises(Gone):
        opened.connector.fetch(wrong)
    assert opened.gate.requests == []
