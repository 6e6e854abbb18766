"""Addresses that imitate: reported, decided, told to the network, followed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access import Permission, granted, needs
from balise.web.access.deciding import Refused
from balise.web.access.pacing import Pace
from balise.web.presence import queries
from balise.web.presence.addresses import plain
from balise.web.presence.asking import ask
from balise.web.presence.forms import DecisionForm, OutcomeForm, ReportForm, ToldForm
from balise.web.presence.models import Lookalike, Sighting
from balise.web.presence.networks import presence_of
from balise.web.presence.showing import called, shown
from balise.web.presence.transitions import lookalikes
from balise.web.presence.views import language, reader, sentence
from balise.web.presence.wording import LIKENESSES, OUTCOMES
from balise.web.ui.components import Tab
from balise.web.ui.dates import moment
from balise.web.ui.tables import Column, Table
from balise.web.ui.templatetags.ui import state_badge
from balise.web.vault.sealing import Destroyed, Tampered
from balise.web.workflow import Invalid, WrongState

of_people = Pace(burst=10, rate=1 / 60)
_S = Lookalike.State


@require_safe
@needs(Permission.LOOKALIKE_READ)
def home(request: HttpRequest) -> HttpResponse:
    """What waits and all of it, for who decides; one's own reports, for the others."""
    today = timezone.localdate()
    decides = granted(request.user, Permission.LOOKALIKE_DECIDE, today=today)
    every = decides and request.GET.get("voir") == "toutes"
    rows = queries.lookalikes_for(reader(request), today=today)
    if decides and not every:
        rows = rows.filter(state__in=[_S.REPORTED, _S.CONFIRMED, _S.TOLD])
    table = Table(
        request=request,
        rows=rows,
        columns=[
            Column(id="adresse", label=_("Adresse"), cell=_address, heading=True),
            Column(id="etat", label=_("État"), cell=lambda one: state_badge(one.state, "lookalike"), order="state"),
            Column(id="imite", label=_("Ressemble à"), cell=lambda one: called(one.resembles) if one.resembles else ""),
            Column(id="signalee", label=_("Signalée"), cell=lambda one: moment(one.reported), order="reported"),
            *([Column(id="fois", label=_("Par"), cell=_by_many, order="seen")] if decides else []),
        ],
        caption=_("Imitations signalées"),
        row_url=lambda one: reverse("presence:lookalike", args=[one.pk]),
        empty_title=_("Aucune imitation"),
        empty_text=_(
            "Les adresses que l’équipe signale parce qu’elles nous imitent apparaîtront ici, avec leur suite."
        ),
    )
    here = reverse("presence:lookalikes")
    tabs = [
        Tab(label=_("En cours"), url=here, current=not every),
        Tab(label=_("Toutes"), url=f"{here}?voir=toutes", current=every),
    ]
    return render(request, "presence/lookalikes.html", {"table": table, "tabs": tabs if decides else []})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.LOOKALIKE_REPORT)
def report(request: HttpRequest) -> HttpResponse:
    """Report an address; whoever reported the same one joins the others."""
    form = ReportForm(request.POST or None, initial={"address": request.GET.get("adresse", "")[:500]})
    status = 422
    if request.method == "POST" and form.is_valid():
        if not of_people.allows(f"person:{reader(request).pk}"):
            form.add_error(
                None,
                _("Vous en signalez beaucoup en peu de temps : attendez une minute, puis réessayez. Rien n’est perdu."),
            )
            status = 429
        else:
            try:
                made = lookalikes.report(actor=reader(request), now=timezone.now(), **form.cleaned_data)
            except Invalid as problem:
                form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
            else:
                messages.success(request, _thanks(made))
                return redirect("presence:lookalike", made.pk)
    return render(request, "presence/report.html", {"form": form}, status=status if form.errors else 200)


@require_safe
@needs(Permission.LOOKALIKE_READ)
def show(request: HttpRequest, lookalike_id: int) -> HttpResponse:
    """One reported address."""
    return _page(request, _found(request, lookalike_id))


@require_POST
@needs(Permission.LOOKALIKE_DECIDE)
def decide(request: HttpRequest, lookalike_id: int) -> HttpResponse:
    """It imitates, or it does not: the button says which."""
    found = _found(request, lookalike_id)
    form = DecisionForm(request.POST, accounts=queries.official(), language=language())
    if not form.is_valid():
        return _page(request, found, decision=form, status=422)
    answer = form.cleaned_data["answer"]

    def act() -> None:
        if request.POST.get("decision") == "imite":
            wanted = form.cleaned_data["resembles"]
            resembles = next((one for one in queries.official() if str(one.pk) == wanted), None)
            lookalikes.confirm(
                actor=reader(request), lookalike=found, answer=answer, resembles=resembles, now=timezone.now()
            )
            messages.success(request, _("C’est une imitation. Il reste à la signaler au réseau : voici comment."))
        else:
            lookalikes.dismiss(actor=reader(request), lookalike=found, answer=answer, now=timezone.now())
            messages.success(request, _("C’est noté : la personne qui l’a signalée lira votre réponse."))

    return _done(request, found, act, form=form, name="decision")


