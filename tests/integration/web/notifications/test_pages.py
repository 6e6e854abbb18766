"""The bell, the list, the preferences, and the link of mails."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from balise.web.audit.models import Record
from balise.web.notifications.models import Notification, Preference
from balise.web.notifications.writing import EVERYTHING, read_token, unsubscribe_token
from balise.web.people.models import Person
from balise.web.publishing.telling import ASKED, PUBLISHED, RETURNED

pytestmark = pytest.mark.django_db
Tell = Callable[..., int]
Sign = Callable[[Person], Client]


def test_the_bell_counts_what_is_not_read(
    mailed: SimpleNamespace, tell_about: Tell, signed_in: Sign, now: dt.datetime
) -> None:
    for subject in (1, 2):
        tell_about(RETURNED, mailed.employee, now=now, subject=subject)
    browser = signed_in(mailed.employee)
    page = browser.get("/avis/").content.decode()
    assert page.count("Une de vos publications vous est retournée.") >= 2
    assert '<span class="nav-count">2' in page
    latest = Notification.objects.order_by("-pk").first()
    assert latest is not None
    answer = browser.post(f"/avis/{latest.pk}/ouvrir/")
    assert answer["Location"] == "/publications/2/"
    assert '<span class="nav-count">1' in browser.get("/avis/").content.decode()
    browser.post("/avis/lus/", {"until": latest.pk})
    assert not Notification.objects.filter(read=None).exists()
    assert "Tout est lu" in browser.get("/avis/").content.decode()
    assert "retournée" in browser.get("/avis/?voir=tout").content.decode()


def test_what_comes_while_one_reads_stays_unread(
    mailed: SimpleNamespace, tell_about: Tell, signed_in: Sign, now: dt.datetime
) -> None:
    tell_about(RETURNED, mailed.employee, now=now)
    shown = Notification.objects.get()
    tell_about(PUBLISHED, mailed.employee, now=now)
    signed_in(mailed.employee).post("/avis/lus/", {"until": shown.pk})
    assert Notification.objects.filter(read=None).get().kind == PUBLISHED.id


def test_nobody_reads_or_marks_those_of_somebody_else(
    mailed: SimpleNamespace, tell_about: Tell, signed_in: Sign, now: dt.datetime
) -> None:
    tell_about(RETURNED, mailed.employee, now=now)
    theirs = Notification.objects.get()
    other = signed_in(mailed.hr)
    assert "retournée" not in other.get("/avis/?voir=tout").content.decode()
    for way in ("ouvrir", "lu"):
        assert other.post(f"/avis/{theirs.pk}/{way}/").status_code == 404
    other.post("/avis/lus/", {"until": 10**9})
    theirs.refresh_from_db()
    assert theirs.read is None
    for odd in ("", "x", "-1", "9" * 40):
        assert other.post("/avis/lus/", {"until": odd}).status_code == 302
    assert other.post("/avis/99999999999999999999/lu/").status_code == 404


def test_a_title_is_shown_to_who_may_see_the_publication_only(
    mailed: SimpleNamespace, tell_about: Tell, signed_in: Sign, now: dt.datetime
) -> None:
    from balise.web.publishing.content import Draft
    from balise.web.publishing.transitions import create_publication

    made = create_publication(
        actor=mailed.employee,
        voice="official",
        draft=Draft(common="x", networks=("facebook",)),
        title="Surprise",
        now=now,
    )
    tell_about(RETURNED, mailed.employee, mailed.hr, now=now, subject=made.pk)
    assert "Surprise" in signed_in(mailed.employee).get("/avis/").content.decode()
    assert "Surprise" not in signed_in(mailed.hr).get("/avis/").content.decode()


def test_preferences_are_kept_and_obeyed(
    mailed: SimpleNamespace, tell_about: Tell, signed_in: Sign, now: dt.datetime
) -> None:
    browser = signed_in(mailed.employee)
    page = browser.get("/avis/preferences/").content.decode()
    assert "elise@example.org" in page
    assert RETURNED.id in page
    assert ASKED.id not in page  # an employee answers nothing
    from balise.web.notifications.queries import choices_of

    usual = {kind.id: how.value for kind, how in choices_of(mailed.employee, today=now.date())}
    chosen = usual | {RETURNED.id: "daily", PUBLISHED.id: "none"}
    assert browser.post("/avis/preferences/", chosen).status_code == 302
    assert dict(Preference.objects.values_list("kind", "how")) == {RETURNED.id: "daily", PUBLISHED.id: "none"}
    tell_about(RETURNED, mailed.employee, now=now)
    tell_about(PUBLISHED, mailed.employee, now=now)
    assert dict(Notification.objects.values_list("kind", "mail")) == {RETURNED.id: "daily", PUBLISHED.id: "none"}
    assert browser.post("/avis/preferences/", chosen | {RETURNED.id: "none"}).status_code == 302
    assert set(Notification.objects.values_list("mail", flat=True)) == {"none"}  # nor does what waited go out
    assert browser.post("/avis/preferences/", usual).status_code == 302
    assert not Preference.objects.exists()
    assert browser.post("/avis/preferences/", usual | {RETURNED.id: "hourly"}).status_code == 422
    assert Record.objects.filter(tag="person:notification:choose").count() == 3


def test_the_link_of_a_mail_shows_then_turns_off(mailed: SimpleNamespace, client: Client) -> None:
    address = f"/avis/desabonnement/{unsubscribe_token(mailed.employee, PUBLISHED.id)}/"
    page = client.get(address)
    assert page.status_code == 200
    assert "Ma publication est en ligne" in page.content.decode()
    assert not Preference.objects.exists()  # programs that open every link turn nothing off
    strict = Client(enforce_csrf_checks=True)  # what a mail program posts by itself, RFC 8058
    done = strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert dict(Preference.objects.values_list("kind", "how")) == {PUBLISHED.id: "none"}
    assert Record.objects.get().tag == "system:notification:unsubscribe"


def test_the_link_of_the_daily_mail_leaves_duties(mailed: SimpleNamespace, client: Client) -> None:
    client.post(f"/avis/desabonnement/{unsubscribe_token(mailed.communications, EVERYTHING)}/")
    off = set(Preference.objects.values_list("kind", flat=True))
    assert RETURNED.id in off
    assert ASKED.id not in off


def test_a_link_nobody_signed_is_refused(mailed: SimpleNamespace, client: Client) -> None:
    good = unsubscribe_token(mailed.employee, PUBLISHED.id)
    assert read_token(good) == (mailed.employee.pk, PUBLISHED.id)
    other = good.replace(f"{mailed.employee.pk}.", f"{mailed.hr.pk}.", 1)
    for token in (other, good[:-1], "x", "1.*", f"{mailed.employee.pk}.nothing"):
        assert client.post(f"/avis/desabonnement/{token}/").status_code == 404
    assert client.post(f"/avis/desabonnement/{unsubscribe_token(mailed.employee, 'gone')}/").status_code == 404
    assert not Preference.objects.exists()


def test_the_list_costs_a_bounded_number_of_queries(
    mailed: SimpleNamespace,
    tell_about: Tell,
    signed_in: Sign,
    now: dt.datetime,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for subject in range(60):
        tell_about(RETURNED, mailed.employee, now=now, subject=subject)
    browser = signed_in(mailed.employee)
    browser.get("/avis/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        page = browser.get("/avis/")
    assert "Suivante" in page.content.decode()
