"""The decorators of views. A view that carries none of them fails an architecture test."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from balise.web.access.deciding import Refused, granted
from balise.web.access.permissions import Permission
from balise.web.access.second_factor import owes_second_factor
from balise.web.people.models import Person

View = Callable[..., HttpResponseBase]
PUBLIC = "public"


def needs(permission: Permission) -> Callable[[View], View]:
    """Only for signed-in people whose role brings ``permission``; transitions and queries ask about the subject."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            person = request.user
            if not isinstance(person, Person):
                return redirect_to_login(request.get_full_path())
            today = timezone.localdate()
            if owes_second_factor(person, today=today):
                return redirect("mfa_index")
            if not granted(person, permission, today=today):
                raise Refused(permission)
            return view(request, *args, **kwargs)

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: View) -> View:
    """Open to anybody: said aloud, so that nothing is open by omission."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    opened.needs = PUBLIC  # type: ignore[attr-defined]
    return opened


def untold(view: View) -> View:
    """Neither the logs nor the measures say that this view was asked: when somebody came would tell who they are."""

    @wraps(view)
    def quiet(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response._has_been_logged = True  # type: ignore[attr-defined] # Django tells refusals with their hour
        return response

    quiet.untold = True  # type: ignore[attr-defined]
    return quiet
