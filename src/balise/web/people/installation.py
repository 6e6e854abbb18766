"""What this database is: a real organisation's or a demonstration, said once, when it is created."""

from __future__ import annotations

import base64
import hmac
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.db import connection

from balise.web.keys import read_key
from balise.web.people.models import Installation, Person


class WrongDatabase(Exception):
    """A demonstration was asked on other data, or the other way round."""


def begin(*, demo: bool) -> Installation:
    """The row that says what this database is, written the first time; refuses what does not match it."""
    if demo and connection.vendor != "sqlite":
        raise WrongDatabase("demo")
    found = Installation.objects.first()
    if found is None:
        if demo and Person.objects.exists():
            raise WrongDatabase("demo")
        found = Installation.objects.create(demo=demo)
    if found.demo is not demo:
        raise WrongDatabase("demo" if demo else "real")
    return found


@lru_cache(maxsize=1)
def _written_demo() -> bool:
    return Installation.objects.filter(demo=True).exists()


def in_demo() -> bool:
    """Whether one-click sign-in may exist: asked for by the settings *and* written in this database."""
    return bool(settings.BALISE_DEMO) and connection.vendor == "sqlite" and _written_demo()


def needs_first_person() -> bool:
    """Whether nobody can sign in yet."""
    return not Person.objects.exists()


def setup_token() -> str:
    """What the terminal prints and the first set-up asks: whoever reaches the port first must also see the terminal."""
    code = hmac.new(read_key("setup"), b"first", sha256).digest()
    text = base64.b32encode(code).decode()[:12]
    return "-".join(text[at : at + 4] for at in (0, 4, 8))


def token_fits(given: str) -> bool:
    """Compare without telling by time; case, spaces and hyphens do not count. Never once somebody has an account."""
    plain = "".join(letter for letter in given.upper() if letter.isalnum())
    return hmac.compare_digest(plain.encode(), setup_token().replace("-", "").encode()) and needs_first_person()
