"""Approving, returning, refusing: each about the content that was read, which its hash names."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Router

from balise.web.access.permissions import Permission
from balise.web.api.guarding import actor, asks
from balise.web.api.operations.answering import CHANGES, Id, IfMatch, Key, change
from balise.web.api.schemas import ApproveIn, RefuseIn, ReturnIn
from balise.web.api.scopes import Scope
from balise.web.publishing import transitions
from balise.web.publishing.models import Publication
from balise.web.publishing.queries import asked_of, file_of

router = Router()


@router.post(
    "/publications/{publication_id}/approve",
    auth=asks(Permission.PUBLICATION_APPROVE, Scope.DECIDE),
    response=CHANGES,
    operation_id="approve_publication",
    summary=_("Approuver ce contenu, et nul autre"),  # type: ignore[arg-type]
)
def approve(
    request: HttpRequest, publication_id: Id, payload: ApproveIn, if_match: IfMatch = "", idempotency_key: Key = ""
) -> HttpResponse:
    """Say yes for the roles asked of one, or for some of them."""

    def act(publication: Publication) -> Publication:
        person = actor(request)
        return transitions.approve(
            actor=person,
            publication=publication,
            content_hash=payload.hash,
            by=payload.by or asked_of(person, file_of(publication), today=timezone.localdate()),
            reason=payload.reason,
            now=timezone.now(),
        )

    return change(request, publication_id, act, payload=payload, if_match=if_match, key=idempotency_key)


@router.post(
    "/publications/{publication_id}/return",
    auth=asks(Permission.PUBLICATION_RETURN, Scope.DECIDE),
    response=CHANGES,
    operation_id="return_publication",
    summary=_("Retourner à l’auteur, avec des remarques"),  # type: ignore[arg-type]
)
def send_back(
    request: HttpRequest, publication_id: Id, payload: ReturnIn, if_match: IfMatch = "", idempotency_key: Key = ""
) -> HttpResponse:
    """Send it back."""

    def act(publication: Publication) -> Publication:
        return transitions.return_to_author(
            actor=actor(request),
            publication=publication,
            content_hash=payload.hash,
            comments=[comment.model_dump() for comment in payload.comments],
            reason=payload.reason,
            now=timezone.now(),
        )

    return change(request, publication_id, act, payload=payload, if_match=if_match, key=idempotency_key)


@router.post(
    "/publications/{publication_id}/refuse",
    auth=asks(Permission.PUBLICATION_REFUSE, Scope.DECIDE),
    response=CHANGES,
    operation_id="refuse_publication",
    summary=_("Refuser, avec l’article et la raison"),  # type: ignore[arg-type]
)
def refuse(
    request: HttpRequest, publication_id: Id, payload: RefuseIn, if_match: IfMatch = "", idempotency_key: Key = ""
) -> HttpResponse:
    """Say no for good."""

    def act(publication: Publication) -> Publication:
        return transitions.refuse(
            actor=actor(request),
            publication=publication,
            content_hash=payload.hash,
            clause=payload.clause,
            reason=payload.reason,
            now=timezone.now(),
        )

    return change(request, publication_id, act, payload=payload, if_match=if_match, key=idempotency_key)
