"""What every answer carries and what every request is read with."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from balise.web.config import errors
from balise.web.config.logging import request_id
from balise.web.operations import measures

_log = logging.getLogger("balise.web")
_GIVEN_ID = re.compile(r"[0-9a-fA-F-]{8,64}")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_UNTOLD = {"healthz", "readyz", "metrics", "health"}  # asked every few seconds

Answer = Callable[[HttpRequest], HttpResponse]

WHOLE_SESSION = 12 * 3600  # seconds; idle sessions end earlier (SESSION_COOKIE_AGE)
TOUCH = 300
_CLOSED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi",
    "payment", "usb",
)  # fmt: skip


def headers(get_response: Answer) -> Answer:
    """Headers that browsers obey, and an id by which a person can report what went wrong."""
    policy = ", ".join(f"{name}=()" for name in _CLOSED) + ", publickey-credentials-get=(self), clipboard-write=(self)"

    def middleware(request: HttpRequest) -> HttpResponse:
        known = request_id.set(_request_id(request))
        try:
            response = get_response(request)
            response.headers.setdefault("Permissions-Policy", policy)
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            response.headers.setdefault("X-Request-Id", request_id.get())
            if "Content-Type" in response.headers and response.headers["Content-Type"].startswith("text/html"):
                response.headers.setdefault("Cache-Control", "no-store")  # a shared computer must not show it again
            return response
        finally:
            request_id.reset(known)

    return middleware


def _request_id(request: HttpRequest) -> str:
    """The one that a proxy gave, if it is only a number: anything longer or looser could carry a text into the logs."""
    given = request.headers.get("X-Request-ID", "")
    return given.lower() if _GIVEN_ID.fullmatch(given) else secrets.token_hex(6)


def telling(get_response: Answer) -> Answer:
    """One line in the logs and one measure a request: which view, which status, how long. No path, no address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        seconds = time.perf_counter() - began
        if request.resolver_match is not None and getattr(request.resolver_match.func, "untold", False):
            return response
        view = measures.count(request, status=response.status_code, seconds=seconds)
        if view not in _UNTOLD:
            facts = {
                "method": request.method if request.method in _METHODS else "other",
                "view": view,
                "status": response.status_code,
                "ms": round(seconds * 1000),
            }
            _log.info("answered", extra={"facts": facts})
        return response

    return middleware


def caller(get_response: Answer) -> Answer:
    """Behind a proxy, the address of who asks is the last one the proxy wrote: limits are kept by address.

    Without the setting the header is anybody's, and is not read: forging it must not open a fresh count of tries.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.BALISE_BEHIND_PROXY:
            told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
            if told:
                request.META["REMOTE_ADDR"] = told
        return get_response(request)

    return middleware


def readable(get_response: Answer) -> Answer:
    """Answer at once an address with a zero byte: PostgreSQL refuses it in any text, and no link of ours has one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return errors.page(request, 400)
        return get_response(request)

    return middleware


def ending(get_response: Answer) -> Answer:
    """End a session twelve hours after it began, and two hours after it was last used."""

    def middleware(request: HttpRequest) -> HttpResponse:
        session = request.session
        if "_auth_user_id" in session:
            now = int(timezone.now().timestamp())
            if now - session.setdefault("_began", now) > WHOLE_SESSION:
                logout(request)
            elif now - session.get("_seen", 0) > TOUCH:  # not at each request: a write for each would cost
                session["_seen"] = now
        return get_response(request)

    return middleware


def reader_language(get_response: Answer) -> Answer:
    """The reader's language: the choice kept in the cookie, else the account's, else the browser's, else French."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = request.COOKIES.get("language", "")
        if language not in {"fr", "en"}:
            language = getattr(request.user, "language", "") or translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response

    return middleware
