"""What is read of the audit, always for somebody entitled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import models

from balise.web.access.deciding import require
from balise.web.access.permissions import Permission
from balise.web.audit.models import Record
from balise.web.audit.reading import private_of_others, require_history
from balise.web.people.models import Person


def history(
    *, reader: Person, subject_kind: str, subject_id: str, today: dt.date, before: int | None = None, limit: int = 200
) -> list[Record]:
    """What happened to a subject, latest first; ``before`` a record's number for the page after.

    ``Refused`` unless the reader may read the subject itself, or is an auditor.
    """
    require_history(reader, kind=subject_kind, ident=subject_id, today=today)
    left_out = private_of_others(reader, kind=subject_kind, ident=subject_id)
    return list(_of(subject_kind, subject_id, before).exclude(left_out).order_by("-number")[:limit])


def own_history(*, subject_kind: str, subject_id: str, before: int | None = None, limit: int = 200) -> list[Record]:
    """The same for a page whose reader was already found entitled to the subject itself (its author, its approver)."""
    return list(_of(subject_kind, subject_id, before).order_by("-number")[:limit])


def own_histories(*, subjects: Mapping[str, Collection[str]], limit: int = 200) -> list[Record]:
    """What happened to several things, ids by kind, latest first; whoever asks was found entitled to each of them."""
    wanted = models.Q(pk__in=())
    for kind, ids in subjects.items():
        wanted |= models.Q(subject_kind=kind, subject_id__in=list(ids))
    return list(Record.objects.filter(wanted).order_by("-number")[:limit])


def latest(*, reader: Person, today: dt.date, before: int | None = None, limit: int = 100) -> list[Record]:
    """The last records of the whole house."""
    require(reader, Permission.AUDIT_READ, today=today)
    found = Record.objects.all() if before is None else Record.objects.filter(number__lt=before)
    return list(found.order_by("-number")[:limit])


def _of(kind: str, ident: str, before: int | None) -> models.QuerySet[Record]:
    found = Record.objects.filter(subject_kind=kind, subject_id=ident)
    return found if before is None else found.filter(number__lt=before)
