"""Each claim names its source and who verified it (3.6): asked, shown, part of what a yes was said to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from balise.web.access import Refused
from balise.web.approvals.models import Approval, Request
from balise.web.approvals.transitions import grant_mandate
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.publishing import transitions
from balise.web.publishing.models import Publication
from balise.web.workflow import Invalid

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
STATES = "Selon une étude, 90 % des ordinateurs sont jetés trop tôt. C’est prouvé."


def _approve(person: Person, post: Publication, now: dt.datetime, by: str = "communications") -> Publication:
    return transitions.approve(actor=person, publication=post, content_hash=post.hash, by=[by], now=now)


def _name(post: Publication, now: dt.datetime, source: str = "Étude X, 2024", **more: Any) -> Publication:
    said: dict[str, Any] = {"statement": "90 %", "checked": False, **more}
    return transitions.add_claim(actor=post.author, publication=post, source=source, now=now, **said)


def test_without_a_source_nobody_approves(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make, seat: Callable[[Any], Client]
) -> None:
    draft = write(cast.employee, STATES)
    page = seat(cast.employee).get(f"/publications/{draft.pk}/soumettre/").content.decode()
    assert "nommez-les avant d’envoyer" in page
    sent = send(draft)
    with pytest.raises(Invalid) as told:
        _approve(cast.communications, sent, now)
    assert "source" in told.value.message("en")
    assert not Approval.objects.exists()
    camille = seat(cast.communications)
    desk = camille.get(f"/approbations/{sent.pk}/").content.decode()
    assert "Il manque une source" in desk
    assert "Elise peut la nommer" in desk
    assert f'action="/approbations/{sent.pk}/approuver/"' not in desk  # not offered while it would be refused
    refused = camille.post(f"/approbations/{sent.pk}/approuver/", {"hash": sent.hash, "by": ["communications"]})
    assert refused.status_code == 422
    assert "d’où cela vient" in refused.content.decode()
    _name(sent, now)
    assert "Étude X, 2024" in camille.get(f"/approbations/{sent.pk}/").content.decode()


def test_the_author_names_it_on_the_page_of_what_was_sent(
    cast: SimpleNamespace, write: Make, send: Make, seat: Callable[[Any], Client]
) -> None:
    sent = send(write(cast.employee, STATES))
    elise, base = seat(cast.employee), f"/publications/{sent.pk}/"
    page = elise.get(base).content.decode()
    assert "Nommez la source ici" in page
    wrong = elise.post(f"{base}sources/", {"statement": "90 %, dit l’étude", "source": ""})
    assert wrong.status_code == 422
    assert "90 %, dit l’étude" in wrong.content.decode()  # nothing typed is lost
    assert '<a href="#id_source">' in wrong.content.decode()
    done = elise.post(f"{base}sources/", {"statement": "90 %", "source": "Étude X, 2024"}, follow=True)
    assert "La source est ajoutée" in done.content.decode()
    assert "Nommez la source ici" not in done.content.decode()
    sent.refresh_from_db()
    assert sent.state == "submitted"  # the text was not taken back
    desk = seat(cast.communications).get(f"/approbations/{sent.pk}/").content.decode()
    assert f'action="/approbations/{sent.pk}/approuver/"' in desk


def test_named_then_verified_by_somebody_entitled(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make
) -> None:
    named = _name(send(write(cast.employee, STATES)), now)
    half = _approve(cast.communications, named, now)
    assert half.state == "submitted"  # nobody has looked at the source yet
    claim = named.claims.get()
    with pytest.raises(Refused):
        transitions.verify_claim(actor=cast.employee, publication=half, claim=claim.pk, now=now)
    done = transitions.verify_claim(actor=cast.communications, publication=half, claim=claim.pk, now=now)
    assert done.state == "approved"  # a verification voids no approval
    assert done.claims.get().verified_by == cast.communications
    assert Approval.objects.get().voided is None
    kept = done.revisions.get().claims  # with the revision, whatever becomes of the claims in a correction
    assert [(one["source"], one["verified_by"]) for one in kept] == [("Étude X, 2024", cast.communications.pk)]


def test_another_claim_voids_what_was_approved_without_it(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make, heard: Any
) -> None:
    named = _name(send(write(cast.employee, STATES)), now)
    half = _approve(cast.communications, named, now)
    more = _name(half, now, source="Étude Y, 2025")
    assert more.hash == half.hash
    approval = Approval.objects.get()
    assert approval.voided == now
    assert [one.approver_id for one in more.voided_now] == [cast.communications.pk]  # type: ignore[attr-defined]
    assert Request.objects.get().state == "waiting"
    assert heard.all[-1].approver_ids == (cast.communications.pk,)
    _approve(cast.communications, more, now)
    for claim in more.claims.all():
        more = transitions.verify_claim(actor=cast.communications, publication=more, claim=claim.pk, now=now)
    assert more.state == "approved"


def test_taken_back_and_unsourced_it_is_asked_again(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make
) -> None:
    named = _name(send(write(cast.employee, STATES)), now, checked=True)
    approved = _approve(cast.communications, named, now)
    assert approved.state == "approved"
    back = transitions.reopen(actor=cast.employee, publication=approved, now=now)
    bare = transitions.remove_claim(actor=cast.employee, publication=back, claim=back.claims.get().pk, now=now)
    assert Approval.objects.get().voided == now
    sent = send(bare)
    assert sent.state == "submitted"
    with pytest.raises(Invalid):
        _approve(cast.communications, sent, now)
    assert [revision.claims != [] for revision in sent.revisions.order_by("number")] == [True, False]


def test_who_verifies_may_say_that_no_source_is_due(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make, seat: Callable[[Any], Client]
) -> None:
    sent = send(write(cast.employee, STATES))
    kept: dict[str, Any] = {"publication": sent, "content_hash": sent.hash, "need": ["source", "author", "3.6"]}
    kept |= {"note": "C’est notre propre relevé, public.", "now": now}
    for somebody in (cast.employee, cast.hr):
        with pytest.raises(Refused):
            transitions.declare_met(actor=somebody, answer="not_called_for", **kept)
    with pytest.raises(Invalid):
        transitions.declare_met(actor=cast.communications, answer="met", **kept)
    assert "Aucune source n’est due" in seat(cast.communications).get(f"/approbations/{sent.pk}/").content.decode()
    assert "Aucune source n’est due" not in seat(cast.employee).get(f"/publications/{sent.pk}/").content.decode()
    transitions.declare_met(actor=cast.communications, answer="not_called_for", **kept)
    assert _approve(cast.communications, sent, now).state == "approved"


def test_the_author_in_communications_waives_nothing(
    cast: SimpleNamespace, now: dt.datetime, person: Make, write: Make, send: Make
) -> None:
    person("clara", Role.COMMUNICATIONS)
    sent = send(write(cast.communications, STATES))
    with pytest.raises(Refused):
        transitions.declare_met(
            actor=cast.communications,
            publication=sent,
            content_hash=sent.hash,
            need=["source", "author", "3.6"],
            answer="not_called_for",
            note="Je le sais.",
            now=now,
        )


def test_under_a_mandate_the_source_comes_first(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make
) -> None:
    mandate = grant_mandate(
        actor=cast.communications,
        holder=cast.employee,
        topic="Les collectes",
        networks=[],
        since=now.date(),
        until=now.date() + dt.timedelta(days=30),
        now=now,
    )
    draft = write(cast.employee, STATES, latest=now + dt.timedelta(days=3))
    with pytest.raises(Invalid):
        send(draft, mandate=mandate)
    assert send(_name(draft, now, checked=True), mandate=mandate).state == "approved"


def test_under_ones_own_name_the_advice_is_enough(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make
) -> None:
    sent = send(write(cast.employee, STATES, voice="personal"))
    assert _approve(cast.communications, sent, now).state == "approved"
