"""People with an address, and a dispatcher whose clock the test holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings: Any) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True
    settings.BALISE_ADDRESS = "https://balise.example.org"
    settings.BALISE_ORGANISATION = "La Maison"
    settings.DEFAULT_FROM_EMAIL = "balise@example.org"


@pytest.fixture
def morning() -> dt.datetime:
    """Nine o'clock, local time, on a working day."""
    return dt.datetime(2026, 11, 24, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def mailed(cast: SimpleNamespace) -> SimpleNamespace:
    """The cast, each with an address."""
    for person in vars(cast).values():
        person.email = f"{person.username}@example.org"
        person.save()
    return cast


@pytest.fixture
def tell_about() -> Callable[..., int]:
    """Tell people something, as a transition would."""
    from balise.web.notifications.telling import tell

    def act(kind: Any, *people: Any, now: dt.datetime, subject: int = 1, **more: Any) -> int:
        with transaction.atomic():
            return tell(kind, people=[one.pk for one in people], subject_id=subject, now=now, **more)

    return act


@pytest.fixture
def send(morning: dt.datetime) -> Callable[..., int]:
    """Carry out the mails that are due."""
    from balise.web.outbox.dispatching import dispatch

    return lambda now=morning: dispatch(clock=lambda: now)
