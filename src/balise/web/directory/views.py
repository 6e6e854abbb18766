"""Pages about people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balise.web.access.deciding import allowed
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.directory import queries
from balise.web.directory.cards import cards_for
from balise.web.directory.forms import AbsenceForm, NewPersonForm, PersonForm, ProfileForm, RoleForm
from balise.web.directory.listing import facts_about, known_of_oneself
from balise.web.directory.paper_codes import give_code
from balise.web.directory.transitions import (
    CODE_GOOD_FOR,
    CREATE,
    DEACTIVATE,
    EDIT,
    EDIT_PROFILE,
    END_ROLE,
    GRANT_ROLE,
    REACTIVATE,
    SET_ABSENCE,
    handed_out_by,
)
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role, role_name
from balise.web.workflow import Invalid, WrongState, create, perform


def _language() -> str:
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"


def _reader(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 - needs() let nobody else in
    return request.user


def _try(form: forms.Form | None, request: HttpRequest, act: Callable[[], Any]) -> Any:
    """Do it; what is wrong goes to the form, or to a message where there is none. None when it was not done."""
    try:
        return act()
    except Invalid as error:
        if form is not None:
            form.add_error(error.field if error.field in form.fields else None, error.message(_language()))
        else:
            messages.error(request, error.message(_language()))
    except WrongState:
        messages.error(request, _("Quelqu’un a changé ce compte entre-temps. Voici comment il est maintenant."))
    return None


@needs(Permission.PERSON_CREATE)
def new(request: HttpRequest) -> HttpResponse:
    """Somebody arrives."""
    form = NewPersonForm(request.POST or None, initial={"language": "fr"})
    if request.method == "POST" and form.is_valid():
        inputs = _plain(form)
        newborn = _try(
            form,
            request,
            lambda: create(actor=_reader(request), transition=CREATE, now=timezone.now(), inputs=inputs),
        )
        if newborn is not None:
            return redirect("directory:person", newborn.pk)
    return render(request, "directory/new.html", {"form": form}, status=422 if form.errors else 200)


@needs(Permission.PERSON_READ)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what is known, and what the reader may change."""
    subject = get_object_or_404(queries.people(reader=_reader(request), today=timezone.localdate()), pk=pk)
    initial = {name: getattr(subject, name) for name in ("name", "email", "language", "manager", "partner_id")}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {
            "actor": _reader(request),
            "subject": subject,
            "now": timezone.now(),
            "inputs": _plain(form),
        }
        if _try(form, request, lambda: perform(transition=EDIT, **act)) is not None:
            messages.success(request, _("C’est enregistré."))
            return redirect("directory:person", pk)
    return _shown(request, subject, form=form)


