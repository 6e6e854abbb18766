"""Somebody outside reads what concerns those who would receive it here, from the link of a mail, without an account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.web.access import public
from balise.web.access.guarding import untold
from balise.web.reporting import queries, routing
from balise.web.reporting.forms import CloseForm
from balise.web.reporting.models import Part
from balise.web.reporting.showing import numbered, opened
from balise.web.reporting.telling import read_link
from balise.web.reporting.transitions import handling
from balise.web.reporting.transitions.declaring import OUTSIDE
from balise.web.reporting.views import Problem, blame, language, sent
from balise.web.reporting.wording import DESKS

COOKIE, _SALT, _AGE = "exterieur", "balise.reporting.outside.visit", 30 * 60  # seconds


@require_http_methods(["GET", "HEAD", "POST"])
@untold
@public
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """GET says what it is, POST opens: programs that open every link of a mail read nothing."""
    number = read_link(token)
    if number is None:
        raise Http404
    if request.method == "POST":
        part = _there(number)
        handling.open_outside(part=part, now=timezone.now())
        answer = redirect("reporting:outside-read")
        answer.set_cookie(
            COOKIE,
            signing.dumps(number, salt=_SALT),
            path="/" + reverse("reporting:outside-read").strip("/") + "/",
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Strict",
            httponly=True,
        )
        return answer
    return render(request, "reporting/outside_enter.html")


@require_http_methods(["GET", "HEAD", "POST"])
@untold
@public
def read(request: HttpRequest) -> HttpResponse:
    """The part, and what may be answered. The button says which."""
    part = _of_visit(request)
    form, status = CloseForm(), 200
    if request.method == "POST":
        form, status = CloseForm(request.POST), 422
        if form.is_valid():
            given: dict[str, Any] = {"actor": OUTSIDE, "part": part, "now": timezone.now()}
            try:
                if request.POST.get("action") == "acknowledge":
                    handling.acknowledge(**given)
                elif request.POST.get("action") == "close":
                    handling.close(text=form.cleaned_data["words"], **given)
                else:
                    handling.answer(text=form.cleaned_data["words"], **given)
            except Problem as problem:
                status = blame(form, problem)
            else:
                messages.success(request, _("C’est fait : la personne le lira."))
                return redirect("reporting:outside-read")
    shown = opened(part, desk=True, language=language())
    links = {
        one.reference: reverse("reporting:outside-file", args=[one.reference])
        for one in part.files.exclude(message__released=False).defer("content")
    }
    context = {
        "part": part,
        "number": numbered(part),
        "desk_name": DESKS[part.desk],  # type: ignore[index]
        "shown": shown,
        "form": form,
        "links": links,
        "receipt_due": routing.receipt_due(part),
        "answer_due": routing.answer_due(part),
    }
    return render(request, "reporting/outside_part.html", context, status=status)


@require_safe
@untold
@public
def file(request: HttpRequest, reference: str) -> HttpResponse:
    """A file of this part."""
    try:
        return sent(queries.file_of(_of_visit(request), reference, desk=True))
    except queries.NotThere:
        raise Http404 from None


def _of_visit(request: HttpRequest) -> Part:
    try:
        return _there(int(signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_AGE)))
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404 from None


def _there(number: int) -> Part:
    try:
        return queries.outside_part(number)
    except queries.NotThere:
        raise Http404 from None
