"""Somebody of the staff, signed in, with all the quickness they want.

Models are imported when a fixture runs: this file is read before Django is set up.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from balise.web.people.models import Person


@pytest.fixture(autouse=True)
def _rested(monkeypatch: pytest.MonkeyPatch) -> None:
    from balise.web.verdicts import pacing

    monkeypatch.setattr(pacing, "of_people", pacing.Pace(burst=1000, rate=100))
    monkeypatch.setattr(pacing, "of_addresses", pacing.Pace(burst=1000, rate=100))


@pytest.fixture
def employee(db: None) -> Person:
    from balise.web.people.models import Person, RoleHolding
    from balise.web.people.roles import Role

    person = Person.objects.create_user("eve", name="Ève Tremblay")
    RoleHolding.objects.create(person=person, role=Role.EMPLOYEE, since=dt.date(2020, 1, 1))
    return person


@pytest.fixture
def desk(employee: Person) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(employee)
    return client
