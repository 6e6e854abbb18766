"""What only LinkedIn has: its way of writing texts, videos in parts, a deletion that it may refuse."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.networks import errors
from balise.networks.content import Outgoing
from balise.networks.http import Answer
from balise.networks.linkedin.api import explain, little, plain
from tests.contract.networks.acting import publish
from tests.contract.networks.gate import Fault, Gate
from tests.contract.networks.peering import Kept, Opened, image, video
from tests.contract.networks.peers.linkedin import LinkedIn

NOW = dt.datetime(2026, 8, 3, 12, tzinfo=dt.UTC)


@pytest.fixture
def linkedin(request: pytest.FixtureRequest) -> Opened:
    return _opened(request)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert plain(little(text)) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [("#réparation", "#réparation"), ("a #1 b", "a #1 b"), ("a \\# b", "a # b"), ("\\@ana \\(10 h\\)", "@ana (10 h)"),
     ("\\*gras\\* \\_et\\_ \\~fin\\~", "*gras* _et_ ~fin~"), ("a\\|b\\{c\\}\\[d\\]\\<e\\>\\\\", "a|b{c}[d]<e>\\")],
)  # fmt: skip
def test_marks_are_escaped_and_hashtags_stay(written: str, text: str) -> None:
    assert little(text) == written
    assert plain(written) == text


def test_a_hashtag_and_a_mention_read_as_people_do() -> None:
    assert plain("Avec {hashtag|\\#|réparation} et @[Lac-Vert \\(coop\\)](urn:li:organization:1)!") == (
        "Avec #réparation et Lac-Vert (coop)!"
    )


def test_several_images_and_one(linkedin: Opened) -> None:
    for number, media in enumerate(((image("Un"),), (image("Un"), image("Deux")))):
        post = Outgoing(marker="m", text=f"Images {number}", media=media)
        seen = linkedin.connector.fetch(linkedin.connector.publish(post, progress=Kept()).id)
        assert [one.alt for one in seen.media or ()] == [one.alt for one in media]
    assert linkedin.peer.linkedin.wrong == []


def test_a_link_is_an_article(linkedin: Opened) -> None:
    post = Outgoing(marker="m", text="À lire", link="https://lac-vert.example/nouvelle", title="Une nouvelle")
    assert linkedin.connector.fetch(linkedin.connector.publish(post, progress=Kept()).id).link == post.link


@pytest.mark.parametrize("place", range(6))
def test_a_video_goes_on_from_the_part_it_was(request: pytest.FixtureRequest, place: int) -> None:
    opened = _opened(request)
    post = Outgoing(marker="m", text="Une visite", title="Visite", media=(video(),))
    opened.gate.spoil(Fault.CUT, after=place, always=False)
    progress = Kept()
    for _attempt in range(6):
        try:
            opened.connector.publish(post, progress=progress)
            break
        except errors.NetworkError:
            opened.peer.clock.pass_by(seconds=60)
    assert opened.peer.posts() == 1
    parts = [one for one in opened.gate.requests if one.method == "PUT"]
    assert len(parts) <= 3  # two parts, and one that was cut
    assert opened.peer.linkedin.wrong == []


def test_a_deletion_that_linkedin_refuses_is_for_a_person(linkedin: Opened) -> None:
    done = publish(linkedin)
    key = linkedin.peer.write(done.id, "Bravo")
    linkedin.peer.linkedin.deletable = False
    with pytest.raises(errors.LostPermission):
        linkedin.connector.delete(key)
    assert linkedin.peer.described.deeds["delete"].steps["fr"]


def test_the_same_text_twice_is_told(linkedin: Opened) -> None:
    publish(linkedin, text="Deux fois")
    with pytest.raises(errors.Permanent, match="duplicate"):
        publish(linkedin, text="Deux fois")


@pytest.mark.parametrize(
    ("status", "said", "kind", "word"),
    [(426, {"code": "NONEXISTENT_VERSION"}, errors.Permanent, "version"),
     (401, {"serviceErrorCode": 65_601}, errors.LostPermission, "token"),
     (403, {"code": "ACCESS_DENIED"}, errors.LostPermission, "permission"),
     (422, {"message": "Content is a duplicate of urn:li:share:1"}, errors.Permanent, "duplicate")],
)  # fmt: skip
def test_linkedin_s_codes(status: int, said: dict[str, object], kind: type[errors.NetworkError], word: str) -> None:
    found = explain(Answer(status=status, headers={}, body=json.dumps(said).encode(), address=""), now=NOW)
    assert type(found) is kind
    assert found.code == word


def test_a_daily_allowance_begins_again_at_midnight() -> None:
    body = b'{"status": 429, "message": "Resource level throttle APPLICATION DAY limit"}'
    found = explain(Answer(status=429, headers={}, body=body, address=""), now=NOW)
    assert found is not None
    assert found.until == dt.datetime(2026, 8, 4, tzinfo=dt.UTC)


@pytest.mark.parametrize("body", [b"", b"[]", b"3", b"{"])
def test_an_error_that_linkedin_does_not_explain(body: bytes) -> None:
    assert explain(Answer(status=429, headers={}, body=body, address=""), now=NOW) is None


def _opened(request: pytest.FixtureRequest) -> Opened:
    peer = LinkedIn()
    context = (gate := Gate(peer.linkedin)).open()
    context.__enter__()
    request.addfinalizer(lambda: context.__exit__(None, None, None))
    found = Opened(peer, gate, seconds=2, whole=4)
    request.addfinalizer(found.http.close)
    return found
