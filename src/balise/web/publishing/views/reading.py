"""Lists, the page of one publication, its images, its history."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.web.access.deciding import allowed, granted
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.approvals.models import Approval
from balise.web.audit.queries import own_history
from balise.web.people.models import Person
from balise.web.publishing.claims import sources_missing, unsourced
from balise.web.publishing.deciding_forms import with_forms
from balise.web.publishing.forms import ClaimForm
from balise.web.publishing.history import told
from balise.web.publishing.images import TYPES, open_image
from balise.web.publishing.models import Publication, window_open
from balise.web.publishing.previews import previews_of
from balise.web.publishing.queries import File, asked_of, file_of, publications_for, to_publish
from balise.web.publishing.rules import under_mandate
from balise.web.publishing.showing import (
    KIND_OF_HISTORY,
    obligations_of,
    places_of,
    reader_draft,
    reader_name,
    returned_places,
)
from balise.web.publishing.steps import steps_of
from balise.web.publishing.views.answering import found, language, reader
from balise.web.ui.components import Tab
from balise.web.ui.dates import moment
from balise.web.ui.tables import Column, Table
from balise.web.ui.templatetags.ui import badge, state_badge

OF_HISTORY = 100  # records a page


@require_safe
@needs(Permission.PUBLICATION_READ)
def home(request: HttpRequest) -> HttpResponse:
    """One's own publications, those to publish, or all that one may see."""
    person, today = reader(request), timezone.localdate()
    shown = request.GET.get("voir", "")
    writes = granted(person, Permission.PUBLICATION_CREATE, today=today)
    wide = any(
        granted(person, permission, today=today)
        for permission in (Permission.PUBLICATION_READ_ALL, Permission.QUEUE_READ)
    )
    if shown not in {"toutes", "a-publier"} or (shown == "toutes" and not wide):
        shown = "" if writes else "toutes"
    rows: QuerySet[Publication]
    if shown == "a-publier":
        rows = to_publish(person, today=today)
    else:
        rows = publications_for(person, today=today, mine=shown == "")
    state = request.GET.get("etat", "")
    if state in Publication.State.values:
        rows = rows.filter(state=state)
    table = Table(
        request=request,
        rows=rows.select_related("author", "revision"),
        columns=[
            Column(
                id="titre",
                label=_("Publication"),
                cell=lambda one: reader_name(one, author=one.author_id == person.pk),
                heading=True,
            ),
            Column(id="auteur", label=_("Auteur·e"), cell=lambda one: one.author.get_full_name(), order="author__name"),
            Column(id="etat", label=_("État"), cell=_state, order="state"),
            Column(id="change", label=_("Dernier changement"), cell=lambda one: moment(one.changed), order="changed"),
        ],
        caption=_("Publications"),
        sort="-change",
        counted=False,
        row_url=lambda one: reverse("publishing:show", args=[one.pk]),
        empty_title=_("Aucune publication"),
        empty_text=_("Ce que vous écrivez apparaîtra ici, du brouillon à la mise en ligne."),
    )
    here = reverse("publishing:home")
    tabs = [Tab(label=_("Les miennes"), url=here, current=shown == "")] if writes else []
    tabs.append(Tab(label=_("À publier"), url=f"{here}?voir=a-publier", current=shown == "a-publier"))
    if wide:
        tabs.append(Tab(label=_("Toutes"), url=f"{here}?voir=toutes", current=shown == "toutes"))
    return render(request, "publishing/home.html", {"table": table, "tabs": tabs, "writes": writes})


def _state(publication: Publication) -> SafeString:
    state = state_badge(publication.state)
    if not (publication.urgent and publication.state == Publication.State.APPROVED):
        return state
    return format_html("{} {}", state, badge(_("Approuvée en urgence"), tone="danger", icon="bolt"))


