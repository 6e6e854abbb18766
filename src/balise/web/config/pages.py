"""Addresses that belong to no app."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from balise.web.access.guarding import public
from balise.web.access.second_factor import owes_second_factor
from balise.web.people.installation import in_demo, needs_first_person
from balise.web.people.models import Person
from balise.web.people.roles import role_name
from balise.web.tasks.showing import listing
from balise.web.ui import navigation


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    """What waits for somebody signed in; for the others set-up, the roles of the demo, or sign-in."""
    person = request.user
    if not isinstance(person, Person):
        return redirect(_for_strangers())
    now = timezone.now()
    today = timezone.localdate(now)
    if owes_second_factor(person, today=today):
        return redirect("mfa_index")
    language = "en" if str(getattr(request, "LANGUAGE_CODE", "fr")).startswith("en") else "fr"
    roles = sorted(role_name(role, language) for role in person.roles(today))
    context = {
        "offers": navigation.entries(request, navigation.Place.HOME),
        "person": person,
        "roles": roles,
        "list": listing(request, person, now=now),
    }
    return render(request, "tasks/home.html", context)


def _for_strangers() -> str:
    names: tuple[str, ...] = ("account_login",)
    if in_demo():
        names = ("demo:roles", *names)
    elif needs_first_person():
        names = ("setup:start", *names)
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return "/"


@public
def own_address(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """In place of allauth's page where people add addresses: here an address opens the account, and HR writes it."""
    return redirect("directory:profile")


@require_safe
@public
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Says that the process answers; tells nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
