"""A tool with somebody's token."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.integration.web.publishing.conftest import GOOD, _second_factor_elsewhere, now, seat, send, write

__all__ = ["GOOD", "_second_factor_elsewhere", "now", "seat", "send", "write"]


class Tool:
    """Speaks to the API with a token. Every answer is looked at: a problem has its shape, whatever it is about."""

    def __init__(self, token: str) -> None:
        self.client = Client(headers={"host": "localhost"})
        self.headers = {"authorization": f"Bearer {token}"}

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.client.generic(
            method,
            f"/api/v1{path}",
            data="" if body is None else json.dumps(body),
            content_type="application/json",
            headers={**self.headers, **given},
        )
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json", answer.content
            told = answer.json()
            assert told["status"] == answer.status_code
            assert {"type", "title", "detail", "code"} <= set(told)
        return answer


@pytest.fixture
def tool(now: dt.datetime) -> Callable[..., Tool]:
    """Makes a token for somebody, with every scope unless told otherwise."""
    from balise.web.api.scopes import Scope
    from balise.web.api.transitions import create_token

    def make(person: Any, *scopes: Any) -> Tool:
        _token, secret = create_token(
            actor=person, name="outil", scopes=scopes or list(Scope), expires=now + dt.timedelta(days=9), now=now
        )
        return Tool(secret)

    return make
