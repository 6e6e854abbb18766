"""Who asks, and whether they may: each operation names its permission and its scope, as views do with ``needs``."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone, translation
from ninja.security import HttpBearer

from balise.web.access.deciding import granted
from balise.web.access.pacing import Pace
from balise.web.access.permissions import Permission
from balise.web.access.second_factor import owes_second_factor
from balise.web.api.models import Token
from balise.web.api.problems import Problem
from balise.web.api.queries import mark_used, token_in_use
from balise.web.api.scopes import Scope

of_tokens = Pace(burst=120, rate=10)  # one token: a tool that runs wild slows itself down, nobody else


class Bearer(HttpBearer):
    """A token in ``Authorization: Bearer …`` that has ``scope``, of somebody whose roles bring ``permission``."""

    def __init__(self, permission: Permission, scope: Scope | None) -> None:
        super().__init__()
        self.permission = permission
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """The token, or a problem: 401 when it opens nothing, then 429, then 403."""
        now, today = timezone.now(), timezone.localdate()
        found = token_in_use(token.strip(), now=now)
        if found is None:
            raise Problem("unauthorized")
        if "Accept-Language" not in request.headers:
            translation.activate(found.person.language)  # the door puts back what it found
        if not of_tokens.allows(found.handle):
            raise Problem("too-fast", headers={"Retry-After": "1"})
        if owes_second_factor(found.person, today=today):
            raise Problem("second-factor")
        if self.scope is not None and self.scope not in found.scopes:
            raise Problem("scope")
        if not granted(found.person, self.permission, today=today):
            raise Problem("forbidden")
        mark_used(found, today=today)
        return found


def asks(permission: Permission, scope: Scope | None = None) -> Bearer:
    """The ``auth`` of an operation."""
    return Bearer(permission, scope)


def actor(request: Any) -> Any:
    """The person for whom the token acts."""
    return request.auth.person
