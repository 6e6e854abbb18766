"""Reading publications, writing drafts, sending them."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from balise.web.access.permissions import Permission
from balise.web.api.guarding import actor, asks
from balise.web.api.operations.answering import (
    CHANGES,
    LARGEST_ID,
    Id,
    IfMatch,
    IfNoneMatch,
    Key,
    answers,
    change,
    etag_of,
    found,
    shown,
)
from balise.web.api.presenting import summary
from balise.web.api.problems import Problem, language
from balise.web.api.replaying import once
from balise.web.api.schemas import Given, PageOut, PublicationIn, PublicationOut, RevisionIn, SubmitIn
from balise.web.api.scopes import Scope
from balise.web.publishing import transitions
from balise.web.publishing.content import Draft
from balise.web.publishing.models import Publication
from balise.web.publishing.queries import publications_for, usable_mandates
from balise.web.publishing.readiness import parts_of
from balise.web.verdicts.engine import judge
from balise.web.verdicts.networks import all_networks

router = Router()
_WRITES = asks(Permission.PUBLICATION_EDIT, Scope.WRITE)
_MANDATE = {"fr": "Ce mandat ne couvre pas cette publication.", "en": "This mandate does not cover this post."}
State = Literal[
    "approved", "draft", "published", "refused", "retracted", "retracting", "returned", "submitted", "withdrawn"
]


@router.get(
    "/publications",
    auth=asks(Permission.PUBLICATION_READ, Scope.READ),
    response=answers(PageOut),
    operation_id="list_publications",
    summary=_("Lister les publications que l’on peut voir, les dernières créées d’abord"),  # type: ignore[arg-type]
)
def listed(
    request: HttpRequest,
    state: State | None = None,
    voice: Literal["official", "personal"] | None = None,
    mine: bool = False,
    before: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
) -> Any:
    """One page, by number downwards: what is created meanwhile shifts nothing."""
    reader = actor(request)
    rows = publications_for(reader, today=timezone.localdate(), mine=mine).select_related("author", "revision")
    if state is not None:
        rows = rows.filter(state=state)
    if voice is not None:
        rows = rows.filter(voice=voice)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    page = list(rows.order_by("-pk")[: limit + 1])
    items = [summary(one, reader) for one in page[:limit]]
    return {"items": items, "next": items[-1]["id"] if len(page) > limit else None}


@router.get(
    "/publications/{publication_id}",
    auth=asks(Permission.PUBLICATION_READ, Scope.READ),
    response={**answers(PublicationOut, 404), 304: None},
    operation_id="read_publication",
    summary=_("Lire une publication, avec l’ETag qui sert à la changer"),  # type: ignore[arg-type]
)
def read(request: HttpRequest, publication_id: Id, if_none_match: IfNoneMatch = "") -> HttpResponse:
    """The whole publication, or 304 when it is what the caller has."""
    publication = found(request, publication_id)
    tag = etag_of(request, publication)
    if tag in {one.strip() for one in if_none_match.split(",")}:
        return HttpResponse(status=304, headers={"ETag": tag})
    return shown(request, publication)


@router.post(
    "/publications",
    auth=asks(Permission.PUBLICATION_CREATE, Scope.WRITE),
    response=answers(PublicationOut, 409, good=201),
    operation_id="create_publication",
    summary=_("Commencer un brouillon"),  # type: ignore[arg-type]
)
def create(request: HttpRequest, payload: PublicationIn, idempotency_key: Key = "") -> HttpResponse:
    """A draft of the token's person."""
    draft, now = _put(Draft(), payload), timezone.now()

    def act() -> int:
        return transitions.create_publication(
            actor=actor(request),
            voice=payload.voice,
            draft=draft,
            title=payload.title or "",
            planned=payload.planned,
            now=now,
        ).pk

    asked = f"POST {request.path} {payload.model_dump_json()}"
    pk, replayed = once(person=actor(request), key=idempotency_key, asked=asked, act=act, now=now)
    response = shown(request, found(request, pk), status=201, replayed=replayed)
    response.headers["Location"] = f"/api/v1/publications/{pk}"
    return response


