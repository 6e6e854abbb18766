"""Who is told what, from the events of publications and mandates; never who did it, never twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from balise.web.approvals.telling import tell_endings
from balise.web.approvals.transitions import grant_mandate, withdraw_mandate
from balise.web.notifications.kinds import all_kinds
from balise.web.notifications.models import Notification
from balise.web.notifications.telling import tell
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.publishing import transitions
from balise.web.publishing.content import Draft
from balise.web.publishing.readiness import parts_of
from balise.web.publishing.telling import RETURNED
from balise.web.verdicts.engine import judge

pytestmark = pytest.mark.django_db
TEXT = "Notre prochaine collecte de matériel informatique aura lieu samedi à Québec. Bienvenue à toutes et à tous!"


def _told(kind: str) -> set[str]:
    return set(Notification.objects.filter(kind=kind).values_list("person__username", flat=True))


def _write(author: Person, now: dt.datetime, text: str = TEXT) -> Any:
    draft = Draft(common=text, networks=("facebook",))
    return transitions.create_publication(actor=author, voice="official", draft=draft, now=now)


def _send(publication: Any, now: dt.datetime) -> Any:
    judgement = judge(parts_of(publication.content), voice="official")
    return transitions.submit(
        actor=publication.author, publication=publication, content_hash=publication.hash, judgement=judgement, now=now
    )


def test_a_whole_way(cast: SimpleNamespace, person: Callable[..., Person], now: dt.datetime) -> None:
    second = person("olga", Role.EMPLOYEE, Role.COMMUNICATIONS)
    post = _send(_write(cast.employee, now), now)
    assert _told("publication.asked") == {"camille", "olga"}
    assert all(one.created == now for one in Notification.objects.all())  # the clock of the transition
    post = transitions.return_to_author(
        actor=cast.communications, publication=post, content_hash=post.hash, reason="Quelle date?", now=now
    )
    assert _told("publication.returned") == {"elise"}
    post = _send(post, now)
    post = transitions.approve(actor=second, publication=post, content_hash=post.hash, by=["communications"], now=now)
    assert _told("publication.approved") == {"elise"}
    assert _told("publication.to_publish") == {"camille"}  # olga approved it: she knows
    post = transitions.record_address(
        actor=cast.communications,
        publication=post,
        network="facebook",
        address="https://www.facebook.com/page/posts/1",
        now=now,
    )
    assert _told("publication.published") == {"elise"}
    clause = "3.3"
    post = transitions.ask_retraction(actor=cast.employee, publication=post, clause=clause, reason="Erreur.", now=now)
    assert _told("publication.retraction_asked") == {"camille", "olga"}
    post = transitions.mark_removed(actor=second, publication=post, now=now)
    assert _told("publication.retraction_done") == {"camille", "denise"}
    transitions.confirm_retraction(actor=cast.communications, publication=post, now=now)
    assert _told("publication.retracted") == {"elise"}


def test_a_changed_text_tells_who_had_approved(cast: SimpleNamespace, now: dt.datetime) -> None:
    post = _send(_write(cast.employee, now), now)
    post = transitions.approve(
        actor=cast.communications, publication=post, content_hash=post.hash, by=["communications"], now=now
    )
    post = transitions.reopen(actor=cast.employee, publication=post, now=now)
    post = transitions.save_draft(
        actor=cast.employee,
        publication=post,
        version=post.version,
        draft=Draft(common=TEXT + " Venez!", networks=("facebook",)),
        title="",
        planned=None,
        now=now,
    )
    assert _told("publication.voided") == {"camille"}


def test_an_emergency_tells_everybody_concerned(cast: SimpleNamespace, now: dt.datetime) -> None:
    post = _send(_write(cast.employee, now), now)
    transitions.approve_urgently(
        actor=cast.management, publication=post, content_hash=post.hash, reason="Tempête.", now=now
    )
    assert _told("publication.urgent") == {"elise", "camille"}


def test_who_stands_in_is_asked_in_place_of_who_is_away(
    cast: SimpleNamespace, person: Callable[..., Person], now: dt.datetime, today: dt.date
) -> None:
    second = person("olga", Role.EMPLOYEE)
    RoleHolding.objects.filter(person=cast.communications, role="communications").update(alternate=second)
    Person.objects.filter(pk=cast.communications.pk).update(absent_from=today)
    _send(_write(cast.employee, now), now)
    assert _told("publication.asked") == {"olga"}


def test_mandates(cast: SimpleNamespace, now: dt.datetime, today: dt.date) -> None:
    given: dict[str, Any] = {"topic": "Ateliers", "networks": [], "since": today}
    mandate = grant_mandate(
        actor=cast.management, holder=cast.employee, until=today + dt.timedelta(days=20), now=now, **given
    )
    assert _told("mandate.granted") == {"elise"}
    assert tell_endings(now=now) == 0
    near = now + dt.timedelta(days=7)
    assert tell_endings(now=near) == 2
    assert tell_endings(now=near) == 0  # once
    assert tell_endings(now=near + dt.timedelta(days=1)) == 0
    assert _told("mandate.ending") == {"elise", "denise"}
    withdraw_mandate(actor=cast.management, mandate=mandate, now=now)
    assert _told("mandate.ended") == {"elise"}


def test_nothing_is_told_when_the_change_is_undone(cast: SimpleNamespace, now: dt.datetime) -> None:
    class UndoneError(Exception):
        pass

    def change_then_fail() -> None:
        with transaction.atomic():
            _send(_write(cast.employee, now), now)
            raise UndoneError

    with pytest.raises(UndoneError):
        change_then_fail()
    assert not Notification.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_telling_outside_a_transaction_is_refused(person: Callable[..., Person], now: dt.datetime) -> None:
    somebody = person("elise", Role.EMPLOYEE)
    with pytest.raises(RuntimeError):
        tell(RETURNED, people=[somebody.pk], subject_id=1, now=now)


def test_every_kind_speaks_both_languages_and_names_nothing() -> None:
    from django.utils import translation

    for kind in all_kinds():
        with translation.override("fr"):
            french, label = str(kind.says), str(kind.label)
            assert kind.address("1").startswith("/")
        with translation.override("en"):
            assert str(kind.says) != french
            assert str(kind.label) != label
        assert "%" not in french


def test_the_clock_is_that_of_the_transition(cast: SimpleNamespace) -> None:
    then = timezone.now() - dt.timedelta(days=12)
    _send(_write(cast.employee, then), then)
    assert set(Notification.objects.values_list("created", flat=True)) == {then}


def test_a_correction_tells_its_author_then_who_keeps_the_accounts(
    cast: SimpleNamespace, person: Callable[..., Person], now: dt.datetime
) -> None:
    second = person("olga", Role.EMPLOYEE, Role.COMMUNICATIONS)
    post = _send(_write(cast.employee, now), now)
    post = transitions.approve(actor=second, publication=post, content_hash=post.hash, by=["communications"], now=now)
    address = "https://www.facebook.com/page/posts/1"
    post = transitions.record_address(actor=second, publication=post, network="facebook", address=address, now=now)
    Notification.objects.all().delete()
    post = transitions.ask_correction(actor=cast.communications, publication=post, reason="Le jour.", now=now)
    assert _told("publication.correction_asked") == {"elise"}
    post = transitions.save_draft(
        actor=cast.employee,
        publication=post,
        version=post.version,
        draft=Draft(common=TEXT + " Venez!", networks=("facebook",)),
        title="",
        planned=None,
        now=now,
    )
    post = _send(post, now)
    post = transitions.approve(actor=second, publication=post, content_hash=post.hash, by=["communications"], now=now)
    assert _told("publication.to_correct") == {"camille"}  # olga approved it: she knows
    assert _told("publication.to_publish") == set()
    post = transitions.record_correction(actor=second, publication=post, network="facebook", address=address, now=now)
    assert _told("publication.corrected") == {"elise", "camille"}
    later = now + dt.timedelta(hours=1)
    post = transitions.ask_correction(actor=cast.communications, publication=post, reason="L’heure.", now=later)
    transitions.drop_correction(actor=cast.employee, publication=post, now=later)
    assert _told("publication.correction_dropped") == {"camille"}
