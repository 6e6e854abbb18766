"""The API itself: its description, and what every answer has in common whatever happened."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from balise.web.access.deciding import Refused
from balise.web.api.operations import checking, deciding, placing, staying, writing
from balise.web.api.problems import CONTENT_TYPE, ROOT, Problem, language, of_validation, to_reader
from balise.web.workflow import Invalid, WrongState

LARGEST = 1_000_000  # bytes of a body
_log = logging.getLogger("balise.api")


class Door(NinjaAPI):
    """Ninja's, whose description says that problems are ``application/problem+json``."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """OpenAPI 3.1."""
        described = super().get_openapi_schema(**options)
        for methods in described["paths"].values():
            for operation in methods.values():
                for status, answer in operation["responses"].items():
                    content = answer.get("content", {})
                    if int(status) >= 400 and "application/json" in content:
                        answer["content"] = {CONTENT_TYPE: content["application/json"]}
        return described

    def get_root_path(self, _path_params: Any) -> str:
        """Where it stands, whatever namespace holds its addresses."""
        return ROOT


api = Door(
    title="Balise",
    version="1",
    description=_(
        "Vérifier un texte, suivre une publication du brouillon au retrait, inscrire des arrivées et des départs."
    ),  # type: ignore[arg-type]
    docs_url=None,
    urls_namespace="api-v1",
)
for _router in (checking.router, writing.router, deciding.router, placing.router, staying.router):
    api.add_router("", _router)


@api.exception_handler(Problem)
def _problem(_request: HttpRequest, error: Problem) -> HttpResponse:
    return error.answer()


@api.exception_handler(Invalid)
def _invalid(_request: HttpRequest, error: Invalid) -> HttpResponse:
    said = error.message(language())
    if error.field in {"version", "hash"}:
        return Problem("precondition-failed", detail=said).answer()
    return Problem("invalid", errors=[(error.field, said)]).answer()


@api.exception_handler(WrongState)
def _wrong_state(_request: HttpRequest, error: WrongState) -> HttpResponse:
    return Problem("wrong-state", more={"state": error.state}).answer()


@api.exception_handler(Refused)
def _refused(_request: HttpRequest, _error: Refused) -> HttpResponse:
    return Problem("forbidden").answer()


@api.exception_handler(ValidationError)
def _validation(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return of_validation(error.errors).answer()


@api.exception_handler(AuthenticationError)
def _nobody(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return Problem("unauthorized").answer()


@api.exception_handler(HttpError)
def _unreadable(_request: HttpRequest, _error: HttpError) -> HttpResponse:
    return Problem("unreadable").answer()


@api.exception_handler(SuspiciousOperation)
def _suspicious(_request: HttpRequest, _error: SuspiciousOperation) -> HttpResponse:
    return Problem("unreadable").answer()


@api.exception_handler(Exception)
def _broken(_request: HttpRequest, _error: Exception) -> HttpResponse:
    _log.error("unexpected", exc_info=True)
    return Problem("internal").answer()


def guarded() -> Iterator[URLPattern]:
    """The addresses of the API, each behind what all share."""
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.callback is not None:
            pattern.callback = _shared(pattern.callback)
            yield pattern


def _shared(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Size, language, problems instead of pages, and headers."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return to_reader(request, lambda: _answer(view, request, *args, **kwargs))

    return answered


def _answer(view: Callable[..., HttpResponse], request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST:
        return Problem("too-large").answer()
    try:
        response = view(request, *args, **kwargs)
    except Http404:
        return Problem("not-found").answer()
    if isinstance(response, HttpResponseNotAllowed):
        return Problem("method", headers={"Allow": response.headers["Allow"]}).answer()
    return response


def described() -> Any:
    """The description of the API, for the page that shows it."""
    return api.get_openapi_schema(path_prefix=ROOT)
