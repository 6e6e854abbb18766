"""The organisation, its first people and what nobody can do: steps of the first run, and pages that stay."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access import Permission, granted, needs
from balise.web.directory.transitions import CREATE, GRANT_ROLE
from balise.web.people.roles import CONTACTS, Role, role_name
from balise.web.presence.views import importing
from balise.web.setup import queries, transitions
from balise.web.setup.contacts import told
from balise.web.setup.first_views import language
from balise.web.setup.forms import AlternateForm, FirstPersonForm, OrganisationForm
from balise.web.setup.models import Organisation
from balise.web.setup.steps import steps
from balise.web.workflow import Invalid, WrongState, create, perform


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ORGANISATION_CONFIGURE)
def organisation(request: HttpRequest) -> HttpResponse:
    """Who the organisation is, which policy, whom to write to."""
    now = timezone.now()
    subject = _subject(request, timezone.localdate(now))
    initial: dict[str, Any] = {name: getattr(subject, name) for name in ("name", "pack", "chair_name", "chair_email")}
    initial |= {f"contact_{role.value}": subject.contacts.get(role.value, "") for role in CONTACTS}
    form = OrganisationForm(request.POST or None, initial=initial, language=language())
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "pack", "chair_name", "chair_email")}
        actor: Any = request.user
        try:
            transitions.configure(actor=actor, organisation=subject, now=now, contacts=form.contacts(), **said)
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        else:
            if subject.state == Organisation.State.FOUNDING:
                return redirect("setup:people")
            messages.success(request, _("C’est enregistré."))
            return redirect("setup:organisation")
    context = {"form": form, **_progress(subject, "organisation")}
    return render(request, "setup/organisation.html", context, status=422 if form.errors else 200)


@require_safe
@needs(Permission.CONTACT_READ)
def contacts(request: HttpRequest) -> HttpResponse:
    """Whom to write to, for everybody."""
    today = timezone.localdate()
    subject, people = queries.contacts_for(reader=request.user, today=today)
    may_configure = granted(request.user, Permission.ORGANISATION_CONFIGURE, today=today)
    context = {"contacts": told(subject, people, language()), "may_configure": may_configure}
    return render(request, "setup/contacts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ORGANISATION_CONFIGURE)
def people(request: HttpRequest) -> HttpResponse:
    """The first people, one by one; a spreadsheet does the same for many."""
    now = timezone.now()
    today = timezone.localdate(now)
    form = FirstPersonForm(request.POST or None, language=language())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actor: Any = request.user
        try:
            with transaction.atomic():
                inputs = {"username": said["username"], "name": said["name"], "email": said["email"]}
                newborn = create(actor=actor, transition=CREATE, now=now, inputs=inputs | {"language": language()})
                for role in dict.fromkeys([Role.EMPLOYEE.value, *said["roles"]]):
                    perform(actor=actor, transition=GRANT_ROLE, subject=newborn, now=now, inputs={"role": role})
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        else:
            messages.success(request, _("%(name)s a un compte.") % {"name": newborn.get_full_name()})
            return redirect("setup:people")
    found = queries.newest_people(reader=request.user, today=today)
    for one in found:
        one.role_names = [role_name(Role(held.role), language()) for held in one.held]  # type: ignore[attr-defined]
    context = {"form": form, "people": found, **_progress(Organisation.objects.first(), "people")}
    return render(request, "setup/people.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def accounts(request: HttpRequest) -> HttpResponse:
    """The official accounts that the policy names, brought to the register."""
    if request.method == "POST" and importing.applied(request):
        return redirect("setup:duties")
    context = {**importing.preview(), **_progress(Organisation.objects.first(), "accounts")}
    return render(request, "setup/accounts.html", context)


@require_safe
@needs(Permission.DUTY_READ)
def duties(request: HttpRequest) -> HttpResponse:
    """What somebody must do, who can, and what nobody present can do."""
    return _duties(request, None)


@require_POST
@needs(Permission.ROLE_GRANT)
def alternate(request: HttpRequest) -> HttpResponse:
    """Somebody stands in for somebody else."""
    now = timezone.now()
    holdings = queries.holdings_to_cover(reader=request.user, today=timezone.localdate(now))
    form = AlternateForm(request.POST, holdings=holdings, language=language())
    if not form.is_valid():
        return _duties(request, form)
    holding = form.cleaned_data["holding"]
    inputs = {"role": holding.role, "alternate": form.cleaned_data["alternate"].pk, "until": holding.until}
    actor: Any = request.user
    try:
        perform(actor=actor, transition=GRANT_ROLE, subject=holding.person, now=now, inputs=inputs)
    except Invalid as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        return _duties(request, form)
    messages.success(request, _("La suppléance est inscrite."))
    return redirect("setup:duties")


@require_POST
@needs(Permission.ORGANISATION_CONFIGURE)
def finish(request: HttpRequest) -> HttpResponse:
    """Set-up is over; what is still lacking stays written on the page of duties."""
    now = timezone.now()
    subject = _subject(request, timezone.localdate(now))
    actor: Any = request.user
    try:
        transitions.open_house(actor=actor, organisation=subject, now=now)
    except Invalid as problem:
        messages.error(request, problem.message(language()))
        return redirect("setup:organisation")
    except WrongState:
        messages.info(request, _("La mise en route est déjà terminée."))
    else:
        messages.success(request, _("Balise est prête. Bienvenue!"))
    return redirect("setup:duties")


def _subject(request: HttpRequest, today: dt.date) -> Organisation:
    """The organisation; a page that does not exist before it was founded."""
    try:
        return queries.organisation_for(reader=request.user, today=today)
    except Organisation.DoesNotExist:
        raise Http404 from None


def _duties(request: HttpRequest, form: AlternateForm | None) -> HttpResponse:
    today = timezone.localdate()
    found = queries.duties_for(reader=request.user, today=today)
    may_grant = granted(request.user, Permission.ROLE_GRANT, today=today)
    if form is None and may_grant:
        holdings = queries.holdings_to_cover(reader=request.user, today=today)
        form = AlternateForm(holdings=holdings, language=language())
    context = {
        "duties": found,
        "lacking": sum(one.level == "nobody" for one in found),
        "form": form,
        "may_finish": granted(request.user, Permission.ORGANISATION_CONFIGURE, today=today),
        **_progress(Organisation.objects.first(), "duties"),
    }
    return render(request, "setup/duties.html", context, status=422 if form is not None and form.errors else 200)


def _progress(subject: Organisation | None, here: str) -> dict[str, Any]:
    founding = subject is not None and subject.state == Organisation.State.FOUNDING
    return {"founding": founding, "steps": steps(here) if founding else []}
