"""The calendar of one's due dates: its secret address, and what is read there."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access import Permission, needs, public
from balise.web.people.models import Person
from balise.web.tasks import queries, transitions
from balise.web.tasks.feed import calendar_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PROFILE_EDIT)
def calendar(request: HttpRequest) -> HttpResponse:
    """What the calendar is for; a new address, shown once."""
    person = cast("Person", request.user)
    address = ""
    if request.method == "POST":
        secret = transitions.open_feed(actor=person, person=person, now=timezone.now())
        address = request.build_absolute_uri(reverse("tasks:feed", args=[secret]))
    context = {
        "feed": queries.feed_of(person),
        "address": address,
        "by_webcal": "webcal" + address.removeprefix("https").removeprefix("http"),
    }
    return render(request, "tasks/calendar.html", context)


@require_POST
@needs(Permission.PROFILE_EDIT)
def close(request: HttpRequest) -> HttpResponse:
    """The address stops working."""
    person = cast("Person", request.user)
    transitions.close_feed(actor=person, person=person, now=timezone.now())
    messages.success(request, _("L’adresse ne marche plus. Enlevez l’abonnement de votre calendrier."))
    return redirect("tasks:calendar")


@require_safe
@public
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever has the address reads the due dates, without a name and without a content."""
    person = queries.reader_of(transitions.hash_of(secret))
    if person is None:
        raise Http404
    base = request.build_absolute_uri("/").rstrip("/")
    answer = HttpResponse(
        calendar_of(person, now=timezone.now(), base=base), content_type="text/calendar; charset=utf-8"
    )
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
