"""How long things are kept, what goes within a month, what is held, what was destroyed."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from balise.web.access.deciding import granted
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.retention import queries, transitions
from balise.web.retention.forms import YEAR, HoldForm, LengthForm, length_of
from balise.web.retention.models import Destruction, Hold
from balise.web.retention.registry import Clock, kind_named, people_named
from balise.web.ui.dates import day, moment
from balise.web.ui.tables import Column, Table
from balise.web.vault.sealing import Destroyed, Tampered
from balise.web.workflow import Invalid, WrongState

MOST = 100  # shown of what is coming; the count says the rest
UNREADABLE = 422


@require_safe
@needs(Permission.RETENTION_READ)
def home(request: HttpRequest) -> HttpResponse:
    """Everything on one page."""
    return _page(request)


@require_POST
@needs(Permission.RETENTION_SET)
def set_days(request: HttpRequest) -> HttpResponse:
    """Another length for one kind."""
    form = LengthForm(request.POST)
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        try:
            transitions.set_days(actor=_reader(request), kind=kind, days=form.days(), now=timezone.now())
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(_language()))
        else:
            messages.success(request, _("La durée est changée, aussi pour ce qui est déjà gardé."))
            return redirect("retention:home")
    return _page(request, length_form=form)


@require_POST
@needs(Permission.RETENTION_HOLD)
def place(request: HttpRequest) -> HttpResponse:
    """Stop a destruction."""
    form = HoldForm(request.POST)
    if form.is_valid():
        said: Any = form.cleaned_data
        try:
            transitions.place_hold(actor=_reader(request), now=timezone.now(), **said)
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(_language()))
        else:
            messages.success(request, _("La destruction est suspendue."))
            return redirect("retention:home")
    return _page(request, hold_form=form)


@require_POST
@needs(Permission.RETENTION_HOLD)
def lift(request: HttpRequest, hold_id: int) -> HttpResponse:
    """Let destruction go on."""
    try:
        transitions.lift_hold(actor=_reader(request), hold=_found(request, hold_id), now=timezone.now())
    except WrongState:
        messages.error(request, _("Cette suspension est déjà levée. Rien n’a changé."))
    else:
        messages.success(request, _("La suspension est levée."))
    return redirect("retention:home")


@require_POST
@needs(Permission.RETENTION_READ)
def reason(request: HttpRequest, hold_id: int) -> HttpResponse:
    """Open why; each opening is in the audit."""
    hold = _found(request, hold_id)
    try:
        said = queries.reason_of(_reader(request), hold, now=timezone.now())
    except (Destroyed, Tampered):
        messages.error(request, _("Cette raison ne peut plus être lue."))
        return redirect("retention:home")
    return _page(request, opened={hold.pk: said})


def _page(
    request: HttpRequest,
    *,
    length_form: LengthForm | None = None,
    hold_form: HoldForm | None = None,
    opened: dict[int, str] | None = None,
) -> HttpResponse:
    reader, today = _reader(request), timezone.localdate()
    coming = queries.coming_for(reader, today=today, most=MOST + 1)
    holds = list(queries.holds_for(reader, today=today)[:MOST])
    named = people_named([*(one.person for one in coming if one.person), *(one.person for one in holds if one.person)])
    wrong = [form for form in (length_form, hold_form) if form is not None and form.errors]
    context = {
        "terms": [_term(one, length_form) for one in queries.terms()],
        "coming": [
            {"one": one, "name": named.get(one.person or 0, ""), "what": one.kind.name(one.record)}
            for one in coming[:MOST]
        ],
        "more": len(coming) > MOST,
        "holds": [_hold(one, named, opened or {}, today=today) for one in holds],
        "hold_form": hold_form or HoldForm(),
        "destroyed": _destroyed(request),
        "wrong": wrong,
        "may_set": granted(reader, Permission.RETENTION_SET, today=today),
        "may_hold": granted(reader, Permission.RETENTION_HOLD, today=today),
    }
    return render(request, "retention/home.html", context, status=UNREADABLE if wrong else 200)


def _term(term: queries.Term, given: LengthForm | None) -> dict[str, Any]:
    if given is not None and given.data.get("kind") == term.kind.id:
        form = given
    else:
        initial = {"kind": term.kind.id, **length_of(term.days)}
        form = LengthForm(initial=initial, auto_id=f"id_{term.kind.id}_%s")
    after = _("après la fin de l’emploi ou du stage")
    return {
        "term": term,
        "form": form,
        "length": length_said(term.days),
        "after": after if term.kind.clock is Clock.EMPLOYMENT else "",
    }


def _hold(hold: Hold, named: dict[int, str], opened: dict[int, str], *, today: Any) -> dict[str, Any]:
    kind = kind_named(hold.kind) if hold.kind else None
    stopping = hold.state == Hold.State.PLACED and (hold.until is None or hold.until >= today)
    return {
        "hold": hold,
        "who": named.get(hold.person, _("une personne partie")) if hold.person else _("Toutes les personnes"),
        "kind": kind.label if kind else _("Tous les documents"),
        "stopping": stopping,
        "reason": opened.get(hold.pk, ""),
    }


def length_said(days: int) -> str:
    """A length as people say it: whole years, else days."""
    if days % YEAR == 0:
        return ngettext("%(count)d an", "%(count)d ans", days // YEAR) % {"count": days // YEAR}
    return ngettext("%(count)d jour", "%(count)d jours", days) % {"count": days}


def _destroyed(request: HttpRequest) -> Table:
    return Table(
        request=request,
        rows=queries.destructions_for(_reader(request), today=timezone.localdate()),
        columns=[
            Column(id="quoi", label=_("Quoi"), cell=_what, heading=True),
            Column(id="le", label=_("Détruit"), cell=lambda one: moment(one.destroyed_at), order="destroyed_at"),
            Column(id="du", label=_("À détruire depuis"), cell=lambda one: day(one.due), order="due"),
            Column(id="numero", label=_("Numéro"), cell=lambda one: one.record),
        ],
        caption=_("Ce qui a été détruit"),
        empty_title=_("Rien n’a été détruit"),
        empty_text=_("Chaque destruction apparaîtra ici, sans rien dire de personne."),
    )


def _what(one: Destruction) -> str:
    kind = kind_named(one.kind)
    said = str(kind.label) if kind else one.kind
    return f"{said} ({_('de nouveau, après une restauration')})" if one.again else said


def _found(request: HttpRequest, hold_id: int) -> Hold:
    try:
        return queries.hold_for(_reader(request), hold_id, today=timezone.localdate())
    except (queries.NotThere, OverflowError):
        raise Http404 from None


def _reader(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _language() -> str:
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"
