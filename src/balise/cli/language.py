"""In which language the terminal speaks: French, unless its reader says otherwise."""

from __future__ import annotations

import os
from collections.abc import Mapping

LANGUAGES = ("fr", "en")


def environment_language(environment: Mapping[str, str] = os.environ) -> str:
    """``fr`` or ``en``: what ``BALISE_LANG`` says, else English where the locale is English, else French."""
    for name in ("BALISE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        said = environment.get(name, "")
        if said:
            return "en" if said.lower().startswith("en") else "fr"
    return "fr"


def reader_language(choice: str | None = "auto") -> str:
    """The language of messages for the option ``--lang``: itself, or the terminal's for ``auto`` and None."""
    return choice if choice in LANGUAGES else environment_language()


def say(french: str, english: str) -> str:
    """The one of two texts that the terminal's reader understands, for help pages."""
    return english if environment_language() == "en" else french
