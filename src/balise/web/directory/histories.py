"""The history of anything, for those entitled to the audit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.audit import queries
from balise.web.workflow.labels import names_of

_PAGE = 100


@needs(Permission.AUDIT_READ)
@require_safe
def history(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    """Who did what to one subject, latest first."""
    before = request.GET.get("avant", "")
    found = queries.history(
        reader=request.user,  # type: ignore[arg-type]
        subject_kind=kind,
        subject_id=pk,
        today=timezone.localdate(),
        before=int(before) if before.isdecimal() else None,
        limit=_PAGE,
    )
    names = names_of(found)
    lines = [{"record": record, "name": names[record.number]} for record in found]
    last = found[-1].number if len(found) == _PAGE else None
    return render(request, "directory/history.html", {"lines": lines, "kind": kind, "pk": pk, "last": last})
