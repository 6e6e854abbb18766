"""The proofs of one's own answers, and how anybody checks one."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.documents.seals import fingerprint
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.evidence import queries, sealing
from balise.web.evidence.storing import Lost
from balise.web.people.models import Person
from balise.web.ui.dates import moment
from balise.web.ui.tables import Column, Table
from balise.web.vault.sealing import Destroyed


@require_safe
@needs(Permission.EVIDENCE_READ)
def own(request: HttpRequest) -> HttpResponse:
    """What is kept about the reader, to take away."""
    kinds = {"certificate": _("Certificat"), "scan": _("Page numérisée")}
    table = Table(
        request=request,
        rows=queries.own(_reader(request)),
        columns=[
            Column(id="preuve", label=_("Preuve"), cell=lambda one: one.filename, order="filename", heading=True),
            Column(id="sorte", label=_("Sorte"), cell=lambda one: kinds.get(one.kind, one.kind), order="kind"),
            Column(id="date", label=_("Faite"), cell=lambda one: moment(one.made), order="made"),
        ],
        caption=_("Mes preuves"),
        row_url=lambda one: reverse("evidence:download", args=[one.reference]),
        empty_title=_("Aucune preuve"),
        empty_text=_("Le certificat de chacune de vos réponses à la politique apparaîtra ici, pour en garder copie."),
    )
    marks = [fingerprint(one) for one in sealing.trusted()]
    return render(request, "evidence/own.html", {"table": table, "marks": marks})


@require_safe
@needs(Permission.EVIDENCE_READ)
def download(request: HttpRequest, reference: str) -> HttpResponse:
    """One proof; reading it is recorded before it is sent."""
    try:
        file = queries.named(_reader(request), reference, today=timezone.localdate())
        content = queries.opened(_reader(request), file, now=timezone.now())
    except queries.NotThere:
        raise Http404 from None
    except Destroyed:
        messages.error(request, _("Cette preuve a été détruite à la fin de sa conservation."))
        return redirect("evidence:own")
    except Lost:
        messages.error(
            request,
            _("Cette preuve ne peut pas être lue : ce qui est conservé a été changé ou manque. Avertissez les RH."),
        )
        return redirect("evidence:own")
    response: Any = HttpResponse(content, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{_ascii(file.filename)}"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return cast("HttpResponse", response)


@require_safe
@needs(Permission.EVIDENCE_READ)
def certificate(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's argument
    """The public certificates of the seal: what somebody outside needs to check a proof."""
    response = HttpResponse(b"".join(sealing.trusted()), content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="sceau.pem"'
    return response


def _ascii(name: str) -> str:
    return "".join(one if one.isascii() and (one.isalnum() or one in "-_. ") else "-" for one in name) or "preuve"


def _reader(request: HttpRequest) -> Person:
    return cast("Person", request.user)
