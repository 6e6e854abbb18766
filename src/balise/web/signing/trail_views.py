"""One person's whole trail, as an inspector is shown it; and what excuses them from answering for a while."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.signing import asking_transitions, trail_queries
from balise.web.signing.asking_forms import ExemptForm
from balise.web.signing.models.asking import Exemption, SigningLink
from balise.web.signing.trail_queries import Trail
from balise.web.signing.versions_reading import language, reader_of
from balise.web.signing.wording import known_by_said, method_said
from balise.web.ui.templatetags.ui import state_badge
from balise.web.vault.sealing import Destroyed
from balise.web.workflow import Invalid
from balise.web.workflow.telling import told


@require_safe
@needs(Permission.ATTESTATION_READ)
def trail(request: HttpRequest, person_id: int) -> HttpResponse:
    """All that is kept of one person and the policy."""
    return _trail(request, person_id, ExemptForm())


@require_POST
@needs(Permission.EXEMPTION_GRANT)
def exempt(request: HttpRequest, person_id: int) -> HttpResponse:
    """Somebody need not answer for a while."""
    form, person = ExemptForm(request.POST), Person.objects.filter(pk=person_id).first()
    if person is None:
        raise Http404
    if form.is_valid():
        try:
            asking_transitions.exempt(actor=reader_of(request), person=person, now=timezone.now(), **form.cleaned_data)
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        else:
            messages.success(request, _("L’exemption est notée : les rappels s’arrêtent jusqu’à cette date."))
            return redirect("signing:trail", person_id)
    return _trail(request, person_id, form, status=422)


@require_POST
@needs(Permission.EXEMPTION_GRANT)
def end_exemption(request: HttpRequest, person_id: int) -> HttpResponse:
    """They answer like anybody again."""
    for one in trail_queries.exemptions_of(person_id):
        asking_transitions.end_exemption(actor=reader_of(request), exemption=one, now=timezone.now())
    messages.success(request, _("L’exemption est terminée."))
    return redirect("signing:trail", person_id)


@never_cache
@require_POST
@needs(Permission.EXEMPTION_READ)
def exemption_reason(request: HttpRequest, person_id: int, exemption_id: int) -> HttpResponse:
    """Open the reason of an exemption; each opening is in the audit."""
    one = trail_queries.exemption_of(person_id, exemption_id)
    if one is None:
        raise Http404
    try:
        said = trail_queries.exemption_reason(reader_of(request), one, now=timezone.now())
    except Destroyed:
        messages.error(request, _("Cette raison a été détruite."))
        return redirect("signing:trail", person_id)
    return _trail(request, person_id, ExemptForm(), read={one.pk: said})


def _trail(
    request: HttpRequest, person_id: int, form: ExemptForm, *, status: int = 200, read: dict[int, str] | None = None
) -> HttpResponse:
    found, now = trail_queries.trail_of(person_id), timezone.now()
    if found is None:
        raise Http404
    today = timezone.localdate(now)
    running = [one for one in found.exemptions if one.state == Exemption.State.GRANTED and one.until >= today]
    context = {
        "trail": found,
        "answers": [(one, found.proofs.get(str(one.pk))) for one in found.answers],
        "links": [(one, state_badge(_standing(one, now), "signing-link")) for one in found.links],
        "pages": _pages(found),
        "exemptions": [(one, (read or {}).get(one.pk, "")) for one in found.exemptions],
        "events": told(found.acts),
        "form": form,
        "running": running,
        "person_id": person_id,
    }
    return render(request, "signing/trail.html", context, status=status)


def _standing(link: SigningLink, now: dt.datetime) -> str:
    return "expired" if link.state == SigningLink.State.OPEN and link.expires <= now else str(link.state)


def _pages(found: Trail) -> list[dict[str, Any]]:
    return [
        {
            "page": one,
            "state": state_badge(one.state, "signed-page"),
            "method": method_said(one.method),
            "known_by": known_by_said(one.known_by),
            "url": "" if one.state == "dropped" else reverse("evidence:download", args=[one.scan]),
        }
        for one in found.pages
    ]
