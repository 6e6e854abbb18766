"""The apps of the house are found, not listed: a folder with ``apps.py`` is one. Adding an app edits nothing here."""

from __future__ import annotations

from pathlib import Path

FROM_ELSEWHERE = (
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "heroicons",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
)


def own_apps(web: Path) -> list[str]:
    """Names of the packages under ``balise.web`` that are Django apps, alphabetically."""
    return [f"balise.web.{path.parent.name}" for path in sorted(web.glob("*/apps.py"))]


def installed_apps(web: Path) -> list[str]:
    """Ours first, so that our templates replace those of allauth."""
    return [*own_apps(web), *FROM_ELSEWHERE]
