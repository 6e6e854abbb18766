"""The history of anything, for those entitled to the audit and to the thing itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from balise.web.access.deciding import Refused
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.audit import queries
from balise.web.audit.models import Record
from balise.web.directory.wording import FIELDS, KINDS
from balise.web.people.models import Person
from balise.web.people.roles import Role, role_name
from balise.web.workflow.telling import told

_PAGE = 100


@needs(Permission.AUDIT_READ)
@require_safe
def history(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    """Who did what to one subject, latest first."""
    before = request.GET.get("avant", "")
    try:
        found = queries.history(
            reader=request.user,  # type: ignore[arg-type]
            subject_kind=kind,
            subject_id=pk,
            today=timezone.localdate(),
            before=int(before) if before.isdecimal() and len(before) < 18 else None,
            limit=_PAGE,
        )
    except Refused:
        raise Http404 from None  # whether there is such a thing is not told either
    context: dict[str, Any] = {
        "events": told(found, detail=_detail),
        "last": found[-1].number if len(found) == _PAGE else None,
    }
    context["about"] = KINDS.get(kind, kind)
    if kind == "people.person" and (person := Person.objects.filter(pk=int(pk)).first() if pk.isdecimal() else None):
        context |= {"about": person.get_full_name(), "back": reverse("directory:person", args=[person.pk])}
    return render(request, "directory/history.html", context)


def _detail(record: Record) -> str:
    language = "en" if (translation.get_language() or "fr").startswith("en") else "fr"
    parts = []
    said = record.detail
    if said.get("role") in set(Role):
        parts.append(role_name(Role(said["role"]), language))
    if said.get("fields"):
        parts.append(", ".join(str(FIELDS.get(name, name)) for name in said["fields"]))
    return " · ".join(parts)
