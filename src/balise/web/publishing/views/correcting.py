"""Changing what is online: why, then network by network what is there, what replaces it, and how."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access.deciding import require
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.publishing import transitions
from balise.web.publishing.forms import AddressForm, AsideForm, CorrectionForm, forms_of
from balise.web.publishing.models import Publication, window_open
from balise.web.publishing.online import editable_there, online_at, pending
from balise.web.publishing.previews import previews_of
from balise.web.publishing.readiness import full_text, media_changed
from balise.web.publishing.showing import reader_name
from balise.web.publishing.views.answering import act_on, act_on_sheet, attempt, found, language, reader
from balise.web.ui.components import Consequence
from balise.web.verdicts.networks import all_networks


@require_http_methods(["GET", "POST"])
@needs(Permission.PUBLICATION_CORRECT)
def ask(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Ask for it, with what should change and why; its author writes it."""
    publication, person = found(request, publication_id), reader(request)
    require(person, Permission.PUBLICATION_CORRECT, publication, today=timezone.localdate())
    if request.method != "POST" and publication.state != Publication.State.PUBLISHED:
        return redirect("publishing:show", publication.pk)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST":
        outcome = act_on(
            request,
            form,
            lambda: transitions.ask_correction(
                actor=person, publication=publication, reason=form.cleaned_data["reason"], now=timezone.now()
            ),
        )
        if outcome.done is not None:
            said = _("La correction est demandée. Ce qui est en ligne ne change pas avant qu’elle soit approuvée.")
            messages.success(request, said)
        if outcome.late or outcome.done is not None:
            here = outcome.done is not None and outcome.done.author_id == person.pk
            return redirect("publishing:edit" if here else "publishing:show", publication.pk)
    context = {
        "publication": publication,
        "name": reader_name(publication, author=publication.author_id == person.pk),
        "author": publication.author_id == person.pk,
        "form": form,
    }
    return render(request, "publishing/correction.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Permission.PUBLICATION_CORRECT)
def drop(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Say what giving it up does, then give it up."""
    publication = found(request, publication_id)
    if request.method == "POST":
        attempt(
            request,
            lambda: transitions.drop_correction(actor=reader(request), publication=publication, now=timezone.now()),
            done=_("La correction est abandonnée. Ce qui est en ligne reste tel quel."),
        )
        return redirect("publishing:show", publication.pk)
    confirm = {
        "title": _("Abandonner la correction"),
        "label": _("Abandonner la correction"),
        "cancel_url": reverse("publishing:show", args=[publication.pk]),
        "consequences": [
            Consequence(
                what=_(
                    "Le texte corrigé quitte l’éditeur et ses approbations tombent. Ce qui est en ligne ne change pas "
                    "et reste approuvé."
                )
            )
        ],
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": Form()})


@require_safe
@needs(Permission.PUBLICATION_PUBLISH)
def sheet(request: HttpRequest, publication_id: int) -> HttpResponse:
    """What is online, what replaces it, and the steps, one network after the other."""
    publication = found(request, publication_id)
    require(reader(request), Permission.PUBLICATION_PUBLISH, publication, today=timezone.localdate())
    if publication.state != Publication.State.APPROVED or not publication.being_corrected:
        return redirect("publishing:show", publication.pk)
    return _page(request, publication)


@require_POST
@needs(Permission.PUBLICATION_PUBLISH)
def record(request: HttpRequest, publication_id: int) -> HttpResponse:
    """It was corrected there."""
    publication = found(request, publication_id)
    form = AddressForm(request.POST)
    return act_on_sheet(
        request,
        publication,
        form,
        lambda: transitions.record_correction(
            actor=reader(request), publication=publication, now=timezone.now(), **form.cleaned_data
        ),
        onwards=_onwards,
        again=lambda: _page(request, publication, form, status=422),
    )


@require_POST
@needs(Permission.PUBLICATION_PUBLISH)
def leave(request: HttpRequest, publication_id: int) -> HttpResponse:
    """It stays there as it is, and why."""
    publication = found(request, publication_id)
    form = AsideForm(request.POST)
    return act_on_sheet(
        request,
        publication,
        form,
        lambda: transitions.leave_uncorrected(
            actor=reader(request), publication=publication, now=timezone.now(), **form.cleaned_data
        ),
        onwards=_onwards,
        again=lambda: _page(request, publication, form, status=422),
    )


def _onwards(request: HttpRequest, publication: Publication) -> HttpResponse:
    if publication.state == Publication.State.PUBLISHED:
        messages.success(request, _("La correction est en ligne et inscrite. Merci."))
        return redirect("publishing:show", publication.pk)
    messages.success(request, _("C’est inscrit. Il reste d’autres réseaux à corriger."))
    return redirect("publishing:correction-sheet", publication.pk)


def _page(
    request: HttpRequest, publication: Publication, form: Form | None = None, *, status: int = 200
) -> HttpResponse:
    draft, now = publication.content, timezone.now()
    waits = {placement.network for placement in pending(publication)}
    placements = {one.network: one for one in publication.placements.exclude(address="")}
    rows: list[dict[str, Any]] = []
    for preview in previews_of(draft, language()):
        name = preview["id"]
        placement = placements.get(name)
        if placement is None:
            continue
        before, network = online_at(publication, placement), all_networks().get(name)
        editable = editable_there(name, before=before, after=draft)
        rows.append(
            {
                **preview,
                "placement": placement,
                "waits": name in waits,
                "before": full_text(before, name),
                "title_before": before.title_for(name),
                "media_changed": media_changed(before, draft),
                "alts_changed": [one.alt for one in before.images] != [one.alt for one in draft.images],
                "editable": editable,
                "how": (network.edit_steps[language()] if editable else network.steps[language()]) if network else (),
                **forms_of(name, failed=form, address=placement.address if editable else ""),
            }
        )
    context = {
        "publication": publication,
        "name": reader_name(publication, author=publication.author_id == reader(request).pk),
        "correction": publication.corrections.filter(ended=None).select_related("asked_by").first(),
        "draft": draft,
        "rows": rows,
        "out_now": window_open(publication, now),
        "over": draft.latest is not None and draft.latest <= now,
        "failed": form,
    }
    return render(request, "publishing/correction_sheet.html", context, status=status)
