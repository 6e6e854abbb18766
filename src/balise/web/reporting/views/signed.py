"""What somebody signed, and its answers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balise.web.access import Permission, needs
from balise.web.reporting import queries, telling
from balise.web.reporting.models import Part
from balise.web.reporting.showing import numbered
from balise.web.reporting.uploads import bounded
from balise.web.reporting.views import reader, sent
from balise.web.reporting.views.talking import conversation
from balise.web.reporting.wording import DESKS


@require_safe
@needs(Permission.REPORT_MAKE)
def home(request: HttpRequest) -> HttpResponse:
    """What the reader signed, the latest day first."""
    lines = [
        {
            "part": part,
            "number": numbered(part),
            "desk": DESKS[part.desk],  # type: ignore[index]
            "url": reverse("reporting:my-part", args=[part.pk]),
        }
        for part in queries.signed_by(reader(request))[:200]
    ]
    return render(request, "reporting/follow.html", {"lines": lines, "anonymous": False})


@require_http_methods(["GET", "HEAD", "POST"])
@bounded
@needs(Permission.REPORT_MAKE)
def show(request: HttpRequest, number: int) -> HttpResponse:
    """One conversation."""
    part = _found(request, number)
    answer = conversation(
        request,
        part,
        here=reverse("reporting:my-part", args=[part.pk]),
        back=reverse("reporting:mine"),
        file_url=lambda reference: reverse("reporting:my-file", args=[part.pk, reference]),
        anonymous=False,
    )
    telling.looked(reader(request), now=timezone.now())
    return answer


@require_safe
@needs(Permission.REPORT_MAKE)
def file(request: HttpRequest, number: int, reference: str) -> HttpResponse:
    """A file of one's own conversation."""
    try:
        return sent(queries.file_of(_found(request, number), reference, desk=False))
    except queries.NotThere:
        raise Http404 from None


def _found(request: HttpRequest, number: int) -> Part:
    try:
        found = queries.signed_by(reader(request)).filter(pk=number).first()
    except OverflowError:
        found = None
    if found is None:
        raise Http404
    return found
