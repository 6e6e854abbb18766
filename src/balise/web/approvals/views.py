"""Mandates to speak for the organisation: the list, granting one, ending one."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.web.access.deciding import Refused, granted
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.approvals.forms import MandateForm
from balise.web.approvals.queries import mandates_for
from balise.web.approvals.transitions import grant_mandate, withdraw_mandate
from balise.web.ui.components import Consequence
from balise.web.ui.dates import day_in_words
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import network_name
from balise.web.workflow import Invalid, WrongState

LANGUAGES = {"fr", "en"}


def _language() -> str:
    language = (translation.get_language() or "fr")[:2]
    return language if language in LANGUAGES else "fr"


@require_safe
@needs(Permission.MANDATE_READ)
def mandates(request: HttpRequest) -> HttpResponse:
    """Mandates, those in force first."""
    today = timezone.localdate()
    language, policy = _language(), the_policy()
    rows = [
        {
            "mandate": mandate,
            "networks": [network_name(name, policy, language) for name in mandate.networks],
            "over": mandate.until < today,
        }
        for mandate in mandates_for(request.user, today=today)[:500]  # type: ignore[arg-type]
    ]
    may_grant = granted(request.user, Permission.MANDATE_GRANT, today=today)
    return render(request, "approvals/mandates.html", {"rows": rows, "may_grant": may_grant})


@require_http_methods(["GET", "POST"])
@needs(Permission.MANDATE_GRANT)
def grant(request: HttpRequest) -> HttpResponse:
    """Grant a mandate, never to oneself."""
    now = timezone.now()
    form = MandateForm(
        request.POST or None,
        granter=request.user,  # type: ignore[arg-type]
        language=_language(),
        today=timezone.localdate(now),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            mandate = grant_mandate(actor=request.user, now=now, **given)  # type: ignore[arg-type]
        except Invalid as problem:
            form.add_error(problem.field or None, problem.message(_language()))
        except Refused:
            form.add_error("holder", _("On ne s’accorde pas un mandat à soi-même."))
        else:
            name = mandate.holder.get_full_name()
            messages.success(request, _("Un mandat est accordé à %(name)s.") % {"name": name})
            return redirect("approvals:mandates")
    return render(request, "approvals/grant.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANDATE_WITHDRAW)
def end(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Say what ending a mandate does, then end it."""
    now = timezone.now()
    found = mandates_for(request.user, today=timezone.localdate(now)).filter(pk=mandate_id)  # type: ignore[arg-type]
    mandate = found.first()
    if mandate is None:
        raise Http404
    name = mandate.holder.get_full_name()
    if request.method == "POST":
        try:
            withdraw_mandate(actor=request.user, mandate=mandate, now=now)  # type: ignore[arg-type]
        except WrongState:
            messages.warning(request, _("Ce mandat était déjà terminé."))
        else:
            messages.success(request, _("Le mandat accordé à %(name)s est terminé.") % {"name": name})
        return redirect("approvals:mandates")
    confirm = {
        "title": _("Terminer le mandat accordé à %(name)s") % {"name": name},
        "label": _("Terminer le mandat"),
        "cancel_url": reverse("approvals:mandates"),
        "consequences": [
            Consequence(
                what=_(
                    "À partir de maintenant, ses messages officiels attendent l’approbation des communications. "
                    "Ce qui est déjà approuvé sous ce mandat le reste. Il courait jusqu’au %(day)s."
                )
                % {"day": day_in_words(mandate.until)},
            )
        ],
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": Form()})
