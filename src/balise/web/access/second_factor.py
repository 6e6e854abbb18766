"""Roles that see sensitive records open nothing without a second factor."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from balise.web.people.models import Person
from balise.web.people.roles import SENSITIVE


def owes_second_factor(person: Person, *, today: dt.date) -> bool:
    """Whether a role asks for a second factor that this account does not have yet. Never in the demo."""
    if settings.BALISE_DEMO or settings.BALISE_OIDC_SECOND_FACTOR:
        return False
    return bool(SENSITIVE & person.roles(today)) and not is_mfa_enabled(person)
