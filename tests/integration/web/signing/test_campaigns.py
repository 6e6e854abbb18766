"""Campaigns: who is missing, closing one, asking again those who were dropped, and the register to keep."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from pypdf import PdfReader

from balise.documents.seals import Standing
from balise.web.audit.models import Record
from balise.web.evidence import sealing
from balise.web.signing import asking_transitions
from balise.web.signing.models import Campaign, Due
from tests.integration.web.signing.test_asking import answers

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
ALL = "/politique/campagnes/"


@pytest.fixture(autouse=True)
def _of_this_test(settings: Any, tmp_path: Any) -> None:
    settings.BALISE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def launched(published: Any, cast: Any, now: Any) -> Campaign:
    published()
    campaign = Campaign.objects.get(state="prepared")
    return asking_transitions.launch(
        actor=cast.hr, campaign=campaign, chosen="all", team=None, due=campaign.due, now=now
    )


def html(response: Any) -> str:
    return response.content.decode()


def test_a_campaign_says_who_is_missing_and_how(launched: Any, cast: Any, signed_in: Any, now: Any, today: Any) -> None:
    answers(cast.employee, launched.version, now)
    asking_transitions.exempt(actor=cast.hr, person=cast.privacy, until=today + DAY, reason="congé-canari", now=now)
    Due.objects.filter(person=cast.manager).update(due=today - DAY)
    hr = signed_in(cast.hr)
    assert "Campagnes" in html(hr.get("/politique/suivi/"))
    assert f"{ALL}{launched.pk}/suivi/" in html(hr.get(ALL))
    page = html(hr.get(f"{ALL}{launched.pk}/", follow=True))
    assert "Elise" not in page
    for name, state in (("Prune", "Exempté"), ("Manon", "En retard"), ("Denise", "À répondre")):
        assert name in page
        assert state in page
    assert "canari" not in page
    assert signed_in(cast.manager).get(f"{ALL}{launched.pk}/suivi/").status_code == 403


def test_closing_says_what_is_missing_then_asks_no_more(
    launched: Any, cast: Any, signed_in: Any, now: Any, today: Any
) -> None:
    answers(cast.employee, launched.version, now)
    owed = Due.objects.filter(state="due").count()
    hr = signed_in(cast.hr)
    address = f"{ALL}{launched.pk}/fermer/"
    page = html(hr.get(address))
    assert f"{owed} personnes n’ont pas répondu" in page
    assert "Manon" in page
    assert Due.objects.filter(state="due").count() == owed
    assert "est fermée" in html(hr.post(address, follow=True))
    launched.refresh_from_db()
    assert launched.state == "closed"
    assert set(Due.objects.values_list("state", flat=True)) == {"answered", "dropped"}
    assert asking_transitions.remind(now=now + 60 * DAY) == 0
    page = html(hr.get(f"{ALL}{launched.pk}/suivi/"))
    assert page.count("Sans réponse, plus demandée") == owed
    assert "Manon;1;;;;;;;;Sans réponse" in html(hr.get(f"{ALL}{launched.pk}/registre/csv/"))
    assert "déjà fermée" in html(hr.post(address, follow=True))
    assert Record.objects.filter(tag="person:campaign:close").count() == 1
    assert hr.post(f"{ALL}99999/fermer/").status_code == 404


def test_another_campaign_asks_again_those_who_were_dropped(
    launched: Any, cast: Any, signed_in: Any, now: Any, today: Any
) -> None:
    answers(cast.employee, launched.version, now)
    asking_transitions.close(actor=cast.hr, campaign=launched, now=now)
    hr = signed_in(cast.hr)
    to = hr.post(f"{ALL}nouvelle/")["Location"]
    assert hr.post(f"{ALL}nouvelle/")["Location"] == to  # the one that waits, not a second one
    given = {"population": "all", "due": f"{today + 5 * DAY:%d/%m/%Y}", "team": ""}
    assert hr.post(to, given).status_code == 302
    again = Campaign.objects.exclude(pk=launched.pk).get()
    assert set(Due.objects.exclude(person=cast.employee).values_list("state", "campaign", "reminders")) == {
        ("due", again.pk, 0)
    }
    assert again.asked == Due.objects.filter(state="due").count()
    assert Due.objects.get(person=cast.employee).state == "answered"


@pytest.mark.parametrize("of", ["version", "campaign"])
def test_the_register_is_a_sealed_pdf_and_a_sheet(
    launched: Any, cast: Any, signed_in: Any, now: Any, today: Any, of: str
) -> None:
    cast.employee.name = "=1+1 Élise"
    cast.employee.save()
    answers(cast.employee, launched.version, now, agrees=False)
    asking_transitions.exempt(actor=cast.hr, person=cast.privacy, until=today + DAY, reason="congé-canari", now=now)
    address = "/politique/registre/1/" if of == "version" else f"{ALL}{launched.pk}/registre/"
    hr = signed_in(cast.hr)
    pdf = hr.get(f"{address}pdf/")
    assert pdf["Content-Type"] == "application/pdf"
    assert sealing.verified(pdf.content).standing is Standing.INTACT
    said = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    for words in ("Lue, refusée", "Exempté", "Manon", launched.version.content_hash[:20]):
        assert words in said
    assert "canari" not in said
    sheet = html(hr.get(f"{address}csv/"))
    assert "'=1+1 Élise;1;Oui;Non" in sheet
    assert "Manon;1;;;;;;;;À répondre" in sheet
    for somebody in (cast.manager, cast.management, cast.employee):
        assert signed_in(somebody).get(f"{address}pdf/").status_code == 403
    assert hr.get(f"{address}exe/").status_code == 404


def test_a_register_of_a_campaign_holds_only_whom_it_asked(
    published: Any, cast: Any, signed_in: Any, now: Any, today: Any
) -> None:
    published()
    campaign = asking_transitions.launch(
        actor=cast.hr, campaign=Campaign.objects.get(), chosen="team", team=cast.manager, due=today, now=now
    )
    answers(cast.privacy, campaign.version, now)
    hr = signed_in(cast.hr)
    sheet = html(hr.get(f"{ALL}{campaign.pk}/registre/csv/"))
    assert "Elise" in sheet
    assert "Prune" not in sheet
    assert "Prune" in html(hr.get("/politique/registre/1/csv/"))


def test_a_register_asks_few_questions(
    launched: Any, cast: Any, signed_in: Any, now: Any, django_assert_max_num_queries: Any
) -> None:
    answers(cast.employee, launched.version, now)
    hr = signed_in(cast.hr)
    hr.get("/politique/registre/1/csv/")
    with django_assert_max_num_queries(15):
        hr.get("/politique/registre/1/csv/")
