"""How accounts are found by whoever reads the register, and imitations by whoever decides of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.presence.addresses import plain
from balise.web.presence.models import Account, Lookalike
from balise.web.presence.showing import called
from balise.web.search import registry
from balise.web.search.registry import Indexed, circle

ACCOUNT, LOOKALIKE = "account", "lookalike"


def register() -> None:
    """Called once the apps are ready."""
    registry.register(ACCOUNTS)
    registry.register(LOOKALIKES)


def account_faces(account: Account) -> Iterator[Indexed]:
    """Its name and addresses; never its recovery contact."""
    yield Indexed(
        title=called(account),
        texts=[account.address, *account.aliases, account.handle, account.label],
        date=account.created,
        keys=frozenset({circle(ACCOUNT)}),
        state=account.state,
        networks=(account.network,),
    )


def lookalike_faces(lookalike: Lookalike) -> Iterator[Indexed]:
    """Its address, as it is shown; never what somebody said of it."""
    shown = plain(lookalike.address)
    yield Indexed(
        title=shown,
        texts=[shown],
        date=lookalike.reported,
        keys=frozenset({circle(LOOKALIKE)}),
        state=lookalike.state,
        networks=(lookalike.network,),
    )


def account_keys(person: Person, today: dt.date) -> Iterator[str]:
    """Whoever reads the register."""
    if granted(person, Permission.ACCOUNT_READ, today=today):
        yield circle(ACCOUNT)


def lookalike_keys(person: Person, today: dt.date) -> Iterator[str]:
    """Whoever decides."""
    if granted(person, Permission.LOOKALIKE_DECIDE, today=today):
        yield circle(LOOKALIKE)


ACCOUNTS = registry.Source(
    kind=ACCOUNT,
    label=_("Comptes officiels"),
    icon="globe-alt",
    model=Account,
    faces=account_faces,
    keys=account_keys,
    address=lambda record: reverse("presence:account", args=[record]),
    order=60,
    states=ACCOUNT,
)
LOOKALIKES = registry.Source(
    kind=LOOKALIKE,
    label=_("Imitations"),
    icon="exclamation-triangle",
    model=Lookalike,
    faces=lookalike_faces,
    keys=lookalike_keys,
    address=lambda record: reverse("presence:lookalike", args=[record]),
    order=61,
    states=LOOKALIKE,
)
