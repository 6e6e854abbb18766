"""Wordings that somebody may copy to their profiles, in both languages. Nothing obliges anybody to use them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balise.web.lifecycle.models import Stay
from balise.web.verdicts.engine import the_policy

LANGUAGES = {"fr": "Français", "en": "English"}


class Wording(NamedTuple):
    """A sentence, in which language, and how that language calls itself."""

    language: str
    name: str
    text: str


def beginnings(stay: Stay) -> list[Wording]:
    """How one may say that one begins."""
    return [Wording(code, name, _said(stay, code, _begins)) for code, name in LANGUAGES.items()]


def endings(stay: Stay) -> list[Wording]:
    """How one may say that it is over; the last day is known."""
    return [Wording(code, name, _said(stay, code, _ended)) for code, name in LANGUAGES.items()]


def organisation() -> str:
    """How the organisation calls itself."""
    return str(settings.BALISE_ORGANISATION or the_policy().organisation.name)


def _said(stay: Stay, language: str, say: Callable[[Stay], str]) -> str:
    with translation.override(language):
        return say(stay)


def _begins(stay: Stay) -> str:
    said = {"organisation": organisation(), "first": _in_words(stay.first_day)}
    if stay.kind == Stay.Kind.TRAINEESHIP:
        return _("Depuis le %(first)s, je fais un stage chez %(organisation)s.") % said
    return _("Depuis le %(first)s, je travaille chez %(organisation)s.") % said


def _ended(stay: Stay) -> str:
    last = stay.last_day or stay.first_day
    said = {"organisation": organisation(), "first": _in_words(stay.first_day), "last": _in_words(last)}
    if stay.kind == Stay.Kind.TRAINEESHIP:
        return _("Stage chez %(organisation)s, du %(first)s au %(last)s.") % said
    return _("J’ai travaillé chez %(organisation)s du %(first)s au %(last)s.") % said


def _in_words(day: dt.date) -> str:
    if (translation.get_language() or "fr").startswith("en"):
        return date_format(day, "F j, Y")
    written = date_format(day, "j F Y")
    return f"1er{written[1:]}" if day.day == 1 else written
