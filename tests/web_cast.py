"""What web tests share, in every folder: the standing cast, and the only place where the audit's triggers are ever lifted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client, TransactionTestCase
from django.utils import timezone

from balise.web.audit import triggers
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role

_emptying = TransactionTestCase._fixture_teardown


def _emptied_with_triggers_lifted(case: Any) -> None:
    triggers.lift()
    _emptying(case)  # its flush sends post_migrate, which puts them back


TransactionTestCase._fixture_teardown = _emptied_with_triggers_lifted  # type: ignore[method-assign]


@pytest.fixture
def lifted_triggers(transactional_db: None) -> Iterator[None]:
    """Somebody who administers the database and took the audit's guards away."""
    triggers.lift()
    yield
    triggers.install()


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def person(db: None, today: dt.date) -> Callable[..., Person]:
    """Makes somebody: ``person("lea", Role.EMPLOYEE, manager=…)``."""

    def make(username: str, *roles: Role, **fields: Any) -> Person:
        fields.setdefault("name", username.replace("-", " ").title())
        made = Person.objects.create_user(username, **fields)
        for role in roles:
            RoleHolding.objects.create(person=made, role=role, since=today - dt.timedelta(days=30))
        return made

    return make


@pytest.fixture
def cast(person: Callable[..., Person]) -> SimpleNamespace:
    """One person for each role, and an outsider who holds none."""
    manager = person("manon", Role.EMPLOYEE, Role.MANAGER)
    return SimpleNamespace(
        manager=manager,
        employee=person("elise", Role.EMPLOYEE, manager=manager),
        communications=person("camille", Role.EMPLOYEE, Role.COMMUNICATIONS),
        hr=person("hugo", Role.EMPLOYEE, Role.HR),
        management=person("denise", Role.EMPLOYEE, Role.MANAGEMENT),
        privacy=person("prune", Role.EMPLOYEE, Role.PRIVACY),
        auditor=person("aude", Role.AUDITOR),
        admin=person("adam", Role.ADMIN),
        partner=person("paul", Role.PARTNER, partner_id="partner"),
        outsider=person("omer"),
    )


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """A browser where this person has signed in."""

    def sign(somebody: Person) -> Client:
        client = Client()
        client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign
