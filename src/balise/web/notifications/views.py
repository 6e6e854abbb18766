"""The list of what one was told, how one wants to be told, and the link of mails that turns them off."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access import Permission, needs, public
from balise.web.notifications import queries, transitions
from balise.web.notifications.forms import PreferencesForm
from balise.web.notifications.kinds import find
from balise.web.notifications.models import Notification
from balise.web.notifications.writing import EVERYTHING, read_token
from balise.web.people.models import Person
from balise.web.ui.addresses import with_query
from balise.web.ui.components import Tab

PAGE = 30


@require_safe
@needs(Permission.PROFILE_EDIT)
def told(request: HttpRequest) -> HttpResponse:
    """Latest first; those not read, or all."""
    person = _reader(request)
    everything = request.GET.get("voir") == "tout"
    page = Paginator(queries.told(person, unread=not everything), PAGE).get_page(request.GET.get("page"))
    lines = queries.shown(person, page, now=timezone.now())
    tabs = [
        Tab(label=_("Non lus"), url="?", current=not everything, count=queries.unread_count(person)),
        Tab(label=_("Tous"), url="?voir=tout", current=everything),
    ]
    context = {
        "lines": lines,
        "tabs": tabs,
        "everything": everything,
        "last": max((line.notification.pk for line in lines if line.notification.read is None), default=None),
        "previous": with_query(request.GET, page=page.previous_page_number()) if page.has_previous() else "",
        "following": with_query(request.GET, page=page.next_page_number()) if page.has_next() else "",
    }
    return render(request, "notifications/list.html", context)


@require_POST
@needs(Permission.PROFILE_EDIT)
def open_one(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Read, and on to what it is about."""
    notification = _one(request, notification_id)
    kind = find(notification.kind)
    _read(request, notification.pk, only=True)
    return redirect(kind.address(notification.subject_id) if kind is not None else "notifications:list")


@require_POST
@needs(Permission.PROFILE_EDIT)
def one_read(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Read, and still there."""
    _read(request, _one(request, notification_id).pk, only=True)
    return redirect("notifications:list")


@require_POST
@needs(Permission.PROFILE_EDIT)
def all_read(request: HttpRequest) -> HttpResponse:
    """All that the page showed; what came since stays unread."""
    until = request.POST.get("until", "")
    if until.isascii() and until.isdigit() and len(until) < 18:
        _read(request, int(until), only=False)
        messages.success(request, _("Tout est marqué comme lu."))
    return redirect("notifications:list")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PROFILE_EDIT)
def preferences(request: HttpRequest) -> HttpResponse:
    """Which mails, and when."""
    person = _reader(request)
    form = PreferencesForm(request.POST or None, kinds=queries.choices_of(person, today=timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        transitions.choose(actor=person, person=person, choices=form.cleaned_data, now=timezone.now())
        messages.success(request, _("C’est enregistré."))
        return redirect("notifications:preferences")
    context = {"form": form, "person": person}
    return render(request, "notifications/preferences.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@public
@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed token is what they prove
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows, POST turns off: programs that open every link of a mail turn nothing off."""
    signed = read_token(token)
    person = Person.objects.filter(pk=signed[0], is_active=True).first() if signed else None
    if signed is None or person is None:
        raise Http404
    kind = find(signed[1])
    if kind is None and signed[1] != EVERYTHING:
        raise Http404
    if request.method == "POST":
        transitions.unsubscribe(person=person, kind=signed[1], now=timezone.now())
    context = {"kind": kind, "done": request.method == "POST"}
    return render(request, "notifications/unsubscribe.html", context)


def _reader(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _one(request: HttpRequest, notification_id: int) -> Notification:
    try:
        found = queries.one_of(_reader(request), notification_id)
    except OverflowError:
        found = None
    if found is None:
        raise Http404
    return found


def _read(request: HttpRequest, until: int, *, only: bool) -> None:
    person = _reader(request)
    transitions.mark_read(actor=person, person=person, until=until, only=only, now=timezone.now())
