"""The page of operations: what must be seen to, what runs, the backups."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.operations.findings import worst
from balise.web.operations.health_queries import backups_for, findings_for, processes_for


@require_safe
@needs(Permission.OPERATIONS_READ)
def health(request: HttpRequest) -> HttpResponse:
    """What ``balise doctor`` says, with the processes and the backups."""
    now = timezone.now()
    found = findings_for(reader=request.user, now=now)
    shown = {
        "findings": [one for one in found if one.level != "good"],
        "well": [one for one in found if one.level == "good"],
        "level": worst(found),
        "processes": processes_for(reader=request.user, now=now),
        "backups": backups_for(reader=request.user, today=timezone.localdate(now)),
    }
    return render(request, "operations/health.html", shown)
