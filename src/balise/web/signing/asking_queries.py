"""Who answered what: people by versions, always for somebody. A manager sees that an answer came, never which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from balise.web.people.models import Person
from balise.web.signing.answers_rules import looks_after_everybody
from balise.web.signing.asking_transitions import population
from balise.web.signing.models.answers import Attestation
from balise.web.signing.models.asking import Campaign, Due, Exemption
from balise.web.signing.models.versions import PolicyVersion

SHOWN = 5  # versions beside one another
ANSWERED, EXEMPT, LATE, OWED, NOT_ASKED = "answered", "exempt", "late", "owed", "not-asked"
DROPPED = "dropped"  # was asked, never answered, and the campaign was closed


def versions_shown() -> list[PolicyVersion]:
    """The latest versions that were ever published, the latest first."""
    found = PolicyVersion.objects.exclude(published_at=None).order_by("-number")
    return list(found.only("pk", "number", "state")[:SHOWN])


def people_for(
    reader: Person, *, today: dt.date, words: str = "", state: str = "", version: PolicyVersion | None = None
) -> QuerySet[Person]:
    """Whom the reader follows, by name; those in one state about a version if asked."""
    found = Person.objects.filter(is_active=True, partner_id="").order_by("name", "pk")
    if not looks_after_everybody(reader, today=today):
        found = found.filter(manager=reader)
    if words:
        found = found.filter(name__icontains=words)
    if version is None or not state:
        return found
    answered = Attestation.objects.filter(version=version, current=True).values("person")
    owing = Due.objects.filter(version=version, state=Due.State.DUE)
    exempt = Exemption.objects.filter(state=Exemption.State.GRANTED, until__gte=today).values("person")
    if state == ANSWERED:
        return found.filter(pk__in=answered)
    if state == EXEMPT:
        return found.filter(pk__in=exempt).exclude(pk__in=answered)
    if state == LATE:
        return found.filter(pk__in=owing.filter(due__lt=today).values("person")).exclude(pk__in=exempt)
    if state == OWED:
        return found.filter(pk__in=owing.values("person")).exclude(pk__in=exempt)
    return found.exclude(pk__in=answered).exclude(pk__in=owing.values("person"))


def cells_of(
    reader: Person, people: Iterable[Person], versions: list[PolicyVersion], *, today: dt.date
) -> dict[tuple[int, int], str]:
    """By (person, version): a state of ``Attestation`` for HR, else ``answered``; or what is owed. Three queries."""
    ids, numbers = [one.pk for one in people], [one.pk for one in versions]
    everything = looks_after_everybody(reader, today=today)
    cells: dict[tuple[int, int], str] = {}
    exempt = set(
        Exemption.objects.filter(person__in=ids, state=Exemption.State.GRANTED, until__gte=today).values_list(
            "person_id", flat=True
        )
    )
    owed = Due.objects.filter(person__in=ids, version__in=numbers, state=Due.State.DUE)
    for person, version, due in owed.values_list("person_id", "version_id", "due"):
        cells[person, version] = EXEMPT if person in exempt else LATE if due < today else OWED
    answers = Attestation.objects.filter(person__in=ids, version__in=numbers, current=True)
    for person, version, state in answers.values_list("person", "version_id", "state"):
        cells[person, version] = state if everything else ANSWERED
    return cells


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a version is."""

    answered: int
    owed: int
    late: int


def progress(reader: Person, version: PolicyVersion, *, today: dt.date) -> Progress:
    """Among those whom the reader follows."""
    people = people_for(reader, today=today).order_by().values("pk")
    owing = Due.objects.filter(version=version, state=Due.State.DUE, person__in=people)
    return Progress(
        answered=Attestation.objects.filter(version=version, current=True, person__in=people).count(),
        owed=owing.count(),
        late=owing.filter(due__lt=today).count(),
    )


def register_rows() -> QuerySet[Attestation]:
    """The register: every current answer, by name, for HR."""
    return Attestation.objects.filter(current=True).select_related("version").order_by("person_name", "version__number")


def campaigns() -> QuerySet[Campaign]:
    """Every campaign, the latest first, with how many answers still miss."""
    found = Campaign.objects.select_related("version", "launched_by", "team").order_by("-pk")
    return found.annotate(answers=Count("dues", filter=Q(dues__state=Due.State.ANSWERED)))


def to_launch() -> QuerySet[Campaign]:
    """Campaigns that wait for a click."""
    found = Campaign.objects.filter(state=Campaign.State.PREPARED, version__state=PolicyVersion.State.PUBLISHED)
    return found.select_related("version").order_by("pk")


def asked_by(campaign: Campaign) -> int:
    """How many people a campaign would ask, as it is prepared."""
    return population(campaign).count()
