"""What was published by hand, and what must come down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Router

from balise.web.access.permissions import Permission
from balise.web.api.guarding import actor, asks
from balise.web.api.operations.answering import CHANGES, Id, IfMatch, Key, change
from balise.web.api.schemas import AddressIn, Given, LeftOutIn, NoteIn, ReasonIn, RetractionIn
from balise.web.api.scopes import Scope
from balise.web.publishing import transitions
from balise.web.publishing.models import Publication

router = Router()
_PUBLISHES = asks(Permission.PUBLICATION_PUBLISH, Scope.PUBLISH)
_CONFIRMS = asks(Permission.PUBLICATION_RETRACT_CONFIRM, Scope.PUBLISH)


@router.post(
    "/publications/{publication_id}/addresses",
    auth=_PUBLISHES,
    response=CHANGES,
    operation_id="record_address",
    summary=_("Inscrire l’adresse de ce qui vient d’être publié sur un réseau"),  # type: ignore[arg-type]
)
def record(
    request: HttpRequest, publication_id: Id, payload: AddressIn, if_match: IfMatch = "", idempotency_key: Key = ""
) -> HttpResponse:
    """It is published once each of its networks has an address or was left out."""

    def act(publication: Publication) -> Publication:
        return transitions.record_address(
            actor=actor(request), publication=publication, now=timezone.now(), **payload.model_dump()
        )

    return change(request, publication_id, act, payload=payload, if_match=if_match, key=idempotency_key)


@router.post(
    "/publications/{publication_id}/left-out",
    auth=_PUBLISHES,
    response=CHANGES,
    operation_id="leave_out",
    summary=_("Dire pourquoi rien n’est publié sur un réseau"),  # type: ignore[arg-type]
)
def leave_out(
    request: HttpRequest, publication_id: Id, payload: LeftOutIn, if_match: IfMatch = "", idempotency_key: Key = ""
) -> HttpResponse:
    """Leave one network aside."""

    def act(publication: Publication) -> Publication:
        return transitions.leave_out(
            actor=actor(request), publication=publication, now=timezone.now(), **payload.model_dump()
        )

    return change(request, publication_id, act, payload=payload, if_match=if_match, key=idempotency_key)


@router.post(
    "/publications/{publication_id}/retraction",
    auth=asks(Permission.PUBLICATION_RETRACT_ASK, Scope.PUBLISH),
    response=CHANGES,
    operation_id="ask_retraction",
    summary=_("Demander un retrait"),  # type: ignore[arg-type]
)
def ask(
    request: HttpRequest, publication_id: Id, payload: RetractionIn, if_match: IfMatch = "", idempotency_key: Key = ""
) -> HttpResponse:
    """Ask that it come down."""

    def act(publication: Publication) -> Publication:
        return transitions.ask_retraction(
            actor=actor(request), publication=publication, now=timezone.now(), **payload.model_dump()
        )

    return change(request, publication_id, act, payload=payload, if_match=if_match, key=idempotency_key)


@router.post(
    "/publications/{publication_id}/retraction/done",
    auth=_PUBLISHES,
    response=CHANGES,
    operation_id="mark_removed",
    summary=_("Dire que c’est retiré des réseaux"),  # type: ignore[arg-type]
)
def done(
    request: HttpRequest, publication_id: Id, payload: NoteIn, if_match: IfMatch = "", idempotency_key: Key = ""
) -> HttpResponse:
    """Somebody else is to see for themselves."""

    def act(publication: Publication) -> Publication:
        return transitions.mark_removed(
            actor=actor(request), publication=publication, note=payload.note, now=timezone.now()
        )

    return change(request, publication_id, act, payload=payload, if_match=if_match, key=idempotency_key)


@router.post(
    "/publications/{publication_id}/retraction/confirm",
    auth=_CONFIRMS,
    response=CHANGES,
    operation_id="confirm_retraction",
    summary=_("Confirmer, après avoir regardé, que c’est retiré"),  # type: ignore[arg-type]
)
def confirm(
    request: HttpRequest, publication_id: Id, if_match: IfMatch = "", idempotency_key: Key = ""
) -> HttpResponse:
    """Whoever took it down does not confirm it."""

    def act(publication: Publication) -> Publication:
        return transitions.confirm_retraction(actor=actor(request), publication=publication, now=timezone.now())

    return change(request, publication_id, act, payload=Given(), if_match=if_match, key=idempotency_key)


@router.post(
    "/publications/{publication_id}/retraction/decline",
    auth=_CONFIRMS,
    response=CHANGES,
    operation_id="decline_retraction",
    summary=_("Écarter une demande de retrait, avec la raison"),  # type: ignore[arg-type]
)
def decline(
    request: HttpRequest, publication_id: Id, payload: ReasonIn, if_match: IfMatch = "", idempotency_key: Key = ""
) -> HttpResponse:
    """It stays online."""

    def act(publication: Publication) -> Publication:
        return transitions.decline_retraction(
            actor=actor(request), publication=publication, reason=payload.reason, now=timezone.now()
        )

    return change(request, publication_id, act, payload=payload, if_match=if_match, key=idempotency_key)
