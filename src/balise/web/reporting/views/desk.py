"""What comes to a desk: the list, and each part with what may be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access import Permission, granted, needs
from balise.web.presence.transitions import lookalikes
from balise.web.reporting import queries, routing
from balise.web.reporting.cleaning import cleaned
from balise.web.reporting.forms import AnswerForm, CloseForm, FilterForm, MoveForm, ShareForm
from balise.web.reporting.models import Kind, Part
from balise.web.reporting.showing import numbered, opened
from balise.web.reporting.transitions import handling
from balise.web.reporting.uploads import bounded, given
from balise.web.reporting.views import Problem, blame, language, reader, sent, sentence
from balise.web.reporting.wording import DESKS
from balise.web.ui.dates import day
from balise.web.ui.tables import Column, Table
from balise.web.ui.templatetags.ui import badge, state_badge
from balise.web.workflow import Invalid, disclose

S = Part.State


@require_safe
@needs(Permission.REPORT_READ)
def home(request: HttpRequest) -> HttpResponse:
    """What is to be followed, or all of it; found by number and state, since words are sealed."""
    person, today = reader(request), timezone.localdate()
    filters = FilterForm(request.GET or None)
    state = filters.cleaned_data.get("etat", "") if filters.is_valid() else ""
    number = filters.number() if filters.is_valid() else None
    rows = queries.received(person, today=today)
    if number is not None:
        rows = rows.filter(pk=number) if number < 2**63 else rows.none()
    elif state == "closed":
        rows = rows.filter(state=S.CLOSED)
    elif state != "tous":
        rows = queries.to_do(person, today=today)
    table = Table(
        request=request,
        rows=rows,
        columns=[
            Column(id="numero", label=_("Signalement"), cell=numbered, heading=True),
            Column(id="service", label=_("Service"), cell=lambda one: DESKS[one.desk], order="desk"),
            Column(id="signe", label=_("Signé"), cell=lambda one: _("Oui") if one.named else _("Non")),
            Column(id="etat", label=_("État"), cell=_state, order="state"),
            Column(id="remis", label=_("Remis"), cell=lambda one: day(one.received), order="received"),
            Column(id="repondre", label=_("Répondre avant"), cell=_due),
        ],
        caption=_("Signalements reçus"),
        filters=filters,
        row_url=lambda one: reverse("reporting:part", args=[one.pk]),
        empty_title=_("Aucun signalement"),
        empty_text=_("Ce que des gens signalent à votre service apparaîtra ici, au plus tard dans l’heure."),
    )
    return render(request, "reporting/desk.html", {"table": table})


@require_safe
@needs(Permission.REPORT_READ)
def show(request: HttpRequest, number: int) -> HttpResponse:
    """One part. That it is read is recorded before."""
    return _page(request, _found(request, number))


@require_POST
@needs(Permission.REPORT_ANSWER)
def acknowledge(request: HttpRequest, number: int) -> HttpResponse:
    """Say that it was received."""
    part = _found(request, number)
    try:
        handling.acknowledge(actor=reader(request), part=part, now=timezone.now())
    except Problem as problem:
        messages.error(request, sentence(problem))
    else:
        messages.success(request, _("La personne lira que son signalement est reçu."))
    return redirect("reporting:part", part.pk)


@require_POST
@bounded
@needs(Permission.REPORT_ANSWER)
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Write to who reported."""
    part = _found(request, number)
    form = AnswerForm(request.POST, language=language())

    def act() -> None:
        said = form.cleaned_data
        handling.answer(
            actor=reader(request),
            part=part,
            text=said["words"],
            files=cleaned(given(request, "files")),
            clauses=said["clauses"],
            now=timezone.now(),
        )

    return _done(request, part, form, act, name="answer", said=_("Votre réponse est envoyée."))


@require_POST
@needs(Permission.REPORT_ANSWER)
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Say how it ends."""
    part, form = _found(request, number), CloseForm(request.POST)

    def act() -> None:
        handling.close(actor=reader(request), part=part, text=form.cleaned_data["words"], now=timezone.now())

    return _done(request, part, form, act, name="closing", said=_("Le signalement est fermé."))


@require_POST
@needs(Permission.REPORT_ANSWER)
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Another desk has it now."""
    part = _found(request, number)
    form = MoveForm(request.POST, desk=part.desk)

    def act() -> None:
        handling.move(actor=reader(request), part=part, desk=form.cleaned_data["desk"], now=timezone.now())

    said = _("Le signalement est confié à l’autre service. Vous ne le lisez plus.")
    return _done(request, part, form, act, name="moving", said=said, to_list=True)


