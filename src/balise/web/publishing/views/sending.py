"""Sending, taking back, giving up, and saying where the proof of a consent is."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balise.policy.model import Decision
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.approvals.models import Mandate
from balise.web.approvals.requirements import declared, required, sourced, speaking_clause
from balise.web.publishing import transitions
from balise.web.publishing.claims import needs_in, sources_missing
from balise.web.publishing.deciding_forms import SubmitForm, declare_form
from balise.web.publishing.models import Publication
from balise.web.publishing.online import left_to_right
from balise.web.publishing.previews import previews_of
from balise.web.publishing.queries import usable_mandates
from balise.web.publishing.readiness import parts_of
from balise.web.publishing.showing import obstacle_sentence, online_draft, places_of, reader_name, who
from balise.web.publishing.views.answering import act_on, attempt, found, language, own, reader
from balise.web.publishing.views.reading import page
from balise.web.ui.components import Consequence
from balise.web.verdicts.engine import judge, the_policy
from balise.web.verdicts.explaining import clause_title


@require_http_methods(["GET", "POST"])
@needs(Permission.PUBLICATION_SUBMIT)
def send(request: HttpRequest, publication_id: int) -> HttpResponse:
    """What goes to whom and why, then send. Judged before the transaction: the lock waits for nobody's thinking."""
    publication = own(request, publication_id)
    if not publication.editable:
        return redirect("publishing:show", publication.pk)
    now, today = timezone.now(), timezone.localdate()
    draft, content_hash = publication.content, publication.hash
    judgement = judge(parts_of(draft), voice=publication.voice)
    mandates = usable_mandates(reader(request), publication, today=today)
    forbidden = judgement.decision is Decision.FORBIDDEN
    form = SubmitForm(request.POST if request.method == "POST" else None, mandates=mandates, forbidden=forbidden)
    if request.method == "POST":
        outcome = act_on(
            request,
            form,
            lambda: transitions.submit(
                actor=reader(request),
                publication=publication,
                content_hash=request.POST.get("hash", content_hash),
                judgement=judgement,
                mandate=_chosen(form, mandates),
                justification=form.cleaned_data.get("justification", ""),
                now=now,
            ),
        )
        if outcome.done is not None:
            approved = outcome.done.state == Publication.State.APPROVED
            messages.success(
                request,
                _("C’est approuvé : tout ce qu’il fallait l’était déjà.")
                if approved
                else _("C’est envoyé. Vous serez prévenu·e à chaque réponse."),
            )
        if outcome.late or outcome.done is not None:
            return redirect("publishing:show", publication.pk)
    asked = needs_in(judgement)
    policy, tongue = the_policy(), language()
    context = {
        "publication": publication,
        "obstacles": [obstacle_sentence(one, tongue) for one in left_to_right(publication, now=now)],
        "decision": judgement.decision.word,
        "places": places_of(draft, judgement, language=tongue, before=online_draft(publication)),
        "previews": previews_of(draft, tongue),
        "asked": [
            {
                "who": who(one.by, tongue),
                "clauses": [f"{clause} {clause_title(clause, policy, tongue)}" for clause in one.clauses if clause],
            }
            for one in required(asked, speaking=speaking_clause(policy))
        ],
        "duties": [
            {"kind": one.kind, "who": who(one.by, tongue), "clause": one.clause}
            for one in (*declared(asked), *sourced(asked))
        ],
        "sources_missing": sources_missing(publication, judgement),
        "form": form,
        "name": reader_name(publication, author=True),
    }
    return render(request, "publishing/submit.html", context, status=422 if request.method == "POST" else 200)


def _chosen(form: SubmitForm, mandates: Sequence[Mandate]) -> Mandate | None:
    chosen = form.cleaned_data.get("mandate", "")
    return next((one for one in mandates if str(one.pk) == chosen), None)


@require_http_methods(["GET", "POST"])
@needs(Permission.PUBLICATION_EDIT)
def take_back(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Say what taking it back does, then take it back."""
    publication = own(request, publication_id)
    if request.method == "POST":
        again = attempt(
            request,
            lambda: transitions.reopen(actor=reader(request), publication=publication, now=timezone.now()),
            done=_("C’est de nouveau un brouillon. Les approbations tiennent tant qu’aucun caractère ne change."),
        )
        return redirect("publishing:edit" if again is not None else "publishing:show", publication.pk)
    confirm = {
        "title": _("Reprendre le brouillon"),
        "label": _("Reprendre pour modifier"),
        "cancel_url": reverse("publishing:show", args=[publication.pk]),
        "consequences": [
            Consequence(
                what=_(
                    "La publication quitte la file d’approbation. Les approbations déjà données tiennent tant que "
                    "rien ne change; au premier caractère changé, elles tombent et les personnes sont prévenues."
                ),
                reversible=True,
            )
        ],
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": Form()})


@require_http_methods(["GET", "POST"])
@needs(Permission.PUBLICATION_WITHDRAW)
def give_up(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Say what giving up does, then give up."""
    publication = own(request, publication_id)
    if request.method == "POST":
        attempt(
            request,
            lambda: transitions.withdraw(actor=reader(request), publication=publication, now=timezone.now()),
            done=_("La publication est abandonnée."),
        )
        return redirect("publishing:show", publication.pk)
    confirm = {
        "title": _("Abandonner la publication"),
        "label": _("Abandonner"),
        "cancel_url": reverse("publishing:show", args=[publication.pk]),
        "consequences": [
            Consequence(what=_("Elle ne sera pas publiée. Son texte et son historique restent consultables."))
        ],
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": Form()})


@require_POST
@needs(Permission.OBLIGATION_DECLARE)
def declare(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Say where the proof of a consent is, or why none is called for."""
    publication = found(request, publication_id)
    form = declare_form(request.POST)
    outcome = act_on(
        request,
        form,
        lambda: transitions.declare_met(
            actor=reader(request),
            publication=publication,
            content_hash=request.POST.get("hash", ""),
            need=_need(form.cleaned_data["need"]),
            answer=form.cleaned_data["answer"],
            note=form.cleaned_data["note"],
            now=timezone.now(),
        ),
    )
    if outcome.done is not None:
        messages.success(request, _("C’est inscrit, avec votre nom."))
    if outcome.late or outcome.done is not None:
        return redirect(reverse("publishing:show", args=[publication.pk]) + "#obligations")
    return page(request, found(request, publication_id), declare_form=form, status=422)


def _need(said: str) -> list[str]:
    parts = said.split("|")
    return parts if len(parts) == 3 else ["", "", ""]
