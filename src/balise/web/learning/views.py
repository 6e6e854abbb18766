"""Situations, five at a time: read, answer, see why. Every page is about its reader; none of them names a person."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.policy.model import Situation
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.learning import queries, showing, transitions
from balise.web.learning.forms import AnswerForm
from balise.web.learning.offering import text_address
from balise.web.people.models import Person
from balise.web.ui.components import Consequence
from balise.web.workflow import Invalid

_ENDED, _WITHIN, _YES = "fin", "serie", "oui"


@require_safe
@needs(Permission.SITUATION_PRACTISE)
def home(request: HttpRequest) -> HttpResponse:
    """What situations are, where the reader stands, what they have met; ``?fin=oui`` at the end of a series."""
    standing = queries.standing(_reader(request), now=timezone.now())
    ended = standing.last if request.GET.get(_ENDED) == _YES else []
    context = {
        "standing": standing,
        "seen": showing.lines(standing.seen, _language()),
        "ended": showing.lines(ended, _language()),
        "policy_url": text_address(),
    }
    return render(request, "learning/home.html", context)


@require_POST
@needs(Permission.SITUATION_PRACTISE)
def begin(request: HttpRequest) -> HttpResponse:
    """Draw a series, or go on with the one under way."""
    try:
        transitions.begin(actor=_reader(request), now=timezone.now())
    except Invalid as problem:
        messages.error(request, problem.message(_language()))
        return redirect("learning:home")
    return redirect("learning:series")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SITUATION_PRACTISE)
def series(request: HttpRequest) -> HttpResponse:
    """The situation before the reader; answering leads to why."""
    person = _reader(request)
    before = queries.before(person)
    sent = request.POST.get("situation", "")
    if request.method == "POST" and (before is None or before[0].id != sent):
        return _answered_already(request, sent)
    if before is None:
        return redirect("learning:home")
    situation, number, length = before
    told = showing.told(situation, _language())
    form = AnswerForm(request.POST or None, choices=told.choices, initial={"situation": situation.id})
    if request.method == "POST" and form.is_valid():
        return _answer(request, situation, form.cleaned_data["answer"])
    context = {"told": told, "number": number, "length": length, "form": form}
    return render(request, "learning/situation.html", context, status=422 if form.is_bound else 200)


def _answer(request: HttpRequest, situation: Situation, answer: str) -> HttpResponse:
    try:
        transitions.answer(actor=_reader(request), situation=situation, answer=answer, now=timezone.now())
    except Invalid as problem:  # answered meanwhile from another page
        messages.info(request, problem.message(_language()))
    return _why(situation)


def _answered_already(request: HttpRequest, situation_id: str) -> HttpResponse:
    """A page that was left open, or sent twice: what was answered first is shown."""
    try:
        situation, _recall = queries.answered(_reader(request), situation_id)
    except queries.NotThere:
        messages.info(request, _("Cette situation n’attend pas de réponse. Voici où vous en êtes."))
        return redirect("learning:home")
    messages.info(request, _("Vous aviez déjà répondu à cette situation. Votre première réponse est conservée."))
    return _why(situation)


def _why(situation: Situation) -> HttpResponse:
    return redirect(f"{reverse('learning:answered', args=[situation.id])}?{_WITHIN}={_YES}")


@require_safe
@needs(Permission.SITUATION_PRACTISE)
def answered(request: HttpRequest, situation_id: str) -> HttpResponse:
    """A situation that the reader has met: what they answered, what the policy says, and why.

    ``?serie=oui`` in the course of a series, which then goes on from here.
    """
    person = _reader(request)
    try:
        situation, recall = queries.answered(person, situation_id)
    except queries.NotThere:
        raise Http404 from None
    within = request.GET.get(_WITHIN) == _YES
    context = {
        "told": showing.told(situation, _language()),
        "explained": showing.explained(situation, recall, _language()),
        "within": within,
        "more": within and queries.before(person) is not None,
        "end_url": f"{reverse('learning:home')}?{_ENDED}={_YES}",
    }
    return render(request, "learning/answered.html", context)


@require_POST
@needs(Permission.SITUATION_PRACTISE)
def set_aside(request: HttpRequest) -> HttpResponse:
    """No longer among what waits."""
    transitions.set_aside(actor=_reader(request), now=timezone.now())
    messages.success(request, _("C’est noté : on ne vous les proposera plus. Cette page reste ouverte."))
    return redirect("learning:home")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SITUATION_PRACTISE)
def forget(request: HttpRequest) -> HttpResponse:
    """Say what erasing does, then do it."""
    if request.method == "POST":
        transitions.forget(actor=_reader(request), now=timezone.now())
        messages.success(request, _("Vos réponses aux situations sont effacées."))
        return redirect("learning:home")
    confirm = {
        "title": _("Effacer mes réponses aux situations"),
        "label": _("Effacer mes réponses"),
        "cancel_url": reverse("learning:home"),
        "consequences": [
            Consequence(
                what=_(
                    "Toutes vos réponses aux situations sont effacées, et une série en cours est abandonnée. "
                    "La date où vous avez terminé une première série reste : elle accompagne votre réponse à la "
                    "politique, et ne dit rien de ce que vous avez répondu."
                )
            )
        ],
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": Form()})


def _reader(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _language() -> str:
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"
