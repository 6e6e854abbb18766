"""From a draft to a retraction, by transitions: what each asks, what each refuses, what each tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from balise.web.access import Refused
from balise.web.approvals.models import Approval, Request
from balise.web.approvals.transitions import grant_mandate
from balise.web.audit.models import Record
from balise.web.audit.verifying import verify
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.publishing import transitions
from balise.web.publishing.models import Publication
from balise.web.publishing.queries import NotThere, publication_for, queue_for
from balise.web.workflow import Invalid, WrongState

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
DAY = dt.timedelta(days=1)
POST = "https://www.facebook.com/page/posts/1"
RUDE = "Le directeur est un imbécile et un menteur."


def _approve(actor: Person, publication: Any, now: dt.datetime, *by: str, reason: str = "") -> Any:
    return transitions.approve(
        actor=actor,
        publication=publication,
        content_hash=publication.hash,
        by=by or ["communications"],
        reason=reason,
        now=now,
    )


def _change(publication: Any, now: dt.datetime, **changes: Any) -> Any:
    return transitions.save_draft(
        actor=publication.author,
        publication=publication,
        version=publication.version,
        draft=replace(publication.content, **changes),
        title="",
        planned=publication.planned,
        now=now,
    )


def test_a_post_goes_all_the_way_and_back(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make, heard: Any
) -> None:
    sent = send(write(cast.employee))
    assert sent.state == "submitted"
    assert [line.publication for line in queue_for(cast.communications, today=now.date())] == [sent]
    approved = _approve(cast.communications, sent, now)
    assert approved.state == "approved"
    assert queue_for(cast.communications, today=now.date()) == []
    live = transitions.record_address(
        actor=cast.communications, publication=approved, network="facebook", address=POST, now=now
    )
    assert live.state == "published"
    asked = transitions.ask_retraction(
        actor=cast.employee, publication=live, clause="3.4", reason="Une photo.", now=now
    )
    assert asked.state == "retracting"
    down = transitions.mark_removed(actor=cast.communications, publication=asked, now=now)
    with pytest.raises(Invalid):
        transitions.confirm_retraction(actor=cast.communications, publication=down, now=now)
    gone = transitions.confirm_retraction(actor=cast.management, publication=down, now=now)
    assert gone.state == "retracted"
    assert heard.kinds() == [
        "Submitted", "Approved", "AddressRecorded", "Published", "RetractionAsked", "RetractionDone", "Retracted",
    ]  # fmt: skip
    tags = list(Record.objects.order_by("number").values_list("tag", flat=True))
    assert tags == [
        "person:publication:create", "person:publication:submit", "person:publication:approve",
        "person:publication:record_address", "person:publication:ask_retraction",
        "person:publication:mark_removed", "person:publication:confirm_retraction",
    ]  # fmt: skip
    assert verify() is None


def test_nobody_approves_their_own(cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make) -> None:
    sent = send(write(cast.communications))
    with pytest.raises(Refused):
        _approve(cast.communications, sent, now)
    # nobody else holds communications: management answers in their place
    assert [line.publication for line in queue_for(cast.management, today=now.date())] == [sent]
    assert _approve(cast.management, sent, now).state == "approved"


def test_who_was_not_asked_sees_and_answers_nothing(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make
) -> None:
    draft = write(cast.employee)
    for other in (cast.communications, cast.management, cast.auditor, cast.manager):
        with pytest.raises(NotThere):
            publication_for(other, draft.pk, today=now.date())
    sent = send(draft)
    for other in (cast.partner, cast.hr, cast.privacy, cast.outsider, cast.admin, cast.manager):
        with pytest.raises(NotThere):
            publication_for(other, sent.pk, today=now.date())
        with pytest.raises(Refused):
            _approve(other, sent, now)
    assert publication_for(cast.auditor, sent.pk, today=now.date()) == sent


def test_a_personal_post_is_seen_by_who_was_asked_alone(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make
) -> None:
    sent = send(write(cast.employee, voice="personal"))
    for other in (cast.auditor, cast.management, cast.manager):
        with pytest.raises(NotThere):
            publication_for(other, sent.pk, today=now.date())
    approved = _approve(cast.communications, sent, now)
    with pytest.raises(Refused):  # one publishes under one's own name
        transitions.record_address(
            actor=cast.communications, publication=approved, network="facebook", address=POST, now=now
        )
    live = transitions.record_address(
        actor=cast.employee, publication=approved, network="facebook", address=POST, now=now
    )
    assert live.state == "published"


def test_one_changed_character_voids_and_tells(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make, heard: Any
) -> None:
    approved = _approve(cast.communications, send(write(cast.employee)), now)
    draft = transitions.reopen(actor=cast.employee, publication=approved, now=now)
    same = send(draft)
    assert same.state == "approved"  # nothing changed: the approval is for this content
    draft = transitions.reopen(actor=cast.employee, publication=same, now=now)
    changed = _change(draft, now, common=draft.content.common + "!")
    assert [approval.approver for approval in changed.voided_now] == [cast.communications]
    assert heard.all[-1].approver_ids == (cast.communications.pk,)
    assert type(heard.all[-1]).__name__ == "ApprovalsVoided"
    back = _change(changed, now, common=draft.content.common)
    assert send(back).state == "submitted"  # void is for ever, even if the words come back


def test_the_time_inside_the_window_is_not_what_was_approved(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make
) -> None:
    draft = write(cast.employee, earliest=now - DAY, latest=now + 5 * DAY, planned=now + DAY)
    approved = _approve(cast.communications, send(draft), now)
    moved = transitions.reschedule(actor=cast.employee, publication=approved, planned=now + 2 * DAY, now=now)
    assert (moved.state, moved.planned) == ("approved", now + 2 * DAY)
    with pytest.raises(Invalid):
        transitions.reschedule(actor=cast.employee, publication=moved, planned=now + 6 * DAY, now=now)
    with pytest.raises(Invalid):
        transitions.reschedule(actor=cast.employee, publication=moved, planned=now - DAY / 2, now=now)
    with pytest.raises(Refused):
        transitions.reschedule(actor=cast.communications, publication=moved, planned=now + DAY, now=now)


def test_a_late_approval_publishes_nothing(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make, heard: Any
) -> None:
    sent = send(write(cast.employee, latest=now + 5 * DAY, planned=now + DAY))
    approved = _approve(cast.communications, sent, now + 2 * DAY)
    assert approved.planned is None
    assert heard.all[-1].late
    too_late = send(write(cast.employee, latest=now + DAY))
    over = _approve(cast.communications, too_late, now + 2 * DAY)
    with pytest.raises(Invalid):
        transitions.reschedule(actor=cast.employee, publication=over, planned=now + 3 * DAY, now=now + 2 * DAY)


def test_publishing_at_another_time_is_said(cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make) -> None:
    approved = _approve(cast.communications, send(write(cast.employee, planned=now + DAY)), now)
    kept: dict[str, Any] = {
        "actor": cast.communications,
        "publication": approved,
        "network": "facebook",
        "address": POST,
    }
    with pytest.raises(Invalid) as told:
        transitions.record_address(**kept, now=now)
    assert told.value.field == "outside"
    live = transitions.record_address(**kept, outside=True, now=now)
    assert live.placements.get().outside_window


def test_returned_with_comments_on_the_text(cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make) -> None:
    sent = send(write(cast.employee))
    kept: dict[str, Any] = {"actor": cast.communications, "publication": sent, "content_hash": sent.hash, "now": now}
    with pytest.raises(Invalid):
        transitions.return_to_author(**kept)
    with pytest.raises(Invalid):
        transitions.return_to_author(**kept, comments=[{"place": "text:facebook", "quote": "absent", "text": "Quoi?"}])
    comments = [{"place": "text:facebook", "quote": "samedi à Québec", "text": "Donnez l’adresse."}]
    returned = transitions.return_to_author(**kept, comments=comments)
    assert returned.state == "returned"
    [comment] = Approval.objects.get(answer="return").comments
    text = returned.content.common
    assert text[comment["start"] : comment["end"]] == "samedi à Québec"
    assert not Request.objects.filter(state="waiting").exists()
    again = send(_change(returned, now, common=text.replace("Québec", "Québec, 123, rue des Exemples")))
    assert (again.state, again.revision.number) == ("submitted", 2)


def test_refused_with_a_clause(cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make) -> None:
    sent = send(write(cast.employee))
    kept: dict[str, Any] = {"actor": cast.communications, "publication": sent, "content_hash": sent.hash, "now": now}
    with pytest.raises(Invalid):
        transitions.refuse(**kept, clause="9.9", reason="Non.")
    with pytest.raises(Invalid):
        transitions.refuse(**kept, clause="3.5", reason=" ")
    refused = transitions.refuse(**kept, clause="3.5", reason="Non.")
    assert refused.state == "refused"
    with pytest.raises(WrongState):
        send(refused)


def test_an_answer_is_for_the_text_that_was_read(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make
) -> None:
    sent = send(write(cast.employee))
    read = Publication.objects.get(pk=sent.pk)
    send(_change(transitions.reopen(actor=cast.employee, publication=sent, now=now), now, common="Un autre texte."))
    with pytest.raises(Invalid) as told:
        _approve(cast.communications, read, now)
    assert told.value.field == "hash"
    assert not Approval.objects.exists()


def test_a_post_against_the_policy_goes_with_words_only(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make
) -> None:
    draft = write(cast.employee, RUDE)
    with pytest.raises(Invalid) as told:
        send(draft)
    assert told.value.field == "justification"
    sent = send(draft, justification="Citation d’une pièce de théâtre.")
    with pytest.raises(Invalid) as told:
        _approve(cast.communications, sent, now)
    assert told.value.field == "reason"
    assert _approve(cast.communications, sent, now, reason="C’est bien une citation.").state == "approved"


def test_management_alone_in_an_emergency(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make, heard: Any
) -> None:
    sent = send(write(cast.employee))
    kept: dict[str, Any] = {"publication": sent, "content_hash": sent.hash, "now": now}
    with pytest.raises(Invalid):
        transitions.approve_urgently(actor=cast.management, reason="", **kept)
    with pytest.raises(Refused):
        transitions.approve_urgently(actor=cast.communications, reason="Inondation.", **kept)
    own = send(write(cast.management))
    with pytest.raises(Refused):
        transitions.approve_urgently(
            actor=cast.management, publication=own, content_hash=own.hash, reason="Inondation.", now=now
        )
    done = transitions.approve_urgently(actor=cast.management, reason="Inondation.", **kept)
    assert (done.state, done.urgent) == ("approved", True)
    assert heard.all[-1].concerned == tuple(sorted({cast.employee.pk, cast.communications.pk}))


def test_images_ask_for_consents_and_management(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make, photo: bytes
) -> None:
    from balise.web.publishing.images import keep_image

    draft = write(cast.employee)
    stored = keep_image(photo, name="../../équipe<script>.jpg")
    with_image = transitions.add_image(
        actor=cast.employee, publication=draft, stored=stored, alt="Des ordinateurs empilés", now=now
    )
    sent = send(with_image)
    asked = set(Request.objects.filter(state="waiting").values_list("by", flat=True))
    assert asked == {"communications", "management"}
    half = _approve(cast.communications, sent, now)
    assert half.state == "submitted"
    waits = _approve(cast.management, half, now, "management")
    assert waits.state == "submitted"  # consents are missing
    kept: dict[str, Any] = {"publication": waits, "content_hash": waits.hash, "now": now}
    with pytest.raises(Invalid):
        transitions.declare_met(actor=cast.employee, need=["consent", "person", "3.4"], answer="met", note="", **kept)
    with pytest.raises(Refused):
        transitions.declare_met(actor=cast.hr, need=["consent", "person", "3.4"], answer="met", note="Ici", **kept)
    for by in ("person", "guardian"):
        last = transitions.declare_met(
            actor=cast.employee,
            need=["consent", by, "3.4"],
            answer="not_called_for",
            note="Aucune personne sur l’image.",
            **kept,
        )
    assert last.state == "approved"


def test_a_partner_answers_for_itself(
    cast: SimpleNamespace, person: Make, now: dt.datetime, write: Make, send: Make
) -> None:
    partner = person("odile", Role.PARTNER, partner_id="cfer-bellechasse")
    sent = send(write(cast.employee, "Au nom du CFER de Bellechasse, nous annonçons une nouvelle collecte."))
    asked = set(Request.objects.filter(state="waiting").values_list("by", flat=True))
    assert "partner:cfer-bellechasse" in asked
    assert [line.publication for line in queue_for(partner, today=now.date())] == [sent]
    assert queue_for(cast.partner, today=now.date()) == []
    with pytest.raises(Invalid):
        _approve(partner, sent, now, "communications")
    _approve(partner, sent, now, "partner:cfer-bellechasse")
    assert _approve(cast.communications, sent, now).state == "approved"


def test_a_mandate_counts_within_its_limits(cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make) -> None:
    today = now.date()
    kept: dict[str, Any] = {"topic": "Les collectes", "since": today - DAY, "until": today + 30 * DAY, "now": now}
    with pytest.raises(Refused):
        grant_mandate(actor=cast.communications, holder=cast.communications, networks=[], **kept)
    with pytest.raises(Refused):
        grant_mandate(actor=cast.employee, holder=cast.hr, networks=[], **kept)
    mandate = grant_mandate(actor=cast.communications, holder=cast.employee, networks=["facebook"], **kept)
    limited: dict[str, Any] = {"latest": now + 10 * DAY}
    assert send(write(cast.employee, **limited), mandate=mandate).state == "approved"
    answer = Approval.objects.get(way="mandate")
    assert (answer.approver, answer.mandate) == (cast.communications, mandate)
    for draft in (
        write(cast.employee),  # no latest date
        write(cast.employee, networks=("facebook", "x"), **limited),
        write(cast.employee, latest=now + 90 * DAY),
        write(cast.hr, **limited),
    ):
        with pytest.raises(Invalid):
            send(draft, mandate=mandate)
    with pytest.raises(Invalid):
        send(write(cast.employee, RUDE, **limited), mandate=mandate, justification="Si.")


def test_what_is_online_is_retracted_not_taken_back(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make
) -> None:
    approved = _approve(cast.communications, send(write(cast.employee, networks=("facebook", "x"))), now)
    kept: dict[str, Any] = {"actor": cast.communications, "publication": approved, "now": now}
    half = transitions.record_address(network="facebook", address=POST, **kept)
    assert half.state == "approved"
    with pytest.raises(Invalid):
        transitions.record_address(network="facebook", address=POST, **kept)
    for act in (transitions.reopen, transitions.withdraw):
        with pytest.raises(Invalid):
            act(actor=cast.employee, publication=half, now=now)
    done = transitions.leave_out(network="x", reason="Le compte est fermé.", **kept)
    assert done.state == "published"
    asked = transitions.ask_retraction(actor=cast.employee, publication=done, clause="3.6", reason="Erreur.", now=now)
    kept_online = transitions.decline_retraction(actor=cast.management, publication=asked, reason="Exact.", now=now)
    assert kept_online.state == "published"


def test_two_windows_do_not_overwrite_each_other(cast: SimpleNamespace, now: dt.datetime, write: Make) -> None:
    draft = write(cast.employee)
    _change(draft, now, common="Une fenêtre.")
    with pytest.raises(Invalid) as told:
        _change(draft, now, common="L’autre.")
    assert told.value.field == "version"
    assert Publication.objects.get().content.common == "Une fenêtre."
