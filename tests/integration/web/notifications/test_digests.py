"""The daily mail: in the morning, once a day, everything in it, nothing twice, also when several prepare it at once."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection

from balise.web.config import jobs
from balise.web.notifications.digests import DIGEST, prepare_digests
from balise.web.notifications.models import Notification, Preference
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person
from balise.web.publishing.telling import ASKED, PUBLISHED, VOIDED

Tell = Callable[..., int]
DAY = dt.timedelta(days=1)


@pytest.mark.django_db
def test_one_mail_a_day_with_a_line_for_each_kind(
    mailed: SimpleNamespace, tell_about: Tell, send: Callable[..., int], morning: dt.datetime
) -> None:
    Preference.objects.create(person=mailed.communications, kind=ASKED.id, how="daily")
    for subject in (1, 2):
        tell_about(PUBLISHED, mailed.communications, now=morning, subject=subject)
    tell_about(ASKED, mailed.communications, now=morning)
    assert prepare_digests(now=morning.replace(hour=6, minute=50)) == 0  # too early
    assert prepare_digests(now=morning) == 1
    assert prepare_digests(now=morning) == 0
    send()
    message = mail.outbox[0]
    assert message.subject == "Balise\u00a0: 3 nouvelles"
    lines = [line for line in message.body.splitlines() if line.startswith("- ")]
    assert lines == ["- Une publication attend votre réponse.", "- Une de vos publications est en ligne. (× 2)"]
    assert "https://balise.example.org/avis/" in message.body
    assert "/desabonnement/" in message.extra_headers["List-Unsubscribe"]


@pytest.mark.django_db
def test_what_comes_later_waits_for_the_next_day(
    mailed: SimpleNamespace, tell_about: Tell, send: Callable[..., int], morning: dt.datetime
) -> None:
    tell_about(PUBLISHED, mailed.employee, now=morning)
    assert prepare_digests(now=morning) == 1
    tell_about(VOIDED, mailed.employee, now=morning + dt.timedelta(hours=1))
    assert prepare_digests(now=morning + dt.timedelta(hours=2)) == 0
    assert prepare_digests(now=morning + DAY) == 1
    send(morning + DAY)
    assert len(mail.outbox) == 2
    assert "tombée" not in mail.outbox[0].body
    assert "tombée" in mail.outbox[1].body


@pytest.mark.django_db
def test_the_job_of_the_day_prepares_it(
    mailed: SimpleNamespace, tell_about: Tell, morning: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_about(PUBLISHED, mailed.employee, now=morning)
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)  # the test's own holds its transaction
    monkeypatch.setattr("balise.web.config.jobs.timezone.now", lambda: morning)
    jobs.tell_of_the_day.call_local()
    assert OutboxRow.objects.get().kind == DIGEST


@pytest.mark.django_db
def test_what_was_read_meanwhile_is_left_out(
    mailed: SimpleNamespace, tell_about: Tell, send: Callable[..., int], morning: dt.datetime
) -> None:
    tell_about(PUBLISHED, mailed.employee, now=morning)
    prepare_digests(now=morning)
    Notification.objects.update(read=morning)
    send()
    assert mail.outbox == []
    assert OutboxRow.objects.get().state == "done"


@pytest.mark.django_db(transaction=True)
def test_several_processes_at_once_write_each_mail_once(tell_about: Tell, morning: dt.datetime) -> None:
    people = [Person.objects.create_user(f"p{n}", email=f"p{n}@example.org") for n in range(30)]
    tell_about(PUBLISHED, *people, now=morning)
    gate = threading.Barrier(4)

    def prepare() -> None:
        gate.wait()
        try:
            prepare_digests(now=morning)
        finally:
            connection.close()

    threads = [threading.Thread(target=prepare) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = [row.payload["person"] for row in OutboxRow.objects.all()]
    assert sorted(rows) == sorted(one.pk for one in people)


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_people(
    tell_about: Tell, morning: dt.datetime, django_assert_max_num_queries: Callable[..., object]
) -> None:
    people = [Person.objects.create_user(f"p{n}", email=f"p{n}@example.org") for n in range(200)]
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        assert tell_about(PUBLISHED, *people, now=morning) == 200
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        assert prepare_digests(now=morning) == 200
