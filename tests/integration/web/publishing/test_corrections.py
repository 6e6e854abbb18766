"""What is online is corrected: a new revision, the same approvals on the exact content, then network by network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from balise.web.access import Refused
from balise.web.approvals.models import Approval
from balise.web.audit.models import Record
from balise.web.publishing import transitions
from balise.web.publishing.models import Publication
from balise.web.publishing.online import pending
from balise.web.workflow import Invalid, WrongState

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
ADDRESSES = {
    "facebook": "https://www.facebook.com/page/posts/{}",
    "linkedin": "https://www.linkedin.com/posts/page-{}",
    "x": "https://x.com/page/status/{}",
}
FIRST = "La collecte de matériel aura lieu samedi 28 novembre à Québec."
THEN = "La collecte de matériel aura lieu dimanche 29 novembre à Québec."


@pytest.fixture
def online(cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime) -> Publication:
    """A post that is online on three networks."""
    draft = write(cast.employee, FIRST, networks=tuple(ADDRESSES))
    post = send(
        transitions.add_claim(
            actor=cast.employee, publication=draft, statement="Le jour", source="Le calendrier", checked=True, now=now
        )
    )
    post = transitions.approve(
        actor=cast.communications, publication=post, content_hash=post.hash, by=["communications"], now=now
    )
    for name, address in ADDRESSES.items():
        post = transitions.record_address(
            actor=cast.communications, publication=post, network=name, address=address.format(1), now=now
        )
    assert post.state == "published"
    return post


def _rewrite(post: Publication, now: dt.datetime, **changes: Any) -> Publication:
    return transitions.save_draft(
        actor=post.author,
        publication=post,
        version=post.version,
        draft=replace(post.content, **changes),
        title=post.title,
        planned=None,
        now=now,
    )


def _ask(cast: SimpleNamespace, post: Publication, now: dt.datetime) -> Publication:
    return transitions.ask_correction(actor=cast.communications, publication=post, reason="Le jour est faux.", now=now)


def _approve(cast: SimpleNamespace, post: Publication, now: dt.datetime) -> Publication:
    return transitions.approve(
        actor=cast.communications, publication=post, content_hash=post.hash, by=["communications"], now=now
    )


def test_a_correction_goes_its_whole_way(
    cast: SimpleNamespace, online: Publication, send: Make, now: dt.datetime, heard: Any
) -> None:
    first = Approval.objects.get()
    asked = _ask(cast, online, now)
    assert (asked.state, asked.content.common) == ("correcting", FIRST)
    sent = send(_rewrite(asked, now, common=THEN))
    first.refresh_from_db()
    assert first.voided is None  # what is online stays approved
    assert sent.state == "submitted"  # the same approvals are asked again
    approved = _approve(cast, sent, now)
    assert approved.state == "approved"
    assert [one.network for one in pending(approved)] == ["facebook", "linkedin", "x"]
    kept: dict[str, Any] = {"actor": cast.communications, "publication": approved, "now": now}
    transitions.record_correction(network="facebook", address=ADDRESSES["facebook"].format(1), **kept)
    with pytest.raises(Invalid):  # once only
        transitions.record_correction(network="facebook", address=ADDRESSES["facebook"].format(1), **kept)
    with pytest.raises(Invalid):  # this network cannot edit: the same address cannot hold the new text
        transitions.record_correction(network="x", address=ADDRESSES["x"].format(1), **kept)
    with pytest.raises(Invalid):  # and another network's address is refused as the first time
        transitions.record_correction(network="x", address=ADDRESSES["facebook"].format(2), **kept)
    transitions.record_correction(network="x", address=ADDRESSES["x"].format(2), **kept)
    done = transitions.leave_uncorrected(network="linkedin", reason="La page est fermée.", **kept)
    assert (done.state, done.online, done.content.common) == ("published", done.revision, THEN)
    placed = {one.network: one for one in done.placements.all()}
    assert (placed["facebook"].hash, placed["x"].hash) == (done.hash, done.hash)
    assert placed["linkedin"].hash == online.hash  # what is there is still the first text
    assert placed["x"].address == ADDRESSES["x"].format(2)
    assert [one["address"] for one in placed["x"].former] == [ADDRESSES["x"].format(1)]
    correction = done.corrections.get()
    assert (correction.before.number, correction.after.number, correction.dropped) == (1, 2, False)
    assert heard.kinds()[-1] == "Corrected"
    assert "CorrectionAsked" in heard.kinds()
    # the next correction compares with what each network really shows
    again = send(_rewrite(_ask(cast, done, now), now, common=FIRST))
    assert again.state == "approved"  # these very words were approved once, and nobody voided that
    assert [one.network for one in pending(again)] == ["facebook", "x"]
    tags = list(Record.objects.filter(tag__contains="correction").values_list("tag", flat=True))
    assert "person:publication:record_correction" in tags


def test_nothing_is_sent_that_corrects_nothing(
    cast: SimpleNamespace, online: Publication, send: Make, now: dt.datetime, seat: Callable[[Any], Client]
) -> None:
    asked = _ask(cast, online, now)
    with pytest.raises(Invalid):
        send(asked)
    page = seat(cast.employee).get(f"/publications/{asked.pk}/soumettre/").content.decode()
    assert "il n’y a rien à corriger" in page
    fewer = _rewrite(asked, now, common=THEN, networks=("facebook",))
    with pytest.raises(Invalid):
        send(fewer)
    page = seat(cast.employee).get(f"/publications/{asked.pk}/soumettre/").content.decode()
    assert "garde les mêmes réseaux" in page


def test_only_the_networks_that_change_are_corrected(
    cast: SimpleNamespace, online: Publication, send: Make, now: dt.datetime
) -> None:
    approved = _approve(cast, send(_rewrite(_ask(cast, online, now), now, texts={"linkedin": THEN})), now)
    assert [one.network for one in pending(approved)] == ["linkedin"]
    done = transitions.record_correction(
        actor=cast.communications,
        publication=approved,
        network="linkedin",
        address=ADDRESSES["linkedin"].format(1),
        now=now,
    )
    assert done.state == "published"
    assert {one.hash for one in done.placements.all()} == {done.hash}
    back = send(_rewrite(_ask(cast, done, now), now, texts={}))
    assert (back.hash, back.state) == (online.hash, "submitted")  # what was replaced is not approved for ever


def test_a_correction_of_a_network_left_aside_alone_is_told_before_it_is_sent(
    cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime, seat: Callable[[Any], Client]
) -> None:
    post = _approve(cast, send(write(cast.employee, "Bonjour à toutes et à tous!", networks=("facebook", "x"))), now)
    act: dict[str, Any] = {"actor": cast.communications, "now": now}
    transitions.record_address(publication=post, network="facebook", address=ADDRESSES["facebook"].format(1), **act)
    post = transitions.leave_out(publication=post, network="x", reason="Le compte est fermé.", **act)
    asked = _rewrite(_ask(cast, post, now), now, texts={"x": "Bonsoir à toutes et à tous!"})
    page = seat(cast.employee).get(f"/publications/{asked.pk}/soumettre/").content.decode()
    assert "il n’y a rien à corriger" in page.replace("\u00a0", " ")
    with pytest.raises(Invalid):
        send(asked)


@pytest.mark.parametrize("how", ["drop", "refuse", "retract"])
def test_given_up_or_refused_it_is_as_it_was(
    cast: SimpleNamespace, online: Publication, send: Make, now: dt.datetime, heard: Any, how: str
) -> None:
    begun = _ask(cast, online, now)
    transitions.remove_claim(actor=cast.employee, publication=begun, claim=begun.claims.get().pk, now=now)
    sent = send(_rewrite(begun, now, common=THEN))
    if how == "drop":
        back = transitions.drop_correction(actor=cast.employee, publication=sent, now=now)
    elif how == "refuse":
        back = transitions.refuse(
            actor=cast.communications, publication=sent, content_hash=sent.hash, clause="3.3", reason="Non.", now=now
        )
    else:
        asked = transitions.ask_retraction(actor=cast.employee, publication=sent, clause="3.6", reason="Faux.", now=now)
        assert asked.state == "retracting"
        back = transitions.decline_retraction(actor=cast.management, publication=asked, reason="Exact.", now=now)
    assert (back.state, back.hash, back.content.common) == ("published", online.hash, FIRST)
    assert back.revision == back.online == online.revision
    assert back.corrections.get().dropped
    assert "CorrectionDropped" in heard.kinds()
    assert Approval.objects.filter(hash=online.hash, answer="approve", voided=None).count() == 1
    assert not pending(back)
    assert [(one.statement, one.source) for one in back.claims.all()] == [("Le jour", "Le calendrier")]


def test_a_correction_begun_online_is_finished(
    cast: SimpleNamespace, online: Publication, send: Make, now: dt.datetime
) -> None:
    approved = _approve(cast, send(_rewrite(_ask(cast, online, now), now, common=THEN)), now)
    begun = transitions.record_correction(
        actor=cast.communications,
        publication=approved,
        network="facebook",
        address=ADDRESSES["facebook"].format(1),
        now=now,
    )
    for act in (transitions.drop_correction, transitions.reopen, transitions.withdraw):
        with pytest.raises(Invalid):
            act(actor=cast.employee, publication=begun, now=now)


@pytest.mark.parametrize("how", ["decline", "confirm"])
def test_a_retraction_asked_in_the_middle_of_a_correction_keeps_what_is_online(
    cast: SimpleNamespace, online: Publication, send: Make, now: dt.datetime, how: str
) -> None:
    approved = _approve(cast, send(_rewrite(_ask(cast, online, now), now, common=THEN)), now)
    places = {name: {"network": name, "address": ADDRESSES[name].format(2)} for name in ADDRESSES}
    act: dict[str, Any] = {"actor": cast.communications, "now": now}
    begun = transitions.record_correction(publication=approved, **places["facebook"], **act)
    asked = transitions.ask_retraction(publication=begun, clause="3.6", reason="Faux.", **act)
    assert (asked.state, asked.hash, asked.content.common) == ("retracting", begun.hash, THEN)
    assert {one.network: one.hash for one in asked.placements.all()} == {
        "facebook": begun.hash, "linkedin": online.hash, "x": online.hash,
    }  # fmt: skip
    if how == "confirm":
        transitions.mark_removed(publication=asked, **act)
        gone = transitions.confirm_retraction(actor=cast.management, publication=asked, now=now)
        assert (gone.state, gone.corrections.filter(ended=None).exists()) == ("retracted", False)
        return
    back = transitions.decline_retraction(actor=cast.management, publication=asked, reason="Exact.", now=now)
    assert (back.state, back.being_corrected) == ("approved", True)
    assert [one.network for one in pending(back)] == ["linkedin", "x"]
    for name in ("linkedin", "x"):
        back = transitions.record_correction(publication=back, **places[name], **act)
    assert (back.state, back.online.hash) == ("published", begun.hash)
    assert not back.corrections.get().dropped


def test_taken_back_it_is_still_a_correction(
    cast: SimpleNamespace, online: Publication, send: Make, now: dt.datetime
) -> None:
    sent = send(_rewrite(_ask(cast, online, now), now, common=THEN))
    assert transitions.reopen(actor=cast.employee, publication=sent, now=now).state == "correcting"
    with pytest.raises(Invalid):
        transitions.withdraw(actor=cast.employee, publication=sent, now=now)
    assert _approve(cast, send(Publication.objects.get()), now).state == "approved"


def test_who_may_ask(
    cast: SimpleNamespace, online: Publication, now: dt.datetime, seat: Callable[[Any], Client]
) -> None:
    for somebody in (cast.hr, cast.management, cast.manager):
        with pytest.raises(Refused):
            transitions.ask_correction(actor=somebody, publication=online, reason="Non.", now=now)
    with pytest.raises(Invalid):
        transitions.ask_correction(actor=cast.employee, publication=online, reason=" ", now=now)
    assert seat(cast.management).get(f"/publications/{online.pk}/correction/").status_code == 403
    _ask(cast, online, now)
    with pytest.raises(WrongState):
        _ask(cast, online, now)


def test_the_pages(
    cast: SimpleNamespace, online: Publication, now: dt.datetime, seat: Callable[[Any], Client], write: Make
) -> None:
    elise, camille = seat(cast.employee), seat(cast.communications)
    here = f"/publications/{online.pk}/"
    assert "Demander une correction" in camille.get(here).content.decode()
    assert "Dites ce qui doit changer" in camille.post(f"{here}correction/", {"reason": ""}).content.decode()
    camille.post(f"{here}correction/", {"reason": "Le jour est faux."})
    assert "une correction est en cours" in camille.get(here).content.decode()
    assert FIRST in camille.get(here).content.decode()
    page = elise.get(f"{here}modifier/").content.decode()
    assert "Le jour est faux." in page
    fields = {
        "version": Publication.objects.get().version,
        "networks": list(ADDRESSES),
        "common": THEN,
        "then": "submit",
    }
    assert elise.post(f"{here}modifier/", fields)["Location"] == f"{here}soumettre/"
    assert THEN not in camille.get(here).content.decode()  # not sent yet: its author's alone
    hidden = {"hash": Publication.objects.get().hash}
    assert elise.post(f"{here}soumettre/", hidden).status_code == 302
    assert "dimanche" in camille.get(f"/approbations/{online.pk}/").content.decode()
    camille.post(f"/approbations/{online.pk}/approuver/", {**hidden, "by": ["communications"]})
    assert camille.get(f"{here}fiche/")["Location"] == f"{here}correction/fiche/"
    sheet = camille.get(f"{here}correction/fiche/").content.decode()
    assert "Ce réseau ne permet pas ce changement" in sheet
    assert ADDRESSES["facebook"].format(1) in sheet
    assert "Modifier la publication" in sheet
    wrong = camille.post(f"{here}correction/adresse/", {"network": "x", "address": ADDRESSES["x"].format(1)})
    assert wrong.status_code == 422
    assert "inscrivez la nouvelle adresse" in wrong.content.decode()
    for name, number in (("facebook", 1), ("linkedin", 1), ("x", 2)):
        sent = {"network": name, "address": ADDRESSES[name].format(number)}
        assert camille.post(f"{here}correction/adresse/", sent).status_code == 302
    shown = camille.get(here).content.decode()
    assert "De la révision" in shown
    assert ADDRESSES["x"].format(1) in shown
    assert "a corrigé en ligne" in camille.get(f"{here}historique/").content.decode()
    assert elise.get(f"{here}correction/fiche/").status_code == 403
