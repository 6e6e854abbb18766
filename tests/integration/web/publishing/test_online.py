"""What is online is compared with what was approved; it is corrected and taken down through the connection, with proof."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from balise.networks.errors import Permanent, Temporary
from balise.web.connections.models import Connection
from balise.web.outbox.dispatching import dispatch
from balise.web.outbox.models import OutboxRow
from balise.web.publishing import transitions
from balise.web.publishing.models import Dispatch, Divergence, Publication
from balise.web.publishing.sending.looking import AFTER
from balise.web.publishing.sending.outgoing import image_of
from balise.web.workflow import Invalid
from tests.integration.web.connections.making import connected
from tests.integration.web.publishing import shelf
from tests.integration.web.publishing.test_sending import House, approved, house, three

__all__ = ["approved", "house", "three"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("three")]
Make = Callable[..., Any]
HOUR, MINUTE, DAY = dt.timedelta(hours=1), dt.timedelta(minutes=1), dt.timedelta(days=1)


@pytest.fixture
def online(house: House, approved: Make) -> Publication:
    """Online on two networks, through their connections."""
    post = approved("mastodon", "x", planned=house.now + HOUR)
    house.pass_by(HOUR)
    return Publication.objects.get(pk=post.pk)


def _placed(post: Publication, network: str) -> Any:
    return post.placements.get(network=network)


def _id(house: House, network: str) -> str:
    return str(house.online(network)[0]["id"])


def test_it_is_compared_soon_then_while_it_matters(house: House, online: Publication) -> None:
    assert _placed(online, "x").checked is None
    house.pass_by(AFTER[0])
    assert _placed(online, "x").verified
    seen = {_placed(online, "x").checked}
    for before, after in itertools.pairwise((*AFTER, AFTER[-1] * 4)):
        house.pass_by(after - before)
        seen.add(_placed(online, "x").checked)
    assert len(seen) == len(AFTER)
    assert not OutboxRow.objects.filter(kind="publishing.check", state="waiting").exists()
    assert not Divergence.objects.exists()


@pytest.mark.parametrize("kind", ["changed", "held", "vanished"])
def test_what_was_done_behind_our_back_is_noticed_and_told(
    house: House, online: Publication, heard: Any, kind: str
) -> None:
    if kind == "vanished":
        (house.folder / "x" / f"{_id(house, 'x')}.json").unlink()
    else:
        shelf.change(
            house.folder, "x", _id(house, "x"), **({"text": "Autre."} if kind == "changed" else {"state": "held"})
        )
    house.pass_by(AFTER[0])
    found = Divergence.objects.get()
    assert (found.kind, found.placement.network, found.ended) == (kind, "x", None)
    assert [(one.network, one.kind) for one in heard.all if type(one).__name__ == "Diverged"] == [("x", kind)]
    assert not _placed(online, "x").verified
    assert _placed(online, "mastodon").verified
    house.pass_by(HOUR)
    assert Divergence.objects.count() == 1
    assert heard.kinds().count("Diverged") == 1


def test_accepted_it_is_told_no_more_but_another_one_is(
    house: House, online: Publication, cast: SimpleNamespace
) -> None:
    shelf.change(house.folder, "x", _id(house, "x"), text="Autre.")
    house.pass_by(AFTER[0])
    act = {"actor": cast.communications, "publication": online, "network": "x"}
    with pytest.raises(Invalid):
        transitions.accept_difference(**act, reason=" ", now=house.now)
    transitions.accept_difference(**act, reason="Le réseau écrit ainsi.", now=house.now)
    house.pass_by(HOUR)
    assert Divergence.objects.get().decision == "accepted"
    shelf.change(house.folder, "x", _id(house, "x"), text="Encore autre.")
    house.pass_by(DAY)
    assert Divergence.objects.filter(ended=None).count() == 1


def test_what_was_approved_is_put_back(house: House, online: Publication, cast: SimpleNamespace) -> None:
    shelf.change(house.folder, "mastodon", _id(house, "mastodon"), text="Autre.")
    house.pass_by(AFTER[0])
    transitions.put_back(actor=cast.communications, publication=online, network="mastodon", now=house.now)
    dispatch()
    assert house.online("mastodon")[0]["text"] == online.content.common
    house.pass_by(AFTER[0])
    found = Divergence.objects.get()
    assert (found.decision, found.decided_by) == ("corrected", cast.communications)
    assert _placed(online, "mastodon").verified
    assert Publication.objects.get(pk=online.pk).state == "published"


def test_seen_right_again_the_question_is_closed(house: House, online: Publication) -> None:
    shelf.change(house.folder, "x", _id(house, "x"), text="Autre.")
    house.pass_by(AFTER[0])
    shelf.change(house.folder, "x", _id(house, "x"), text=online.content.common)
    house.pass_by(HOUR)
    assert Divergence.objects.get().decision == "restored"


def test_a_correction_is_made_where_the_network_can(
    house: House, online: Publication, cast: SimpleNamespace, send: Make
) -> None:
    """And by hand where it cannot: X keeps what was said until somebody replaces it."""
    post = transitions.ask_correction(
        actor=cast.communications, publication=online, reason="La date a changé.", now=house.now
    )
    draft = replace(post.content, common=post.content.common.replace("samedi", "dimanche"))
    post = transitions.save_draft(
        actor=cast.employee, publication=post, version=post.version, draft=draft, title="", planned=None, now=house.now
    )
    post = send(post, now=house.now)
    post = transitions.approve(
        actor=cast.communications, publication=post, content_hash=post.hash, by=["communications"], now=house.now
    )
    dispatch()
    assert "samedi" in house.online("mastodon")[0]["text"]  # nothing leaves before somebody says so
    shelf.fail(house.folder, "mastodon", Temporary("too-slow", maybe=True))
    transitions.send(actor=cast.communications, publication=post, now=house.now)
    house.pass_by(dt.timedelta(0))
    house.pass_by()
    house.pass_by()
    assert "dimanche" in house.online("mastodon")[0]["text"]
    assert len(house.online("mastodon")) == 1
    post = transitions.record_correction(
        actor=cast.communications,
        publication=post,
        network="x",
        address="https://x.com/opeq/status/77",
        now=house.now,
    )
    assert post.state == "published"
    assert _placed(post, "x").remote_id == ""
    house.pass_by(AFTER[0])
    assert _placed(post, "mastodon").verified


def test_it_is_taken_down_everywhere_with_the_networks_own_word(
    house: House, online: Publication, cast: SimpleNamespace
) -> None:
    shelf.fail(house.folder, "x", Temporary("server"))
    post = transitions.ask_retraction(
        actor=cast.communications, publication=online, reason="Erreur.", clause="", now=house.now
    )
    transitions.take_down(actor=cast.communications, publication=post, now=house.now)
    dispatch()
    assert not house.online("mastodon")
    assert len(house.online("x")) == 1
    with pytest.raises(Invalid):
        transitions.mark_removed(actor=cast.communications, publication=post, now=house.now)
    house.pass_by()
    assert not house.online("x")
    assert all(one.removed_seen for one in post.placements.all())
    retraction = post.retractions.get()
    assert (retraction.done_by, retraction.confirmed) == (cast.communications, None)
    post = transitions.confirm_retraction(actor=cast.management, publication=post, now=house.now)
    assert post.state == "retracted"
    house.pass_by(DAY)  # what is gone as asked is not a difference
    assert not Divergence.objects.exists()


def test_what_could_not_be_taken_down_is_finished_by_hand(
    house: House, online: Publication, cast: SimpleNamespace
) -> None:
    shelf.fail(house.folder, "x", Permanent("not-ours"))
    post = transitions.ask_retraction(
        actor=cast.communications, publication=online, reason="Erreur.", clause="", now=house.now
    )
    transitions.take_down(actor=cast.communications, publication=post, now=house.now)
    dispatch()
    assert post.dispatches.get(network="x", act="retract").state == Dispatch.State.FAILED
    with pytest.raises(Invalid):
        transitions.decline_retraction(actor=cast.communications, publication=post, reason="Non.", now=house.now)
    post = transitions.mark_removed(actor=cast.communications, publication=post, note="Fait.", now=house.now)
    assert post.retractions.get().done is not None


def test_an_account_that_is_lost_is_not_compared_and_says_so(house: House, online: Publication) -> None:
    Connection.objects.filter(network="x").update(state="broken")
    house.pass_by(AFTER[0])
    assert _placed(online, "x").checked is None
    assert _placed(online, "mastodon").checked is not None
    assert not Divergence.objects.exists()


def test_an_account_connected_anew_is_read_and_used_again(
    house: House, online: Publication, cast: SimpleNamespace
) -> None:
    old = Connection.objects.get(network="x")
    Connection.objects.filter(pk=old.pk).update(state="ended")
    again = connected("x", now=house.now, remote_id="3", account=old.account)
    assert again.pk != old.pk
    assert again.remote_key == old.remote_key
    house.pass_by(AFTER[0])
    assert _placed(online, "x").verified
    post = transitions.ask_retraction(
        actor=cast.communications, publication=online, reason="Erreur.", clause="", now=house.now
    )
    transitions.take_down(actor=cast.communications, publication=post, now=house.now)
    dispatch()
    assert not house.online("x")


def test_the_approved_images_and_nothing_else_can_be_fetched_while_it_is_sent(
    house: House,
    write: Make,
    send: Make,
    photo: bytes,
    cast: SimpleNamespace,
    settings: Any,
    seat: Callable[[Any], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """For networks that come for images themselves."""
    from balise.networks.registry import all_networks
    from balise.web.publishing.images import keep_image
    from balise.web.publishing.sending.ways import ways_for

    monkeypatch.setitem(all_networks(), "x", replace(all_networks()["x"], media_by_address=True))
    post = write(cast.employee, networks=("x",), planned=house.now + HOUR)
    stored = keep_image(photo, name="photo.jpg")
    post = transitions.add_image(actor=cast.employee, publication=post, stored=stored, alt="Un bac", now=house.now)
    assert ways_for(post, post.content)[0].why == "no-public-address"
    settings.BALISE_ADDRESS = "https://balise.example.org"
    assert ways_for(post, post.content)[0].connection is not None
    post = send(post, now=house.now)
    post = transitions.approve_urgently(
        actor=cast.management, publication=post, content_hash=post.hash, reason="Presse.", now=house.now
    )
    shelf.fail(house.folder, "x", Temporary("server"))
    house.pass_by(HOUR)
    given: list[str] = []
    publish = shelf.X.publish
    monkeypatch.setattr(
        shelf.X,
        "publish",
        lambda self, sent, *, progress: (
            given.append(sent.media[0].address),
            _fetched(given[0], stored.sha),
            publish(self, sent, progress=progress),
        )[-1],
    )
    house.pass_by()
    assert len(given) == 1
    path = given[0].removeprefix("https://balise.example.org")
    assert Client(headers={"host": "localhost"}).get(path).status_code == 404  # it is sent: nobody needs it any more
    assert image_of("x" + path.rpartition("/")[2]) is None
    assert seat(cast.communications).get(reverse("publishing:show", args=[post.pk])).status_code == 200


def _fetched(address: str, sha: str) -> None:
    from hashlib import sha256

    browser, path = Client(headers={"host": "localhost"}), address.removeprefix("https://balise.example.org")
    answer = browser.get(path)
    assert sha256(b"".join(answer.streaming_content)).hexdigest() == sha  # type: ignore[attr-defined]
    answer.close()
    with contextlib.closing(browser.head(path)) as head:
        assert head.status_code == 200
    assert browser.post(path).status_code == 405
    assert browser.get(path + "a").status_code == 404
