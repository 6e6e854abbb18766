"""Acting on a subject reads one's notices about it, whatever page or door one acts from; and nobody else's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail

from balise.web.approvals.transitions import grant_mandate, withdraw_mandate
from balise.web.notifications.kinds import all_kinds
from balise.web.notifications.models import Notification
from balise.web.outbox.dispatching import dispatch
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.publishing import transitions
from balise.web.publishing.content import Draft
from balise.web.publishing.readiness import parts_of
from balise.web.questions import transitions as questions
from balise.web.verdicts.engine import judge
from balise.web.workflow import Invalid

pytestmark = pytest.mark.django_db
ADDRESS = "https://www.facebook.com/page/posts/1"


def _unread(person: Person) -> list[str]:
    found = Notification.objects.filter(person=person, read=None)
    return sorted(found.values_list("kind", flat=True))


@pytest.fixture
def sent(cast: SimpleNamespace, now: dt.datetime) -> Callable[..., Any]:
    def make(post: Any = None) -> Any:
        if post is None:
            draft = Draft(common="Notre prochaine collecte aura lieu samedi à Québec.", networks=("facebook",))
            post = transitions.create_publication(actor=cast.employee, voice="official", draft=draft, now=now)
        judgement = judge(parts_of(post.content), voice="official")
        return transitions.submit(
            actor=cast.employee, publication=post, content_hash=post.hash, judgement=judgement, now=now
        )

    return make


def test_each_step_of_a_publication_reads_what_its_actor_was_told(
    cast: SimpleNamespace, sent: Callable[..., Any], now: dt.datetime
) -> None:
    post, other = sent(), sent()
    camille, elise, denise = cast.communications, cast.employee, cast.management
    assert _unread(camille) == ["publication.asked", "publication.asked"]
    post = transitions.return_to_author(
        actor=camille, publication=post, content_hash=post.hash, reason="Quelle date?", now=now
    )
    assert _unread(camille) == ["publication.asked"]  # the other one still waits
    assert _unread(elise) == ["publication.returned"]
    post = sent(post)
    assert _unread(elise) == []
    post = transitions.approve(actor=camille, publication=post, content_hash=post.hash, by=["communications"], now=now)
    assert _unread(camille) == ["publication.asked"]  # she approved it herself: nobody tells her to put it online
    assert _unread(elise) == ["publication.approved"]
    post = transitions.record_address(actor=camille, publication=post, network="facebook", address=ADDRESS, now=now)
    post = transitions.ask_retraction(actor=elise, publication=post, clause="", reason="Erreur de date.", now=now)
    assert _unread(elise) == []
    assert _unread(camille) == ["publication.asked", "publication.retraction_asked"]
    post = transitions.mark_removed(actor=camille, publication=post, now=now)
    assert _unread(camille) == ["publication.asked"]
    assert _unread(denise) == ["publication.retraction_done"]
    transitions.confirm_retraction(actor=denise, publication=post, now=now)
    assert _unread(denise) == []
    assert _unread(elise) == ["publication.retracted"]
    clause = "3.3"
    transitions.refuse(actor=camille, publication=other, content_hash=other.hash, clause=clause, reason="Non.", now=now)
    assert _unread(camille) == []


def test_what_one_answers_waits_for_no_colleague(
    cast: SimpleNamespace, person: Callable[..., Person], sent: Callable[..., Any], now: dt.datetime
) -> None:
    """Two people in communications are asked the same: once one has done it, nothing is left to the other."""
    camille, carl = cast.communications, person("carl", Role.COMMUNICATIONS)
    post, other = sent(), sent()
    assert _unread(carl) == ["publication.asked", "publication.asked"]
    post = transitions.return_to_author(
        actor=camille, publication=post, content_hash=post.hash, reason="Quelle date?", now=now
    )
    assert _unread(carl) == ["publication.asked"]  # of the other one
    post = sent(post)
    transitions.refuse(actor=camille, publication=other, content_hash=other.hash, clause="3.3", reason="Non.", now=now)
    assert _unread(carl) == ["publication.asked"]
    post = transitions.approve(actor=camille, publication=post, content_hash=post.hash, by=["communications"], now=now)
    assert _unread(carl) == ["publication.to_publish"]
    post = transitions.record_address(actor=camille, publication=post, network="facebook", address=ADDRESS, now=now)
    assert _unread(carl) == []
    post = transitions.ask_retraction(actor=cast.employee, publication=post, clause="", reason="Erreur.", now=now)
    assert _unread(carl) == ["publication.retraction_asked"]
    post = transitions.mark_removed(actor=camille, publication=post, now=now)
    assert _unread(carl) == ["publication.retraction_done"]  # somebody else than Camille is to see it gone
    transitions.confirm_retraction(actor=cast.management, publication=post, now=now)
    assert _unread(carl) == []
    asked = questions.ask(actor=cast.employee, text="Bonjour", voice="personal", question="Puis-je?", now=now)
    assert _unread(carl) == ["question.asked"]
    questions.answer(actor=camille, question=asked, answer="Oui.", clauses=[], now=now)
    assert _unread(carl) == []


def test_who_was_asked_for_another_yes_is_still_asked(
    cast: SimpleNamespace, person: Callable[..., Person], now: dt.datetime
) -> None:
    """The yes of communications leaves that of management missing."""
    carl = person("carl", Role.COMMUNICATIONS)
    draft = Draft(common="Une photo de Julie Tremblay à l’atelier de tri.", networks=("facebook",))
    post = transitions.create_publication(actor=cast.employee, voice="official", draft=draft, now=now)
    judgement = judge(parts_of(draft), voice="official")
    post = transitions.submit(
        actor=cast.employee,
        publication=post,
        content_hash=post.hash,
        judgement=judgement,
        justification="Oui.",
        now=now,
    )
    assert _unread(cast.management) == ["publication.asked"]
    assert _unread(carl) == ["publication.asked"]
    transitions.approve(
        actor=cast.communications, publication=post, content_hash=post.hash, by=["communications"], now=now
    )
    assert _unread(carl) == []
    assert _unread(cast.management) == ["publication.asked"]


def test_an_act_that_fails_reads_nothing(cast: SimpleNamespace, sent: Callable[..., Any], now: dt.datetime) -> None:
    post = sent()
    with pytest.raises(Invalid):
        transitions.return_to_author(actor=cast.communications, publication=post, content_hash=post.hash, now=now)
    assert _unread(cast.communications) == ["publication.asked"]


def test_a_mail_about_what_is_done_does_not_leave(
    mailed: SimpleNamespace, sent: Callable[..., Any], now: dt.datetime
) -> None:
    post = sent()
    transitions.return_to_author(
        actor=mailed.communications, publication=post, content_hash=post.hash, reason="Quand?", now=now
    )
    dispatch(clock=lambda: now)
    assert [one.to for one in mail.outbox] == [["elise@example.org"]]


def test_a_question_and_a_mandate(cast: SimpleNamespace, now: dt.datetime, today: dt.date) -> None:
    asked = questions.ask(actor=cast.employee, text="Bonjour", voice="personal", question="Puis-je?", now=now)
    assert _unread(cast.communications) == ["question.asked"]
    asked = questions.answer(actor=cast.communications, question=asked, answer="Oui.", clauses=[], now=now)
    assert _unread(cast.communications) == []
    assert _unread(cast.employee) == ["question.answered"]
    questions.close(actor=cast.employee, question=asked, now=now)
    assert _unread(cast.employee) == []
    mandate = grant_mandate(
        actor=cast.management, holder=cast.employee, topic="Ateliers", networks=[], since=today,
        until=today + dt.timedelta(days=10), now=now,
    )  # fmt: skip
    withdraw_mandate(actor=cast.management, mandate=mandate, now=now)
    assert _unread(cast.employee) == ["mandate.ended", "mandate.granted"]  # others act on it, not its holder


def test_kinds_about_a_subject_of_their_own_say_so() -> None:
    """A kind whose ids are those of a subject that people act on must say which; the others are read otherwise."""
    otherwise = {
        "attestation.certified", "attestation.due", "attestation.late", "attestation.refused", "backup.failed",
        "report.answered",  # about all that somebody signed: it must not say which
        "retention.soon",  # about a month
    }  # fmt: skip
    silent = {kind.id for kind in all_kinds() if not kind.about}
    assert silent == otherwise
