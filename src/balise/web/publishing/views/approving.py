"""The approver's queue and page: what changed, what the engine says, what is met and missing; then an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balise.policy.model import Decision
from balise.web.access.deciding import allowed, granted
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.publishing import transitions
from balise.web.publishing.claims import sources_missing, unsourced
from balise.web.publishing.deciding_forms import ApproveForm, RefuseForm, ReturnForm, UrgentForm, with_forms
from balise.web.publishing.models import Publication
from balise.web.publishing.previews import previews_of
from balise.web.publishing.queries import Waiting, asked_of, file_of, queue_for
from balise.web.publishing.showing import obligations_of, places_of, reader_name, who
from balise.web.publishing.views.answering import act_on, found, language, reader
from balise.web.ui.addresses import back
from balise.web.ui.dates import moment, moment_in_words
from balise.web.ui.tables import Column, Table
from balise.web.verdicts.engine import Judgement
from balise.web.verdicts.storing import kept

MOST_COMMENTS = 20
Asked = Sequence[tuple[str, str]]


@require_safe
@needs(Permission.QUEUE_READ)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the reader's yes, the oldest first."""
    tongue = language()
    table = Table(
        request=request,
        rows=queue_for(reader(request), today=timezone.localdate()),
        columns=[
            Column(
                id="titre",
                label=_("Publication"),
                cell=lambda line: reader_name(line.publication, author=False),
                heading=True,
            ),
            Column(id="auteur", label=_("Auteur·e"), cell=_author, order=_author),
            Column(id="nom", label=_("En quel nom"), cell=_voice),
            Column(id="pour", label=_("Vous répondez pour"), cell=lambda line: _asked(line, tongue)),
            Column(
                id="depuis",
                label=_("Depuis"),
                cell=lambda line: moment(line.since),
                order=lambda line: line.since,
            ),
            Column(id="heure", label=_("À publier"), cell=_due),
        ],
        caption=_("À approuver"),
        row_url=lambda line: reverse("publishing:review", args=[line.publication.pk]),
        empty_title=_("Rien n’attend votre réponse"),
        empty_text=_("Les publications soumises apparaîtront ici, avec leurs constats et leurs raisons."),
    )
    urgent = granted(reader(request), Permission.PUBLICATION_APPROVE_URGENTLY, today=timezone.localdate())
    return render(request, "publishing/queue.html", {"table": table, "urgent": urgent})


def _author(line: Waiting) -> str:
    return line.publication.author.get_full_name()


def _voice(line: Waiting) -> str:
    official = line.publication.voice == Publication.Voice.OFFICIAL
    return _("l’organisation") if official else _("soi-même")


def _asked(line: Waiting, tongue: str) -> str:
    return ", ".join(who(request.by, tongue) for request in line.requests)


def _due(line: Waiting) -> str:
    if line.publication.planned:
        return moment(line.publication.planned)
    revision = line.publication.revision
    latest = revision.draft.latest if revision else None
    return _("avant le %(when)s") % {"when": moment_in_words(latest)} if latest else ""


@require_safe
@needs(Permission.QUEUE_READ)
def review(request: HttpRequest, publication_id: int) -> HttpResponse:
    """The whole file of what waits."""
    publication = found(request, publication_id)
    if publication.author_id == reader(request).pk or publication.state != Publication.State.SUBMITTED:
        return redirect("publishing:show", publication.pk)
    return _page(request, publication)


@require_POST
@needs(Permission.QUEUE_READ)
def decide(request: HttpRequest, publication_id: int, answer: str) -> HttpResponse:
    """Approve, return, refuse, or approve urgently."""
    publication = found(request, publication_id)
    act = _ANSWERS.get(answer)
    if act is None:
        raise Http404
    judgement = kept(source=publication.source, content_hash=publication.hash)
    form = _forms(judgement, answer, request.POST)[answer]
    outcome = act_on(request, form, lambda: act(request, publication, form.cleaned_data))
    if outcome.done is not None:
        messages.success(request, _done(answer))
        return redirect(back(request, reverse("publishing:queue")))
    fresh = found(request, publication_id)
    if outcome.late or fresh.state != Publication.State.SUBMITTED:
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
        return redirect("publishing:show", publication_id)
    return _page(request, fresh, answer, form, status=422)


def _forms(
    judgement: Judgement | None, bound: str = "", posted: QueryDict | None = None, *, asked: Asked = ()
) -> dict[str, Form]:
    """A form for each answer, empty but for the one that was sent. Each has ids of its own: they share a page."""
    forbidden = judgement is not None and judgement.decision is Decision.FORBIDDEN
    forms: dict[str, Callable[..., Form]] = {
        "approuver": partial(ApproveForm, asked=asked, forbidden=forbidden),
        "retourner": ReturnForm,
        "refuser": partial(RefuseForm, language=language()),
        "urgence": UrgentForm,
    }
    return {name: make(posted if name == bound else None, auto_id=f"{name}-%s") for name, make in forms.items()}


