"""How mandates to speak are found, by whoever reads their list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.approvals.models import Mandate
from balise.web.people.models import Person
from balise.web.search import registry
from balise.web.search.registry import Indexed, circle

KIND = "mandate"


def register() -> None:
    """Called once the apps are ready."""
    registry.register(SOURCE)


def faces(mandate: Mandate) -> Iterator[Indexed]:
    """What it lets somebody speak about, and who: they stand as its author."""
    yield Indexed(
        title=" ".join(mandate.topic.split())[:100],
        texts=[mandate.topic],
        date=mandate.granted,
        keys=frozenset({circle(KIND)}),
        state=mandate.state,
        author=mandate.holder_id,
        networks=mandate.networks,
    )


def keys(person: Person, today: dt.date) -> Iterator[str]:
    """Whoever reads the list of mandates."""
    if granted(person, Permission.MANDATE_READ, today=today):
        yield circle(KIND)


SOURCE = registry.Source(
    kind=KIND,
    label=_("Mandats de parole"),
    icon="megaphone",
    model=Mandate,
    faces=faces,
    keys=keys,
    address=lambda _record: reverse("approvals:mandates"),
    order=60,
    states=KIND,
)
