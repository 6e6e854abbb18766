"""One stay: its days, and while somebody leaves, the checklist and what is done of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access.deciding import allowed
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.lifecycle import queries, transitions
from balise.web.lifecycle.checklist import NAMES, Item, items_of, missing_in
from balise.web.lifecycle.duties import Duty, duties_of
from balise.web.lifecycle.forms import HeirForm, LeaveForm, PageForm, SuccessorForm
from balise.web.lifecycle.models import Stay
from balise.web.lifecycle.views.asking import UNREADABLE, attempt, found, language, reader_of
from balise.web.lifecycle.wording import KINDS
from balise.web.people.roles import Role, role_name
from balise.web.ui.components import Consequence
from balise.web.ui.dates import day
from balise.web.ui.templatetags.ui import state_badge

S = Stay.State


@require_safe
@needs(Permission.STAY_READ)
def show(request: HttpRequest, stay_id: int) -> HttpResponse:
    """One stay."""
    return _page(request, found(request, stay_id))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STAY_MANAGE)
def leave(request: HttpRequest, stay_id: int) -> HttpResponse:
    """A last day, or another one."""
    stay = found(request, stay_id)
    form = LeaveForm(request.POST if request.method == "POST" else None, initial={"last_day": stay.last_day})
    act = transitions.reschedule if stay.state == S.LEAVING else transitions.leave
    if request.method == "POST" and form.is_valid():
        last = form.cleaned_data["last_day"]
        now = timezone.now()
        done = attempt(request, form, lambda: act(actor=reader_of(request), stay=stay, last_day=last, now=now))
        if done is not None:
            messages.success(request, _("Le départ est inscrit. Les personnes concernées sont prévenues."))
            return redirect("lifecycle:show", stay_id)
    return render(
        request, "lifecycle/leave.html", {"stay": stay, "form": form}, status=UNREADABLE if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STAY_MANAGE)
def stay_on(request: HttpRequest, stay_id: int) -> HttpResponse:
    """They do not leave after all."""
    stay = found(request, stay_id)
    consequences = [
        Consequence(what=_("Le compte et les mandats ne se fermeront pas."), reversible=True),
        Consequence(
            what=_("Ce que la personne a confirmé de ses profils est oublié, et l’adresse d’un profil détruite.")
        ),
    ]
    title = _("Annuler le départ de %(name)s") % {"name": stay.person.get_full_name()}
    return _confirmed(
        request,
        stay,
        lambda now: transitions.stay_on(actor=reader_of(request), stay=stay, now=now),
        title=title,
        label=_("Annuler le départ"),
        consequences=consequences,
        done=_("Le départ est annulé. Les personnes concernées sont prévenues."),
    )


@require_POST
@needs(Permission.STAY_PREPARE)
def hand_over(request: HttpRequest, stay_id: int) -> HttpResponse:
    """The texts of who leaves, to somebody; the person may do it for themselves."""
    reader, now = reader_of(request), timezone.now()
    own = queries.own_departure(reader)
    mine = own is not None and own.pk == stay_id
    stay = own if mine and own is not None else found(request, stay_id)
    form = HeirForm(request.POST, leaver=stay.person)
    if form.is_valid():
        to = form.cleaned_data["to"]
        done = attempt(request, form, lambda: transitions.hand_over(actor=reader, stay=stay, to=to, now=now))
        if done is not None:
            messages.success(request, _("Les textes sont confiés à %(name)s.") % {"name": to.get_full_name()})
            return redirect("lifecycle:mine") if mine else redirect("lifecycle:show", stay_id)
    if mine:
        for problem in form.errors.get("to", []) or form.non_field_errors():
            messages.error(request, str(problem))
        return redirect("lifecycle:mine")
    return _page(request, stay, heir_form=form)


@require_POST
@needs(Permission.STAY_MANAGE)
def succeed(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Who takes a role or the team."""
    stay = found(request, stay_id)
    form = SuccessorForm(request.POST, leaver=stay.person)
    if form.is_valid():
        said: Any = form.cleaned_data
        now = timezone.now()
        done = attempt(
            request, form, lambda: transitions.name_successor(actor=reader_of(request), stay=stay, now=now, **said)
        )
        if done is not None:
            messages.success(request, _("C’est noté. La personne nommée est prévenue."))
            return redirect("lifecycle:show", stay_id)
    return _page(request, stay, successor_form=form)


