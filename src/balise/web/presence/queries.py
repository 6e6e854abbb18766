"""All reads of the register and of reported addresses, always for somebody; ``official`` is for everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from balise.web.access.deciding import granted, require
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.presence.models import Access, Account, Lookalike
from balise.web.presence.rules import may_read
from balise.web.verdicts.engine import the_policy

REVIEW_EVERY = 180  # days, where the policy says nothing else
_OPEN = (Lookalike.State.REPORTED, Lookalike.State.CONFIRMED, Lookalike.State.TOLD)


class NotThere(Exception):
    """No such thing, or none for this reader."""


def official() -> list[Account]:
    """The accounts and sites that everybody may know of, ours first."""
    found = Account.objects.filter(state=Account.State.ACTIVE).order_by("partner_id", "network", "label", "address")
    return list(found.defer("recovery"))


def register_for(reader: Person, *, today: dt.date) -> QuerySet[Account]:
    """The whole register, what is no longer ours included."""
    require(reader, Permission.ACCOUNT_READ, today=today)
    held = Count("accesses", filter=~Q(accesses__state=Access.State.REMOVED))
    return Account.objects.select_related("owner", "reviewed_by").annotate(held=held)


def account_for(reader: Person, account_id: int, *, today: dt.date) -> Account:
    """One account of the register."""
    found = register_for(reader, today=today).filter(pk=account_id).first()
    if found is None:
        raise NotThere
    return found


def accesses_to(account: Account, *, reader: Person, today: dt.date) -> list[Access]:
    """Who can act on it, then who no longer can, the latest first."""
    require(reader, Permission.ACCOUNT_READ, today=today)
    found = account.accesses.select_related("person", "ended_by")
    there = list(found.exclude(state=Access.State.REMOVED).order_by("level", "pk"))
    return there + list(found.filter(state=Access.State.REMOVED).order_by("-ended", "-pk")[:50])


def access_for(reader: Person, account_id: int, access_id: int, *, today: dt.date) -> Access:
    """One access to an account."""
    require(reader, Permission.ACCOUNT_READ, today=today)
    found = Access.objects.select_related("account", "person").filter(account=account_id, pk=access_id).first()
    if found is None:
        raise NotThere
    return found


def next_review(account: Account) -> dt.datetime:
    """When everything about it is to be looked at again."""
    days = the_policy().delays.get("account_review", REVIEW_EVERY)
    return (account.reviewed or account.created) + dt.timedelta(days=days)


def to_review(*, before: dt.datetime) -> Sequence[Account]:
    """Accounts of ours whose review falls due before that moment."""
    since = before - dt.timedelta(days=the_policy().delays.get("account_review", REVIEW_EVERY))
    found = Account.objects.filter(state=Account.State.ACTIVE, partner_id="").alias(
        last=Coalesce("reviewed", "created")
    )
    return list(found.filter(last__lt=since).order_by("last", "pk"))


def lookalikes_for(reader: Person, *, today: dt.date) -> QuerySet[Lookalike]:
    """Every reported address for who decides, their own for the others; the latest first."""
    require(reader, Permission.LOOKALIKE_READ, today=today)
    found = Lookalike.objects.select_related("resembles", "decided_by").order_by("-reported", "-pk")
    if granted(reader, Permission.LOOKALIKE_DECIDE, today=today):
        return found.annotate(seen=Count("sightings"))
    return found.filter(sightings__person=reader).annotate(seen=Count("sightings"))


def open_lookalikes(reader: Person, *, today: dt.date) -> QuerySet[Lookalike]:
    """What waits for something to be done, the oldest first."""
    require(reader, Permission.LOOKALIKE_DECIDE, today=today)
    return Lookalike.objects.filter(state__in=_OPEN).order_by("reported", "pk")


def lookalike_for(reader: Person, lookalike_id: int, *, today: dt.date) -> Lookalike:
    """One reported address, for who reported it or decides."""
    require(reader, Permission.LOOKALIKE_READ, today=today)
    found = Lookalike.objects.select_related("resembles", "decided_by").filter(pk=lookalike_id).first()
    if found is None or not may_read(reader, found, today):
        raise NotThere
    return found