@require_POST
@needs(Permission.REPORT_ANSWER)
def share(request: HttpRequest, number: int) -> HttpResponse:
    """Another desk gets a piece of it."""
    part = _found(request, number)
    form = ShareForm(request.POST, desk=part.desk, files=_files(part))

    def act() -> None:
        said = form.cleaned_data
        handling.share(
            actor=reader(request),
            part=part,
            desk=said["desk"],
            text=said["words"],
            files=said.get("files", []),
            who=said["who"],
            now=timezone.now(),
        )

    said = _("La partie est confiée à l’autre service, qui la recevra dans les prochaines heures.")
    return _done(request, part, form, act, name="sharing", said=said)


@require_POST
@needs(Permission.REPORT_ANSWER)
def imitation(request: HttpRequest, number: int) -> HttpResponse:
    """Follow an address among the imitations; nothing else of the report goes there."""
    part, person = _found(request, number), reader(request)
    try:
        made = lookalikes.report(actor=person, address=request.POST.get("address", ""), note="", now=timezone.now())
    except Invalid as problem:
        messages.error(request, problem.message(language()))
        return redirect("reporting:part", part.pk)
    messages.success(request, _("L’adresse est parmi les imitations à suivre."))
    return redirect("presence:lookalike", made.pk)


@require_http_methods(["GET", "HEAD"])
@needs(Permission.REPORT_READ)
def file(request: HttpRequest, number: int, reference: str) -> HttpResponse:
    """A file of this part; that it is read is recorded before."""
    part = _found(request, number)
    try:
        found = queries.file_of(part, reference, desk=True)
    except queries.NotThere:
        raise Http404 from None
    disclose(actor=reader(request), subject=part, now=timezone.now())
    return sent(found)


def _done(
    request: HttpRequest,
    part: Part,
    form: Any,
    act: Callable[[], None],
    *,
    name: str,
    said: str,
    to_list: bool = False,
) -> HttpResponse:
    status = 422
    if form.is_valid():
        try:
            act()
        except Problem as problem:
            status = blame(form, problem)
        else:
            messages.success(request, said)
            return redirect("reporting:desk") if to_list else redirect("reporting:part", part.pk)
    return _page(request, _found(request, part.pk), status=status, **{name: form})


def _page(request: HttpRequest, part: Part, *, status: int = 200, **typed: Any) -> HttpResponse:
    person, today, tongue = reader(request), timezone.localdate(), language()
    disclose(actor=person, subject=part, now=timezone.now())
    shown = opened(part, desk=True, language=tongue)
    handled = part.state != S.CLOSED and shown.readable
    forms = {
        "answer": typed.get("answer") or (AnswerForm(language=tongue) if handled else None),
        "closing": typed.get("closing") or (CloseForm(auto_id="fermer_%s") if handled else None),
        "moving": typed.get("moving") or (MoveForm(desk=part.desk, auto_id="confier_%s") if handled else None),
        "sharing": typed.get("sharing")
        or (ShareForm(desk=part.desk, files=_files(part), auto_id="partager_%s") if handled else None),
    }
    context = {
        "part": part,
        "number": numbered(part),
        "desk_name": DESKS[part.desk],  # type: ignore[index]
        "shown": shown,
        "receipt_due": routing.receipt_due(part),
        "answer_due": routing.answer_due(part),
        "links": {one.reference: reverse("reporting:file", args=[part.pk, one.reference]) for one in _files(part)},
        "wrong": next(iter(typed.values()), None),
        "opened_form": next(iter(typed), ""),
        "imitates": part.kind == Kind.LOOKALIKE and granted(person, Permission.LOOKALIKE_REPORT, today=today),
        **forms,
    }
    return render(request, "reporting/part.html", context, status=status)


def _files(part: Part) -> list[Any]:
    return list(part.files.exclude(message__released=False).defer("content").order_by("number"))


def _found(request: HttpRequest, number: int) -> Part:
    try:
        return queries.part_for(reader(request), number, today=timezone.localdate())
    except (queries.NotThere, OverflowError):
        raise Http404 from None


def _state(part: Part) -> Any:
    """Its state, and whether who reported wrote since the last answer."""
    shown = state_badge(part.state, "report")
    return (
        format_html("{} {}", shown, badge(_("Nouveau message"), tone="warning", icon="envelope"))
        if part.waiting
        else shown
    )


def _due(part: Part) -> str:
    due = routing.answer_due(part)
    return day(due) if due is not None and part.state in {S.RECEIVED, S.ACKNOWLEDGED} else ""
