"""Tokens, for somebody; and who a token speaks for."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from balise.web.access.deciding import granted, require
from balise.web.access.permissions import Permission
from balise.web.api import secrets
from balise.web.api.models import Token
from balise.web.people.models import Person


def tokens_of(reader: Person) -> QuerySet[Token]:
    """One's own, those in use first."""
    return Token.objects.filter(person=reader).order_by("state", "-created", "-pk")


def all_tokens(*, reader: Person, today: dt.date) -> QuerySet[Token]:
    """Everybody's that are in use, for whoever looks after them."""
    require(reader, Permission.TOKEN_OVERSEE, today=today)
    return Token.objects.filter(state=Token.State.ACTIVE).select_related("person").order_by("person__name", "name")


def token_for(reader: Person, pk: int, *, today: dt.date) -> Token | None:
    """One that this reader may end."""
    found = Token.objects.select_related("person").filter(pk=pk)
    if not granted(reader, Permission.TOKEN_OVERSEE, today=today):
        found = found.filter(person=reader)
    return found.first()


def token_in_use(text: str, *, now: dt.datetime) -> Token | None:
    """The token that a request carries, if it opens something: known, whole, not over, its person's account open."""
    handle = secrets.handle_of(text)
    token = Token.objects.select_related("person").filter(handle=handle).first() if handle else None
    if token is None or not secrets.fits(text, token.hash):
        return None
    return token if token.usable(now) and token.person.is_active else None


def mark_used(token: Token, *, today: dt.date) -> None:
    """Note the day, once a day. Not a change of state: nobody decides it, as with a session's last visit."""
    if token.last_used != today:
        Token.objects.filter(pk=token.pk).update(last_used=today)
