"""What did not end by itself, and the decision of an administrator about it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.operations.jobs import queries, transitions
from balise.web.operations.jobs.forms import AgainForm, DecisionForm
from balise.web.operations.jobs.showing import decision_name, error_in_words, kind_name, subject_in_words
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person
from balise.web.ui import badges
from balise.web.ui.components import Event, Tab
from balise.web.ui.dates import moment
from balise.web.ui.tables import Column, Table
from balise.web.ui.templatetags.ui import state_badge
from balise.web.workflow import Invalid, WrongState

UNREADABLE = 422
S = OutboxRow.State


def _reader(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _language() -> str:
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"


@require_safe
@needs(Permission.JOB_READ)
def jobs(request: HttpRequest) -> HttpResponse:
    """What failed or is uncertain, what waits, what was settled."""
    return _list(request, None)


@require_POST
@needs(Permission.JOB_SETTLE)
def run_all_again(request: HttpRequest) -> HttpResponse:
    """Run again everything of one kind that failed, once its cause is gone."""
    form = AgainForm(request.POST)
    if not form.is_valid():
        return _list(request, form)
    again = transitions.run_failed_again(actor=_reader(request), now=timezone.now(), **form.cleaned_data)
    messages.success(
        request,
        ngettext("%(count)d travail repart maintenant.", "%(count)d travaux repartent maintenant.", again)
        % {"count": again},
    )
    return redirect("operations:jobs")


@require_http_methods(["GET", "POST"])
@needs(Permission.JOB_SETTLE)
def job(request: HttpRequest, row_id: int) -> HttpResponse:
    """One row: what it was for, what went wrong, what people decided; and the decision."""
    try:
        row = queries.job_for(_reader(request), row_id, today=timezone.localdate())
    except (queries.NotThere, OverflowError):
        raise Http404 from None
    if request.method != "POST":
        return _page(request, row, DecisionForm(initial={"was": row.state}))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    try:
        decision = request.POST.get("decision", "")  # the button that was pressed
        transitions.decide(actor=_reader(request), row=row, decision=decision, now=timezone.now(), **form.cleaned_data)
    except Invalid as problem:
        if problem.field == "was":  # the page shows the row as it is now; the reason stays typed
            form.data = {**request.POST.dict(), "was": row.state}
        field = problem.field if problem.field == "reason" else None
        form.add_error(field, problem.message(_language()))
        return _page(request, row, form)
    except WrongState as problem:
        state = str(badges.find("job", problem.state).label)
        messages.warning(request, _("Trop tard : ce travail est maintenant « %(state)s ».") % {"state": state})
        return redirect("operations:job", row_id)
    messages.success(request, _("C’est inscrit, avec votre raison."))
    return redirect("operations:jobs")


def _page(request: HttpRequest, row: OutboxRow, form: DecisionForm) -> HttpResponse:
    context = {
        "row": row,
        "form": form,
        "kind": kind_name(row.kind),
        "pairs": _pairs(row),
        "decisions": [
            Event(when=one.at, who=one.by.get_full_name(), what=decision_name(one.decision), detail=one.reason)
            for one in sorted(row.interventions.all(), key=lambda one: -one.pk)
        ],
        "error": error_in_words(row.error),
        "may_run": row.state in transitions.RUN_AGAIN.source,
        "may_mark": row.state in transitions.MARK_DONE.source,
        "may_drop": row.state in transitions.DROP.source,
    }
    return render(request, "operations/jobs/job.html", context, status=UNREADABLE if form.errors else 200)


def _pairs(row: OutboxRow) -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = [
        (_("État"), state_badge(row.state, kind="job")),
        (_("Numéro"), str(row.pk)),
        (_("Concerne"), subject_in_words(row) or _("rien de nommé")),
        (_("Demandé"), moment(row.created)),
        (_("Tentatives"), str(row.attempts)),
    ]
    if row.state == S.WAITING:
        pairs.append((_("Prochaine tentative"), moment(row.not_before)))
    if row.ended is not None:
        pairs.append((_("Terminé"), moment(row.ended)))
    return pairs


def _list(request: HttpRequest, form: AgainForm | None) -> HttpResponse:
    person, today = _reader(request), timezone.localdate()
    shown = request.GET.get("voir", "")
    shown = shown if shown in queries.SHOWN else ""
    summary = queries.summary_for(person, today=today)
    table = Table(
        request=request,
        rows=queries.jobs_for(person, today=today, shown=shown),
        columns=[
            Column(id="quoi", label=_("Travail"), cell=lambda row: kind_name(row.kind), heading=True),
            Column(id="concerne", label=_("Concerne"), cell=subject_in_words),
            Column(id="etat", label=_("État"), cell=lambda row: state_badge(row.state, kind="job")),
            Column(id="depuis", label=_("Demandé"), cell=lambda row: moment(row.created), order="created"),
            Column(id="tentatives", label=_("Tentatives"), cell=lambda row: str(row.attempts), numeric=True),
            Column(id="erreur", label=_("Ce qui s’est passé"), cell=lambda row: error_in_words(row.error)),
        ],
        caption=_("Travaux automatiques"),
        sort="depuis" if shown != "regles" else "-depuis",
        counted=False,
        row_url=lambda row: reverse("operations:job", args=[row.pk]),
        empty_title=_("Rien à régler") if shown == "" else _("Rien ici"),
        empty_text=_(
            "Un courriel refusé ou un envoi dont personne ne sait s’il est parti apparaîtrait ici. Balise réessaie "
            "d’elle-même ce qui n’est sûrement pas parti, de moins en moins souvent, avant de le déclarer échoué."
        ),
    )
    here = reverse("operations:jobs")
    stuck = summary.failed + summary.uncertain
    tabs = [
        Tab(label=_("À régler"), url=here, current=shown == "", count=stuck),
        Tab(label=_("En attente"), url=f"{here}?voir=attente", current=shown == "attente", count=summary.waiting),
        Tab(label=_("Réglés"), url=f"{here}?voir=regles", current=shown == "regles"),
    ]
    kinds = queries.failed_kinds(person, today=today) if shown == "" else {}
    typed = form.data.get("kind") if form is not None else None
    again = [
        {
            "kind": kind_name(kind),
            "count": count,
            "most": min(count, transitions.MOST_AT_ONCE),
            "form": form
            if form is not None and kind == typed
            else AgainForm(initial={"kind": kind}, auto_id=f"id_{number}_%s"),
        }
        for number, (kind, count) in enumerate(kinds.items())
    ]
    context = {"table": table, "tabs": tabs, "summary": summary, "again": again, "form": form}
    return render(request, "operations/jobs/jobs.html", context, status=UNREADABLE if form is not None else 200)
