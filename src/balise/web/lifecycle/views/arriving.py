"""The list of arrivals and departures, and somebody who arrives."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.web.access.deciding import granted
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.lifecycle import queries, transitions
from balise.web.lifecycle.forms import BackForm, CancelForm, ChangeForm, ComingForm
from balise.web.lifecycle.models import Stay
from balise.web.lifecycle.views.asking import UNREADABLE, attempt, found, reader_of
from balise.web.lifecycle.wording import KINDS
from balise.web.ui.components import Consequence, Tab
from balise.web.ui.dates import day
from balise.web.ui.tables import Column, Table
from balise.web.ui.templatetags.ui import state_badge

_EMPTY = {
    "arrivees": _("Les personnes qui arrivent ou viennent d’arriver apparaîtront ici."),
    "departs": _("Les départs en cours apparaîtront ici, avec ce qu’il leur manque."),
    "fermes": _("Les départs fermés et les arrivées annulées apparaîtront ici."),
    "": _("Les emplois et les stages de chaque personne apparaîtront ici, les passés aussi."),
}


@require_safe
@needs(Permission.STAY_READ)
def home(request: HttpRequest) -> HttpResponse:
    """Who arrives, who leaves; ``?voir=`` keeps some of them."""
    reader, today = reader_of(request), timezone.localdate()
    wanted = request.GET.get("voir", "arrivees")
    shown = wanted if wanted in _EMPTY else "arrivees"
    table = Table(
        request=request,
        rows=queries.listed(reader, shown=shown, today=today),
        columns=[
            Column(
                id="nom",
                label=_("Personne"),
                cell=lambda one: one.person.get_full_name(),
                order="person__name",
                heading=True,
            ),
            Column(id="pour", label=_("Pour"), cell=lambda one: KINDS[one.kind], order="kind"),
            Column(id="debut", label=_("Premier jour"), cell=lambda one: day(one.first_day), order="first_day"),
            Column(id="fin", label=_("Dernier jour"), cell=_last, order="last_day"),
            Column(id="etat", label=_("État"), cell=lambda one: state_badge(one.state, "stay"), order="state"),
        ],
        caption=_("Arrivées et départs"),
        sort="-fin" if shown in {"departs", "fermes"} else "-debut",
        row_url=lambda one: reverse("lifecycle:show", args=[one.pk]),
        empty_title=_("Personne ici"),
        empty_text=_EMPTY[shown],
    )
    here = reverse("lifecycle:home")
    tabs = [
        Tab(label=label, url=f"{here}?voir={name}", current=shown == name)
        for name, label in (
            ("arrivees", _("Arrivées")),
            ("departs", _("Départs")),
            ("fermes", _("Fermés")),
            ("", _("Toutes")),
        )
    ]
    may = granted(reader, Permission.STAY_MANAGE, today=today)
    return render(request, "lifecycle/home.html", {"table": table, "tabs": tabs, "may": may})


def _last(stay: Stay) -> str:
    return day(stay.last_day) if stay.last_day else ""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STAY_MANAGE)
def arrive(request: HttpRequest) -> HttpResponse:
    """Somebody new; ``?compte=oui``: somebody who has an account already."""
    reader, back = reader_of(request), request.GET.get("compte") == "oui"
    given = request.POST if request.method == "POST" else None
    form: Any = (
        BackForm(given, people=queries.may_come_back(reader), initial=_asked(request)) if back else ComingForm(given)
    )
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("first_day", "last_day", "kind")}
        now = timezone.now()
        if back:
            made = attempt(
                request,
                form,
                lambda: transitions.hire(actor=reader, person=form.cleaned_data["person"], now=now, **said),
            )
        else:
            made = attempt(
                request, form, lambda: transitions.arrive(actor=reader, account=form.account(), now=now, **said)
            )
        if made is not None:
            messages.success(request, _("L’arrivée est inscrite. La personne et son gestionnaire sont prévenus."))
            return redirect("lifecycle:show", made.pk)
    here = reverse("lifecycle:arrive")
    tabs = [
        Tab(label=_("Nouvelle personne"), url=here, current=not back),
        Tab(label=_("A déjà un compte"), url=f"{here}?compte=oui", current=back),
    ]
    return render(
        request, "lifecycle/arrive.html", {"form": form, "tabs": tabs}, status=UNREADABLE if form.errors else 200
    )


def _asked(request: HttpRequest) -> dict[str, Any]:
    person = request.GET.get("personne", "")
    return {"person": int(person)} if person.isdecimal() and len(person) < 19 else {}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STAY_MANAGE)
def change(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Another first day, or a traineeship that becomes a job."""
    stay = found(request, stay_id)
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        initial={"kind": stay.kind, "first_day": stay.first_day},
    )
    if request.method == "POST" and form.is_valid():
        said: Any = form.cleaned_data
        done = attempt(
            request,
            form,
            lambda: transitions.change(actor=reader_of(request), stay=stay, now=timezone.now(), **said),
        )
        if done is not None:
            messages.success(request, _("La date est changée."))
            return redirect("lifecycle:show", stay_id)
    context = {"stay": stay, "form": form}
    return render(request, "lifecycle/change.html", context, status=UNREADABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STAY_MANAGE)
def cancel(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Somebody who never came."""
    stay = found(request, stay_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        close = form.cleaned_data["close_account"]
        now = timezone.now()
        done = attempt(
            request,
            form,
            lambda: transitions.cancel(actor=reader_of(request), stay=stay, close_account=close, now=now),
        )
        if done is not None:
            messages.success(request, _("L’arrivée est annulée."))
            return redirect("lifecycle:show", stay_id)
    confirm = {
        "title": _("Annuler l’arrivée de %(name)s") % {"name": stay.person.get_full_name()},
        "label": _("Annuler l’arrivée"),
        "cancel_url": reverse("lifecycle:show", args=[stay_id]),
        "consequences": [
            Consequence(
                what=_(
                    "Cette personne n’est pas venue : plus rien ne lui est demandé si son compte se ferme. "
                    "L’arrivée reste dans l’historique."
                ),
            ),
            Consequence(what=_("Un compte fermé peut être rouvert."), reversible=True),
        ],
    }
    context = {"confirm": confirm, "form": form}
    return render(request, "ui/confirm.html", context, status=UNREADABLE if form.errors else 200)
