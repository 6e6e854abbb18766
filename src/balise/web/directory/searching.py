"""How people are found, by whoever may read about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balise.web.access import Permission, granted
from balise.web.people.models import Person
from balise.web.search import registry
from balise.web.search.registry import Indexed, circle

KIND = "person"


def register() -> None:
    """Called once the apps are ready."""
    registry.register(SOURCE)


def faces(person: Person) -> Iterator[Indexed]:
    """Somebody's name and user name. Not their address: their page shows it only to whoever may change it."""
    if person.anonymised_at is not None:
        return
    yield Indexed(
        title=person.get_full_name(),
        texts=[person.username],
        date=person.created,
        keys=frozenset({circle(KIND)}),
        language="fr",
        state=person.state,
    )


def keys(person: Person, today: dt.date) -> Iterator[str]:
    """Whoever reads the list of people."""
    if granted(person, Permission.PERSON_READ, today=today):
        yield circle(KIND)


SOURCE = registry.Source(
    kind=KIND,
    label=_("Personnes"),
    icon="user-group",
    model=Person,
    faces=faces,
    keys=keys,
    address=lambda record: reverse("directory:person", args=[record]),
    order=80,
    states=KIND,
)
