"""The account of somebody who left names nobody once nothing else is kept about them; the audit stays whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from balise.web.access.deciding import Refused
from balise.web.audit.models import Record
from balise.web.audit.verifying import verify
from balise.web.directory import forgetting
from balise.web.directory import transitions as directory
from balise.web.lifecycle import queries as lifecycle_queries
from balise.web.lifecycle import transitions as lifecycle
from balise.web.notifications.models import Notification
from balise.web.people.models import PaperCode, Person
from balise.web.people.roles import Role
from balise.web.retention import queries, transitions
from balise.web.retention.models import Destruction
from balise.web.search.models import Entry
from balise.web.workflow import Invalid, perform
from balise.web.workflow.labels import name_in, names_of

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
Sign = Callable[[Person], Client]
MONTH = 30


@pytest.fixture
def left(cast: SimpleNamespace, person: Make, now: dt.datetime, today: dt.date) -> Make:
    """A trainee whom nothing was asked of, who left so many days ago; their departure is closed unless told."""

    def make(username: str = "lea-tremblay", *, days: int = MONTH, closed: bool = True) -> Any:
        somebody = person(username, Role.EMPLOYEE, email=f"{username}@example.org", manager=cast.manager)
        perform(actor=somebody, transition=directory.EDIT_PROFILE, subject=somebody, now=now, inputs={"language": "en"})
        last = today - dt.timedelta(days=days)
        stay = lifecycle.hire(
            actor=cast.hr, person=somebody, first_day=last - dt.timedelta(days=60), last_day=last,
            kind="traineeship", now=now,
        )  # fmt: skip
        ended = lifecycle.end(actor=cast.admin, stay=stay, now=now)
        if closed:
            lifecycle.close(actor=cast.hr, stay=ended, missing=["profiles"], now=now)
        return Person.objects.get(pk=somebody.pk)

    return make


def _due(today: dt.date) -> list[str]:
    return [one.kind.id for one in queries.due(by=today, today=today)]


def test_thirty_days_after_and_not_a_day_less(left: Make, now: dt.datetime, today: dt.date) -> None:
    left("lea-roy", days=MONTH - 1)
    assert _due(today) == []
    gone = left(days=MONTH)
    assert [one.record for one in queries.due(by=today, today=today)] == [str(gone.pk)]
    assert transitions.destroy_due(now=now) == 1
    assert _due(today) == []


def test_nothing_names_them_any_more_and_the_chain_stays_whole(
    left: Make, cast: SimpleNamespace, now: dt.datetime, today: dt.date, signed_in: Sign
) -> None:
    gone = left()
    EmailAddress.objects.create(user_id=gone.pk, email=gone.email)
    PaperCode.objects.create(person=gone, hash="x", created=now, expires=now)
    record = Record.objects.get(tag="person:profile:edit")
    assert name_in(record) == "Lea Tremblay"
    assert Entry.objects.filter(kind="person", record=str(gone.pk)).exists()
    assert Notification.objects.filter(person=gone).exists()

    transitions.destroy_due(now=now)

    after = Person.objects.get(pk=gone.pk)
    assert after.get_full_name() == f"Compte anonymisé n°\u00a0{gone.pk}"
    assert (after.name, after.email, after.manager, after.has_usable_password()) == ("", "", None, False)
    assert not EmailAddress.objects.filter(user_id=gone.pk).exists()
    assert not PaperCode.objects.filter(person=gone).exists()
    assert not Notification.objects.filter(person=gone).exists()
    assert not Entry.objects.filter(kind="person", record=str(gone.pk)).exists()
    assert name_in(record) == "", "the audit says which account, no longer whose"
    assert names_of([record])[record.number] == after.get_full_name()
    assert verify() is None
    said = str(list(Person.objects.values())) + str(list(Destruction.objects.values()))
    assert "tremblay" not in said.lower()
    pages = signed_in(cast.hr)
    stay = gone.stays.get()
    for address in (f"/personnes/{gone.pk}/", f"/arrivees-departs/{stay.pk}/", "/arrivees-departs/?voir=fermes"):
        page = pages.get(address).content.decode()
        assert "Compte anonymisé" in page
        assert "tremblay" not in page.lower()


@pytest.mark.parametrize("why", ["answer", "open departure", "open account", "back", "hold"])
def test_what_makes_it_wait(
    left: Make, gone: Make, cast: SimpleNamespace, now: dt.datetime, today: dt.date, why: str
) -> None:
    if why == "answer":
        gone("lea", days=MONTH + 5)
    elif why == "open departure":
        left(closed=False)
    else:
        one = left()
        if why == "open account":
            Person.objects.filter(pk=one.pk).update(is_active=True)
        elif why == "back":
            lifecycle.hire(actor=cast.hr, person=one, first_day=today, now=now)
        else:
            transitions.place_hold(actor=cast.hr, person=one, kind="", until=None, reason="Recours.", now=now)
    transitions.destroy_due(now=now)
    assert not Person.objects.exclude(anonymised_at=None).exists()


def test_it_is_nobody_s_for_good(left: Make, cast: SimpleNamespace, now: dt.datetime, today: dt.date) -> None:
    gone = left()
    transitions.destroy_due(now=now)
    gone.refresh_from_db()
    with pytest.raises(Invalid):
        perform(actor=cast.admin, transition=directory.REACTIVATE, subject=gone, now=now)
    with pytest.raises(Invalid):
        perform(actor=cast.admin, transition=directory.EDIT, subject=gone, now=now, inputs={"name": "Léa"})
    with pytest.raises(Invalid):
        forgetting.anonymise(person=gone, now=now)
    assert gone not in lifecycle_queries.may_come_back(cast.hr)


def test_only_the_schedule_does_it(left: Make, cast: SimpleNamespace, now: dt.datetime) -> None:
    one = left(days=5)
    for somebody in (cast.admin, cast.manager, cast.privacy):
        with pytest.raises(Refused):
            perform(actor=somebody, transition=forgetting.ANONYMISE, subject=one, now=now)


def test_what_a_restored_backup_brings_back_is_anonymous_again(left: Make, now: dt.datetime) -> None:
    gone = left()
    transitions.destroy_due(now=now)
    Person.objects.filter(pk=gone.pk).update(name="Lea Tremblay", username="lea-tremblay", anonymised_at=None)
    assert transitions.destroy_again(now=now) == 1
    assert "Tremblay" not in str(Person.objects.filter(pk=gone.pk).values())
