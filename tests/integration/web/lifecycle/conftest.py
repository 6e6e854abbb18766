"""Somebody who is here, and somebody who leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.integration.web.signing.conftest import drafted, published
from tests.integration.web.tasks.conftest import approve, send, waits, write

__all__ = ["approve", "drafted", "published", "send", "waits", "write"]


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings: Any) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True


@pytest.fixture
def here(cast: SimpleNamespace, now: dt.datetime, today: dt.date) -> Callable[..., Any]:
    """A job of somebody's, begun a year ago."""
    from balise.web.lifecycle import transitions

    def make(somebody: Any = None, **days: Any) -> Any:
        given = {"first_day": today - dt.timedelta(days=365), **days}
        return transitions.hire(actor=cast.hr, person=somebody or cast.employee, now=now, **given)

    return make


@pytest.fixture
def leaving(cast: SimpleNamespace, here: Callable[..., Any], now: dt.datetime, today: dt.date) -> Callable[..., Any]:
    """Somebody whose last day is in so many days."""
    from balise.web.lifecycle import transitions

    def make(somebody: Any = None, *, days: int = 5, by: Any = None, at: dt.datetime = now) -> Any:
        last = today + dt.timedelta(days=days)
        return transitions.leave(actor=by or cast.hr, stay=here(somebody), last_day=last, now=at)

    return make


@pytest.fixture
def told() -> Callable[[Any], list[str]]:
    """The kinds of news that somebody received, the oldest first."""
    from balise.web.notifications.models import Notification

    def ask(person: Any) -> list[str]:
        return list(Notification.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))

    return ask
