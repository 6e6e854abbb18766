"""What a browser remembers for its reader: theme, language, shortcuts. Cookies only, read by the server, no script."""

from django.conf import settings
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse

THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600

language_chosen = Signal()
"""Sent with `request` and `language` when someone picks a language, so that `people` may remember it for the person."""


def theme(request: HttpRequest) -> str:
    """The theme of this browser; «auto» follows the system."""
    asked = request.COOKIES.get("theme", "auto")
    return asked if asked in THEMES else "auto"


def shortcuts_on(request: HttpRequest) -> bool:
    """Whether single keys act."""
    return request.COOKIES.get("raccourcis", "on") != "off"


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Write the choices of a form into cookies; what is not a known choice is ignored."""
    asked = request.POST.get("theme", "")
    if asked in THEMES:
        _keep(request, response, "theme", asked)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        _keep(request, response, settings.LANGUAGE_COOKIE_NAME, language)
        language_chosen.send(sender=None, request=request, language=language)
    keys = request.POST.get("shortcuts", "")
    if keys in {"on", "off"}:
        _keep(request, response, "raccourcis", keys)


def _keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
