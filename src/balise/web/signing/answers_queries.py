"""All reads of answers: one's own, or all of them for HR. A reason is opened one at a time, and it is recorded."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.evidence import queries as evidence
from balise.web.evidence.models import SealedFile
from balise.web.people.models import Person
from balise.web.signing.models.answers import REASONS, Attestation
from balise.web.signing.models.asking import Due, Exemption
from balise.web.signing.models.versions import PolicyVersion
from balise.web.vault.sealing import open_sealed
from balise.web.workflow import disclose


class NotThere(Exception):
    """No such answer, or none for this reader."""


def own(person: Person, version: PolicyVersion) -> Attestation | None:
    """What the person answered to a version, if they did."""
    return Attestation.objects.filter(person=person.pk, version=version, current=True).first()


def last_version_of(person: Person) -> PolicyVersion | None:
    """The latest version that the person answered."""
    found = Attestation.objects.filter(person=person.pk, current=True).select_related("version")
    last = found.order_by("-version__number").first()
    return last.version if last else None


def last_place_of(person: Person) -> str:
    """Where they signed last time."""
    found = Attestation.objects.filter(person=person.pk).order_by("-pk").values_list("place", flat=True)
    return found.first() or ""


def readable_by(reader: Person, *, today: dt.date) -> QuerySet[Attestation]:
    """All answers, for HR; one's own for anybody else."""
    found = Attestation.objects.select_related("version").order_by("-answered_at", "-pk")
    if granted(reader, Permission.ATTESTATION_READ, today=today):
        return found
    return found.filter(person=reader.pk)


def numbered(reader: Person, number: str, *, today: dt.date) -> Attestation:
    """One answer. Raises ``NotThere``."""
    found = readable_by(reader, today=today).select_related("signature", "refusal_reason").filter(number=number).first()
    if found is None:
        raise NotThere
    return found


def by_id(reader: Person, attestation_id: int, *, today: dt.date) -> Attestation:
    """One answer, by what the index calls it. Raises ``NotThere``."""
    found = readable_by(reader, today=today).filter(pk=attestation_id).first()
    if found is None:
        raise NotThere
    return found


def proof_of(attestation: Attestation) -> SealedFile | None:
    """Its certificate, once it is made; the file asks by itself who reads it."""
    return evidence.certificate_of(source_kind="attestation", source_id=str(attestation.pk))


def reason_of(reader: Person, attestation: Attestation, *, now: dt.datetime) -> str:
    """Why somebody answered no; that it is read is recorded first. Raises ``Refused`` or ``Destroyed``."""
    kept = attestation.refusal_reason
    disclose(actor=reader, subject=kept, now=now)
    return open_sealed(bytes(kept.sealed), table=REASONS, column="sealed", record=attestation.pk)


def due_of(person: Person, version: PolicyVersion) -> Due | None:
    """What the person owes for a version."""
    return Due.objects.filter(person=person, version=version).first()


def owed_by(person: Person, *, today: dt.date) -> list[Due]:
    """What still waits for the person's answer, unless they are exempt that day."""
    if Exemption.objects.filter(person=person, state=Exemption.State.GRANTED, until__gte=today).exists():
        return []
    found = Due.objects.filter(person=person, state=Due.State.DUE, version__state=PolicyVersion.State.PUBLISHED)
    return list(found.select_related("version").order_by("due"))
