"""What becomes of a post on its networks, as it happens; and what a person says where Balise can't go on alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.networks.describing import Operation
from balise.web.access.deciding import allowed, require
from balise.web.access.guarding import needs, public
from balise.web.access.permissions import Permission
from balise.web.publishing import transitions
from balise.web.publishing.forms import DifferenceForm, SettleForm
from balise.web.publishing.images import TYPES, open_image
from balise.web.publishing.models import Divergence, Publication
from balise.web.publishing.queries import fetched_image, open_divergence, unsure_dispatch
from balise.web.publishing.readiness import full_text
from balise.web.publishing.sending.outgoing import image_of
from balise.web.publishing.sending.queueing import errands, reachable
from balise.web.publishing.sending.saying import difference_rows, standings_of
from balise.web.publishing.showing import reader_name
from balise.web.publishing.views.answering import act_on, attempt, found, language, reader
from balise.web.ui.addresses import back
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import all_networks, network_name


@require_safe
@needs(Permission.PUBLICATION_READ)
def live(request: HttpRequest, publication_id: int) -> HttpResponse:
    """The part of the page that says where each network stands."""
    publication = found(request, publication_id)
    return render(request, "publishing/parts/networks.html", networks_context(request, publication))


def networks_context(request: HttpRequest, publication: Publication) -> dict[str, Any]:
    """What that part needs."""
    now, today = timezone.now(), timezone.localdate()
    standings = standings_of(publication, language=language(), now=now)
    may_publish = allowed(reader(request), Permission.PUBLICATION_PUBLISH, publication, today=today)
    approved = publication.state == Publication.State.APPROVED
    ready = approved and may_publish and publication.content.within(now)
    due = publication.planned is None or publication.planned <= now
    return {
        "publication": publication,
        "standings": standings,
        "moving": any(one.moving for one in standings),
        "may_publish": may_publish,
        "to_send": [network_name(one.network, the_policy(), language()) for one in errands(publication)]
        if ready and due
        else [],
    }


@require_POST
@needs(Permission.PUBLICATION_PUBLISH)
def send(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Now, on every connected network that waits for it."""
    publication = found(request, publication_id)
    attempt(
        request,
        lambda: transitions.send(actor=reader(request), publication=publication, now=timezone.now()),
        done=_("L’envoi est demandé : chaque réseau dit ici où il en est."),
    )
    return redirect(back(request, _place(publication)))


@require_POST
@needs(Permission.PUBLICATION_PUBLISH)
def act(request: HttpRequest, publication_id: int, network: str, step: str) -> HttpResponse:
    """Try again now, leave it to a person, compare again, or put the approved words back."""
    publication = found(request, publication_id)
    given: dict[str, Any] = {
        "actor": reader(request),
        "publication": publication,
        "network": network,
        "now": timezone.now(),
    }
    steps: dict[str, tuple[Callable[..., Publication], str]] = {
        "reessayer": (transitions.send_again, _("Balise essaie de nouveau.")),
        "a-la-main": (transitions.stop_sending, _("Balise s’arrête là : publiez à la main, puis inscrivez l’adresse.")),
        "comparer": (transitions.look_again, _("Balise regarde ce qui est en ligne. Revenez dans un instant.")),
        "remettre": (transitions.put_back, _("Balise remet en ligne ce qui a été approuvé.")),
    }
    if step not in steps:
        raise Http404
    action, done = steps[step]
    attempt(request, lambda: action(**given), done=done)
    return redirect(back(request, _place(publication)))


@require_http_methods(["GET", "POST"])
@needs(Permission.PUBLICATION_PUBLISH)
def settle(request: HttpRequest, publication_id: int, network: str) -> HttpResponse:
    """Show what to look for and where, and take the answer of who looked."""
    publication = found(request, publication_id)
    require(reader(request), Permission.PUBLICATION_PUBLISH, publication, today=timezone.localdate())
    dispatch = unsure_dispatch(publication, network)
    form = SettleForm(request.POST or None)
    if request.method == "POST":
        outcome = act_on(
            request,
            form,
            lambda: transitions.settle_sending(
                actor=reader(request),
                publication=publication,
                network=network,
                now=timezone.now(),
                **form.cleaned_data,
            ),
        )
        if outcome.done is not None:
            messages.success(request, _("C’est noté. Merci d’avoir regardé."))
        if outcome.late or outcome.done is not None:
            return redirect(_place(publication))
    if dispatch is None:
        return redirect(_place(publication))
    draft = publication.content
    context = {
        "publication": publication,
        "name": reader_name(publication, author=publication.author_id == reader(request).pk),
        "network": network_name(network, the_policy(), language()),
        "dispatch": dispatch,
        "account": dispatch.connection.remote,
        "text": full_text(draft, network),
        "images": len(draft.images),
        "form": form,
    }
    return render(request, "publishing/settle.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Permission.PUBLICATION_PUBLISH)
def difference(request: HttpRequest, publication_id: int, network: str) -> HttpResponse:
    """What was approved beside what is online, and what one can do about it."""
    publication, person = found(request, publication_id), reader(request)
    require(person, Permission.PUBLICATION_PUBLISH, publication, today=timezone.localdate())
    divergence = open_divergence(publication, network)
    if divergence is None:
        return redirect(_place(publication))
    form = DifferenceForm(request.POST or None)
    if request.method == "POST":
        outcome = act_on(
            request,
            form,
            lambda: transitions.accept_difference(
                actor=person,
                publication=publication,
                network=network,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            ),
        )
        if outcome.done is not None:
            messages.success(request, _("La différence est acceptée, avec votre raison."))
        if outcome.late or outcome.done is not None:
            return redirect(_place(publication))
    placement = divergence.placement
    known = all_networks().get(network)
    update = known.deeds.get(Operation.UPDATE) if known else None
    today = timezone.localdate()
    context = {
        "publication": publication,
        "name": reader_name(publication, author=publication.author_id == person.pk),
        "network": network_name(network, the_policy(), language()),
        "network_id": network,
        "divergence": divergence,
        "placement": placement,
        "rows": difference_rows(divergence),
        "puts_back": divergence.kind == Divergence.Kind.CHANGED and reachable(placement, Operation.UPDATE),
        "outcome": update.outcome.get(language(), "") if update else "",
        "steps": update.steps.get(language(), ()) if update else (),
        "may_correct": publication.state == Publication.State.PUBLISHED
        and allowed(person, Permission.PUBLICATION_CORRECT, publication, today=today),
        "form": form,
    }
    return render(request, "publishing/difference.html", context, status=422 if form.errors else 200)


@require_safe
@public
def image_outside(request: HttpRequest, token: str) -> HttpResponseBase:  # noqa: ARG001 - the form of a view
    """The very bytes that were approved, for the network that fetches them itself, while they are being sent there."""
    asked = image_of(token)
    kept = fetched_image(*asked) if asked is not None else None
    if kept is None:
        raise Http404
    try:
        picture = open_image(kept.sha, kept.extension)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(picture, content_type=TYPES[kept.extension])
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _place(publication: Publication) -> str:
    return reverse("publishing:show", args=[publication.pk]) + "#reseaux"
