"""What Pinterest alone has: a board to choose, one alternative text for all, videos sent to a store that is not its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from balise.networks.describing import Choice
from balise.networks.errors import Gone, NotReady, Permanent, Throttled
from tests.contract.networks.acting import publish
from tests.contract.networks.doubles import pinterest as doubles
from tests.contract.networks.gate import Fault, Gate, Response
from tests.contract.networks.peering import CLIP, Kept, Opened, image, video
from tests.contract.networks.peers.pinterest import Pinterest


class Opens(Opened):
    peer: Pinterest


@pytest.fixture
def opened() -> Iterator[Opens]:
    with ExitStack() as stack:
        peer = Pinterest()
        gate = stack.enter_context(Gate(stack.enter_context(peer.answering())).open())
        found = Opens(peer, gate, seconds=10, whole=20)
        stack.callback(found.close)
        yield found
        assert peer.violations(gate) == []


def test_boards_that_others_see_are_offered(opened: Opens) -> None:
    assert opened.connector.choices("board") == (Choice(value=doubles.BOARD, label="Ateliers"),)
    assert opened.connector.choices("autre") == ()
    without = replace(opened.peer.post(), options={})
    with pytest.raises(Permanent, match="option-missing"):
        opened.connector.publish(without, progress=Kept())


def test_several_images_share_one_alternative_text_and_lose_none(opened: Opens) -> None:
    post = replace(opened.peer.post(), media=(image("Un lac"), image(""), image("Un pré")))
    done = opened.connector.publish(post, progress=Kept())
    assert opened.peer.pinterest.pins[done.id]["alt_text"] == "(1) Un lac (3) Un pré"
    assert len(opened.connector.fetch(done.id).media or ()) == 3
    long = replace(post, media=(image("a" * 300), image("b" * 300)))
    with pytest.raises(Permanent, match="alt-long"):
        opened.connector.publish(long, progress=Kept())
    assert opened.peer.posts() == 1


def test_what_a_correction_no_longer_says_is_taken_away(opened: Opens) -> None:
    post = replace(opened.peer.post(), link="https://exemple.org/atelier")
    done = opened.connector.publish(post, progress=Kept())
    assert opened.connector.fetch(done.id).link == "https://exemple.org/atelier"
    opened.connector.update(done.id, replace(post, link="", media=(image(""),)))
    seen = opened.connector.fetch(done.id)
    assert (seen.link, [one.alt for one in seen.media or ()]) == ("", [""])


def test_a_video_goes_to_the_store_without_our_token(opened: Opens) -> None:
    post, progress = replace(opened.peer.post(), media=(video(),)), Kept()
    with pytest.raises(NotReady):
        opened.connector.publish(post, progress=progress)
    done = opened.connector.publish(post, progress=progress)
    sent = [request for request in opened.gate.requests if request.path == "/v5/store"]
    assert len(sent) == 1
    assert "authorization" not in sent[0].headers
    assert [one["sent"] for one in opened.peer.pinterest.videos.values()] == [len(CLIP)]
    assert opened.peer.pinterest.pins[done.id]["media"] == {"media_type": "video"}


def test_a_video_that_was_cut_on_its_way_is_sent_again(opened: Opens) -> None:
    post, progress = replace(opened.peer.post(), media=(video(),)), Kept()
    opened.gate.spoil(Fault.CUT, after=1, always=False)
    with pytest.raises(Exception, match="half-answer"):
        opened.connector.publish(post, progress=progress)
    with pytest.raises(NotReady):
        opened.connector.publish(post, progress=progress)
    opened.connector.publish(post, progress=progress)
    assert opened.peer.posts() == 1


def test_what_was_asked_for_and_is_not_found_is_for_a_person(opened: Opens) -> None:
    post, progress, since = opened.peer.post(), Kept(), opened.peer.clock()
    opened.gate.spoil(Fault.CUT, always=False)
    with pytest.raises(Exception, match="half-answer"):
        opened.connector.publish(post, progress=progress)
    assert not opened.connector.find(post, since=since, progress=progress).sure
    opened.peer.clock.pass_by(hours=6)
    found = opened.connector.find(post, since=since, progress=progress)
    assert (found.post, found.sure) == (None, False)


def test_an_older_pin_with_the_same_words_is_another(opened: Opens) -> None:
    publish(opened)
    opened.peer.clock.pass_by(days=2)
    since = opened.peer.clock()
    post = opened.peer.post(text="Journée portes ouvertes samedi.")
    assert opened.connector.find(post, since=since, progress=Kept()).post is None


def test_pinterest_says_how_long_to_wait(opened: Opens) -> None:
    opened.gate.spoil(Fault.STATUS, response=Response(429, b"{}", {"x-ratelimit-reset": "42, 3600"}))
    with pytest.raises(Throttled) as slowed:
        opened.connector.verify()
    assert (slowed.value.until - opened.peer.clock()).total_seconds() == 42


@pytest.mark.parametrize("wrong", ["", "1/../2", "1?x=1", "é", "1" * 25])
def test_what_is_no_identifier_is_not_asked(opened: Opens, wrong: str) -> None:
    with pytest.raises(Gone):
        opened.connector.fetch(wrong)
    assert opened.gate.requests == []
