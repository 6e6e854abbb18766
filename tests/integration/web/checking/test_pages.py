"""What the check says, with and without JavaScript, and what becomes of odd texts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.verdicts import handover
from balise.web.verdicts.handover import Errand, Handed
from balise.web.workflow import Invalid

WORKS_THERE = "Je travaille chez OPEQ depuis trois ans et je trouve que tout devrait se recycler."
RUDE = "Mon voisin est un imbécile."


def test_findings_are_marked_in_the_text_and_explained_beside_it(desk: Client) -> None:
    page = desk.post("/verifier/", {"text": RUDE, "voice": "personal", "action": "check"}).content.decode()
    assert '<mark class="mark tone-danger"' in page
    assert "Article" in page
    assert "3.3" in page
    assert "Quoi changer" in page
    assert RUDE in page  # still in its field


def test_the_live_part_is_only_the_findings(desk: Client) -> None:
    answer = desk.post("/verifier/constats/", {"text": RUDE, "voice": "personal"}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in page
    assert "<mark" in page
    assert 'hx-swap-oob="innerHTML"' in page


def test_a_clean_text_and_an_empty_one(desk: Client) -> None:
    clean = desk.post("/verifier/", {"text": "Belle journée au parc !", "action": "check"}).content.decode()
    assert "n’a rien à redire" in clean
    assert "Rien à lire encore" in desk.post("/verifier/", {"text": "  ", "action": "check"}).content.decode()


def test_the_official_voice_asks_for_approval(desk: Client) -> None:
    page = desk.post("/verifier/", {"text": "Bonjour à tous", "voice": "official"}).content.decode()
    assert "Approbation requise" in page
    assert "À obtenir avant de publier" in page


def test_english(desk: Client) -> None:
    desk.cookies["language"] = "en"
    page = desk.post("/verifier/", {"text": RUDE, "action": "check"}).content.decode()
    assert "Check my post" in page
    assert "Vérifier" not in page.replace(RUDE, "")


def test_my_profile_says_it_for_this_browser_only(desk: Client, employee: Person) -> None:
    sent = {"text": WORKS_THERE, "voice": "personal", "action": "check"}
    assert "Mon profil le dit déjà" in desk.post("/verifier/", sent).content.decode()
    page = desk.post("/verifier/", {**sent, "action": "profile-yes"})
    assert page.cookies["profil"]["httponly"]
    assert WORKS_THERE in page.content.decode()
    assert "n’a rien à redire" in page.content.decode()
    assert "n’a rien à redire" in desk.post("/verifier/", sent).content.decode()
    other = Client(headers={"host": "localhost"})
    other.force_login(employee)
    assert "Mon profil le dit déjà" in other.post("/verifier/", sent).content.decode()
    desk.post("/verifier/", {**sent, "action": "profile-no"})
    assert "Mon profil le dit déjà" in desk.post("/verifier/", sent).content.decode()


def test_the_profile_silences_nothing_else(desk: Client) -> None:
    desk.cookies["profil"] = "oui"
    told = f"{WORKS_THERE} Mon NAS est le 046 454 286."
    page = desk.post("/verifier/", {"text": told, "voice": "personal"}).content.decode()
    assert "3.4" in page
    assert "Interdit" in page


def test_a_megabyte_is_answered_and_shown_again(desk: Client) -> None:
    text = "é" * 1_000_000
    answer = desk.post("/verifier/", {"text": text, "action": "check"})
    assert answer.status_code == 413
    assert "en plusieurs morceaux" in answer.content.decode()
    assert text in answer.content.decode()
    part = desk.post("/verifier/constats/", {"text": text}, headers={"HX-Request": "true"})
    assert "en plusieurs morceaux" in part.content.decode()


@pytest.mark.parametrize("odd", [b"avant\x00apr\xc3\xa8s", b"avant\xed\xa0\x80apr\xc3\xa8s", b"avant\xffapr\xc3\xa8s"])
def test_what_no_network_takes_is_shown_and_said(desk: Client, odd: bytes) -> None:
    boundary = "b0undary"
    body = b'--b0undary\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + odd + b"\r\n--b0undary--\r\n"
    answer = desk.generic("POST", "/verifier/", body, f"multipart/form-data; boundary={boundary}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "avant�" in page
    assert "après" in page
    assert "illisible" in page


def test_a_form_from_elsewhere(employee: Person) -> None:
    strict = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    strict.force_login(employee)
    answer = strict.post("/verifier/", {"text": RUDE, "action": "check"})
    assert answer.status_code == 403
    assert "Formulaire expiré" in answer.content.decode()


def test_an_unknown_voice_or_action_is_a_plain_check(desk: Client) -> None:
    answer = desk.post("/verifier/", {"text": RUDE, "voice": "<script>", "action": "delete"})
    assert answer.status_code == 200
    assert "3.3" in answer.content.decode()


def test_nobody_without_an_account(client: Client) -> None:
    for address in ("/verifier/", "/verifier/affiche/"):
        assert client.get(address, headers={"host": "localhost"}).status_code == 302


def test_the_open_check_exists_only_when_a_setting_says_so(db: None, desk: Client, settings: Any) -> None:
    anybody = Client(headers={"host": "localhost"})
    assert anybody.get("/verifier/ouvert/").status_code == 404
    assert anybody.post("/verifier/ouvert/constats/").status_code == 404
    assert desk.get("/verifier/affiche/").status_code == 404
    settings.BALISE_PUBLIC_CHECK = True
    assert anybody.get("/verifier/ouvert/").status_code == 200
    page = anybody.post("/verifier/ouvert/", {"text": RUDE, "action": "check"}).content.decode()
    assert "3.3" in page
    assert "Demander l’autorisation" not in page
    assert "sessionid" not in anybody.cookies
    assert "/verifier/ouvert/" in desk.get("/verifier/affiche/").content.decode()
    code = desk.get("/verifier/affiche/code.svg")
    assert code["Content-Type"] == "image/svg+xml"
    assert code.content.startswith(b"<?xml")


@pytest.fixture
def received(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Person, Handed]]:
    """Somebody takes texts in."""
    taken: list[tuple[Person, Handed]] = []

    def take(*, person: Person, handed: Handed, now: dt.datetime) -> str:
        if "refuse" in handed.text:
            raise Invalid(fr="Ce texte ne convient pas.", en="This text will not do.")
        taken.append((person, handed))
        return "/arrivee/"

    monkeypatch.setattr(handover, "_receivers", dict.fromkeys(Errand, take))
    return taken


def test_asking_shows_what_goes_to_whom_then_sends_that(
    desk: Client, employee: Person, received: list[tuple[Person, Handed]]
) -> None:
    boss = Person.objects.create_user("lea", name="Léa Gagnon")
    RoleHolding.objects.create(person=boss, role=Role.COMMUNICATIONS, since=dt.date(2020, 1, 1))
    page = desk.post("/verifier/", {"text": WORKS_THERE, "voice": "personal", "action": "authorisation"})
    assert "Léa Gagnon" in page.content.decode()
    assert WORKS_THERE in page.content.decode()
    assert received == []
    sent = {"text": WORKS_THERE, "voice": "personal"}
    again = desk.post("/verifier/envoyer/authorisation/", sent)  # no network chosen
    assert "Choisissez au moins un réseau" in again.content.decode()
    assert WORKS_THERE in again.content.decode()
    done = desk.post("/verifier/envoyer/authorisation/", {**sent, "networks": ["facebook"]})
    assert done["Location"] == "/arrivee/"
    assert received == [(employee, Handed(text=WORKS_THERE, voice="personal", networks=("facebook",)))]


def test_a_question_goes_the_same_way(desk: Client, received: list[tuple[Person, Handed]]) -> None:
    sent = {"text": RUDE, "voice": "personal"}
    assert "Votre question" in desk.post("/verifier/", {**sent, "action": "question"}).content.decode()
    assert desk.post("/verifier/envoyer/question/", {**sent, "question": "Puis-je ?"})["Location"] == "/arrivee/"
    assert received[0][1].question == "Puis-je ?"


def test_what_cannot_be_taken_in_is_said_and_kept(desk: Client, received: list[tuple[Person, Handed]]) -> None:
    sent = {"text": "refuse ceci", "voice": "personal", "networks": ["facebook"]}
    page = desk.post("/verifier/envoyer/authorisation/", sent).content.decode()
    assert "Ce texte ne convient pas." in page
    assert "refuse ceci" in page


def test_management_answers_where_nobody_else_can(desk: Client, received: list[tuple[Person, Handed]]) -> None:
    chief = Person.objects.create_user("max", name="Max Roy")
    RoleHolding.objects.create(person=chief, role=Role.MANAGEMENT, since=dt.date(2020, 1, 1))
    page = desk.post("/verifier/", {"text": RUDE, "action": "question"}).content.decode()
    assert "Max Roy" in page
    assert "de la direction" in page


def test_without_anybody_to_take_it_in_nothing_is_offered(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "_receivers", {})
    page = desk.post("/verifier/", {"text": RUDE, "action": "check"}).content.decode()
    assert "Demander l’autorisation" not in page
    assert desk.post("/verifier/envoyer/question/", {"text": RUDE, "question": "?"}).status_code == 200
    assert desk.post("/verifier/envoyer/ailleurs/", {"text": RUDE}).status_code == 404
