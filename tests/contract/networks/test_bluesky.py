"""What Bluesky alone has: keys that we choose, words that become links by their bytes, one list of the hidden."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from PIL import Image

from balise.networks.bluesky.media import size_of
from balise.networks.content import CommentKey, Media, MediaKind, Outgoing
from balise.networks.credentials import App, Secret
from balise.networks.errors import Gone, LostPermission, Permanent, Temporary, Throttled
from balise.networks.protocol import Begun, Returned
from balise.networks.registry import all_networks
from tests.contract.networks.acting import publish
from tests.contract.networks.gate import Fault, Gate, Response
from tests.contract.networks.peering import Kept, Opened, image
from tests.contract.networks.peers.bluesky import Bluesky

MORE = dt.timedelta(minutes=1)


class Opens(Opened):
    peer: Bluesky


@pytest.fixture
def opened() -> Iterator[Opens]:
    with ExitStack() as stack:
        peer = Bluesky()
        gate = stack.enter_context(Gate(stack.enter_context(peer.answering())).open())
        found = Opens(peer, gate, seconds=10, whole=20)
        stack.callback(found.close)
        yield found


def test_links_mentions_and_tags_are_told_by_their_bytes(opened: Opens) -> None:
    them = opened.peer.them["handle"]
    text = f"Été 👩‍👩‍👧‍👦 : merci @{them}, @personne.test! #équité https://exemple.org/é?a=1."
    done = opened.connector.publish(Outgoing(marker="m-1", text=text), progress=Kept())
    value = _record(opened, done.id)
    whole = text.encode()
    told = {
        whole[one["index"]["byteStart"] : one["index"]["byteEnd"]].decode(): one["features"][0]
        for one in value["facets"]
    }
    assert set(told) == {f"@{them}", "#équité", "https://exemple.org/é?a=1"}
    assert told[f"@{them}"]["did"] == opened.peer.them["did"]
    assert (value["text"], value["langs"]) == (text, ["fr"])


def test_a_second_try_lands_in_the_same_place(opened: Opens) -> None:
    post, progress = opened.peer.post(), Kept()
    opened.gate.spoil(Fault.LOST, after=1, always=False)
    with pytest.raises(Temporary) as lost:
        opened.connector.publish(post, progress=progress)
    assert lost.value.maybe
    opened.peer.clock.pass_by(minutes=40)  # the image is sent again, the record is the same
    done = opened.connector.publish(post, progress=progress)
    assert opened.peer.posts() == 1
    assert done.id.endswith(progress["record"].partition(" ")[0])


def test_what_somebody_changed_meanwhile_is_not_written_over(opened: Opens) -> None:
    post, progress = replace(opened.peer.post(), media=()), Kept()
    done = opened.connector.publish(post, progress=progress)
    opened.peer.alter(done.id, "Autre chose")
    assert opened.connector.publish(post, progress=progress).id == done.id
    assert opened.connector.fetch(done.id).text == "Autre chose"  # seen as a difference, by whoever compares


def test_a_thread_says_where_it_began(opened: Opens) -> None:
    first = opened.connector.publish(Outgoing(marker="m-1", text="Un 1/3"), progress=Kept())
    second = opened.connector.publish(Outgoing(marker="m-2", text="Deux 2/3", reply_to=first.id), progress=Kept())
    third = opened.connector.publish(Outgoing(marker="m-3", text="Trois 3/3", reply_to=second.id), progress=Kept())
    reply = _record(opened, third.id)["reply"]
    assert (reply["root"]["uri"], reply["parent"]["uri"]) == (first.id, second.id)
    asked = Outgoing(marker="m-3", text="Trois 3/3", reply_to=second.id)
    found = opened.connector.find(asked, since=opened.peer.clock() - MORE, progress=Kept()).post
    assert found is not None  # even where no key was kept
    assert found.id == third.id


def test_a_link_apart_becomes_a_card_and_is_never_lost(opened: Opens) -> None:
    link = "https://exemple.org/atelier"
    done = opened.connector.publish(Outgoing(marker="m-1", text="Atelier", link=link), progress=Kept())
    assert opened.connector.fetch(done.id).link == link
    with_both = replace(opened.peer.post(marker="m-2"), link=link)
    with pytest.raises(Permanent, match="link-not-taken"):
        opened.connector.publish(with_both, progress=Kept())
    opened.connector.publish(replace(with_both, text=f"Atelier {link}"), progress=Kept())


def test_images_keep_their_shape(opened: Opens) -> None:
    content = io.BytesIO()
    picture = Image.new("RGB", (40, 20))
    exif = picture.getexif()
    exif[0x0112] = 6  # held upright
    picture.save(content, "JPEG", exif=exif)
    media = _media(content.getvalue(), "image/jpeg")
    assert size_of(media) == (20, 40)
    done = opened.connector.publish(Outgoing(marker="m-1", text="Un lac", media=(media, media)), progress=Kept())
    shown = _record(opened, done.id)["embed"]["images"]
    assert [one["aspectRatio"] for one in shown] == [{"width": 20, "height": 40}] * 2
    assert [one["alt"] for one in shown] == ["Un lac"] * 2
    assert size_of(_media(b"not an image", "image/png")) is None


def test_the_hidden_are_one_list_that_others_write_too(opened: Opens) -> None:
    done = publish(opened)
    keys = [opened.peer.write(done.id, f"Voleurs {number}") for number in range(3)]
    for key in keys:
        assert not opened.connector.hide(key).already
    assert opened.connector.hide(keys[0]).already
    assert [opened.peer.visible(key) for key in keys] == [False] * 3
    opened.connector.unhide(keys[1])
    assert [opened.peer.visible(key) for key in keys] == [False, True, False]
    hidden = {one.key.id: one.hidden for one in opened.connector.comments(done.id).comments}
    assert hidden == {keys[0].id: True, keys[1].id: False, keys[2].id: True}


def test_only_our_own_posts_are_ours_to_keep(opened: Opens) -> None:
    done = publish(opened)
    key = opened.peer.write(done.id, "Bravo")
    for call in (
        lambda: opened.connector.retract(key.id),
        lambda: opened.connector.hide(CommentKey(id=done.id, post_id=key.id)),
    ):
        with pytest.raises(Permanent, match="not-ours"):
            call()


@pytest.mark.parametrize("password", ["a-long-password", "", "abcd-abcd-abcd", "ABCD-ABCD-ABCD-ABCD"])
def test_the_password_of_the_account_is_not_even_sent(opened: Opens, password: str) -> None:
    joining = all_networks()["bluesky"].load_joining()
    before = len(opened.gate.requests)
    with pytest.raises(Permanent, match="not-app-password"):
        joining.finish(
            begun=Begun(address="", state=Secret(""), verifier=Secret(""), app=App(client_id="")),
            returned=Returned({}),
            typed={"handle": "lacvert.test", "password": password},
            redirect="",
            http=opened.http,
            now=opened.peer.clock(),
        )
    assert len(opened.gate.requests) == before


def test_a_wrong_password_is_told_as_such(opened: Opens) -> None:
    joining = all_networks()["bluesky"].load_joining()
    with pytest.raises(LostPermission, match="refused"):
        joining.finish(
            begun=Begun(address="", state=Secret(""), verifier=Secret(""), app=App(client_id="")),
            returned=Returned({}),
            typed={**opened.peer.typed, "password": "abcd-abcd-abcd-abcd"},
            redirect="",
            http=opened.http,
            now=opened.peer.clock(),
        )


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (400, "ExpiredToken", LostPermission),
        (401, "AccountTakedown", LostPermission),
        (400, "RecordNotFound", Gone),
        (400, "BlobTooLarge", Permanent),
        (400, "InvalidSwap", Temporary),
        (502, "UpstreamFailure", Temporary),
    ],
)
def test_refusals_are_understood(opened: Opens, status: int, said: str, kind: type[Exception]) -> None:
    body = f'{{"error": "{said}", "message": "A sentence"}}'.encode()
    opened.gate.spoil(Fault.STATUS, response=Response(status, body, {"Content-Type": "application/json"}))
    with pytest.raises(kind):
        opened.connector.verify()


def test_the_server_says_until_when_to_wait(opened: Opens) -> None:
    until = opened.peer.clock() + dt.timedelta(minutes=4)
    headers = {"ratelimit-reset": str(int(until.timestamp()))}
    opened.gate.spoil(Fault.STATUS, response=Response(429, b"{}", headers))
    with pytest.raises(Throttled) as slowed:
        opened.connector.verify()
    assert slowed.value.until == until


@pytest.mark.parametrize("wrong", ["", "https://bsky.app/profile/a/post/b", "at://did:plc:a/b", "at://did:plc:a/b/c?d"])
def test_what_is_no_record_is_not_asked(opened: Opens, wrong: str) -> None:
    with pytest.raises(Gone):
        opened.connector.fetch(wrong)
    assert opened.gate.requests == []


def _record(opened: Opens, uri: str) -> dict[str, object]:
    did, collection, key = uri.removeprefix("at://").split("/")
    found = opened.peer.look("com.atproto.repo.getRecord", f"repo={did}&collection={collection}&rkey={key}")
    return dict(found["value"])


def _media(content: bytes, kind: str) -> Media:
    return replace(
        image("Un lac", content_type=kind),
        kind=MediaKind.IMAGE,
        size=len(content),
        open=lambda: io.BytesIO(content),
    )
