"""What the layout needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from balise.web.ui import navigation, preferences, shortcuts


def layout(request: HttpRequest) -> dict[str, Any]:
    """Context processor: menus (worked out only where a template shows them), theme, demo, shortcuts."""
    keys = preferences.shortcuts_on(request)
    return {
        "ui": {
            "main": SimpleLazyObject(lambda: navigation.entries(request, navigation.Place.MAIN)),
            "user": SimpleLazyObject(lambda: navigation.entries(request, navigation.Place.USER)),
            "header": SimpleLazyObject(lambda: navigation.entries(request, navigation.Place.HEADER)),
            "footer": SimpleLazyObject(lambda: navigation.entries(request, navigation.Place.FOOTER)),
            "policy": SimpleLazyObject(lambda: navigation.policy_note(request) or ()),
            "theme": preferences.theme(request),
            "shortcuts_on": keys,
            "shortcuts": shortcuts.listed(),
            "demo": getattr(settings, "BALISE_DEMO", False),
            "organisation": getattr(settings, "BALISE_ORGANISATION", ""),
            "sign_in": _address("account_login"),
            "sign_out": _address("account_logout"),
            "search": _address("search:find"),
            "here": request.get_full_path(),
        }
    }


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
