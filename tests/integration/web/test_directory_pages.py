"""The pages about people, as somebody uses them."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from balise.web.approvals.models import Mandate
from balise.web.audit.models import Record
from balise.web.people.models import Person
from balise.web.publishing import transitions as publishing
from balise.web.publishing.content import Draft
from balise.web.publishing.models import Publication
from balise.web.questions import transitions as questions
from balise.web.setup.models import Organisation
from balise.web.tasks import transitions as feeds
from balise.web.workflow import all_transitions
from balise.web.workflow.wording import words_of

SignIn = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _one_factor(settings: Any, db: None) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True
    cache.clear()


def test_hr_adds_somebody_and_gives_a_sheet_that_opens_once(cast: SimpleNamespace, signed_in: SignIn) -> None:
    browser = signed_in(cast.hr)
    answer = browser.post("/personnes/nouvelle/", {"username": "nadia", "name": "Nadia", "language": "fr"})
    nadia = Person.objects.get(username="nadia")
    assert answer.headers["Location"] == f"/personnes/{nadia.pk}/"
    assert browser.get(f"/personnes/{nadia.pk}/").status_code == 200
    browser.post(f"/personnes/{nadia.pk}/role/", {"role": "employee"})
    sheet = browser.post(f"/personnes/{nadia.pk}/code/").content.decode()
    (code,) = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", sheet)
    newcomer = Client()
    assert newcomer.get("/personnes/code/").status_code == 200
    wrong = newcomer.post("/personnes/code/", {"username": "nadia", "code": "AAAA-BBBB-CCCC"})
    assert wrong.status_code == 422
    entered = newcomer.post("/personnes/code/", {"username": "nadia", "code": code})
    assert (entered.status_code, entered.headers["Location"]) == (302, "/compte/password/set/")
    assert newcomer.get("/personnes/moi/").status_code == 200
    assert Client().post("/personnes/code/", {"username": "nadia", "code": code}).status_code == 422
    listed = browser.get("/personnes/?q=nadia").content.decode()
    assert "Nadia" in listed
    assert "équipe" in listed


def test_tries_at_codes_are_counted(cast: SimpleNamespace) -> None:
    statuses = [
        Client().post("/personnes/code/", {"username": "elise", "code": "AAAA-BBBB-CCCC"}).status_code for _ in range(7)
    ]
    assert statuses[:5] == [422] * 5
    assert statuses[5:] == [429, 429]


def test_a_file_is_previewed_then_applied(cast: SimpleNamespace, signed_in: SignIn) -> None:
    browser = signed_in(cast.hr)
    text = "utilisateur;nom;roles\nnora;Nora Côté;équipe\nelise;Élise B.;équipe\n"
    upload = SimpleUploadedFile("personnes.csv", text.encode("latin-1"))
    page = browser.post("/personnes/importer/", {"file": upload}).content.decode()
    assert "Nora Côté" in page
    assert not Person.objects.filter(username="nora").exists()
    (sealed,) = re.findall(r'name="sealed" value="([^"]+)"', page)
    assert browser.post("/personnes/importer/", {"sealed": sealed + "x"}).status_code == 302
    assert not Person.objects.filter(username="nora").exists()
    done = browser.post("/personnes/importer/", {"sealed": sealed}, follow=True)
    assert done.redirect_chain == [("/personnes/", 302)]
    said = done.content.decode()
    assert "1 personne ajoutée\u00a0: Nora Côté." in said
    assert "1 fiche mise à jour\u00a0: Élise B. (nom)." in said
    assert Person.objects.get(username="nora").name == "Nora Côté"
    assert Record.objects.filter(tag="person:role:grant").count() == 1


def test_a_long_file_names_the_first_ones(cast: SimpleNamespace, signed_in: SignIn) -> None:
    browser = signed_in(cast.hr)
    lines = [f"n{number};Nora {number}" for number in range(13)]
    upload = SimpleUploadedFile("p.csv", "\n".join(["utilisateur;nom", *lines]).encode())
    page = browser.post("/personnes/importer/", {"file": upload}).content.decode()
    (sealed,) = re.findall(r'name="sealed" value="([^"]+)"', page)
    said = browser.post("/personnes/importer/", {"sealed": sealed}, follow=True).content.decode()
    assert "13 personnes ajoutées\u00a0: Nora 0, " in said
    assert "Nora 9, 3 autres." in said
    again = browser.post("/personnes/importer/", {"sealed": sealed}, follow=True).content.decode()
    assert "tout était déjà comme dans le fichier" in again


def test_a_wrong_file_says_where(cast: SimpleNamespace, signed_in: SignIn) -> None:
    upload = SimpleUploadedFile("x.csv", "utilisateur;nom;roles\nnora;Nora;sorcière\n".encode())
    answer = signed_in(cast.hr).post("/personnes/importer/", {"file": upload})
    assert answer.status_code == 422
    assert "ligne 2, colonne roles" in answer.content.decode()


def test_a_profile_and_an_account_change(cast: SimpleNamespace, signed_in: SignIn) -> None:
    browser = signed_in(cast.employee)
    bad = browser.post("/personnes/moi/", {"language": "fr", "absent_from": "2026-07-10", "absent_until": "2026-07-01"})
    assert bad.status_code == 422
    assert "avant le premier" in bad.content.decode()
    assert browser.post("/personnes/moi/", {"language": "en"}).status_code == 302
    assert Person.objects.get(pk=cast.employee.pk).language == "en"
    hr = signed_in(cast.hr)
    hr.post(f"/personnes/{cast.employee.pk}/etat/")
    assert browser.get("/personnes/moi/").status_code == 302  # signed out at once
    hr.post(f"/personnes/{cast.employee.pk}/etat/", {"open": "1"})
    assert Person.objects.get(pk=cast.employee.pk).is_active


def test_history_is_for_those_entitled(cast: SimpleNamespace, signed_in: SignIn) -> None:
    signed_in(cast.hr).post(f"/personnes/{cast.employee.pk}/role/", {"role": "manager"})
    address = f"/personnes/historique/people.person/{cast.employee.pk}/"
    page = signed_in(cast.auditor).get(address).content.decode()
    assert f"{cast.hr.name} a donné un rôle" in page
    assert "gestionnaire" in page
    assert cast.employee.name in page
    assert signed_in(cast.employee).get(address).status_code == 403
    assert "Rien encore" in signed_in(cast.auditor).get("/personnes/historique/people.person/0/").content.decode()
    assert signed_in(cast.auditor).get(f"{address}?avant=9999999999999999999999").status_code == 200


@pytest.mark.parametrize("name", ["auditor", "communications", "management"])
def test_the_history_of_a_thing_is_read_by_whoever_reads_the_thing(
    cast: SimpleNamespace, signed_in: SignIn, name: str
) -> None:
    now, reader = timezone.now(), getattr(cast, name)
    draft = publishing.create_publication(
        actor=cast.employee, voice="official", draft=Draft(common="À finir", networks=("facebook",)), now=now
    )
    question = questions.ask(actor=cast.employee, text="Un texte", voice="personal", question="Puis-je?", now=now)
    browser = signed_in(reader)

    def status(kind: str, pk: object) -> int:
        return browser.get(f"/personnes/historique/{kind}/{pk}/").status_code

    audits = name == "auditor"  # who reads every history, by design
    unseen = 200 if audits else 404
    assert status("people.person", cast.employee.pk) == 200
    assert status("publishing.publication", draft.pk) == unseen  # never sent: its author's alone
    assert status("questions.question", question.pk) == (200 if name == "communications" else unseen)
    assert status("notifications.notification", 1) == unseen
    for nothing in ("0", "x", "9" * 30):
        assert status("people.person", nothing) == unseen


def test_what_people_do_with_their_notices_and_calendar_is_told_to_themselves_alone(
    cast: SimpleNamespace, signed_in: SignIn
) -> None:
    for one in (cast.employee, cast.auditor):
        feeds.open_feed(actor=one, person=one, now=timezone.now())
    act = str(words_of("person:calendar:open").text)
    address = "/personnes/historique/people.person/{}/"
    browser = signed_in(cast.auditor)
    assert Record.objects.filter(tag="person:calendar:open").count() == 2
    assert act not in browser.get(address.format(cast.employee.pk)).content.decode()
    assert act in browser.get(address.format(cast.auditor.pk)).content.decode()


def test_every_act_on_people_reads_as_a_sentence() -> None:
    for act in all_transitions():
        if act.subject in {Person, Publication, Mandate, Organisation}:
            text = str(words_of(f"person:{act.id.replace('.', ':')}").text)
            assert text.startswith(("a ", "s’est ")), (act.id, text)
