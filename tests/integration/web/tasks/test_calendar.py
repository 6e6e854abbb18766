"""The calendar: a secret address, kept as a hash, revoked at once, that says neither name nor text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from balise.web.audit.models import Record
from balise.web.directory import transitions as directory
from balise.web.people.models import Person
from balise.web.publishing import transitions
from balise.web.tasks.feed import calendar_of
from balise.web.tasks.models import CalendarFeed
from balise.web.workflow import perform

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
Sign = Callable[[Person], Client]


def _open(browser: Client) -> str:
    page = browser.post("/calendrier/").content.decode()
    found = re.search(r"http://testserver(/calendrier/[\w-]+\.ics)", page)
    assert found is not None
    return found.group(1)


def test_it_reads_as_a_calendar_and_says_nothing_of_the_content(
    cast: SimpleNamespace, write: Make, send: Make, signed_in: Sign, client: Client, now: dt.datetime
) -> None:
    planned = (now + dt.timedelta(hours=20)).replace(second=0, microsecond=0)
    post = send(write(cast.employee, title="Grande surprise", planned=planned))
    answer = client.get(_open(signed_in(cast.communications)))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    calendar = Calendar.from_ical(answer.content)
    events = calendar.walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Une réponse est demandée"]
    event = events[0]
    assert event.decoded("dtstart") == planned.astimezone(dt.UTC)
    assert event.decoded("dtend") > event.decoded("dtstart")
    assert str(event["url"]) == f"http://testserver/approbations/{post.pk}/"
    assert event["uid"]
    assert event.decoded("dtstamp").tzinfo is not None
    text = answer.content.decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    for said in ("surprise", "collecte", *(person.name for person in vars(cast).values())):
        assert said not in text


def test_the_same_task_keeps_its_uid(cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime) -> None:
    send(write(cast.employee))
    uids = [
        str(
            Calendar.from_ical(calendar_of(cast.communications, now=at, base="https://b.example")).walk("VEVENT")[0][
                "uid"
            ]
        )
        for at in (now, now + dt.timedelta(hours=1))
    ]
    assert uids[0] == uids[1]


def test_a_whole_day_and_the_readers_language(cast: SimpleNamespace, now: dt.datetime, today: dt.date) -> None:
    from balise.web.approvals.transitions import grant_mandate

    until = today + dt.timedelta(days=3)
    grant_mandate(
        actor=cast.management, holder=cast.employee, topic="X", networks=[], since=today, until=until, now=now
    )
    cast.employee.language = "en"
    events = Calendar.from_ical(calendar_of(cast.employee, now=now, base="https://b.example")).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["A mandate ends soon"]
    assert events[0].decoded("dtstart") == until
    assert events[0].decoded("dtend") == until + dt.timedelta(days=1)


def test_what_has_no_date_is_left_out(cast: SimpleNamespace, write: Make, now: dt.datetime) -> None:
    write(cast.employee)
    assert not Calendar.from_ical(calendar_of(cast.employee, now=now, base="https://b.example")).walk("VEVENT")


def test_only_the_hash_is_kept_and_a_new_address_ends_the_old(
    cast: SimpleNamespace, signed_in: Sign, client: Client
) -> None:
    browser = signed_in(cast.employee)
    first = _open(browser)
    assert client.get(first).status_code == 200
    secret = first.removeprefix("/calendrier/").removesuffix(".ics")
    assert len(secret) >= 43
    kept = CalendarFeed.objects.get()
    assert secret not in kept.hash
    assert secret not in browser.get("/calendrier/").content.decode()  # told once
    second = _open(browser)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    browser.post("/calendrier/fermer/")
    assert client.get(second).status_code == 404


def test_an_account_that_is_closed_tells_no_dates(cast: SimpleNamespace, signed_in: Sign, client: Client) -> None:
    address = _open(signed_in(cast.employee))
    Person.objects.filter(pk=cast.employee.pk).update(is_active=False)
    assert client.get(address).status_code == 404
    assert client.get("/calendrier/x.ics").status_code == 404


def test_the_address_ends_with_the_account_for_good(
    cast: SimpleNamespace, signed_in: Sign, client: Client, now: dt.datetime
) -> None:
    address = _open(signed_in(cast.employee))
    closed = perform(actor=cast.hr, transition=directory.DEACTIVATE, subject=cast.employee, now=now)
    assert not closed.is_active
    opened = perform(actor=cast.hr, transition=directory.REACTIVATE, subject=closed, now=now)
    assert opened.is_active
    assert client.get(address).status_code == 404
    assert CalendarFeed.objects.get().revoked == now
    assert Record.objects.filter(tag="system:calendar:close").count() == 1


def test_a_task_done_leaves_the_calendar(cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime) -> None:
    post = send(write(cast.employee))
    read = lambda: Calendar.from_ical(calendar_of(cast.communications, now=now, base="https://b.example"))  # noqa: E731
    assert len(read().walk("VEVENT")) == 1
    transitions.return_to_author(
        actor=cast.communications, publication=post, content_hash=post.hash, reason="Non.", now=now
    )
    assert not read().walk("VEVENT")
