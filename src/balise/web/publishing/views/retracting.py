"""Taking down what is online: asked, done, confirmed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balise.web.access.deciding import allowed
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.publishing import transitions
from balise.web.publishing.forms import DeclineForm, RetractionForm
from balise.web.publishing.models import Publication
from balise.web.publishing.showing import reader_name
from balise.web.publishing.views.answering import act_on, attempt, found, language, reader
from balise.web.ui.addresses import back
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import network_name


@require_http_methods(["GET", "POST"])
@needs(Permission.PUBLICATION_RETRACT_ASK)
def retraction(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Ask for it with a reason, or see where it stands."""
    publication = found(request, publication_id)
    form = RetractionForm(request.POST or None, language=language())
    if request.method == "POST":
        outcome = act_on(
            request,
            form,
            lambda: transitions.ask_retraction(
                actor=reader(request), publication=publication, now=timezone.now(), **form.cleaned_data
            ),
        )
        if outcome.done is not None:
            messages.success(request, _("Le retrait est demandé. Qui publie est prévenu."))
        if outcome.late or outcome.done is not None:
            return redirect("publishing:retraction", publication.pk)
    return _page(request, publication, form)


@require_POST
@needs(Permission.PUBLICATION_READ)
def act(request: HttpRequest, publication_id: int, step: str) -> HttpResponse:
    """It was taken down; it is gone; or it stays."""
    publication = found(request, publication_id)
    person, now = reader(request), timezone.now()
    if step == "ecarter":
        return _decline(request, publication)
    steps: dict[str, tuple[Callable[[], Publication], str]] = {
        "fait": (
            lambda: transitions.mark_removed(
                actor=person, publication=publication, note=request.POST.get("note", ""), now=now
            ),
            _("C’est inscrit. Une autre personne ira voir que tout a disparu."),
        ),
        "confirmer": (
            lambda: transitions.confirm_retraction(actor=person, publication=publication, now=now),
            _("Le retrait est confirmé."),
        ),
    }
    if step not in steps:
        raise Http404
    action, done = steps[step]
    attempt(request, action, done=done)
    return redirect(back(request, reverse("publishing:retraction", args=[publication.pk])))


def _decline(request: HttpRequest, publication: Publication) -> HttpResponse:
    form = DeclineForm(request.POST, auto_id="ecarter-%s")
    outcome = act_on(
        request,
        form,
        lambda: transitions.decline_retraction(
            actor=reader(request), publication=publication, reason=form.cleaned_data["reason"], now=timezone.now()
        ),
    )
    if outcome.done is not None:
        messages.success(request, _("La demande est écartée, avec votre raison."))
    if outcome.late or outcome.done is not None:
        return redirect(back(request, reverse("publishing:retraction", args=[publication.pk])))
    return _page(request, publication, RetractionForm(language=language()), form)


def _page(
    request: HttpRequest, publication: Publication, form: RetractionForm, decline: DeclineForm | None = None
) -> HttpResponse:
    person, today, policy = reader(request), timezone.localdate(), the_policy()
    latest = publication.retractions.select_related("asked_by", "done_by", "confirmed_by").order_by("-pk").first()
    another = latest is None or latest.done_by_id != person.pk  # whoever took it down does not confirm it
    context = {
        "publication": publication,
        "name": reader_name(publication, author=publication.author_id == person.pk),
        "form": form,
        "decline": decline or DeclineForm(auto_id="ecarter-%s"),
        "retraction": latest,
        "placements": [
            {"name": network_name(one.network, policy, language()), "address": one.address}
            for one in publication.placements.exclude(address="").order_by("pk")
        ],
        "may_do": allowed(person, Permission.PUBLICATION_PUBLISH, publication, today=today),
        "may_confirm": another and allowed(person, Permission.PUBLICATION_RETRACT_CONFIRM, publication, today=today),
    }
    return render(request, "publishing/retraction.html", context, status=422 if form.errors or decline else 200)
