"""The first page of each person, the language that stays with them, and what signing in asks."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balise.web.people.models import Person, RoleHolding

pytestmark = pytest.mark.django_db
Sign = Callable[[Person], Client]
PASSWORD = "une phrase bien longue et rare"


def test_each_sees_the_doors_of_their_roles_only(cast: SimpleNamespace, signed_in: Sign, settings: Any) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True  # asked elsewhere
    doors = {
        cast.employee: ("/verifier/", "/publications/"),
        cast.communications: (
            "/verifier/",
            "/publications/",
            "/approbations/",
            "/mandats/",
            "/personnes/",
        ),
        cast.partner: ("/verifier/", "/publications/", "/approbations/"),
        cast.admin: ("/verifier/", "/personnes/", "/mise-en-route/organisation/"),
    }
    every = {address for addresses in doors.values() for address in addresses}
    for person, expected in doors.items():
        page = signed_in(person).get("/")
        assert page.status_code == 200
        writes = 'href="/publications/nouvelle/"' in page.content.decode()
        assert writes is (person in {cast.employee, cast.communications})
        shown = {address for address in every if f'<h2 class="h5"><a href="{address}">' in page.content.decode()}
        assert shown == set(expected), person.username


def test_an_account_without_a_role_is_told_so(cast: SimpleNamespace, signed_in: Sign) -> None:
    page = signed_in(cast.outsider).get("/")
    assert page.status_code == 200
    assert "aucun rôle" in page.content.decode()


def test_who_owes_a_second_factor_is_led_to_it(cast: SimpleNamespace, signed_in: Sign) -> None:
    assert signed_in(cast.hr).get("/")["Location"] == "/compte/2fa/"


def test_strangers_are_led_to_sign_in(cast: SimpleNamespace, client: Client) -> None:
    assert client.get("/")["Location"] == "/compte/login/"
    page = client.get("/compte/login/").content.decode()
    assert 'href="/personnes/code/"' in page


def test_the_language_picked_on_a_page_stays_with_the_person(cast: SimpleNamespace, signed_in: Sign) -> None:
    browser = signed_in(cast.employee)
    answer = browser.post("/ui/preferences/", {"language": "en", "next": "/"})
    assert answer.status_code == 302
    cast.employee.refresh_from_db()
    assert cast.employee.language == "en"
    assert "What would you like to do?" in browser.get("/").content.decode()


def test_a_second_factor_is_added_right_after_signing_in_without_the_password_again(client: Client) -> None:
    person = Person.objects.create_user("hugo", PASSWORD, name="Hugo Roy")
    RoleHolding.objects.create(person=person, role="hr", since=timezone.localdate())
    assert client.post("/compte/login/", {"login": "hugo", "password": PASSWORD}).status_code == 302
    assert client.get("/compte/2fa/totp/activate/").status_code == 200
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    assert client.get("/compte/2fa/totp/activate/").status_code == 302  # an hour later, it is asked
