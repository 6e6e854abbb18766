"""Addresses that belong to no app."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from balise.web.access.guarding import public
from balise.web.people.installation import in_demo, needs_first_person

# Where somebody who opens the bare address is taken: the first of these that exists.
_FIRST_PAGES = ("publishing:home", "publishing:list", "checking:check", "account_login")


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    """The first page of somebody signed in; otherwise set-up, the roles of the demo, or sign-in."""
    for name in _FIRST_PAGES if request.user.is_authenticated else _for_strangers():
        try:
            return redirect(reverse(name))
        except NoReverseMatch:
            continue
    return redirect("account_login")


def _for_strangers() -> tuple[str, ...]:
    if in_demo():
        return ("demo:roles", "account_login")
    return ("setup:start", "account_login") if needs_first_person() else ("account_login",)


@require_safe
@public
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Says that the process answers; tells nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
