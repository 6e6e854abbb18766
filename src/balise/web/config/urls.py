"""The root of all addresses. An app's ``urls.py`` is found by itself; ``PREFIX`` there says where it stands."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from balise.web.config import errors, pages
from balise.web.operations import health_views


def _own() -> list[URLPattern | URLResolver]:
    found: list[URLPattern | URLResolver] = []
    for app in settings.INSTALLED_APPS:
        if app.startswith("balise.web.") and find_spec(f"{app}.urls") is not None:
            module = import_module(f"{app}.urls")
            prefix = getattr(module, "PREFIX", app.rpartition(".")[2] + "/")
            found.append(path(prefix, include(module)))
    return found


urlpatterns = [
    path("healthz", health_views.alive, name="healthz"),
    path("readyz", health_views.ready, name="readyz"),
    path("metrics", health_views.metrics, name="metrics"),
    path("sante/", pages.health, name="health"),
    path("compte/email/", pages.own_address),
    path("compte/", include("allauth.urls")),
    *_own(),
    path("", pages.home, name="home"),
]

handler400 = errors.bad_request
handler403 = errors.refused
handler404 = errors.not_found
handler429 = errors.too_many
handler500 = errors.broken