@router.patch(
    "/publications/{publication_id}",
    auth=_WRITES,
    response=answers(PublicationOut, 404, 409, 412, 428),
    operation_id="revise_publication",
    summary=_("Changer un brouillon : seulement ce qui est donné"),  # type: ignore[arg-type]
)
def revise(request: HttpRequest, publication_id: Id, payload: RevisionIn, if_match: IfMatch = "") -> HttpResponse:
    """Save over what was read, and nothing else."""

    def act(publication: Publication) -> Publication:
        given = payload.model_fields_set
        return transitions.save_draft(
            actor=actor(request),
            publication=publication,
            version=publication.version,
            draft=_put(publication.content, payload),
            title=(payload.title or "") if "title" in given else publication.title,
            planned=payload.planned if "planned" in given else publication.planned,
            now=timezone.now(),
        )

    return change(request, publication_id, act, payload=payload, if_match=if_match, required=True)


@router.post(
    "/publications/{publication_id}/submit",
    auth=asks(Permission.PUBLICATION_SUBMIT, Scope.WRITE),
    response=CHANGES,
    operation_id="submit_publication",
    summary=_("Soumettre un brouillon à ceux dont l’accord est demandé"),  # type: ignore[arg-type]
)
def submit(
    request: HttpRequest, publication_id: Id, payload: SubmitIn, if_match: IfMatch = "", idempotency_key: Key = ""
) -> HttpResponse:
    """Judged before the lock is taken, as the page does."""
    before = found(request, publication_id)
    judgement = judge(parts_of(before.content), voice=before.voice)

    def act(publication: Publication) -> Publication:
        mandate = None
        if payload.mandate is not None:
            usable = usable_mandates(actor(request), publication, today=timezone.localdate())
            mandate = next((one for one in usable if one.pk == payload.mandate), None)
            if mandate is None:
                said = {
                    "fr": "Ce mandat ne couvre pas cette publication.",
                    "en": "This mandate does not cover this post.",
                }
                raise Problem("invalid", errors=[("mandate", said[language()])])
        return transitions.submit(
            actor=actor(request),
            publication=publication,
            content_hash=payload.hash if payload.hash == before.hash else "",  # only what was judged is sent
            judgement=judgement,
            mandate=mandate,
            justification=payload.justification,
            now=timezone.now(),
        )

    return change(request, publication_id, act, payload=payload, if_match=if_match, key=idempotency_key)


@router.post(
    "/publications/{publication_id}/reopen",
    auth=_WRITES,
    response=CHANGES,
    operation_id="reopen_publication",
    summary=_("Reprendre ce qui a été soumis, pour le changer"),  # type: ignore[arg-type]
)
def reopen(request: HttpRequest, publication_id: Id, if_match: IfMatch = "", idempotency_key: Key = "") -> HttpResponse:
    """Approvals hold until a character changes."""

    def act(publication: Publication) -> Publication:
        return transitions.reopen(actor=actor(request), publication=publication, now=timezone.now())

    return change(request, publication_id, act, payload=Given(), if_match=if_match, key=idempotency_key)


@router.post(
    "/publications/{publication_id}/withdraw",
    auth=asks(Permission.PUBLICATION_WITHDRAW, Scope.WRITE),
    response=CHANGES,
    operation_id="withdraw_publication",
    summary=_("Abandonner une publication"),  # type: ignore[arg-type]
)
def withdraw(
    request: HttpRequest, publication_id: Id, if_match: IfMatch = "", idempotency_key: Key = ""
) -> HttpResponse:
    """Give it up."""

    def act(publication: Publication) -> Publication:
        return transitions.withdraw(actor=actor(request), publication=publication, now=timezone.now())

    return change(request, publication_id, act, payload=Given(), if_match=if_match, key=idempotency_key)


def _put(draft: Draft, payload: PublicationIn | RevisionIn) -> Draft:
    """The draft with what is given in its place; a network that nobody knows is refused by name."""
    given = payload.model_fields_set
    known = all_networks()
    unknown = [
        (field, name)
        for field in ("networks", "texts", "titles")
        for name in (getattr(payload, field) or ())
        if name not in known
    ]
    if unknown:
        said = {"fr": "Réseaux connus\u00a0: ", "en": "Known networks: "}[language()] + ", ".join(known)
        raise Problem("invalid", errors=[(field, said) for field in dict.fromkeys(field for field, _name in unknown)])
    changes: dict[str, Any] = {
        "common": payload.text or "",
        "texts": payload.texts or {},
        "titles": payload.titles or {},
        "networks": tuple(payload.networks or ()),
        "links": tuple(payload.links or ()),
        "video": payload.video or "",
        "earliest": payload.earliest,
        "latest": payload.latest,
    }
    return replace(draft, **{name: value for name, value in changes.items() if _field(name) in given})


def _field(name: str) -> str:
    return "text" if name == "common" else name
