"""What each recorded act reads like, so that a history is sentences. Every app says its own when it is ready."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Words(NamedTuple):
    """«a approuvé», its icon and its tone (neutral, info, good, warning, danger)."""

    text: Any
    icon: str = "clock"
    tone: str = "neutral"


_words: dict[str, Words] = {}
_PARTS = {
    "demo": _("La démonstration"),
    "set-up": _("La mise en route"),
    "sign-in": _("La page d’entrée"),
}


def register(words: Mapping[str, Words | tuple[Any, str, str]]) -> None:
    """Add the words of acts, by subject and action as in a record’s tag: ``person:create``."""
    for act, said in words.items():
        _words[act] = Words(*said)


def words_of(tag: str) -> Words:
    """The words of a record’s tag (``source:subject:action``); an act without words is shown by its own name."""
    act = tag.partition(":")[2]
    return _words.get(act, Words(act))


def part_of_the_system(name: str) -> str:
    """How a reader is told which part of Balise acted."""
    return str(_PARTS.get(name, "Balise"))