@require_safe
@needs(Permission.PUBLICATION_READ)
def show(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Where a publication stands, and what the reader may do."""
    return page(request, found(request, publication_id))


def page(
    request: HttpRequest,
    publication: Publication,
    *,
    claim_form: ClaimForm | None = None,
    declare_form: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one publication; with what was being said of a source or an obligation, when that will not do."""
    person, now, tongue = reader(request), timezone.now(), language()
    today = timezone.localdate(now)
    author = publication.author_id == person.pk
    draft = reader_draft(publication, author=author)
    file = file_of(publication)
    sent = publication.revision is not None and publication.revision.hash == publication.hash
    may = {
        name: allowed(person, permission, publication, today=today)
        for name, permission in {
            "edit": Permission.PUBLICATION_EDIT,
            "publish": Permission.PUBLICATION_PUBLISH,
            "retract": Permission.PUBLICATION_RETRACT_ASK,
            "correct": Permission.PUBLICATION_CORRECT,
            "declare": Permission.OBLIGATION_DECLARE,
            "verify": Permission.SOURCE_VERIFY,
        }.items()
    }
    submitted = publication.state == Publication.State.SUBMITTED
    urgently = Permission.PUBLICATION_APPROVE_URGENTLY
    may["hurry"] = submitted and allowed(person, urgently, publication, today=today)
    may["waive"] = may["declare"] and may["verify"] and not author
    context: dict[str, Any] = {
        "publication": publication,
        "name": reader_name(publication, author=author),
        "author": author,
        "may": may,
        "asked": asked_of(person, file, today=today),
        "steps": steps_of(publication),
        "places": places_of(draft, file.judgement if sent or not author else None, language=tongue),
        "images": draft.images,
        "draft": draft,
        "previews": previews_of(draft, tongue),
        "decision": file.judgement.decision.word if file.judgement else "",
        "obligations": with_forms(obligations_of(file.standing, tongue), declare_form)
        if publication.state in {"submitted", "approved"}
        else [],
        "declare_form": declare_form or Form(),
        "answers": file.answers,
        "returned": returned_places(publication, language=tongue) if publication.state == "returned" else [],
        "claims": publication.claims.select_related("verified_by").order_by("pk"),
        "claim_form": claim_form or ClaimForm(),
        "naming": author and submitted,
        "sources_missing": submitted and sources_missing(publication, file.judgement),
        "unsourced": unsourced(file.judgement),
        "reread": _to_reread(publication, file, person, today),
        "placements": publication.placements.select_related("recorded_by", "corrected_by").order_by("pk"),
        "corrections": publication.corrections.select_related("asked_by", "before", "after").order_by("-pk"),
        "retraction": publication.retractions.select_related("asked_by", "done_by", "confirmed_by")
        .order_by("-pk")
        .first(),
        "mandate_over": publication.mandate is not None
        and publication.state == Publication.State.APPROVED
        and not under_mandate(publication, today),
        "out_now": window_open(publication, now),
        "over": draft.latest is not None and draft.latest <= now,
        "too_late": publication.state == "approved" and publication.planned is None,
    }
    return render(request, "publishing/show.html", context, status=status)


def _to_reread(publication: Publication, file: File, person: Person, today: dt.date) -> str:
    """Where the reader may read again what management let go alone; empty where there is nothing, or not for them."""
    latest = next((one for one in reversed(file.answers) if one.way == Approval.Way.URGENT), None)
    if latest is None or not allowed(person, Permission.PUBLICATION_REREAD, publication, today=today):
        return ""
    return reverse("publishing:reread", args=[publication.pk, latest.pk])


@require_safe
@needs(Permission.PUBLICATION_READ)
def image(request: HttpRequest, publication_id: int, sha: str) -> HttpResponseBase:
    """An image of a publication the reader may see, to look at or to download."""
    publication = found(request, publication_id)
    kept = publication.images.filter(sha=sha).first()
    author = publication.author_id == reader(request).pk
    if kept is None or not (author or _was_sent(publication, sha)):
        raise Http404
    try:
        picture = open_image(kept.sha, kept.extension)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        picture,
        content_type=TYPES[kept.extension],
        as_attachment="telecharger" in request.GET,
        filename=kept.name,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


@require_safe
@needs(Permission.PUBLICATION_READ)
def publication_history(request: HttpRequest, publication_id: int) -> HttpResponse:
    """What happened to a publication the reader may see."""
    publication = found(request, publication_id)
    before = _before(request)
    records = own_history(subject_kind=KIND_OF_HISTORY, subject_id=str(publication.pk), before=before, limit=OF_HISTORY)
    author = publication.author_id == reader(request).pk
    context = {
        "name": reader_name(publication, author=author),
        "events": told(records, language=language()),
        "back": reverse("publishing:show", args=[publication.pk]),
        "older": records[-1].number if len(records) == OF_HISTORY else None,
    }
    return render(request, "publishing/history.html", context)


def _was_sent(publication: Publication, sha: str) -> bool:
    """Whether a revision holds it: what the author tries in a draft is nobody else's."""
    return any(one.sha == sha for revision in publication.revisions.all() for one in revision.draft.images)


def _before(request: HttpRequest) -> int | None:
    asked = request.GET.get("avant", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else None
