"""Campaigns: all of them, one and who is missing, closing it, preparing another, and the register to keep."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.documents.seals import UnusableKey
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.signing import (
    asking_queries,
    asking_registers,
    asking_transitions,
    campaigns_queries,
    versions_queries,
)
from balise.web.signing.models.asking import Campaign
from balise.web.signing.models.versions import PolicyVersion
from balise.web.signing.versions_reading import found, language, reader_of, title
from balise.web.signing.wording import population_said
from balise.web.ui.components import Consequence
from balise.web.ui.dates import day, moment
from balise.web.ui.tables import Column, Table
from balise.web.ui.templatetags.ui import state_badge
from balise.web.workflow import WrongState

C = Campaign.State


@require_safe
@needs(Permission.CAMPAIGN_MANAGE)
def campaigns(request: HttpRequest) -> HttpResponse:
    """Every campaign, the latest first."""
    table = Table(
        request=request,
        rows=asking_queries.campaigns(),
        columns=[
            Column(id="version", label=_("Version"), cell=lambda one: title(one.version), order="pk", heading=True),
            Column(id="qui", label=_("Qui"), cell=population_said),
            Column(id="etat", label=_("État"), cell=lambda one: state_badge(one.state, "campaign"), order="state"),
            Column(id="echeance", label=_("Échéance"), cell=lambda one: day(one.due), order="due"),
            Column(id="demandes", label=_("Demandées"), cell=lambda one: one.asked, order="asked", numeric=True),
            Column(id="recues", label=_("Reçues"), cell=lambda one: one.answers, order="answers", numeric=True),
        ],
        caption=_("Campagnes"),
        row_url=lambda one: reverse("signing:campaign", args=[one.pk]),
        empty_title=_("Aucune campagne"),
        empty_text=_("Une campagne se prépare d’elle-même quand une version est publiée. Elle apparaîtra ici."),
    )
    context = {"table": table, "version": versions_queries.in_force()}
    return render(request, "signing/campaigns.html", context)


@require_POST
@needs(Permission.CAMPAIGN_MANAGE)
def prepare(request: HttpRequest) -> HttpResponse:
    """Another campaign for the version in force, or the one that waits already."""
    version = versions_queries.in_force()
    if version is None:
        messages.error(request, _("Aucune version n’est en vigueur : il n’y a rien à demander."))
        return redirect("signing:campaigns")
    campaign = campaigns_queries.prepared_for(version) or asking_transitions.prepare(
        actor=reader_of(request), version=version, now=timezone.now()
    )
    return redirect("signing:launch", campaign.pk)


@require_safe
@needs(Permission.CAMPAIGN_MANAGE)
def campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """One campaign: what came of it and who is missing; one that waits is launched on its own page."""
    one = _campaign(campaign_id)
    if one.state == C.PREPARED and one.version.state == PolicyVersion.State.PUBLISHED:
        return redirect("signing:launch", one.pk)
    missing = campaigns_queries.missing_of(one, today=timezone.localdate())
    facts: list[tuple[str, Any]] = [
        (_("Version"), title(one.version)),
        (_("Qui"), population_said(one)),
        (_("Échéance"), day(one.due)),
        (_("Demandées"), one.asked),
        (_("Reçues"), campaigns_queries.answered_of(one)),
    ]
    if one.launched_at and one.launched_by:
        facts.append((_("Lancée"), f"{moment(one.launched_at)}, {one.launched_by.get_full_name()}"))
    if one.closed_at:
        facts.append((_("Fermée"), moment(one.closed_at)))
    context = {"campaign": one, "facts": facts, "missing": missing, "open": one.state == C.OPEN}
    return render(request, "signing/campaign.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CAMPAIGN_MANAGE)
def close(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Say what is missing and what closing does, then do it."""
    one = _campaign(campaign_id)
    if one.state == C.CLOSED:
        messages.info(request, _("Cette campagne est déjà fermée."))
        return redirect("signing:campaign", one.pk)
    if request.method == "POST":
        try:
            asking_transitions.close(actor=reader_of(request), campaign=one, now=timezone.now())
        except WrongState:
            messages.error(request, _("Cette campagne est déjà fermée. Rien n’a changé."))
        else:
            messages.success(request, _("La campagne est fermée. Les réponses reçues sont conservées."))
        return redirect("signing:campaign", one.pk)
    missing = campaigns_queries.missing_of(one, today=timezone.localdate())
    said = ngettext(
        "%(count)d personne n’a pas répondu : on ne le lui demande plus. Une autre campagne pourra le faire.",
        "%(count)d personnes n’ont pas répondu : on ne le leur demande plus. Une autre campagne pourra le faire.",
        len(missing),
    ) % {"count": len(missing)}
    if not missing:
        said = _("Tout le monde a répondu : la campagne ne demande déjà plus rien.")
    consequences = [Consequence(what=said, reversible=True)]
    confirm = {
        "title": _("Fermer la campagne"),
        "label": _("Fermer la campagne"),
        "cancel_url": reverse("signing:campaign", args=[one.pk]),
        "consequences": consequences,
    }
    context = {"confirm": confirm, "form": Form(), "missing": missing}
    return render(request, "signing/campaign_close.html", context)


@never_cache
@require_safe
@needs(Permission.ATTESTATION_READ)
def version_register(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """The register of a version: a sheet or a sealed PDF."""
    return _register(request, found(request, number), None, kind)


@never_cache
@require_safe
@needs(Permission.ATTESTATION_READ)
def campaign_register(request: HttpRequest, campaign_id: int, kind: str) -> HttpResponse:
    """The register of whom a campaign asked: a sheet or a sealed PDF."""
    one = _campaign(campaign_id)
    return _register(request, one.version, one, kind)


def _register(request: HttpRequest, version: PolicyVersion, one: Campaign | None, kind: str) -> HttpResponse:
    if kind not in {"csv", "pdf"}:
        raise Http404
    rows = asking_registers.rows_of(version, campaign=one, today=timezone.localdate())
    name = f"registre-version-{version.number}" + (f"-campagne-{one.pk}" if one else "")
    if kind == "csv":
        response = HttpResponse(
            "".join(asking_registers.sheet_of(version, rows)), content_type="text/csv; charset=utf-8"
        )
    else:
        try:
            pdf = asking_registers.pdf_of(version, rows, campaign=one, language=language(), now=timezone.now())
        except UnusableKey:
            messages.error(
                request,
                _(
                    "Le sceau de l’organisation ne s’ouvre pas : le registre ne peut pas être scellé. "
                    "Avertissez qui administre Balise."
                ),
            )
            return redirect("signing:follow-up")
        response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _campaign(campaign_id: int) -> Campaign:
    try:
        return campaigns_queries.numbered(campaign_id)
    except (campaigns_queries.NotThere, OverflowError):
        raise Http404 from None
