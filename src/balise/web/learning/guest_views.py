"""A series for somebody who has just answered the policy without signing in: by a link, or on a device in hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access.guarding import public
from balise.web.learning import guests, queries, showing, transitions
from balise.web.learning.forms import AnswerForm
from balise.web.learning.views import language
from balise.web.people.models import Person
from balise.web.workflow import Invalid

_GONE = 410


def _for_guests(view: Callable[[HttpRequest, Person], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Only for whoever was let in from this session a moment ago; pages are not kept by the browser."""

    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        person = guests.guest_of(request, now=timezone.now())
        if person is None:
            guests.leave(request)
            return render(request, "learning/guest_closed.html", status=_GONE)
        return view(request, person)

    return never_cache(opened)


@require_POST
@public
@_for_guests
def begin(_request: HttpRequest, person: Person) -> HttpResponse:
    """Draw a series, or go on with the one under way."""
    transitions.begin(actor=person, now=timezone.now())
    return redirect("learning:guest-series")


@require_http_methods(["GET", "HEAD", "POST"])
@public
@_for_guests
def series(request: HttpRequest, person: Person) -> HttpResponse:
    """The situation before them; answering leads to why."""
    before = queries.before(person)
    if request.method == "POST" and (before is None or before[0].id != request.POST.get("situation", "")):
        messages.info(request, _("Vous aviez déjà répondu à cette situation. Votre première réponse est conservée."))
        return redirect("learning:guest-why" if guests.shown(request) else "learning:guest-series")
    if before is None:
        return render(request, "learning/guest_over.html")
    situation, number, length = before
    told = showing.told(situation, language())
    form = AnswerForm(request.POST or None, choices=told.choices, initial={"situation": situation.id})
    if request.method == "POST" and form.is_valid():
        try:
            transitions.answer(
                actor=person, situation=situation, answer=form.cleaned_data["answer"], now=timezone.now()
            )
        except Invalid as problem:  # answered meanwhile from another page
            messages.info(request, problem.message(language()))
        guests.show(request, situation.id)
        return redirect("learning:guest-why")
    context = {"told": told, "number": number, "length": length, "form": form}
    return render(request, "learning/guest_situation.html", context, status=422 if form.is_bound else 200)


@require_safe
@public
@_for_guests
def why(request: HttpRequest, person: Person) -> HttpResponse:
    """What the policy says of the situation just answered, and nothing older."""
    try:
        situation, recall = queries.answered(person, guests.shown(request))
    except queries.NotThere:
        return redirect("learning:guest-series")
    context = {
        "told": showing.told(situation, language()),
        "explained": showing.explained(situation, recall, language(), linked=False),
        "more": queries.before(person) is not None,
    }
    return render(request, "learning/guest_answered.html", context)


@require_POST
@public
def leave(request: HttpRequest) -> HttpResponse:
    """Take everything off the device, half-way or at the end."""
    guests.leave(request)
    return redirect("learning:guest-end")


@require_safe
@public
def end(request: HttpRequest) -> HttpResponse:
    """Thanks; the device can be handed back."""
    return render(request, "learning/guest_end.html")
