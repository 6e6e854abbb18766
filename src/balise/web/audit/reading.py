"""Whose history somebody may read: each app says, in ``ready()``, which permission opens the thing itself.

The auditor's role reads every history, by design: records hold ids and acts, never the words of anybody. Others who
are entitled to the audit read the history of what they may read, and of nothing else.
"""

from __future__ import annotations

import datetime as dt

from django.db import models

from balise.web.access.deciding import Refused, allowed, require
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.people.roles import Role

# What somebody does with their own notices, calendar and exercises is nobody's business, the auditor's neither.
PRIVATE = ("calendar", "notification", "situation")

_read_by: dict[str, tuple[type[models.Model], Permission]] = {}


def read_by(model: type[models.Model], permission: Permission) -> None:
    """Say which permission, asked about the thing itself, lets its history be read."""
    _read_by[model._meta.label_lower] = (model, permission)


def require_history(reader: Person, *, kind: str, ident: str, today: dt.date) -> None:
    """Raise ``Refused`` unless the reader may see the history of this thing; of an unknown one, only the auditor."""
    require(reader, Permission.AUDIT_READ, today=today)
    if Role.AUDITOR in reader.roles(today):
        return
    model, permission = _read_by.get(kind, (None, None))
    if model is None or permission is None:
        raise Refused(Permission.AUDIT_READ, "rule")
    try:
        subject = model._base_manager.filter(pk=ident).first()
    except (OverflowError, ValueError):
        subject = None
    if subject is None or not allowed(reader, permission, subject, today=today):
        raise Refused(permission, "rule")


def private_of_others(reader: Person, *, kind: str, ident: str) -> models.Q:
    """The acts that a history leaves out: those that are the person's alone, when it is somebody else's."""
    if kind == Person._meta.label_lower and ident == str(reader.pk):
        return models.Q(pk__in=())
    left_out = models.Q(pk__in=())
    for family in PRIVATE:
        left_out |= models.Q(tag__startswith=f"person:{family}:") | models.Q(tag__startswith=f"system:{family}:")
    return left_out
