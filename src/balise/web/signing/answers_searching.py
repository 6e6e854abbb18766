"""Answers are found by their number or the name of their person, by HR alone. Nothing of what they say is indexed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.search import registry
from balise.web.search.registry import Indexed, circle
from balise.web.signing.models.answers import Attestation

KIND = "attestation"


def register() -> None:
    """Called once the apps are ready."""
    registry.register(SOURCE)


def faces(one: Attestation) -> Iterator[Indexed]:
    """Its number and whose it is; not what was answered, nor the state that says it."""
    yield Indexed(
        title=f"{one.person_name} – {one.number}",
        texts=[one.number, one.name],
        date=one.answered_at,
        keys=frozenset({circle(KIND)}),
        language="fr",
    )


def keys(person: Person, today: dt.date) -> Iterator[str]:
    """Whoever reads all answers."""
    if granted(person, Permission.ATTESTATION_READ, today=today):
        yield circle(KIND)


SOURCE = registry.Source(
    kind=KIND,
    label=_("Réponses à la politique"),
    icon="clipboard-document-check",
    model=Attestation,
    faces=faces,
    keys=keys,
    address=lambda record: reverse("signing:answer-by-id", args=[record]),
    order=85,
)
