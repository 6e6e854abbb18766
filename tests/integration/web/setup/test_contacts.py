"""Whom people write to, and who outside hears what concerns those who hold a role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client

from balise.web.people.models import Person
from balise.web.setup.duties import standings
from balise.web.setup.models import Organisation

SignIn = Callable[[Person], Client]
OUTSIDE = {"chair_name": "Marguerite Laflamme", "chair_email": "presidence@example.org"}


@pytest.fixture(autouse=True)
def _organisation(settings: Any, db: None, now: dt.datetime) -> Iterator[None]:
    settings.BALISE_OIDC_SECOND_FACTOR = True
    Organisation.objects.create(name="Les Castors", pack="opeq", state="running", changed=now)
    pack = configured.BALISE_PACK
    yield
    (Path(configured.BALISE_DATA) / "organisation.json").unlink(missing_ok=True)
    configured.BALISE_PACK, configured.BALISE_ORGANISATION = pack, ""


def _says(browser: Client, **said: str) -> Any:
    return browser.post("/mise-en-route/organisation/", {"name": "Les Castors", "pack": "opeq", **said})


def test_contacts_are_written_once_and_read_by_everybody(cast: SimpleNamespace, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    said = {"contact_communications": "com@example.org", "contact_hr": "poste 12", **OUTSIDE}
    assert _says(admin, **said).status_code == 302
    kept = admin.get("/mise-en-route/organisation/").content.decode()
    for words in said.values():
        assert words in kept
    for reader in (cast.employee, cast.partner, cast.auditor):
        browser = signed_in(reader)
        assert "/mise-en-route/contacts/" in browser.get("/").content.decode()
        page = browser.get("/mise-en-route/contacts/").content.decode()
        assert 'href="mailto:com@example.org"' in page
        assert "poste 12" in page
        assert cast.hr.name in page
        assert "Marguerite Laflamme" in page
        assert "Pas encore indiqué" in page  # management gave none
        assert "/mise-en-route/organisation/" not in page
    assert "/mise-en-route/organisation/" in admin.get("/mise-en-route/contacts/").content.decode()
    assert Client().get("/mise-en-route/contacts/").status_code == 302


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"chair_name": "Marguerite"}, "Donnez aussi son courriel"),
        ({"chair_email": "presidence@example.org"}, "Dites qui c’est"),
        ({"chair_name": "Denise", "chair_email": "DENISE@example.org"}, "Un compte d’ici a cette adresse"),
    ],
)
def test_the_person_outside_can_be_reached_and_is_outside(
    cast: SimpleNamespace, signed_in: SignIn, said: dict[str, str], problem: str
) -> None:
    Person.objects.filter(pk=cast.management.pk).update(email="denise@example.org")
    answer = _says(signed_in(cast.admin), **said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert problem in page
    assert all(words in page for words in said.values())  # nothing typed is lost
    assert Organisation.objects.get().chair_name == ""


def test_duties_say_who_hears_what_concerns_management(
    cast: SimpleNamespace, signed_in: SignIn, today: dt.date
) -> None:
    def outside() -> Any:
        return next(one for one in standings(today=today) if "de l’extérieur" in one.title)

    assert outside().level == "nobody"
    _says(signed_in(cast.admin), **OUTSIDE)
    assert (outside().level, outside().second) == ("covered", "Marguerite Laflamme")
    for reader in (cast.admin, cast.auditor, cast.management):
        assert "Marguerite Laflamme" in signed_in(reader).get("/mise-en-route/taches/").content.decode()


def test_every_duty_is_listed_with_what_waits(cast: SimpleNamespace, signed_in: SignIn, today: dt.date) -> None:
    Person.objects.exclude(pk=cast.admin.pk).update(absent_from=today)
    lacking = [one for one in standings(today=today) if one.level == "nobody"]
    assert {one.role for one in lacking} == {"communications", "management", "hr", "privacy", "auditor", ""}
    page = signed_in(cast.admin).get("/mise-en-route/taches/").content.decode()
    for one in lacking:
        assert one.title in page
        assert one.waits in page
