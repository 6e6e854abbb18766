"""All reads of proofs, always for somebody. Lists never open what is sealed."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from balise.web.evidence import storing
from balise.web.evidence.models import SealedFile
from balise.web.evidence.rules import may_read
from balise.web.people.models import Person
from balise.web.workflow import disclose


class NotThere(Exception):
    """No such proof, or none for this reader."""


def own(reader: Person) -> QuerySet[SealedFile]:
    """Proofs about the reader, the latest first."""
    return SealedFile.objects.filter(person=reader.pk, state=SealedFile.State.KEPT).order_by("-made", "-pk")


def named(reader: Person, reference: str, *, today: dt.date) -> SealedFile:
    """One proof by its reference, if the reader may read it."""
    found = SealedFile.objects.filter(reference=reference).first()
    if found is None or not may_read(reader, found, today):
        raise NotThere
    return found


def certificate_of(*, source_kind: str, source_id: str) -> SealedFile | None:
    """The certificate of something, for whoever keeps that thing and has asked who reads it."""
    return SealedFile.objects.filter(kind="certificate", source_kind=source_kind, source_id=str(source_id)).first()


def opened(reader: Person, file: SealedFile, *, now: dt.datetime) -> bytes:
    """Its bytes; that they are read is recorded first. Raises ``Refused``, ``Lost`` or ``Destroyed``."""
    disclose(actor=reader, subject=file, now=now)
    return storing.take(file)
