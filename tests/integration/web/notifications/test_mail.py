"""Mails: neutral, in the reader's language, once, and never again when nobody knows whether they left."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from balise.web.notifications.kinds import find
from balise.web.notifications.models import Notification
from balise.web.outbox.dispatching import LEASE, dispatch
from balise.web.outbox.models import OutboxRow
from balise.web.publishing.telling import ASKED, PUBLISHED, RETURNED

pytestmark = pytest.mark.django_db
Tell = Callable[..., int]


def test_a_mail_says_only_that_something_waits(
    mailed: SimpleNamespace, tell_about: Tell, send: Callable[..., int], morning: dt.datetime
) -> None:
    mailed.employee.language = "en"
    mailed.employee.save()
    assert tell_about(RETURNED, mailed.employee, mailed.communications, now=morning, subject=7) == 2
    assert send() == 2
    english, french = sorted(mail.outbox, key=lambda one: one.subject.startswith("Balise\u00a0:"))
    assert english.to == ["elise@example.org"]
    assert english.subject == "Balise: One of your publications is returned to you"
    assert french.subject == "Balise\u00a0: Une de vos publications vous est retournée"
    assert "https://balise.example.org/publications/7/" in french.body
    assert "https://balise.example.org/avis/preferences/" in french.body
    assert "il faut se connecter" in french.body
    for message in mail.outbox:
        for person in vars(mailed).values():
            assert person.name not in message.body
        assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_message_id_is_the_rows_own(
    mailed: SimpleNamespace, tell_about: Tell, send: Callable[..., int], morning: dt.datetime
) -> None:
    tell_about(RETURNED, mailed.employee, mailed.hr, now=morning)
    send()
    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(set(ids)) == 2
    assert all(one.endswith("@example.org>") for one in ids)
    OutboxRow.objects.update(state="waiting")  # as if somebody settled that they had not left
    send()
    assert sorted(message.extra_headers["Message-ID"] for message in mail.outbox[2:]) == sorted(ids)


def test_a_duty_has_no_link_that_turns_it_off(
    mailed: SimpleNamespace, tell_about: Tell, send: Callable[..., int], morning: dt.datetime
) -> None:
    tell_about(ASKED, mailed.communications, now=morning)
    tell_about(RETURNED, mailed.employee, now=morning)
    send()
    duty, news = (next(one for one in mail.outbox if one.to == [f"{who}@example.org"]) for who in ("camille", "elise"))
    assert "List-Unsubscribe" not in duty.extra_headers
    assert news.extra_headers["List-Unsubscribe"].startswith("<https://balise.example.org/avis/desabonnement/")
    assert news.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nobody_without_an_address_nor_who_has_read_is_written_to(
    mailed: SimpleNamespace, tell_about: Tell, send: Callable[..., int], morning: dt.datetime
) -> None:
    mailed.hr.email = ""
    mailed.hr.save()
    tell_about(RETURNED, mailed.employee, mailed.hr, mailed.privacy, now=morning)
    assert Notification.objects.filter(person=mailed.hr, mail="none").exists()  # in the application only
    Notification.objects.filter(person=mailed.employee).update(read=morning)
    mailed.privacy.is_active = False
    mailed.privacy.save()
    assert send() == 2
    assert mail.outbox == []
    assert set(OutboxRow.objects.values_list("state", flat=True)) == {"done"}


def test_a_reader_away_is_told_by_the_daily_mail_of_their_return(
    mailed: SimpleNamespace, tell_about: Tell, send: Callable[..., int], morning: dt.datetime
) -> None:
    from balise.web.notifications.digests import prepare_digests

    mailed.employee.absent_from = morning.date()
    mailed.employee.absent_until = morning.date() + dt.timedelta(days=3)
    mailed.employee.save()
    tell_about(RETURNED, mailed.employee, now=morning)
    assert OutboxRow.objects.count() == 0
    assert prepare_digests(now=morning + dt.timedelta(days=3)) == 0
    back = morning + dt.timedelta(days=4)
    assert prepare_digests(now=back) == 1
    send(back)
    assert len(mail.outbox) == 1


class _Failing(EmailBackend):
    """Fails as told, the number of times told, before or after the mail is taken."""

    problem: Any = None
    opens = True
    takes = False

    def open(self) -> bool:
        if not type(self).opens:
            raise ConnectionRefusedError
        return True

    def send_messages(self, messages: Any) -> int:
        if type(self).takes:
            super().send_messages(messages)
        if type(self).problem is not None:
            raise type(self).problem
        return super().send_messages(messages)


@pytest.fixture
def failing(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    settings.EMAIL_BACKEND = f"{__name__}._Failing"
    monkeypatch.setattr("balise.web.notifications.sending.get_connection", _Failing)

    def as_told(**how: Any) -> None:
        for name, value in ({"problem": None, "opens": True, "takes": False} | how).items():
            setattr(_Failing, name, value)

    return as_told


@pytest.mark.parametrize(
    ("how", "state"),
    [
        ({"opens": False}, "waiting"),
        ({"problem": smtplib.SMTPRecipientsRefused({"x": (450, b"later")})}, "waiting"),
        ({"problem": smtplib.SMTPRecipientsRefused({"x": (550, b"unknown")})}, "failed"),
        ({"problem": smtplib.SMTPDataError(451, b"busy")}, "waiting"),
        ({"problem": smtplib.SMTPSenderRefused(553, b"no", "x")}, "failed"),
        ({"problem": smtplib.SMTPServerDisconnected("gone")}, "uncertain"),
        ({"problem": TimeoutError()}, "uncertain"),
    ],
)
def test_what_surely_did_not_leave_is_told_from_what_nobody_knows(
    mailed: SimpleNamespace,
    tell_about: Tell,
    failing: Callable[..., None],
    morning: dt.datetime,
    how: dict[str, Any],
    state: str,
) -> None:
    tell_about(RETURNED, mailed.employee, now=morning)
    failing(**how)
    dispatch(clock=lambda: morning)
    row = OutboxRow.objects.get()
    assert row.state == state
    assert "example.org" not in row.error
    failing()
    dispatch(clock=lambda: morning + dt.timedelta(hours=3))
    assert len(mail.outbox) == (1 if state == "waiting" else 0)


def test_a_mail_taken_before_the_line_broke_is_not_sent_again(
    mailed: SimpleNamespace, tell_about: Tell, failing: Callable[..., None], morning: dt.datetime
) -> None:
    tell_about(RETURNED, mailed.employee, now=morning)
    failing(takes=True, problem=smtplib.SMTPServerDisconnected("gone"))
    dispatch(clock=lambda: morning)
    failing()
    for hours in (1, 5, 30):
        dispatch(clock=lambda hours=hours: morning + dt.timedelta(hours=hours))
    assert len(mail.outbox) == 1
    assert OutboxRow.objects.get().state == "uncertain"


def test_a_dispatcher_killed_while_sending_leaves_it_uncertain(
    mailed: SimpleNamespace, tell_about: Tell, send: Callable[..., int], morning: dt.datetime
) -> None:
    from balise.web.outbox.dispatching import take

    tell_about(RETURNED, mailed.employee, now=morning)
    assert take(now=morning) is not None  # and nothing more: it was killed
    send(morning + LEASE + dt.timedelta(seconds=1))
    assert OutboxRow.objects.get().state == "uncertain"
    assert mail.outbox == []


def test_a_kind_of_an_app_that_left_is_not_an_error(
    mailed: SimpleNamespace, tell_about: Tell, send: Callable[..., int], morning: dt.datetime
) -> None:
    tell_about(RETURNED, mailed.employee, now=morning)
    tell_about(PUBLISHED, mailed.employee, now=morning)
    Notification.objects.update(kind="gone.kind")
    send()
    assert mail.outbox == []
    assert find("gone.kind") is None
