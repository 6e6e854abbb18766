"""What operations share: the publication asked for, preconditions, keys, and the answer with its ETag."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Path

from balise.web.api.guarding import actor
from balise.web.api.presenting import whole
from balise.web.api.problems import Problem
from balise.web.api.replaying import once
from balise.web.api.schemas import Given, ProblemOut, PublicationOut
from balise.web.publishing.models import Publication
from balise.web.publishing.queries import NotThere, publication_for

LARGEST_ID = 2**63 - 1
Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
IfMatch = Annotated[str, Header(alias="If-Match", max_length=200, description="The ETag of what was read")]
IfNoneMatch = Annotated[str, Header(alias="If-None-Match", max_length=200)]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        description="Drawn by the caller: the same key again does nothing more, for a day",
    ),
]
_ALWAYS = (400, 401, 403, 405, 413, 422, 429)


def answers(model: Any, *more: int, good: int = 200) -> dict[int, Any]:
    """The ``response`` of an operation: what it answers when all is well, and every problem it may answer."""
    return {good: model, **dict.fromkeys(sorted({*_ALWAYS, *more}), ProblemOut)}


CHANGES = answers(PublicationOut, 404, 409, 412)


def found(request: HttpRequest, publication_id: int) -> Publication:
    """The publication, or a problem: for the reader one that is not there and one they may not see are the same."""
    try:
        return publication_for(actor(request), publication_id, today=timezone.localdate())
    except (NotThere, OverflowError):
        raise Problem("not-found") from None


def shown(request: HttpRequest, publication: Publication, *, status: int = 200, replayed: bool = False) -> HttpResponse:
    """The whole publication for this reader, with the ETag of exactly that."""
    text, tag = _written(request, publication)
    response = HttpResponse(text, status=status, content_type="application/json")
    response.headers["ETag"] = tag
    if replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return response


def etag_of(request: HttpRequest, publication: Publication) -> str:
    """What ``If-Match`` must say."""
    return _written(request, publication)[1]


def must_match(request: HttpRequest, publication: Publication, if_match: str, *, required: bool = False) -> None:
    """Refuse what was decided on something else than what is there."""
    if not if_match:
        if required:
            raise Problem("precondition-required")
        return
    wanted = {one.strip() for one in if_match.split(",")}
    if "*" not in wanted and etag_of(request, publication) not in wanted:
        raise Problem("precondition-failed")


def change(
    request: HttpRequest,
    publication_id: int,
    act: Callable[[Publication], Publication],
    *,
    payload: Given,
    if_match: str = "",
    key: str = "",
    required: bool = False,
) -> HttpResponse:
    """Find it, do one thing to it, once for a key, and show what it has become."""

    def do() -> int:
        publication = found(request, publication_id)
        must_match(request, publication, if_match, required=required)
        return act(publication).pk

    asked = f"{request.method} {request.path} {payload.model_dump_json()}"
    pk, replayed = once(person=actor(request), key=key, asked=asked, act=do, now=timezone.now())
    return shown(request, found(request, pk), replayed=replayed)


def _written(request: HttpRequest, publication: Publication) -> tuple[str, str]:
    values = whole(publication, actor(request), today=timezone.localdate())
    text = json.dumps(values, cls=DjangoJSONEncoder)
    return text, f'"{sha256(text.encode()).hexdigest()[:32]}"'
