"""Choosing somebody: a list while it is short, a name to type once there are many, with and without JavaScript."""

from __future__ import annotations

import html
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.test import Client

from balise.web.people import choosing
from balise.web.people.choosing import PersonField, written
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.ui.fields import FieldView

pytestmark = pytest.mark.django_db


class _Form(forms.Form):
    to = PersonField(label="À qui", required=False)


@pytest.fixture
def many(person: Callable[..., Person], cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> list[Person]:
    """More people than a list takes: two of one name, one whose name is the beginning of another."""
    monkeypatch.setattr(choosing, "MOST", 3)
    return [
        person("marie.roy", name="Marie Roy"),
        person("marie.roy2", name="Marie Roy"),
        person("marie", name="Marie"),
        person("gone", name="Paul Parti", is_active=False),
    ]


def _shown(form: forms.Form) -> str:
    return str(FieldView(form["to"]).context()["control"])


def test_a_short_list_is_a_list_and_takes_what_it_offers(cast: SimpleNamespace) -> None:
    shown = _shown(_Form(initial={"to": cast.employee.pk}))
    assert shown.startswith("<select")
    assert f'<option value="{cast.employee.pk}" selected>Elise</option>' in shown
    assert "form-select" in shown
    form = _Form({"to": str(cast.employee.pk)})
    assert form.is_valid()
    assert form.cleaned_data["to"] == cast.employee
    assert not _Form({"to": "999999"}).is_valid()


def test_a_long_one_is_a_place_to_type(many: list[Person], cast: SimpleNamespace) -> None:
    shown = _shown(_Form(initial={"to": cast.employee.pk}))
    assert "<select" not in shown
    assert 'value="Elise (elise)"' in shown
    assert 'hx-get="/personnes/suggestions/to/"' in shown
    assert "form-control" in shown
    assert "Marie" not in shown


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Marie Roy (marie.roy2)", "marie.roy2"),
        ("marie.roy", "marie.roy"),
        ("MARIE", "marie"),
        ("  elise ", "elise"),
        ("Elise", "elise"),
        ("", None),
    ],
)
def test_what_names_one_person_is_them(many: list[Person], typed: str, found: str | None) -> None:
    form = _Form({"to": typed})
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["to"].username if form.cleaned_data["to"] else None) == found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Marie Roy", "Laquelle de ces personnes? Marie Roy (marie.roy), Marie Roy (marie.roy2)"),
        ("roy", "Marie Roy (marie.roy2)"),
        ("Paul Parti", "Personne ne porte ce nom"),
        ("gone", "Personne ne porte ce nom"),
        ("Zoé", "Personne ne porte ce nom"),
        ("Marie Roy (elise)", "Personne ne porte ce nom"),
        ("9" * 40, "Sélectionnez un choix valide"),
        ("<script>", "Personne ne porte ce nom"),
    ],
)
def test_what_names_nobody_or_several_comes_back_with_what_was_typed(many: list[Person], typed: str, said: str) -> None:
    form = _Form({"to": typed})
    assert not form.is_valid()
    assert said in html.unescape(str(form.errors["to"][0]))
    shown = _shown(form)
    assert html.escape(typed) in shown
    assert "<script>" not in shown
    if "roy" in typed.lower() and "elise" not in typed:
        assert '<option value="Marie Roy (marie.roy2)"></option>' in shown, "offered without JavaScript"


def test_too_many_are_not_listed(many: list[Person], person: Callable[..., Person]) -> None:
    for number in range(12):
        person(f"tremblay{number}", name=f"Jo Tremblay {number}")
    form = _Form({"to": "tremblay"})
    assert "Trop de personnes" in str(form.errors["to"])


def test_ten_thousand_people_are_a_page_of_one_query(cast: SimpleNamespace, django_assert_num_queries: Any) -> None:
    Person.objects.bulk_create([Person(username=f"p{number}", name=f"Personne {number}") for number in range(10_000)])
    with django_assert_num_queries(1):
        assert len(_shown(_Form())) < 1_000
    with django_assert_num_queries(1):
        form = _Form({"to": written(Person.objects.none().model(username="p77", name="Personne 77"))})
        assert form.is_valid()


def test_suggestions_are_for_who_reads_the_list_of_people(
    many: list[Person],
    cast: SimpleNamespace,
    signed_in: Callable[[Person], Client],
    person: Callable[..., Person],
    settings: Any,
) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True  # asked elsewhere
    address = "/personnes/suggestions/to/"
    hr = signed_in(cast.hr)
    page = hr.get(address, {"to": "roy ma"}).content.decode()
    assert page.count("<option") == 2
    assert "Paul" not in hr.get(address, {"to": "parti"}).content.decode()
    assert "Paul" in hr.get(address, {"to": "parti", "tous": "oui"}).content.decode()
    for typed in ("", "m", "x" * 5_000):
        assert hr.get(address, {"to": typed}).content == b""
    assert signed_in(person("seule", Role.EMPLOYEE)).get(address, {"to": "roy"}).status_code == 403
