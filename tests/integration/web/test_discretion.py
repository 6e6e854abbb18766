"""Addresses and tokens that open something are nowhere in the logs, nor in the names of measures."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from balise.web.config.logging import Discreet, Structured
from balise.web.people.models import Person

pytestmark = pytest.mark.django_db
GUESS = "kanari-Zx81_qqw"


@pytest.fixture(autouse=True)
def _open_to_the_test(settings: Any) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True
    settings.BALISE_METRICS = True
    settings.BALISE_METRICS_TOKEN = ""


@pytest.fixture(params=[Discreet, Structured], ids=["words", "json"])
def logs(request: pytest.FixtureRequest) -> Any:
    """All that is logged, at any level."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(request.param())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.setLevel(level)
    root.removeHandler(handler)


def test_what_opens_something_is_told_nowhere(
    cast: SimpleNamespace, signed_in: Callable[[Person], Client], client: Client, logs: StringIO
) -> None:
    elise = signed_in(cast.employee)
    page = elise.post("/calendrier/").content.decode()
    calendar = re.search(r"/calendrier/([\w-]+)\.ics", page)
    assert calendar is not None
    assert client.get(calendar.group(0)).status_code == 200
    assert client.get(f"/calendrier/{GUESS}.ics").status_code == 404
    made = elise.post("/jetons/", {"name": GUESS, "scopes": ["check"], "days": "30"}).content.decode()
    token = re.search(r"balise_[\w-]{20,}", made)
    assert token is not None
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token.group(0)}"}
    client.get("/api/v1/rules", **bearer)  # type: ignore[arg-type]
    client.get(f"/api/v1/{GUESS}", HTTP_AUTHORIZATION=f"Bearer {GUESS}")
    elise.get("/jetons/", {"q": GUESS})
    measures = client.get("/metrics").content.decode()
    for name in ("tasks:feed", "api:tokens"):
        assert f'view="{name}"' in measures
    for secret in (calendar.group(1), token.group(0), GUESS):
        assert secret not in logs.getvalue()
        assert secret not in measures
    assert "/jetons" not in logs.getvalue() + measures
    assert ".ics" not in logs.getvalue() + measures
    assert "answered" in logs.getvalue()
