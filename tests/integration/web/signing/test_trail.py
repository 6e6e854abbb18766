"""One person's whole trail for an inspector, what is sealed in it, and how HR finds an answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from balise.web.audit.models import Record
from balise.web.outbox.dispatching import dispatch
from balise.web.search.queries import Wanted, search
from balise.web.signing import asking_transitions, links_transitions
from balise.web.signing.models import Attestation, Exemption, RefusalReason
from balise.web.vault.sealing import destroy, seal
from tests.integration.web.signing.test_asking import answers

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _of_this_test(settings: Any, tmp_path: Any) -> None:
    settings.BALISE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


def html(response: Any) -> str:
    return response.content.decode()


def test_the_trail_holds_links_certificates_exemptions_and_every_act(
    published: Any, cast: Any, signed_in: Any, now: Any, today: Any
) -> None:
    version = published()
    asking_transitions.ask(actor=asking_transitions.HIRE, person=cast.employee, version=version, due=today, now=now)
    link, _code = links_transitions.give_link(
        actor=cast.manager, person=cast.employee, version=version, mail=False, now=now
    )
    links_transitions.tried(link, "00000000", now=now)
    asking_transitions.exempt(actor=cast.hr, person=cast.employee, until=today + DAY, reason="congé-canari", now=now)
    answers(cast.employee, version, now)
    dispatch()
    one = Attestation.objects.get()
    page = html(signed_in(cast.hr).get(f"/politique/personnes/{cast.employee.pk}/"))
    for words in (one.number, "certificat", "lien donné", "1 mauvais code", "a donné un lien", "a répondu", "Manon"):
        assert words in page
    assert "a accordé une exemption" in page
    assert "canari" not in page
    assert "Prune" not in page


def test_acts_about_others_are_not_in_it(published: Any, cast: Any, signed_in: Any, now: Any) -> None:
    version = published()
    answers(cast.privacy, version, now)
    page = html(signed_in(cast.hr).get(f"/politique/personnes/{cast.employee.pk}/"))
    assert "a répondu à la politique" not in page


def test_the_reason_of_an_exemption_is_for_hr_and_each_reading_is_in_the_audit(
    published: Any, cast: Any, signed_in: Any, now: Any, today: Any
) -> None:
    published()
    asking_transitions.exempt(actor=cast.hr, person=cast.employee, until=today + DAY, reason="congé-canari", now=now)
    one = Exemption.objects.get()
    address = f"/politique/personnes/{cast.employee.pk}/exemption/{one.pk}/raison/"
    read = Record.objects.filter(tag="person:exemption:read", subject_id=str(one.pk))
    for somebody in (cast.manager, cast.management, cast.employee, cast.auditor, cast.admin):
        assert signed_in(somebody).post(address).status_code == 403
    hr = signed_in(cast.hr)
    assert hr.get(address).status_code == 405
    assert not read.exists()
    for times in (1, 2):
        assert "congé-canari" in html(hr.post(address))
        assert read.count() == times
    assert hr.post(f"/politique/personnes/{cast.privacy.pk}/exemption/{one.pk}/raison/").status_code == 404
    assert read.count() == 2
    asking_transitions.end_exemption(actor=cast.hr, exemption=one, now=now)
    assert "congé-canari" in html(hr.post(address))
    destroy(table=asking_transitions.REASONS, record=one.pk, now=now)
    assert "a été détruite" in html(hr.post(address, follow=True))


def test_no_page_says_why_somebody_refused_without_a_record(
    published: Any, cast: Any, signed_in: Any, now: Any, today: Any
) -> None:
    """Every address of HR's that speaks of the person, then the one that opens the reason."""
    version = published()
    made = answers(cast.employee, version, now, agrees=False)
    RefusalReason.objects.create(
        attestation=made,
        sealed=seal("raison-canari", table="signing.refusalreason", column="sealed", record=made.pk),
    )
    dispatch()
    hr = signed_in(cast.hr)
    for address in (
        "/politique/reponses/",
        f"/politique/reponses/{made.number}/",
        f"/politique/personnes/{cast.employee.pk}/",
        "/politique/suivi/",
        "/politique/suivi/registre.csv",
        "/politique/registre/1/csv/",
        f"/recherche/?q={made.number}",
    ):
        answer = hr.get(address)
        assert answer.status_code == 200, address
        assert "canari" not in html(answer), address
    read = Record.objects.filter(tag="person:refusalreason:read")
    assert not read.exists()
    for times in (1, 2):
        assert "raison-canari" in html(hr.post(f"/politique/reponses/{made.number}/raison/"))
        assert read.count() == times


def test_hr_alone_finds_an_answer_by_number_and_by_name(
    published: Any, cast: Any, signed_in: Any, now: Any, today: Any
) -> None:
    version = published()
    one = answers(cast.employee, version, now, agrees=False)

    def found(person: Any, words: str) -> list[str]:
        page = search(reader=person, wanted=Wanted(words=words), today=today)
        return [hit.entry.record for hit in page.hits if hit.entry.kind == "attestation"]

    for words in (one.number, one.number.lower(), "Elise"):
        assert found(cast.hr, words) == [str(one.pk)]
        for somebody in (cast.employee, cast.manager, cast.management, cast.auditor):
            assert found(somebody, words) == []
    assert found(cast.hr, "refusée") == []
    hr = signed_in(cast.hr)
    assert hr.get(f"/politique/reponses/n/{one.pk}/")["Location"] == f"/politique/reponses/{one.number}/"
    assert hr.get("/politique/reponses/n/999999/").status_code == 404
