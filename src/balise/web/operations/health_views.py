"""Answers for supervisors, proxies and Prometheus: a word or two, no page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from balise.web.access.guarding import public
from balise.web.operations import measures
from balise.web.operations.health import readiness

_PLAIN = "text/plain; charset=utf-8"


@require_safe
@public
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The process answers. Nothing else is asked: a database that is down is no reason to kill it."""
    return _answer("ok\n", 200)


@require_safe
@public
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """200 when it can serve, else 503 and what is lacking in a word each."""
    lacks = readiness.lacks()
    return _answer("".join(f"{word}\n" for word in lacks) or "ok\n", 503 if lacks else 200)


@require_safe
@public
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' page, for who may read it; for the others it is not there."""
    if not measures.may_read(request):
        raise Http404
    return HttpResponse(measures.page(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _answer(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type=_PLAIN, headers={"Cache-Control": "no-store"})
