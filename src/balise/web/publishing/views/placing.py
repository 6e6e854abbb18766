"""The sheet of whoever publishes by hand, the addresses, the hour."""

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
from balise.web.publishing.forms import AddressForm, AsideForm, TimeForm, forms_of
from balise.web.publishing.models import Publication, window_open
from balise.web.publishing.previews import previews_of
from balise.web.publishing.showing import reader_name
from balise.web.publishing.views.answering import act_on, act_on_sheet, found, language, own, reader
from balise.web.ui.addresses import back


@require_safe
@needs(Permission.PUBLICATION_PUBLISH)
def sheet(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Text to copy, images to download, steps, one network after the other."""
    publication = found(request, publication_id)
    require(reader(request), Permission.PUBLICATION_PUBLISH, publication, today=timezone.localdate())
    if publication.state != Publication.State.APPROVED:
        return redirect("publishing:show", publication.pk)
    if publication.being_corrected:
        return redirect("publishing:correction-sheet", publication.pk)
    return _page(request, publication)


@require_POST
@needs(Permission.PUBLICATION_PUBLISH)
def record(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Record the address on one network."""
    publication = found(request, publication_id)
    form = AddressForm(request.POST)
    return act_on_sheet(
        request,
        publication,
        form,
        lambda: transitions.record_address(
            actor=reader(request), publication=publication, now=timezone.now(), **form.cleaned_data
        ),
        onwards=_onwards,
        again=lambda: _page(request, publication, form, status=422),
    )


@require_POST
@needs(Permission.PUBLICATION_PUBLISH)
def without(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Say why it is not on one network."""
    publication = found(request, publication_id)
    form = AsideForm(request.POST)
    return act_on_sheet(
        request,
        publication,
        form,
        lambda: transitions.leave_out(
            actor=reader(request), publication=publication, now=timezone.now(), **form.cleaned_data
        ),
        onwards=_onwards,
        again=lambda: _page(request, publication, form, status=422),
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.PUBLICATION_RESCHEDULE)
def time(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Choose the hour inside the approved window; no approval falls."""
    publication = own(request, publication_id)
    form = TimeForm(request.POST or None, initial={"planned": publication.planned})
    if request.method == "POST":
        outcome = act_on(
            request,
            form,
            lambda: transitions.reschedule(
                actor=reader(request),
                publication=publication,
                planned=form.cleaned_data["planned"],
                now=timezone.now(),
            ),
        )
        if outcome.done is not None:
            messages.success(request, _("L’heure est choisie. Les approbations tiennent."))
        if outcome.late or outcome.done is not None:
            return redirect("publishing:show", publication.pk)
    context = {"publication": publication, "form": form, "draft": publication.content}
    return render(request, "publishing/time.html", context, status=422 if form.errors else 200)


def _onwards(request: HttpRequest, publication: Publication) -> HttpResponse:
    if publication.state == Publication.State.PUBLISHED:
        messages.success(request, _("C’est publié et inscrit. Merci."))
        return redirect(back(request, reverse("publishing:show", args=[publication.pk])))
    messages.success(request, _("C’est inscrit. Il reste d’autres réseaux."))
    return redirect(back(request, reverse("publishing:sheet", args=[publication.pk])))


def _page(
    request: HttpRequest, publication: Publication, form: Form | None = None, *, status: int = 200
) -> HttpResponse:
    draft, now = publication.content, timezone.now()
    done = {one.network: one for one in publication.placements.select_related("recorded_by")}
    rows: list[dict[str, Any]] = [
        {**preview, "placement": done.get(preview["id"]), **forms_of(preview["id"], failed=form)}
        for preview in previews_of(draft, language())
    ]
    context = {
        "publication": publication,
        "name": reader_name(publication, author=publication.author_id == reader(request).pk),
        "draft": draft,
        "rows": rows,
        "out_now": window_open(publication, now),
        "over": draft.latest is not None and draft.latest <= now,
        "failed": form,
    }
    return render(request, "publishing/sheet.html", context, status=status)
