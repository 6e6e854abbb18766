"""Whatever is sent with any role's token, the API answers as it describes itself, and never breaks.

A short run for the suite; ``make schemathesis`` runs as long as ``SCHEMATHESIS_SECONDS`` says.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections import Counter
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from balise.web.api import guarding
from balise.web.api.door import described
from balise.web.api.scopes import Scope
from balise.web.api.transitions import create_token
from balise.web.people.models import Person
from balise.web.verdicts.pacing import Pace

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SECONDS = float(os.environ.get("SCHEMATHESIS_SECONDS", "45"))
MOST_MODEST = 40  # requests: a machine too slow for that proves nothing
WANTED = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")
ROLES = ("admin", "auditor", "communications", "employee", "hr", "management", "manager", "partner", "privacy")


@pytest.fixture
def stages(cast: SimpleNamespace, write: Callable[..., Any], send: Callable[..., Any]) -> list[int]:
    """Numbers of publications at several stages, so that what is tried meets something."""
    from balise.web.publishing import transitions

    now = timezone.now()
    found = [write(cast.employee), send(write(cast.employee)), send(write(cast.hr)), write(cast.communications)]
    approved = send(write(cast.employee))
    transitions.approve(
        actor=cast.communications, publication=approved, content_hash=approved.hash, by=["communications"], now=now
    )
    return [one.pk for one in (*found, approved)]


def test_any_request_with_any_role_s_token_is_answered_as_described(
    cast: SimpleNamespace, stages: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarding, "of_tokens", Pace(burst=10**9, rate=1e9))
    load_all_checks()
    checks = [CHECKS.get_one(name) for name in WANTED]
    schema = schemathesis.openapi.from_dict(described())
    schema.app = WSGIHandler()
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) == 21
    tokens = {role: _token(getattr(cast, role)) for role in ROLES}
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    cases = st.one_of([one.as_strategy(generation_mode=mode) for one in operations for mode in modes])
    statuses: Counter[int] = Counter()
    end = time.monotonic() + SECONDS

    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, role=st.sampled_from(ROLES), number=st.sampled_from(stages), straight=st.booleans())
    def one(case: Any, role: str, number: int, straight: bool) -> None:
        if time.monotonic() > end:
            return
        if straight and "publication_id" in (case.path_parameters or {}):
            case.path_parameters["publication_id"] = number  # otherwise nearly all would be about nothing
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {tokens[role]}"}
        response = case.call()
        case.validate_response(response, checks=checks)
        statuses[response.status_code] += 1

    while time.monotonic() < end:
        one()
    assert sum(statuses.values()) >= MOST_MODEST
    assert {200, 403, 422} <= set(statuses), statuses


def _token(person: Person) -> str:
    now = timezone.now()
    expires = now + dt.timedelta(days=1)
    return create_token(actor=person, name="x", scopes=list(Scope), expires=expires, now=now)[1]
