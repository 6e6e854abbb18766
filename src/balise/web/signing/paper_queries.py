"""All reads of signed pages and of the forms to print, always for somebody."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from balise.web.access.deciding import allowed
from balise.web.access.permissions import Permission
from balise.web.evidence import queries as evidence
from balise.web.evidence.models import SealedFile
from balise.web.people.models import Person
from balise.web.signing.answers_rules import looks_after_everybody
from balise.web.signing.asking_queries import people_for
from balise.web.signing.models.answers import Attestation
from balise.web.signing.models.asking import Due, Exemption
from balise.web.signing.models.paper import SignedPage
from balise.web.signing.models.versions import PolicyVersion

S = SignedPage.State


class NotThere(Exception):
    """No such page or person, or none for this reader."""


def waiting_for(reader: Person, *, today: dt.date) -> QuerySet[SignedPage]:
    """Pages not written down yet: all for HR; for a manager those they received, of their team. Never about oneself."""
    found = SignedPage.objects.filter(state=S.WAITING).select_related("person", "version", "received_by")
    found = found.exclude(person=reader).order_by("received_at", "pk")
    return (
        found
        if looks_after_everybody(reader, today=today)
        else found.filter(received_by=reader, person__manager=reader)
    )


def page_for(reader: Person, page_id: int, *, today: dt.date) -> SignedPage:
    """One waiting page that the reader may write down. Raises ``NotThere``."""
    found = waiting_for(reader, today=today).filter(pk=page_id).first()
    if found is None or not allowed(reader, Permission.ATTESTATION_FILE, found.person, today=today):
        raise NotThere
    return found


def bytes_of(reader: Person, page: SignedPage, *, today: dt.date, now: dt.datetime) -> bytes:
    """The scan, for whoever writes it down; that it is read is recorded first. ``Lost``, ``Destroyed``."""
    return evidence.opened(reader, evidence.named(reader, page.scan, today=today), now=now)


def may_see(person: Person, file: SealedFile, _today: dt.date) -> bool:
    """Whoever received a page sees it until it is written down; after that it is for its person and for HR."""
    return SignedPage.objects.filter(scan=file.reference, state=S.WAITING, received_by=person).exists()


def person_for(reader: Person, person_id: int, *, today: dt.date) -> Person:
    """Somebody whose pages the reader may file. Raises ``NotThere``."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not allowed(reader, Permission.ATTESTATION_FILE, person, today=today):
        raise NotThere
    return person


def to_print(reader: Person, version: PolicyVersion, *, today: dt.date) -> list[Person]:
    """Whom the reader follows and who still owes this version an answer, by name."""
    exempt = Exemption.objects.filter(state=Exemption.State.GRANTED, until__gte=today).values("person")
    owing = Due.objects.filter(version=version, state=Due.State.DUE).exclude(person__in=exempt)
    return list(people_for(reader, today=today).filter(pk__in=owing.values("person")).exclude(pk=reader.pk))


def page_of(attestation: Attestation) -> SignedPage | None:
    """The page that an answer was read on, for whoever keeps that answer and has asked who reads it."""
    return SignedPage.objects.filter(attestation=attestation).first()


def published_versions() -> list[PolicyVersion]:
    """Every version that was ever in force, the latest first: what a page may be about."""
    return list(PolicyVersion.objects.exclude(published_at=None).order_by("-number").only("pk", "number", "state"))
