"""Arrivals and departures by a tool: the same rules as the pages, once for a key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from balise.web.api.scopes import Scope
from balise.web.lifecycle.models import Stay
from balise.web.people.models import Person
from tests.integration.web.api.conftest import Tool

pytestmark = pytest.mark.django_db


@pytest.fixture
def payroll(cast: SimpleNamespace, tool: Callable[..., Tool]) -> Tool:
    return tool(cast.hr, Scope.STAYS)


def _hire(today: dt.date, **more: Any) -> dict[str, Any]:
    return {"username": "noe", "name": "Noé Roy", "manager": "manon", "first_day": today.isoformat(), **more}


def test_a_hire_then_a_departure_then_neither(payroll: Tool, cast: SimpleNamespace, today: dt.date) -> None:
    made = payroll("POST", "/hires", _hire(today))
    assert made.status_code == 201, made.content
    assert made.json() | {"id": 0, "person": 0} == {
        "id": 0,
        "person": 0,
        "username": "noe",
        "kind": "job",
        "state": "here",
        "first_day": today.isoformat(),
        "last_day": None,
    }
    assert Person.objects.get(username="noe").manager == cast.manager
    last = (today + dt.timedelta(days=40)).isoformat()
    left = payroll("POST", "/departures", {"username": "noe", "last_day": last})
    assert (left.json()["state"], left.json()["last_day"]) == ("leaving", last)
    assert payroll("POST", "/departures", {"username": "noe", "last_day": last}).status_code == 200
    back = payroll("POST", "/departures/cancel", {"username": "noe"})
    assert (back.json()["state"], back.json()["last_day"]) == ("here", None)
    assert payroll("POST", "/departures/cancel", {"username": "noe"}).status_code == 409


def test_the_same_key_hires_once(payroll: Tool, today: dt.date) -> None:
    first = payroll("POST", "/hires", _hire(today), Idempotency_Key="a")
    again = payroll("POST", "/hires", _hire(today), Idempotency_Key="a")
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert payroll("POST", "/hires", _hire(today, name="Autre"), Idempotency_Key="a").status_code == 422
    assert payroll("POST", "/hires", _hire(today)).status_code == 422, "already here"
    assert Stay.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"first_day": "demain"}, "first_day"),
        ({"first_day": "1500-01-01"}, "first_day"),
        ({"first_day": None}, "first_day"),
        ({"kind": "traineeship"}, "last_day"),
        ({"last_day": "2001-01-01"}, "last_day"),
        ({"manager": "personne"}, "manager"),
        ({"name": ""}, "name"),
        ({"username": "a b"}, "username"),
        ({"username": ""}, "username"),
        ({"email": "pas une adresse"}, "email"),
        ({"inconnu": 1}, "inconnu"),
    ],
)
def test_what_does_not_fit_is_told_by_field_and_leaves_nothing(
    payroll: Tool, cast: SimpleNamespace, today: dt.date, change: dict[str, Any], field: str
) -> None:
    answer = payroll("POST", "/hires", _hire(today) | change)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert not Stay.objects.exists()
    assert not Person.objects.filter(username__in=["noe", "a b", ""]).exists()


def test_somebody_who_has_an_account_is_taken_as_they_are(payroll: Tool, cast: SimpleNamespace, today: dt.date) -> None:
    answer = payroll("POST", "/hires", _hire(today, username="elise", name="Autre Nom"))
    assert answer.json()["person"] == {"id": cast.employee.pk, "name": "Elise"}


def test_nobody_by_that_name_or_nobody_here(payroll: Tool, cast: SimpleNamespace, today: dt.date) -> None:
    for username in ("personne", "elise"):
        answer = payroll("POST", "/departures", {"username": username, "last_day": today.isoformat()})
        assert answer.status_code == 404


def test_a_managers_tool_enters_nobody(cast: SimpleNamespace, tool: Callable[..., Tool], today: dt.date) -> None:
    assert tool(cast.manager)("POST", "/hires", _hire(today)).json()["code"] == "forbidden"
    assert tool(cast.hr, Scope.READ)("POST", "/hires", _hire(today)).json()["code"] == "scope"