def _approve(request: HttpRequest, publication: Publication, given: Mapping[str, Any]) -> Publication:
    return transitions.approve(
        actor=reader(request),
        publication=publication,
        content_hash=request.POST.get("hash", ""),
        by=given["by"],
        reason=given["reason"],
        now=timezone.now(),
    )


def _return(request: HttpRequest, publication: Publication, given: Mapping[str, Any]) -> Publication:
    return transitions.return_to_author(
        actor=reader(request),
        publication=publication,
        content_hash=request.POST.get("hash", ""),
        comments=_comments(request),
        reason=given["reason"],
        now=timezone.now(),
    )


def _comments(request: HttpRequest) -> list[Mapping[str, Any]]:
    """Comments of the form, those left empty apart; a browser may send line ends of Windows in a passage."""
    places, quotes, texts = (request.POST.getlist(name)[:MOST_COMMENTS] for name in ("place", "quote", "comment"))
    return [
        {"place": place, "quote": quote.replace("\r\n", "\n"), "text": text}
        for place, quote, text in zip(places, quotes, texts, strict=False)
        if quote.strip() or text.strip()
    ]


def _refuse(request: HttpRequest, publication: Publication, given: Mapping[str, Any]) -> Publication:
    return transitions.refuse(
        actor=reader(request),
        publication=publication,
        content_hash=request.POST.get("hash", ""),
        clause=given["clause"],
        reason=given["reason"],
        now=timezone.now(),
    )


def _urgently(request: HttpRequest, publication: Publication, given: Mapping[str, Any]) -> Publication:
    return transitions.approve_urgently(
        actor=reader(request),
        publication=publication,
        content_hash=request.POST.get("hash", ""),
        reason=given["reason"],
        now=timezone.now(),
    )


_ANSWERS: dict[str, Callable[[HttpRequest, Publication, Mapping[str, Any]], Publication]] = {
    "approuver": _approve,
    "retourner": _return,
    "refuser": _refuse,
    "urgence": _urgently,
}


def _done(answer: str) -> str:
    return {
        "approuver": _("Votre approbation est inscrite."),
        "retourner": _("C’est retourné à l’auteur·e avec vos remarques."),
        "refuser": _("C’est refusé. L’auteur·e voit l’article et la raison."),
        "urgence": _("C’est approuvé en urgence. Les personnes concernées sont prévenues."),
    }[answer]


def _page(
    request: HttpRequest, publication: Publication, answer: str = "", form: Form | None = None, *, status: int = 200
) -> HttpResponse:
    person, today, tongue = reader(request), timezone.localdate(), language()
    file = file_of(publication)
    asked = [(by, who(by, tongue)) for by in asked_of(person, file, today=today)]
    forms = _forms(file.judgement, asked=asked)
    if form is not None:
        forms[answer] = form
        if isinstance(form, ApproveForm):
            form.offer(asked)
    revision = publication.revision
    draft = revision.draft if revision else publication.content
    previous = file.previous
    context = {
        "publication": publication,
        "name": reader_name(publication, author=False),
        "revision": revision,
        "previous": previous,
        "draft": draft,
        "places": places_of(draft, file.judgement, language=tongue, before=previous.draft if previous else None),
        "images": draft.images,
        "images_before": previous.draft.images if previous else None,
        "decision": file.judgement.decision.word if file.judgement else "",
        "previews": previews_of(draft, tongue),
        "policy": file.judgement.policy if file.judgement else "",
        "obligations": with_forms(obligations_of(file.standing, tongue)),
        "asked": asked,
        "forms": forms,
        "failed": form,
        "answers": file.answers,
        "claims": publication.claims.select_related("verified_by").order_by("pk"),
        "may_answer": allowed(person, Permission.PUBLICATION_RETURN, publication, today=today),
        "may_hurry": allowed(person, Permission.PUBLICATION_APPROVE_URGENTLY, publication, today=today),
        "may_verify": allowed(person, Permission.SOURCE_VERIFY, publication, today=today),
        "may_waive": allowed(person, Permission.OBLIGATION_DECLARE, publication, today=today)
        and allowed(person, Permission.SOURCE_VERIFY, publication, today=today),
        "may_declare": allowed(person, Permission.OBLIGATION_DECLARE, publication, today=today),
        "sources_missing": sources_missing(publication, file.judgement),
        "unsourced": unsourced(file.judgement),
        "rows": _typed_rows(request),
    }
    return render(request, "publishing/review.html", context, status=status)


def _typed_rows(request: HttpRequest) -> list[Mapping[str, Any]]:
    """Comments typed so far, so that an error loses none, and an empty row to write another."""
    return [*_comments(request), {"place": "", "quote": "", "text": ""}]