@require_POST
@needs(Permission.STAY_ACCESS)
def allow_end(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Let the account be closed on the day."""
    stay = found(request, stay_id)
    done = attempt(
        request, None, lambda: transitions.allow_end(actor=reader_of(request), stay=stay, now=timezone.now())
    )
    if done is not None:
        messages.success(request, _("La fermeture du compte est permise."))
    return redirect("lifecycle:show", stay_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STAY_ACCESS)
def end(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Close access now, without waiting for the last day."""
    stay = found(request, stay_id)
    consequences = [
        Consequence(what=_("La personne ne peut plus entrer dans Balise, dès maintenant."), reversible=True),
        Consequence(what=_("Ses mandats de parole, ses jetons et son calendrier se terminent.")),
        Consequence(what=_("Elle pourra encore confirmer la date de fin par un lien ou sur papier."), reversible=True),
    ]
    title = _("Fermer maintenant l’accès de %(name)s") % {"name": stay.person.get_full_name()}
    return _confirmed(
        request,
        stay,
        lambda now: transitions.end(actor=reader_of(request), stay=stay, now=now),
        title=title,
        label=_("Fermer l’accès"),
        consequences=consequences,
        done=_("L’accès est fermé."),
    )


@require_POST
@needs(Permission.STAY_FILE)
def file(request: HttpRequest, stay_id: int) -> HttpResponse:
    """A signed page, handed in."""
    stay = found(request, stay_id)
    form = PageForm(request.POST, request.FILES)
    if form.is_valid():
        said: Any = form.cleaned_data
        content, name = said["page"]
        done = attempt(
            request,
            form,
            lambda: transitions.file_confirmation(
                actor=reader_of(request),
                stay=stay,
                profiles=said["profiles"],
                on=said["on"],
                page=content,
                media_type=form.media_type,
                filename=name,
                now=timezone.now(),
            ),
        )
        if done is not None:
            messages.success(request, _("La confirmation sur papier est notée."))
            return redirect("lifecycle:show", stay_id)
    return _page(request, stay, page_form=form)


@require_safe
@needs(Permission.STAY_FILE)
def paper(request: HttpRequest, stay_id: int) -> HttpResponse:
    """A page to print and sign."""
    return render(request, "lifecycle/paper.html", {"stay": found(request, stay_id)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STAY_CLOSE)
def close(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Close with what is missing: the list that was read is the one that is kept."""
    stay = found(request, stay_id)
    items = items_of(stay, today=timezone.localdate())
    missing = missing_in(items)
    if request.method == "POST":
        read = [name for name in request.POST.getlist("missing") if name in NAMES]
        now = timezone.now()
        done = attempt(
            request, None, lambda: transitions.close(actor=reader_of(request), stay=stay, missing=read, now=now)
        )
        if done is not None:
            messages.success(request, _("Le départ est fermé."))
            return redirect("lifecycle:show", stay_id)
        return redirect("lifecycle:close", stay_id)
    if stay.state != S.ENDED:
        messages.error(request, _("Ce départ n’est pas à fermer : le dernier jour n’est pas passé, ou il l’est déjà."))
        return redirect("lifecycle:show", stay_id)
    context = {"stay": stay, "items": _shown(items), "missing": missing}
    return render(request, "lifecycle/close.html", context)


def _confirmed(
    request: HttpRequest, stay: Stay, act: Callable[[dt.datetime], Any], *, done: str, **confirm: Any
) -> HttpResponse:
    back = reverse("lifecycle:show", args=[stay.pk])
    if request.method == "POST":
        if attempt(request, None, lambda: act(timezone.now())) is not None:
            messages.success(request, done)
        return redirect(back)
    context = {"confirm": confirm | {"cancel_url": back}, "form": Form()}
    return render(request, "ui/confirm.html", context)


def _page(
    request: HttpRequest,
    stay: Stay,
    *,
    heir_form: HeirForm | None = None,
    successor_form: SuccessorForm | None = None,
    page_form: PageForm | None = None,
) -> HttpResponse:
    reader, today = reader_of(request), timezone.localdate()
    departing = stay.departing
    asked = {
        "access": Permission.STAY_ACCESS,
        "close": Permission.STAY_CLOSE,
        "file": Permission.STAY_FILE,
        "manage": Permission.STAY_MANAGE,
        "prepare": Permission.STAY_PREPARE,
    }
    may = {name: allowed(reader, one, stay, today=today) for name, one in asked.items()}
    items = items_of(stay, today=today) if departing else []
    duties = duties_of(stay, today=today) if departing and may["manage"] else []
    wrong = [one for one in (heir_form, successor_form, page_form) if one is not None and one.errors]
    context = {
        "stay": stay,
        "facts": _facts(stay),
        "items": _shown(items),
        "missing_names": [NAMES.get(one, one) for one in stay.missing],
        "link": queries.link_of(stay) if departing and may["file"] else "",
        "texts_open": any(one.id == "texts" and one.status != "done" for one in items),
        "may": may,
        "heir_form": heir_form or HeirForm(leaver=stay.person, initial={"to": stay.heir_id}),
        "successors": [_successor(stay, one, successor_form) for one in duties],
        "page_form": page_form or PageForm(),
        "forms_wrong": wrong,
        "may_cancel": may["manage"] and stay.may_not_have_come(today),
        "others": queries.history_of(reader, stay, today=today),
        "to_allow": departing and stay.allowed_by_id is None and stay.person.is_active and may["access"],
    }
    return render(request, "lifecycle/show.html", context, status=UNREADABLE if wrong else 200)


def _successor(stay: Stay, duty: Duty, given: SuccessorForm | None) -> dict[str, Any]:
    """A duty and the form that names who takes it; ids differ, there may be several on the page."""
    name = _("Son équipe") if duty.role is Role.MANAGER else role_name(duty.role, language())
    if given is not None and given.data.get("role") == duty.role.value:
        return {"name": name, "duty": duty, "form": given}
    form = SuccessorForm(
        leaver=stay.person,
        initial={"role": duty.role.value, "to": duty.named.pk if duty.named else None},
        auto_id=f"id_{duty.role.value}_%s",
    )
    return {"name": name, "duty": duty, "form": form}


def _shown(items: list[Item]) -> list[dict[str, Any]]:
    return [{"item": one, "badge": state_badge(one.status.value, "departure-item")} for one in items]


def _facts(stay: Stay) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        (_("Pour"), KINDS[stay.kind]),
        (_("Premier jour"), day(stay.first_day)),
        (_("Dernier jour"), day(stay.last_day) if stay.last_day else "—"),
        (_("Gestionnaire"), stay.person.manager.get_full_name() if stay.person.manager else "—"),
    ]
    if stay.closed_by is not None and stay.closed_at is not None:
        facts.append((_("Fermé par"), f"{stay.closed_by.get_full_name()}, {day(stay.closed_at)}"))
    return facts
