"""Pages about people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balise.web.access.deciding import allowed
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.directory import queries
from balise.web.directory.forms import NewPersonForm, PersonForm, ProfileForm, RoleForm
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
)
from balise.web.people.models import Person
from balise.web.people.roles import Role, role_name
from balise.web.workflow import Invalid, WrongState, create, perform


def _language() -> str:
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"


def _reader(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 - needs() let nobody else in
    return request.user


def _with_roles(people: Any) -> list[Person]:
    for person in people:
        person.role_names = [role_name(Role(holding.role), _language()) for holding in person.held]
    return list(people)


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


@needs(Permission.PERSON_READ)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, with a search by name."""
    words = request.GET.get("q", "").strip()[:100]
    today = timezone.localdate()
    found = queries.people(reader=_reader(request), today=today, words=words)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {"page": page, "people": _with_roles(page.object_list), "words": words, "may": _may(request, None)}
    return render(request, "directory/people.html", context)


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
    today = timezone.localdate()
    subject = get_object_or_404(queries.people(reader=_reader(request), today=today), pk=pk)
    initial = {name: getattr(subject, name) for name in ("name", "email", "language", "manager")}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {
            "actor": _reader(request),
            "subject": subject,
            "now": timezone.now(),
            "inputs": _plain(form),
        }
        if _try(form, request, lambda: perform(transition=EDIT, **act)) is not None:
            return redirect("directory:person", pk)
    context = {
        "subject": _with_roles([subject])[0],
        "form": form,
        "role_form": RoleForm(language=_language()),
        "may": _may(request, subject),
        "holdings": [(holding, role_name(Role(holding.role), _language())) for holding in subject.held],  # type: ignore[attr-defined]
    }
    return render(request, "directory/person.html", context, status=422 if form.errors else 200)


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
    return render(request, "directory/profile.html", {"form": form}, status=422 if form.errors else 200)


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
        _try(None, request, lambda: perform(transition=way, **act))
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


def _may(request: HttpRequest, subject: Person | None) -> dict[str, bool]:
    """What to offer; the transitions decide."""
    today = timezone.localdate()
    asked = {
        "create": Permission.PERSON_CREATE,
        "import_": Permission.PERSON_IMPORT,
        "edit": Permission.PERSON_EDIT,
        "deactivate": Permission.PERSON_DEACTIVATE,
        "code": Permission.PAPER_CODE_GIVE,
        "grant": Permission.ROLE_GRANT,
        "history": Permission.AUDIT_READ,
    }
    return {name: allowed(request.user, permission, subject, today=today) for name, permission in asked.items()}
