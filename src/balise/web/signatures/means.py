"""Who signs: told by the session, and by what they type again. Other apps may bring their own means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from balise.web.people.models import Person

Check = Callable[[Person, str, dt.datetime], bool]
_checks: dict[str, Check] = {}


class TooMany(Exception):
    """Too many wrong tries: wait."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """What identifies a session in a proof: a mark that opens nothing, and how it was opened."""

    mark: str
    entered_by: str


def register(name: str, check: Check) -> None:
    """``check(person, secret, now)`` says whether this identifies the person; it may use the secret up."""
    if _checks.setdefault(name, check) is not check:
        raise ValueError(f"signatures: {name!r} is taken")


def session_of(request: HttpRequest, *, entered_by: str = "") -> Session:
    """The session that this request belongs to."""
    if not request.session.session_key:
        request.session.save()
    mark = salted_hmac("balise.signatures.session", str(request.session.session_key)).hexdigest()[:16]
    known = request.session.get("account_authentication_methods", [])
    methods = sorted({str(one.get("method", "")) for one in known if isinstance(one, dict)} - {""})
    return Session(mark=mark, entered_by=entered_by or " ".join(methods)[:100])


def identified(request: HttpRequest, person: Person, secret: str, *, now: dt.datetime) -> str:
    """By which means this secret is the person's: ``password``, ``second-factor`` …; empty when by none.

    Tries are counted with the failed sign-ins of the same name. Raises ``TooMany``.
    """
    if not secret:
        return ""
    if not ratelimit.consume(request, action="login_failed", key=person.username.lower()):
        raise TooMany
    if person.has_usable_password() and person.check_password(secret):
        return "password"
    code = "".join(secret.split())
    for one in Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP):
        if code.isdecimal() and one.wrap().validate_code(code):
            return "second-factor"
    return next((name for name in sorted(_checks) if _checks[name](person, secret, now)), "")
