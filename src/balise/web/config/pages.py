"""Addresses that belong to no app."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from balise.web.access.deciding import granted
from balise.web.access.guarding import PUBLIC, public
from balise.web.people.installation import in_demo, needs_first_person

# Where somebody who opens the bare address is taken: the first of these that exists and that their roles open.
_FIRST_PAGES = ("publishing:home", "directory:people", "checking:check")


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    """The first page of somebody signed in; otherwise set-up, the roles of the demo, or sign-in."""
    names = _FIRST_PAGES if request.user.is_authenticated else _for_strangers()
    for name in names:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        needed: Any = getattr(resolve(address).func, "needs", PUBLIC)
        if needed == PUBLIC or not request.user.is_authenticated or granted(request.user, needed, today=localdate()):
            return redirect(address)
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
