"""The sections of the policy in force are found by all staff; those of other versions by nobody."""

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
from balise.web.signing.models.versions import PolicySection, PolicyVersion

KIND = "policy"


def register() -> None:
    """Called once the apps are ready."""
    registry.register(SOURCE)


def faces(section: PolicySection) -> Iterator[Indexed]:
    """Its title and words, once its version is in force."""
    version = section.text.version
    if version.state == PolicyVersion.State.PUBLISHED and version.published_at is not None:
        yield Indexed(
            title=f"{section.number} {section.title}".strip() or section.words[:80],
            texts=[section.words],
            date=version.published_at,
            keys=frozenset({circle(KIND)}),
            language=section.text.language,
        )


def keys(person: Person, today: dt.date) -> Iterator[str]:
    """Whoever reads the policy."""
    if granted(person, Permission.POLICY_READ, today=today):
        yield circle(KIND)


SOURCE = registry.Source(
    kind=KIND,
    label=_("Politique"),
    icon="book-open",
    model=PolicySection,
    faces=faces,
    keys=keys,
    address=lambda record: reverse("signing:section", args=[record]),
    order=10,
    reads=("text__version",),
)
