"""The same check without an account, where a setting opens it: by an address or a code on a poster."""

from __future__ import annotations

import io

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access import Permission, needs, public
from balise.web.checking.forms import CheckForm
from balise.web.checking.views import reading, remember_profile, says_profile
from balise.web.verdicts import pacing


@require_http_methods(["GET", "HEAD", "POST"])
@public
def check(request: HttpRequest) -> HttpResponse:
    """The page for anybody."""
    _must_be_open()
    action = request.POST.get("action", "")
    profile_says = {"profile-yes": True, "profile-no": False}.get(action, says_profile(request))
    context = {"form": CheckForm(), "live_name": "checking:open-live", "here_name": "checking:open", "open": True}
    if request.method == "POST":
        context |= reading(request, caller=_caller(request), pace=pacing.of_addresses, profile_says=profile_says)
    response = render(request, "checking/check.html", context, status=int(str(context.get("status", 200))))
    if action in {"profile-yes", "profile-no"}:
        remember_profile(request, response, says=profile_says)
    return response


@require_POST
@public
def live(request: HttpRequest) -> HttpResponse:
    """The findings alone, for anybody."""
    _must_be_open()
    answer = reading(request, caller=_caller(request), pace=pacing.of_addresses)
    return render(request, "checking/_findings.html", answer, status=answer["status"])


@require_safe
@needs(Permission.CHECK_USE)
def poster(request: HttpRequest) -> HttpResponse:
    """A page to print and hang where people take their break."""
    _must_be_open()
    return render(request, "checking/poster.html", {"address": _address(request)})


@require_safe
@needs(Permission.CHECK_USE)
def code(request: HttpRequest) -> HttpResponse:
    """The code of the poster, as SVG."""
    _must_be_open()
    drawn = io.BytesIO()
    drawing = segno.make(_address(request), error="m", micro=False)
    drawing.save(drawn, kind="svg", scale=8, border=4, svgclass=None, lineclass=None)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def _must_be_open() -> None:
    if not settings.BALISE_PUBLIC_CHECK:
        raise Http404


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("checking:open"))


def _caller(request: HttpRequest) -> str:
    return f"address:{request.META.get('REMOTE_ADDR', '')}"
