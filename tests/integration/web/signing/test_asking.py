"""Campaigns, reminders that stop, exemptions, people by versions, the register, one person's trail."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from balise.web.notifications.models import Notification
from balise.web.outbox.models import OutboxRow
from balise.web.signatures.means import Session
from balise.web.signing import answers_transitions, asking_transitions
from balise.web.signing.models import Attestation, Campaign, Due, Exemption
from tests.integration.web.signing.conftest import FRENCH

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def launched(published: Any, cast: Any, now: Any, today: Any) -> Any:
    def make() -> Any:
        published()
        campaign = Campaign.objects.get(state="prepared")
        return asking_transitions.launch(
            actor=cast.hr, campaign=campaign, chosen="all", team=None, due=campaign.due, now=now
        )

    return make


def answers(person: Any, version: Any, now: Any, *, agrees: bool = True) -> Attestation:
    act = answers_transitions.Act(session=Session(mark="m" * 16, entered_by=""), means="password", drawn=False)
    said = answers_transitions.Answer(
        acknowledged=True,
        agrees=agrees,
        name=person.name,
        date=now.date() if now.hour > 5 else now.date() - DAY,
        place="Lévis",
    )
    return answers_transitions.give(actor=person, person=person, version=version, answer=said, act=act, now=now)


def _html(response: Any) -> str:
    return response.content.decode()


def test_an_answer_reads_what_asked_for_it(launched: Any, cast: Any, now: Any) -> None:
    version = launched().version
    unread = Notification.objects.filter(person=cast.employee, kind="attestation.due", read=None)
    assert unread.count() == 1
    answers(cast.employee, version, now)
    assert unread.count() == 0
    assert Notification.objects.filter(kind="attestation.due", read=None).exists()  # the others are still asked


def test_a_new_version_prepares_its_campaign_and_one_click_launches_it(
    published: Any, cast: Any, signed_in: Any
) -> None:
    published()
    hr = signed_in(cast.hr)
    assert "Une campagne est prête" in _html(hr.get("/politique/suivi/"))
    campaign = Campaign.objects.get()
    page = _html(hr.get(f"/politique/campagnes/{campaign.pk}/"))
    assert f'value="{campaign.due:%d/%m/%Y}"' in page
    given = {"population": "all", "due": f"{campaign.due:%d/%m/%Y}", "team": ""}
    assert hr.post(f"/politique/campagnes/{campaign.pk}/", given).status_code == 302
    campaign.refresh_from_db()
    assert (campaign.state, campaign.asked) == ("open", Due.objects.count())
    assert not Due.objects.filter(person=cast.partner).exists()
    again = hr.post(f"/politique/campagnes/{campaign.pk}/", given, follow=True)
    assert "déjà lancée" in _html(again)


def test_mails_of_a_campaign_go_through_the_outbox(launched: Any, cast: Any) -> None:
    cast.employee.email = "elise@example.org"
    cast.employee.save()
    launched()
    told = Notification.objects.get(person=cast.employee, kind="attestation.due")
    assert OutboxRow.objects.filter(kind="notifications.mail", payload={"notification": told.pk}).count() == 1


def test_a_team_only_is_asked(published: Any, cast: Any, now: Any, today: Any) -> None:
    published()
    asking_transitions.launch(
        actor=cast.hr, campaign=Campaign.objects.get(), chosen="team", team=cast.manager, due=today, now=now
    )
    assert [one.person for one in Due.objects.all()] == [cast.employee]


def test_reminders_climb_once_a_day_and_stop_when_answered(launched: Any, cast: Any, now: Any) -> None:
    campaign = launched()
    due = dt.datetime.combine(campaign.due, dt.time(15), tzinfo=dt.UTC)
    mine = Notification.objects.filter(person=cast.employee, kind="attestation.due")
    late = Notification.objects.filter(kind="attestation.late")
    assert asking_transitions.remind(now=due - 5 * DAY) == 0
    for _ in range(2):
        asking_transitions.remind(now=due - 3 * DAY)
    assert mine.count() == 2
    asking_transitions.remind(now=due)
    assert (mine.count(), late.count()) == (3, 0)
    asking_transitions.remind(now=due + 3 * DAY)
    assert set(late.values_list("person_id", flat=True)) == {cast.manager.pk}
    asking_transitions.remind(now=due + 7 * DAY)
    assert cast.hr.pk in set(late.values_list("person_id", flat=True))
    told = mine.count()
    assert asking_transitions.remind(now=due + 30 * DAY) == 0
    assert mine.count() == told == 5


def test_who_answered_no_is_not_reminded_nor_told_of(launched: Any, cast: Any, now: Any) -> None:
    campaign = launched()
    answers(cast.employee, campaign.version, now, agrees=False)
    due = dt.datetime.combine(campaign.due, dt.time(15), tzinfo=dt.UTC)
    before = Notification.objects.filter(person=cast.employee, kind="attestation.due").count()
    for days in (-3, 0, 3, 7):
        asking_transitions.remind(now=due + days * DAY)
    assert Notification.objects.filter(person=cast.employee, kind="attestation.due").count() == before
    assert not Notification.objects.filter(person=cast.manager, kind="attestation.late").exists()


def test_an_exemption_stops_reminders_until_its_end(launched: Any, cast: Any, signed_in: Any, now: Any) -> None:
    campaign = launched()
    hr = signed_in(cast.hr)
    until = campaign.due + 2 * DAY
    address = f"/politique/personnes/{cast.employee.pk}/exemption/"
    assert hr.post(address, {"until": "01/01/2001", "reason": "congé-canari"}).status_code == 422
    assert hr.post(address, {"until": f"{until:%d/%m/%Y}", "reason": ""}).status_code == 422
    assert hr.post(address, {"until": f"{until:%d/%m/%Y}", "reason": "congé-canari"}).status_code == 302
    assert b"canari" not in bytes(Exemption.objects.get().reason)
    due = dt.datetime.combine(campaign.due, dt.time(15), tzinfo=dt.UTC)
    asking_transitions.remind(now=due)
    assert Due.objects.get(person=cast.employee).reminders == 0
    asking_transitions.remind(now=due + 3 * DAY)
    assert Due.objects.get(person=cast.employee).reminders == 1


def test_a_manager_sees_that_an_answer_came_and_never_which(launched: Any, cast: Any, signed_in: Any, now: Any) -> None:
    campaign = launched()
    answers(cast.employee, campaign.version, now, agrees=False)
    page = _html(signed_in(cast.manager).get("/politique/suivi/"))
    assert "Elise" in page
    assert "Répondu" in page
    assert "refusée" not in page
    assert "Prune" not in page
    hr = _html(signed_in(cast.hr).get("/politique/suivi/"))
    assert "Lue, refusée" in hr
    assert "Prune" in hr


def test_filters_keep_some_and_the_number_of_queries(
    launched: Any, cast: Any, signed_in: Any, now: Any, django_assert_max_num_queries: Any
) -> None:
    campaign = launched()
    answers(cast.employee, campaign.version, now)
    hr = signed_in(cast.hr)
    assert "Elise" not in _html(hr.get("/politique/suivi/?etat=owed"))
    assert "Elise" in _html(hr.get("/politique/suivi/?etat=answered"))
    assert "Prune" not in _html(hr.get("/politique/suivi/?nom=elis"))
    with django_assert_max_num_queries(40):
        hr.get("/politique/suivi/")


def test_a_new_version_closes_what_was_asked_of_the_one_before(launched: Any, published: Any) -> None:
    first = launched()
    published(FRENCH + "\nFin.\n")
    first.refresh_from_db()
    assert first.state == "closed"
    assert set(Due.objects.values_list("state", flat=True)) == {"dropped"}
    assert Campaign.objects.filter(state="prepared").count() == 1


def test_the_register_is_a_sheet_without_formulas(launched: Any, cast: Any, signed_in: Any, now: Any) -> None:
    campaign = launched()
    cast.employee.name = "=1+1"
    cast.employee.save()
    answers(cast.employee, campaign.version, now)
    sheet = _html(signed_in(cast.hr).get("/politique/suivi/registre.csv"))
    assert "'=1+1;1;Oui;Oui" in sheet
    assert signed_in(cast.manager).get("/politique/suivi/registre.csv").status_code == 403


def test_an_inspector_is_shown_one_person_s_whole_trail(launched: Any, cast: Any, signed_in: Any, now: Any) -> None:
    campaign = launched()
    answers(cast.employee, campaign.version, now, agrees=False)
    answers(cast.employee, campaign.version, now)
    page = _html(signed_in(cast.hr).get(f"/politique/personnes/{cast.employee.pk}/"))
    for one in Attestation.objects.all():
        assert one.number in page
    assert "remplacée depuis" in page
    assert signed_in(cast.manager).get(f"/politique/personnes/{cast.employee.pk}/").status_code == 403
