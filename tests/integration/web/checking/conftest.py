"""Somebody of the staff, signed in, with all the quickness they want."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from balise.web.checking import pacing
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role


@pytest.fixture(autouse=True)
def _rested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "of_people", pacing.Pace(burst=1000, rate=100))
    monkeypatch.setattr(pacing, "of_addresses", pacing.Pace(burst=1000, rate=100))


@pytest.fixture
def employee(db: None) -> Person:
    person = Person.objects.create_user("eve", name="Ève Tremblay")
    RoleHolding.objects.create(person=person, role=Role.EMPLOYEE, since=dt.date(2020, 1, 1))
    return person


@pytest.fixture
def browser(employee: Person) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(employee)
    return client
