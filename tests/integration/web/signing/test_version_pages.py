"""Pages of the policy: what staff read, what those who prepare it see, and what each gesture answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balise.web.questions import transitions as questions
from balise.web.signing import versions_signed
from balise.web.signing.models.versions import ClauseAnchor, PolicyVersion
from balise.web.signing.versions_content import fingerprint
from balise.web.verdicts.engine import Part, judge, the_policy
from balise.web.verdicts.explaining import notes_at
from tests.integration.web.signing.conftest import ENGLISH, FRENCH

pytestmark = pytest.mark.django_db


def _html(response: Any) -> str:
    return response.content.decode()


def test_before_the_first_version_the_page_says_what_will_be_there(cast: Any, signed_in: Any) -> None:
    assert "apparaîtra ici" in _html(signed_in(cast.employee).get("/politique/"))


def test_staff_read_whole_or_section_by_section_and_side_by_side(published: Any, cast: Any, signed_in: Any) -> None:
    published(FRENCH, ENGLISH)
    client = signed_in(cast.employee)
    whole = _html(client.get("/politique/"))
    assert 'id="s-3.3"' in whole
    assert "Les injures, les menaces" in whole
    assert "Préparation" not in whole
    one = _html(client.get("/politique/1/?section=s-3.4"))
    assert "Les injures" not in one
    assert "Ce qui n'est pas public" in one
    assert "section=s-3.3" in one
    assert "section=s-stationnement" in one
    beside = _html(client.get("/politique/1/?langue=cote"))
    assert "Les injures, les menaces" in beside
    assert "Insults, threats" in beside
    assert 'lang="en"' in beside
    assert "Seul le texte français fait autorité" in beside
    english = _html(client.get("/politique/1/?langue=en"))
    assert "Les injures, les menaces" not in english


def test_a_clause_reads_in_plain_words_beside_the_official_passage(published: Any, cast: Any, signed_in: Any) -> None:
    client = signed_in(cast.employee)
    before = _html(client.get("/politique/article/3.4/"))
    assert "Aucun passage du texte officiel" in before
    published(FRENCH)
    page = _html(client.get("/politique/article/3.4/"))
    assert "Article 3.4 – Renseignements confidentiels" in page
    assert "Ce qui n&#x27;est pas public" in page or "Ce qui n'est pas public" in page
    assert "/politique/1/?langue=fr#s-3.4" in page
    assert "À éviter" in page
    assert "/politique/article/3.4/" in _html(client.get("/politique/"))
    assert client.get("/politique/article/9.9/").status_code == 404
    found = ClauseAnchor.objects.get(clause_id="3.4", language="fr")
    assert client.get(f"/politique/passage/{found.pk}/")["Location"] == "/politique/article/3.4/"
    assert client.get("/politique/passage/99999/").status_code == 404
    assert client.get("/politique/passage/99999999999999999999/").status_code == 404


def test_the_file_comes_back_byte_for_byte_and_never_runs(published: Any, cast: Any, signed_in: Any) -> None:
    published()
    response = signed_in(cast.employee).get("/politique/1/original/fr/")
    assert response.content == FRENCH.encode()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert signed_in(cast.employee).get("/politique/1/original/en/").status_code == 404


def test_a_version_withdrawn_while_read_stays_readable_and_says_so(published: Any, cast: Any, signed_in: Any) -> None:
    published()
    published(FRENCH + "\nFin.\n")
    page = _html(signed_in(cast.employee).get("/politique/1/"))
    assert "n’est plus en vigueur" in page
    assert "Les injures, les menaces" in page


def test_drafts_are_not_there_for_staff(drafted: Any, cast: Any, signed_in: Any) -> None:
    drafted()
    client = signed_in(cast.employee)
    assert client.get("/politique/1/").status_code == 404
    assert client.get("/politique/1/original/fr/").status_code == 404
    assert client.get("/politique/99999999999999999999/").status_code == 404
    assert "Version n° 1" not in _html(client.get("/politique/versions/"))


def test_only_what_changed_since_one_s_answer_is_shown(
    published: Any, cast: Any, signed_in: Any, monkeypatch: Any
) -> None:
    first = published()
    published(FRENCH.replace("On peut être en désaccord.", "Chacun peut être en désaccord."))
    monkeypatch.setattr(versions_signed, "_finders", [lambda person: first if person.pk == cast.employee.pk else None])
    client = signed_in(cast.employee)
    page = _html(client.get("/politique/"))
    assert "/politique/2/changements/?depuis=1" in page
    changed = _html(client.get("/politique/2/changements/?depuis=1"))
    assert "Chacun" in changed
    assert "Ce qui n'est pas public" not in changed
    assert "2 sections n’ont pas changé" in changed
    assert "changements/?depuis=1" not in _html(signed_in(cast.manager).get("/politique/"))
    for odd in ("depuis=2", "depuis=7", "depuis=99999999999999"):
        assert client.get(f"/politique/2/changements/?{odd}").status_code in {200, 404}


def test_a_version_is_prepared_approved_and_published_from_pages(cast: Any, signed_in: Any) -> None:
    hr, management = signed_in(cast.hr), signed_in(cast.management)
    assert hr.post("/politique/versions/nouvelle/").url == "/politique/versions/1/"
    file = SimpleUploadedFile("Politique d’été <1>.md", FRENCH.encode())
    assert hr.post("/politique/versions/1/texte/", {"language": "fr", "file": file}).status_code == 302
    page = _html(hr.get("/politique/versions/1/"))
    assert "Articles sans passage" in page
    assert "Stationnement" in page
    assert "Approuver cette version" not in page
    fixed = hr.get("/politique/versions/1/article/fr/3.6/?section=s-3.3")
    assert "On peut être en désaccord." in _html(fixed)
    where = "/politique/versions/1/article/fr/3.6/"
    assert hr.post(where, {"section": "s-3.3"}).status_code == 422
    assert hr.post(where, {"section": "s-3.3", "paragraphs": ["7"]}).status_code == 422
    assert hr.post(where, {"section": "s-3.3", "paragraphs": ["1"]}).status_code == 302
    assert ClauseAnchor.objects.get(clause_id="3.6").passage == "On peut être en désaccord."
    shown = _html(management.get("/politique/versions/1/"))
    mark = fingerprint(PolicyVersion.objects.get())
    assert mark in shown
    management.post("/politique/versions/1/approuver/", {"content_hash": "old"})
    assert PolicyVersion.objects.get().state == "draft"
    management.post("/politique/versions/1/approuver/", {"content_hash": mark})
    confirm = _html(hr.get("/politique/versions/1/publier/"))
    assert "Sections sans article" in confirm
    hr.post("/politique/versions/1/publier/")
    assert PolicyVersion.objects.get().state == "published"
    assert hr.post("/politique/versions/1/retirer/", {"reason": ""}).status_code == 422
    hr.post("/politique/versions/1/retirer/", {"reason": "erreur"})
    assert PolicyVersion.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("p.exe", b"MZ", "DOCX, PDF ou Markdown"),
        ("p.md", b"", "vide"),
        ("p.pdf", b"%PDF-1.4 x", "abîmé"),
        ("p.docx", b"\x00\x01\x02", "ni un DOCX"),
    ],
)
def test_a_bad_file_is_answered_on_the_page(
    name: str, content: bytes, said: str, drafted: Any, cast: Any, signed_in: Any
) -> None:
    drafted()
    file = SimpleUploadedFile(name, content)
    response = signed_in(cast.hr).post("/politique/versions/1/texte/", {"language": "fr", "file": file})
    assert response.status_code == 422
    assert said in _html(response)
    assert PolicyVersion.objects.get().texts.get().sha256


def test_a_finding_quotes_the_policy_for_staff_and_not_for_the_public(
    published: Any, cast: Any, signed_in: Any, client: Any, settings: Any
) -> None:
    sent = {"text": "Mon voisin est un imbécile.", "voice": "personal"}
    staff = signed_in(cast.employee)
    assert "Ce que dit la politique" not in _html(staff.post("/verifier/constats/", sent))
    published()
    said = _html(staff.post("/verifier/constats/", sent))
    assert "Ce que dit la politique" in said
    assert "Les injures, les menaces" in said
    assert "En bref" in said
    settings.BALISE_PUBLIC_CHECK = True
    assert "Les injures, les menaces" not in _html(client.post("/verifier/ouvert/", sent))


def test_an_answer_quotes_the_policy_and_labels_our_own_words(
    published: Any, cast: Any, signed_in: Any, now: Any
) -> None:
    asked = questions.ask(actor=cast.employee, text="Un message", voice="personal", question="Puis-je?", now=now)
    questions.answer(actor=cast.communications, question=asked, answer="Oui.", clauses=["3.3", "3.6"], now=now)
    page = signed_in(cast.employee)
    where = f"/questions/{asked.pk}/"
    assert "En bref" not in _html(page.get(where))
    version = published()
    said = _html(page.get(where))
    assert "«\u00a0Les injures, les menaces" in said
    assert f"/politique/{version.number}/?langue=fr#s-3.3" in said
    assert said.count("En bref") == 1  # 3.6 has no passage: nothing to tell apart


def test_the_findings_of_a_publication_quote_it_once(published: Any) -> None:
    published()
    judgement = judge([Part(place="text:x", text="Ce voisin est un imbécile et un crétin.")], voice="official")
    notes = notes_at(judgement, "text:x", the_policy(), "fr")
    quoted = [note.passage for note in notes if note.clause == "3.3"]
    assert quoted[0].startswith("Les injures")
    assert set(quoted[1:]) <= {""}
