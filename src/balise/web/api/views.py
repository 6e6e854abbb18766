"""The pages about tokens, the page that describes the API, and what answers where there is nothing."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.web.access.deciding import Refused, granted
from balise.web.access.guarding import needs, public
from balise.web.access.permissions import Permission
from balise.web.api import door
from balise.web.api.describing import operations_of, problems_for
from balise.web.api.forms import TokenForm
from balise.web.api.models import Token
from balise.web.api.problems import ROOT, Problem, language, to_reader
from balise.web.api.queries import all_tokens, token_for, tokens_of
from balise.web.api.scopes import NAMES, Scope
from balise.web.api.transitions import create_token, revoke_token
from balise.web.people.models import Person
from balise.web.ui.components import Consequence
from balise.web.ui.dates import day
from balise.web.ui.tables import Column, Table
from balise.web.workflow import Invalid, WrongState


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.TOKEN_CREATE)
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and a form to make one. The new one is shown in the answer, and never again."""
    person, now = _reader(request), timezone.now()
    form = TokenForm(request.POST or None)
    made, secret = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = create_token(
                actor=person,
                name=form.cleaned_data["name"],
                scopes=form.cleaned_data["scopes"],
                expires=form.expires(now),
                now=now,
            )
        except Invalid as problem:
            field = problem.field if problem.field in form.fields else None
            form.add_error(field, problem.message(language()))
        else:
            form = TokenForm()
    today = timezone.localdate(now)
    context = {
        "form": form,
        "made": made,
        "secret": secret,
        "rows": [_row(token) for token in tokens_of(person)[:100]],
        "oversees": granted(person, Permission.TOKEN_OVERSEE, today=today),
        "address": request.build_absolute_uri(f"{ROOT}me"),
    }
    return render(request, "api/tokens.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Permission.TOKEN_REVOKE)
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Say what revoking does, then revoke."""
    person, now = _reader(request), timezone.now()
    token = token_for(person, token_id, today=timezone.localdate(now))
    if token is None:
        raise Http404
    back = reverse("api:tokens" if token.person_id == person.pk else "api:all")
    if request.method == "POST":
        try:
            revoke_token(actor=person, token=token, now=now)
        except (WrongState, Refused):
            messages.error(request, _("Ce jeton est déjà révoqué."))
        else:
            messages.success(request, _("Le jeton est révoqué : l’outil qui s’en servait ne peut plus rien."))
        return redirect(back)
    confirm = {
        "title": _("Révoquer le jeton « %(name)s »") % {"name": token.name},
        "label": _("Révoquer"),
        "cancel_url": back,
        "consequences": [
            Consequence(what=_("L’outil qui s’en sert est refusé tout de suite. Il lui en faudra un nouveau."))
        ],
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": Form()})


@require_safe
@needs(Permission.TOKEN_OVERSEE)
def everybody(request: HttpRequest) -> HttpResponse:
    """Every token in use, whose it is and when it last served."""
    today = timezone.localdate()
    table = Table(
        request=request,
        rows=all_tokens(reader=_reader(request), today=today),
        columns=[
            Column(id="nom", label=_("Jeton"), cell=lambda one: one.name, heading=True),
            Column(
                id="personne", label=_("Au nom de"), cell=lambda one: one.person.get_full_name(), order="person__name"
            ),
            Column(id="portees", label=_("Ce qu’il permet"), cell=lambda one: ", ".join(one.scopes)),
            Column(id="fin", label=_("Valable jusqu’au"), cell=lambda one: day(one.expires), order="expires"),
            Column(
                id="usage",
                label=_("Dernier jour d’usage"),
                cell=lambda one: day(one.last_used) if one.last_used else _("jamais"),
                order="last_used",
            ),
        ],
        caption=_("Jetons en usage"),
        row_url=lambda one: reverse("api:revoke", args=[one.pk]),
        empty_title=_("Aucun jeton"),
        empty_text=_("Les jetons que les personnes font apparaîtront ici; vous pourrez les révoquer."),
    )
    return render(request, "api/all.html", {"table": table})


@require_safe
@public
def describe(request: HttpRequest) -> HttpResponse:
    """How to use the API: it shows nothing of anybody."""
    context = {
        "operations": operations_of(door.api),
        "problems": problems_for(language()),
        "description": f"{ROOT}openapi.json",
        "base": request.build_absolute_uri(ROOT.rstrip("/")),
    }
    return render(request, "api/describe.html", context)


@public
def nothing_here(request: HttpRequest) -> HttpResponse:
    """An address of the API that does not exist, told as the API tells it."""
    return to_reader(request, Problem("not-found").answer)


def _reader(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _row(token: Token) -> dict[str, Any]:
    known = {scope.value for scope in Scope}
    return {
        "token": token,
        "scopes": [NAMES[Scope(name)] for name in token.scopes if name in known],
        "over": token.state == Token.State.ACTIVE and not token.usable(timezone.now()),
    }
