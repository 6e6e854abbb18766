"""Coming back with a receipt code: no account, no session in the database; a cookie of half an hour."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access import public
from balise.web.access.guarding import untold
from balise.web.access.pacing import Pace
from balise.web.reporting import queries, receipts
from balise.web.reporting.forms import CodeForm
from balise.web.reporting.models import Part
from balise.web.reporting.showing import numbered
from balise.web.reporting.uploads import bounded
from balise.web.reporting.views import sent
from balise.web.reporting.views.talking import conversation
from balise.web.reporting.wording import DESKS

COOKIE = "suivi"
# A code is one of 10^16. From one address, two tries a minute; from all of them together, two a second for a process.
of_codes = Pace(burst=10, rate=1 / 30)
of_all_codes = Pace(burst=60, rate=2)


@require_http_methods(["GET", "HEAD", "POST"])
@untold
@public
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        code = receipts.typed(form.cleaned_data["code"]) if form.is_valid() else None
        if form.errors:
            pass
        elif code is None:
            form.add_error("code", _("Ce n’est pas un code : il a 16 chiffres. Vérifiez votre copie."))
        elif not (of_codes.allows(request.META.get("REMOTE_ADDR", "")) and of_all_codes.allows("all")):
            form.add_error("code", _("Trop d’essais. Attendez une minute, puis réessayez."))
            status = 429
        elif not queries.parts_of(receipts.root_of(code)):
            form.add_error(
                "code",
                _("Aucun signalement n’a ce code, ou il n’est plus conservé. Vérifiez chaque chiffre."),
            )
        else:
            answer = redirect("reporting:follow")
            answer.set_cookie(COOKIE, receipts.open_visit(receipts.root_of(code)), **_cookie(), httponly=True)
            return answer
    return render(request, "reporting/enter.html", {"form": form}, status=status)


@require_safe
@untold
@public
def home(request: HttpRequest) -> HttpResponse:
    """The parts of the report, one for each service."""
    parts = _parts(request)
    if parts is None:
        return redirect("reporting:enter")
    lines = [
        {
            "part": part,
            "number": numbered(part),
            "desk": DESKS[part.desk],  # type: ignore[index]
            "url": reverse("reporting:follow-part", args=[place]),
        }
        for place, part in enumerate(parts, start=1)
    ]
    return render(request, "reporting/follow.html", {"lines": lines, "anonymous": True})


@require_http_methods(["GET", "HEAD", "POST"])
@untold
@bounded
@public
def show(request: HttpRequest, place: int) -> HttpResponse:
    """One conversation."""
    parts = _parts(request)
    if parts is None:
        return redirect("reporting:enter")
    return conversation(
        request,
        _at(parts, place),
        here=reverse("reporting:follow-part", args=[place]),
        back=reverse("reporting:follow"),
        file_url=lambda reference: reverse("reporting:follow-file", args=[place, reference]),
        anonymous=True,
    )


@require_safe
@untold
@public
def file(request: HttpRequest, place: int, reference: str) -> HttpResponse:
    """A file of one's own conversation."""
    parts = _parts(request)
    if parts is None:
        return redirect("reporting:enter")
    try:
        return sent(queries.file_of(_at(parts, place), reference, desk=False))
    except queries.NotThere:
        raise Http404 from None


@require_POST
@untold
@public
def leave(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's argument
    """Nothing of the visit stays in this browser."""
    answer = redirect("reporting:enter")
    answer.delete_cookie(COOKIE, path=_cookie()["path"], samesite="Strict")
    return answer


def _cookie() -> dict[str, Any]:
    path = reverse("reporting:enter")
    return {"path": path, "secure": settings.SESSION_COOKIE_SECURE, "samesite": "Strict"}


def _parts(request: HttpRequest) -> list[Part] | None:
    """None when the visit is over."""
    root = receipts.read_visit(request.COOKIES.get(COOKIE, ""))
    return (queries.parts_of(root) or None) if root is not None else None


def _at(parts: list[Part], place: int) -> Part:
    if not 1 <= place <= len(parts):
        raise Http404
    return parts[place - 1]