@require_POST
@needs(Permission.LOOKALIKE_DECIDE)
def tell(request: HttpRequest, lookalike_id: int) -> HttpResponse:
    """The network was told."""
    found, form = _found(request, lookalike_id), ToldForm(request.POST)
    if not form.is_valid():
        return _page(request, found, told=form, status=422)

    def act() -> None:
        reference = form.cleaned_data["reference"]
        lookalikes.tell_network(actor=reader(request), lookalike=found, reference=reference, now=timezone.now())
        messages.success(request, _("C’est noté. Dans une semaine, une tâche vous dira de revenir voir."))

    return _done(request, found, act, form=form, name="told")


@require_POST
@needs(Permission.LOOKALIKE_DECIDE)
def close(request: HttpRequest, lookalike_id: int) -> HttpResponse:
    """It is over."""
    found, form = _found(request, lookalike_id), OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, outcome=form, status=422)

    def act() -> None:
        outcome = form.cleaned_data["outcome"]
        lookalikes.close(actor=reader(request), lookalike=found, outcome=outcome, now=timezone.now())
        messages.success(request, _("Le suivi est clos."))

    return _done(request, found, act, form=form, name="outcome")


@require_POST
@needs(Permission.LOOKALIKE_DECIDE)
def reopen(request: HttpRequest, lookalike_id: int) -> HttpResponse:
    """Look at it again."""
    found = _found(request, lookalike_id)

    def act() -> None:
        lookalikes.reopen(actor=reader(request), lookalike=found, now=timezone.now())
        messages.success(request, _("L’examen reprend."))

    return _done(request, found, act, form=Form(request.POST), name="")


def _done(request: HttpRequest, found: Lookalike, act: Callable[[], None], *, form: Form, name: str) -> HttpResponse:
    """Do it and come back; what cannot be done is said where it was asked."""
    try:
        act()
    except Invalid as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        again: dict[str, Any] = {name: form} if name else {}
        return _page(request, found, status=422, **again)
    except (WrongState, Refused) as problem:
        messages.error(request, sentence(problem, kind="lookalike"))
    return redirect("presence:lookalike", found.pk)


def _page(
    request: HttpRequest,
    found: Lookalike,
    *,
    decision: DecisionForm | None = None,
    told: ToldForm | None = None,
    outcome: OutcomeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    decides = granted(request.user, Permission.LOOKALIKE_DECIDE, today=timezone.localdate())
    state = found.state
    answered = ask(found.address)
    sightings = _sightings(request, found, decides=decides)
    if decides and state == _S.REPORTED and decision is None:
        decision = DecisionForm(
            accounts=queries.official(), language=language(), initial={"resembles": str(found.resembles_id or "")}
        )
    if decides and state in {_S.CONFIRMED, _S.TOLD}:
        told, outcome = told or ToldForm(initial={"reference": found.reference}), outcome or OutcomeForm()
    context = {
        "lookalike": found,
        "address": plain(found.address),
        "decides": decides,
        "likes": [
            {"shown": shown(one.account, language=language()), "why": LIKENESSES[one.likeness]}
            for one in answered.likes
        ],
        "imitated": shown(found.resembles, language=language()) if found.resembles else None,
        "sightings": sightings,
        "answer": _opened(found.open_answer),
        "steps": presence_of(found.network).steps.get(language(), ()) if decides else (),
        "outcome_said": OUTCOMES[Lookalike.Outcome(found.outcome)] if found.outcome else "",
        "decision": decision if decides and state == _S.REPORTED else None,
        "told": told,
        "outcome": outcome,
        "history": granted(request.user, Permission.AUDIT_READ, today=timezone.localdate()),
    }
    return render(request, "presence/lookalike.html", context, status=status)


def _sightings(request: HttpRequest, found: Lookalike, *, decides: bool) -> list[dict[str, Any]]:
    """Who saw it and what they said: all of it for who decides, one's own for the others."""
    rows = Sighting.objects.filter(lookalike=found).select_related("person").order_by("at", "pk")
    if not decides:
        rows = rows.filter(person=reader(request))
    return [{"who": one.person.get_full_name(), "at": one.at, "note": _opened(one.open_note)} for one in rows[:50]]


def _opened(words: Callable[[], str]) -> str:
    try:
        return words()
    except (Destroyed, Tampered):
        return _("(Ce texte ne peut plus être lu.)")


def _thanks(made: Lookalike) -> str:
    if made.state == _S.REPORTED:
        return _("Merci. Les communications vont la regarder; leur réponse apparaîtra ici.")
    return _("Merci. Cette adresse était déjà signalée : voici où en est son suivi.")


def _address(one: Lookalike) -> str:
    """An address has no space to be cut at."""
    return format_html('<span class="text-break">{}</span>', plain(one.address, longest=70))


def _by_many(one: Any) -> str:
    return _("%(count)d pers.") % {"count": one.seen}


def _found(request: HttpRequest, lookalike_id: int) -> Lookalike:
    try:
        return queries.lookalike_for(reader(request), lookalike_id, today=timezone.localdate())
    except (queries.NotThere, OverflowError):
        raise Http404 from None
