"""Following who answered: people by versions, campaigns, exemptions, the register, one person's trail."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.signing import asking_queries, asking_registers, asking_transitions, versions_queries
from balise.web.signing.answers_rules import looks_after_everybody
from balise.web.signing.asking_forms import LaunchForm
from balise.web.signing.models.asking import Campaign
from balise.web.signing.versions_reading import language, reader_of
from balise.web.signing.wording import FOLLOWED, STATES
from balise.web.ui.templatetags.ui import state_badge
from balise.web.workflow import Invalid, WrongState

PAGE = 50


@require_safe
@needs(Permission.DUE_READ)
def follow_up(request: HttpRequest) -> HttpResponse:
    """People by versions; ``?nom=`` and ``?etat=`` (of the version in force) keep some of them."""
    reader, today = reader_of(request), timezone.localdate()
    version = versions_queries.in_force()
    words, state = request.GET.get("nom", "").replace("\0", "")[:100], request.GET.get("etat", "")
    wanted = state if state in FOLLOWED else ""
    rows = asking_queries.people_for(reader, today=today, words=words, state=wanted, version=version)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    people, versions = list(page.object_list), asking_queries.versions_shown()
    cells = asking_queries.cells_of(reader, people, versions, today=today)
    everything = looks_after_everybody(reader, today=today)
    context = {
        "page": page,
        "versions": versions,
        "rows": [(one, [_cell(cells.get((one.pk, each.pk), "")) for each in versions]) for one in people],
        "progress": asking_queries.progress(reader, version, today=today) if version else None,
        "version": version,
        "words": words,
        "state": wanted,
        "states": FOLLOWED.items(),
        "everything": everything,
        "waiting": list(asking_queries.to_launch()) if everything else [],
    }
    return render(request, "signing/follow_up.html", context)


def _cell(state: str) -> Any:
    kind = "attestation" if state in STATES else "policy-due"
    return state_badge(state, kind) if state else "–"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CAMPAIGN_MANAGE)
def launch(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """A prepared campaign, already filled in: one click asks everybody."""
    campaign = Campaign.objects.select_related("version").filter(pk=campaign_id).first()
    if campaign is None:
        raise Http404
    if request.method != "POST" and campaign.state != Campaign.State.PREPARED:
        return redirect("signing:campaign", campaign.pk)
    form = LaunchForm(request.POST or None, initial={"population": campaign.population, "due": campaign.due})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            done = asking_transitions.launch(
                actor=reader_of(request),
                campaign=campaign,
                chosen=given["population"],
                team=given["team"],
                due=given["due"],
                now=timezone.now(),
            )
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        except WrongState:
            messages.error(request, _("Cette campagne est déjà lancée ou fermée. Rien n’a changé."))
            return redirect("signing:follow-up")
        else:
            messages.success(request, _("La campagne est lancée : %(count)d personnes.") % {"count": done.asked})
            return redirect("signing:campaign", campaign.pk)
    context = {"campaign": campaign, "form": form, "count": asking_queries.asked_by(campaign)}
    return render(request, "signing/launch.html", context, status=422 if form.errors else 200)


@require_safe
@needs(Permission.ATTESTATION_READ)
def register(_request: HttpRequest) -> HttpResponse:
    """Every answer to every version, as a spreadsheet reads it."""
    answers = asking_queries.register_rows().iterator(chunk_size=2_000)
    response = HttpResponse("".join(asking_registers.sheet(answers)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="registre-politique.csv"'
    return response