@needs(Permission.ABSENCE_SET)
@require_POST
def absence(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody away, said by whoever looks after them: their alternates act from that day."""
    now = timezone.now()
    subject = get_object_or_404(queries.people(reader=_reader(request), today=timezone.localdate(now)), pk=pk)
    form = AbsenceForm(request.POST)
    if form.is_valid():
        act: dict[str, Any] = {"actor": _reader(request), "subject": subject, "now": now, "inputs": form.cleaned_data}
        if _try(form, request, lambda: perform(transition=SET_ABSENCE, **act)) is not None:
            away = form.cleaned_data["absent_from"] is not None
            messages.success(request, _("L’absence est inscrite.") if away else _("Aucune absence n’est inscrite."))
            return redirect("directory:person", pk)
    return _shown(request, subject, absence_form=form)


def _shown(
    request: HttpRequest, subject: Person, *, form: PersonForm | None = None, absence_form: AbsenceForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    known = {name: getattr(subject, name) for name in ("name", "email", "language", "manager", "partner_id")}
    away = {"absent_from": subject.absent_from, "absent_until": subject.absent_until}
    form, absence_form = form or PersonForm(initial=known), absence_form or AbsenceForm(initial=away)
    may = _may(request, subject)
    given = handed_out_by(_reader(request), today=today)
    held: list[RoleHolding] = subject.held  # type: ignore[attr-defined]
    context = {
        "subject": subject,
        "facts": facts_about(subject, today=today),
        "cards": cards_for(_reader(request), subject, today=today),
        "form": form,
        "absence_form": absence_form,
        "role_form": RoleForm(language=_language(), roles=given),
        "may": may,
        "holdings": [_holding(one, changeable=may["grant"] and Role(one.role) in given) for one in held],
    }
    return render(request, "directory/person.html", context, status=422 if form.errors or absence_form.errors else 200)


def _holding(one: RoleHolding, *, changeable: bool) -> dict[str, Any]:
    """A role held, and the form that names who stands in; ids differ, there are several on the page."""
    name = role_name(Role(one.role), _language())
    form = None
    if changeable and Role(one.role) not in {Role.EMPLOYEE, Role.PARTNER}:  # nobody stands in for those
        initial = {"role": one.role, "alternate": one.alternate_id}
        form = RoleForm(language=_language(), initial=initial, auto_id=f"id_{one.role}_%s")
        form.fields["alternate"].label = _("Suppléance")
    return {"holding": one, "name": name, "form": form, "changeable": changeable}


@needs(Permission.PROFILE_EDIT)
def profile(request: HttpRequest) -> HttpResponse:
    """One's own language and absences."""
    subject = _reader(request)
    initial = {name: getattr(subject, name) for name in ("language", "absent_from", "absent_until")}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {"actor": subject, "subject": subject, "now": timezone.now(), "inputs": form.cleaned_data}
        if _try(form, request, lambda: perform(transition=EDIT_PROFILE, **act)) is not None:
            messages.success(request, _("C’est enregistré."))
            return redirect("directory:profile")
    context = {"form": form, "known": known_of_oneself(subject, today=timezone.localdate())}
    return render(request, "directory/profile.html", context, status=422 if form.errors else 200)


@needs(Permission.PAPER_CODE_GIVE)
@require_POST
def paper_code(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet to hand over, shown once."""
    subject = get_object_or_404(Person, pk=pk)
    now = timezone.now()
    code = _try(None, request, lambda: give_code(actor=_reader(request), person=subject, now=now))
    if code is None:
        return redirect("directory:person", pk)
    context = {"subject": subject, "code": code, "until": now + CODE_GOOD_FOR, "host": request.get_host()}
    return render(request, "directory/paper_code.html", context)


@needs(Permission.ROLE_GRANT)
@require_POST
def role(request: HttpRequest, pk: int) -> HttpResponse:
    """A role given, with its alternate, or ended."""
    subject = get_object_or_404(Person, pk=pk)
    form = RoleForm(request.POST, language=_language())
    if form.is_valid():
        way = END_ROLE if "end" in request.POST else GRANT_ROLE
        alternate = form.cleaned_data["alternate"]
        inputs = {"role": form.cleaned_data["role"], "alternate": alternate.pk if alternate else None}
        act: dict[str, Any] = {"actor": _reader(request), "subject": subject, "now": timezone.now(), "inputs": inputs}
        if _try(None, request, lambda: perform(transition=way, **act)) is not None:
            messages.success(request, _("Le rôle est retiré.") if way is END_ROLE else _("Le rôle est inscrit."))
    else:
        messages.error(request, _("Choisissez un rôle, et quelqu’un qui travaille ici."))
    return redirect("directory:person", pk)


@needs(Permission.PERSON_DEACTIVATE)
@require_POST
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """An account closed, or opened again."""
    subject = get_object_or_404(Person, pk=pk)
    way = REACTIVATE if "open" in request.POST else DEACTIVATE
    act: dict[str, Any] = {"actor": _reader(request), "subject": subject, "now": timezone.now()}
    _try(None, request, lambda: perform(transition=way, **act))
    return redirect("directory:person", pk)


def _plain(form: forms.Form) -> dict[str, Any]:
    """A form's values as a transition takes them: people by id."""
    return {name: value.pk if isinstance(value, Person) else value for name, value in form.cleaned_data.items()}


def _may(request: HttpRequest, subject: Person) -> dict[str, bool]:
    """What to offer; the transitions decide."""
    today = timezone.localdate()
    asked = {
        "absence": Permission.ABSENCE_SET,
        "edit": Permission.PERSON_EDIT,
        "deactivate": Permission.PERSON_DEACTIVATE,
        "code": Permission.PAPER_CODE_GIVE,
        "grant": Permission.ROLE_GRANT,
        "history": Permission.AUDIT_READ,
    }
    return {name: allowed(request.user, permission, subject, today=today) for name, permission in asked.items()}
