"""Links to confirm a departure: given by who follows the person, opened by them, account or not."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balise.web.access.guarding import needs, public
from balise.web.access.permissions import Permission
from balise.web.lifecycle import announcing, transitions
from balise.web.lifecycle.forms import CodeForm, ConfirmForm, LinkForm
from balise.web.lifecycle.models import DepartureLink
from balise.web.lifecycle.views.asking import UNREADABLE, attempt, found, reader_of
from balise.web.signatures.personal_links import spaced
from balise.web.workflow import WrongState

L = DepartureLink.State
_KNOWN = "departure_link"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STAY_FILE)
def give(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Say what a link is, then make it and show its code once."""
    stay = found(request, stay_id)
    form = LinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        address, now = form.cleaned_data["address"], timezone.now()
        made = attempt(
            request,
            form,
            lambda: transitions.give_link(actor=reader_of(request), stay=stay, address=address, now=now),
        )
        if made is not None:
            link, code = made
            shown: dict[str, Any] = {
                "stay": stay,
                "link": link,
                "code": spaced(code),
                "address": request.build_absolute_uri(transitions.path_of(link)),
                "mailed": bool(address),
            }
            return render(request, "lifecycle/link_given.html", shown)
    context = {"stay": stay, "form": form}
    return render(request, "lifecycle/link_give.html", context, status=UNREADABLE if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the code, then the question. Opening it uses nothing up: only an answer does."""
    one = transitions.link_named(token)
    problem = _problem(one)
    if one is None or problem:
        return _closed(request, problem, status=404 if one is None else 410)
    if request.session.get(_KNOWN) != one.pk:
        return _code(request, one)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        try:
            done = attempt(
                request,
                form,
                lambda: transitions.answer_by_link(link=one, profiles=said["profiles"], address=said["link"], now=now),
            )
        finally:
            one.refresh_from_db()
        if done is not None:
            request.session.flush()
            return render(request, "lifecycle/link_done.html")
        if one.state != L.OPEN:
            return _closed(request, _problem(one), status=410)
    context = {"stay": one.stay, "form": form, "endings": announcing.endings(one.stay)}
    return render(request, "lifecycle/link.html", context, status=UNREADABLE if form.errors else 200)


def _code(request: HttpRequest, one: DepartureLink) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            right = transitions.tried(one, form.cleaned_data["code"], now=timezone.now())
        except WrongState:
            right = False
        if right:
            request.session[_KNOWN] = one.pk
            return redirect(request.path)
        one.refresh_from_db()
        if one.state != L.OPEN:
            return _closed(request, _problem(one), status=410)
        form.add_error("code", _("Ce n’est pas le code de ce lien. Après cinq erreurs, le lien ne s’ouvre plus."))
    return render(request, "lifecycle/link_code.html", {"form": form}, status=UNREADABLE if form.errors else 200)


def _closed(request: HttpRequest, problem: str, *, status: int) -> HttpResponse:
    return render(request, "lifecycle/link_closed.html", {"problem": problem}, status=status)


def _problem(one: DepartureLink | None) -> str:
    if one is None:
        return _("Ce lien n’est pas valable. Vérifiez qu’il est entier, ou demandez-en un autre.")
    if one.state == L.USED:
        return _("Ce lien a déjà servi. Votre confirmation est notée.")
    if one.state == L.CANCELLED:
        return _("Ce lien ne s’ouvre plus. Demandez-en un autre à la personne qui vous l’a donné.")
    if one.expires <= timezone.now():
        return _("Ce lien a expiré. Demandez-en un autre à la personne qui vous l’a donné.")
    if not one.stay.departing:
        return _("Ce départ est fermé ou annulé : plus rien n’est attendu de vous.")
    return ""
