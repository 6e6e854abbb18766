"""The first run: the code of the terminal, one first administrator, no default password, nothing half made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from balise.web.audit.models import Record
from balise.web.audit.verifying import verify
from balise.web.people.installation import setup_token
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.presence.models import Account
from balise.web.setup import tries
from balise.web.setup.duties import standings
from balise.web.setup.models import Organisation

PASSWORD = "une phrase bien longue et rare"
TODAY = dt.date.today()  # noqa: DTZ011 - roles begin today


@pytest.fixture(autouse=True)
def _fresh(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    tries.forget()
    monkeypatch.setattr("balise.web.access.guarding.owes_second_factor", lambda person, today: False)
    before = settings.BALISE_PACK
    yield
    (Path(settings.BALISE_DATA) / "organisation.json").unlink(missing_ok=True)
    settings.BALISE_PACK, settings.BALISE_ORGANISATION = before, ""


@pytest.fixture
def stranger() -> Client:
    return Client(headers={"host": "localhost"})


def first(**changed: str) -> dict[str, str]:
    said = {"token": setup_token(), "name": "Line Roy", "username": "line", "password": PASSWORD, "again": PASSWORD}
    return {**said, **changed}


@pytest.fixture
def admin(stranger: Client) -> Client:
    assert stranger.post("/mise-en-route/", first()).status_code == 302
    return stranger


def test_an_empty_house_leads_to_set_up(stranger: Client) -> None:
    assert stranger.get("/")["Location"] == "/mise-en-route/"
    page = stranger.get("/mise-en-route/").content.decode()
    assert "Code affiché dans le terminal" in page
    assert setup_token() not in page


def test_the_first_administrator(admin: Client) -> None:
    person = Person.objects.get()
    assert person.check_password(PASSWORD)
    assert person.roles(TODAY) >= {Role.ADMIN}
    assert Organisation.objects.get().state == "founding"
    assert {record.tag for record in Record.objects.all()} == {
        "system:organisation:found",
        "system:person:create",
        "system:role:grant",
    }
    assert verify() is None
    assert admin.get("/mise-en-route/protection/").status_code == 200
    assert admin.get("/mise-en-route/organisation/").status_code == 200


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"token": "AAAA-BBBB-CCCC"}, "pas le code"),
        ({"password": "balise", "again": "balise"}, "trop court"),
        ({"again": "autre chose de long"}, "diffèrent"),
        ({"username": "deux mots"}, "nom d’utilisateur"),
        ({"name": "x\x00y"}, "choses"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(stranger: Client, changed: dict[str, str], said: str) -> None:
    answer = stranger.post("/mise-en-route/", first(**changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page or "Une chose est à corriger" in page
    assert PASSWORD not in page
    assert not Person.objects.exists()
    assert not Organisation.objects.exists()


def test_the_code_cannot_be_guessed_by_trying(stranger: Client) -> None:
    for _ in range(10):
        stranger.post("/mise-en-route/", first(token="XXXX"))
    assert stranger.post("/mise-en-route/", first()).status_code == 429
    assert not Person.objects.exists()


def test_it_closes_behind_the_first(admin: Client) -> None:
    other = Client(headers={"host": "localhost"})
    assert other.get("/mise-en-route/").status_code == 302
    assert other.post("/mise-en-route/", first(username="autre")).status_code == 302
    assert Person.objects.count() == 1


def test_a_second_organisation_cannot_be(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balise.web.setup.first_views.needs_first_person", lambda: True)
    monkeypatch.setattr("balise.web.setup.first_views.token_fits", lambda _given: True)
    answer = Client(headers={"host": "localhost"}).post("/mise-en-route/", first(username="autre"))
    assert "déjà créé le premier compte" in answer.content.decode()
    assert Person.objects.count() == 1


def test_the_organisation_then_its_people_then_who_does_what(admin: Client) -> None:
    said = {"name": "Les Castors", "pack": "exemple", "chair_name": "", "contact_hr": "poste 12"}
    answer = admin.post("/mise-en-route/organisation/", said)
    assert answer["Location"] == "/mise-en-route/personnes/"
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.contacts) == ("Les Castors", {"hr": "poste 12"})

    one = {"name": "Ana Cruz", "username": "ana", "roles": ["communications"]}
    assert admin.post("/mise-en-route/personnes/", one).status_code == 302
    again = admin.post("/mise-en-route/personnes/", {**one, "name": "Une autre"})
    assert "déjà pris" in again.content.decode()
    assert "Une autre" in again.content.decode()  # nothing typed is lost
    ana = Person.objects.get(username="ana")
    assert ana.roles(TODAY) == {Role.EMPLOYEE, Role.COMMUNICATIONS}
    assert not ana.has_usable_password()

    accounts = admin.get("/mise-en-route/comptes/")
    ticked = [one["id"] for one in accounts.context["changes"]]
    assert ticked
    assert not Account.objects.exists()  # nothing before it is applied
    assert admin.post("/mise-en-route/comptes/", {"changement": ticked})["Location"] == "/mise-en-route/taches/"
    assert Account.objects.filter(from_policy=True).count() == len(ticked)

    page = admin.get("/mise-en-route/taches/").content.decode()
    assert "tâches que personne de présent ne peut faire" in page
    assert "Recevoir, de l’extérieur, un signalement" in page
    assert "personne ne peut répondre" in page  # Ana alone approves what Ana writes
    holding = RoleHolding.objects.get(role="communications")
    line = Person.objects.get(username="line")
    named = admin.post("/mise-en-route/taches/suppleance/", {"holding": holding.pk, "alternate": line.pk})
    assert named["Location"] == "/mise-en-route/taches/"
    holding.refresh_from_db()
    assert holding.alternate == line
    assert admin.post("/mise-en-route/terminer/").status_code == 302
    assert Organisation.objects.get().state == "running"
    assert verify() is None


def test_the_choice_is_taken_up_by_the_process(admin: Client, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        admin.post("/mise-en-route/organisation/", {"name": "Les Castors", "pack": "exemple"})
    assert settings.BALISE_ORGANISATION == "Les Castors"
    assert settings.BALISE_PACK == "exemple"
    assert (Path(settings.BALISE_DATA) / "organisation.json").stat().st_mode & 0o077 == 0


def test_an_unknown_pack_or_alternate_is_said(admin: Client) -> None:
    answer = admin.post("/mise-en-route/organisation/", {"name": "Les Castors", "pack": "../../etc"})
    assert answer.status_code == 422
    assert "Les Castors" in answer.content.decode()
    assert admin.post("/mise-en-route/taches/suppleance/", {"holding": "99", "alternate": "x"}).status_code == 422


def test_an_alternate_makes_a_lonely_duty_covered(admin: Client) -> None:
    ana, bea = (Person.objects.create_user(name, name=name.title()) for name in ("ana", "bea"))
    RoleHolding.objects.create(person=ana, role=Role.COMMUNICATIONS, since=TODAY)
    by_title = {one.title: one for one in standings(today=TODAY)}
    approve = next(one for title, one in by_title.items() if "Approuver les publications" in title)
    assert (approve.level, approve.second) == ("alone", "nobody")
    RoleHolding.objects.create(person=bea, role=Role.MANAGEMENT, since=TODAY)
    approve = next(one for one in standings(today=TODAY) if "Approuver les publications" in one.title)
    assert approve.second == "management"
    RoleHolding.objects.filter(person=ana).update(alternate=bea)
    approve = next(one for one in standings(today=TODAY) if "Approuver les publications" in one.title)
    assert (approve.level, approve.second) == ("covered", "alternate")
    Person.objects.filter(pk=ana.pk).update(absent_from=TODAY)
    approve = next(one for one in standings(today=TODAY) if "Approuver les publications" in one.title)
    assert approve.people == (bea,)


def test_nobody_else_configures(admin: Client) -> None:
    ana = Person.objects.create_user("ana", name="Ana")
    RoleHolding.objects.create(person=ana, role=Role.COMMUNICATIONS, since=TODAY)
    other = Client(headers={"host": "localhost"})
    other.force_login(ana)
    for address in ("organisation/", "personnes/", "taches/"):
        assert other.get(f"/mise-en-route/{address}").status_code == 403
    for address in ("terminer/", "taches/suppleance/"):
        assert other.post(f"/mise-en-route/{address}").status_code == 403
