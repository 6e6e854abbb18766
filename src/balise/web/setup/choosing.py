"""The organisation's name and policy, taken up by this process.

They are chosen once, in the database, and copied to a small file of the data folder so that any process can know them
before it opens the database. What ``BALISE_PACK`` says goes first.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from balise.policy.files import built_in_packs, default_pack
from balise.policy.problems import PackError
from balise.screening.explaining import in_words
from balise.web.setup.models import Organisation
from balise.web.ui.dates import day
from balise.web.verdicts.engine import the_policy

_said_by_settings = bool(settings.BALISE_PACK)


def packs() -> list[str]:
    """The packs to choose from: those that come with Balise, and the one that settings name."""
    named = [settings.BALISE_PACK] if settings.BALISE_PACK else []
    return list(dict.fromkeys([*named, *built_in_packs()]))


def usual_pack() -> str:
    """The one proposed first."""
    return settings.BALISE_PACK or default_pack()


def settled_elsewhere() -> bool:
    """Whether the settings of the machine already name the pack."""
    return _said_by_settings


def write(organisation: Organisation) -> None:
    """Copy what was chosen to the data folder, then take it up here. The others do at their next start."""
    path = _file()
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    text = json.dumps({"name": organisation.name, "pack": organisation.pack}, ensure_ascii=False)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)
    take_up()


def take_up() -> None:
    """Read the file, if there is one; before set-up, a pack that the settings name tells the organisation."""
    if _said_by_settings and not settings.BALISE_ORGANISATION:
        settings.BALISE_ORGANISATION = SimpleLazyObject(_of_the_pack)  # not loaded by a command that shows no page
    try:
        said = json.loads(_file().read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return
    if said.get("name"):
        settings.BALISE_ORGANISATION = str(said["name"])
    if said.get("pack") and not _said_by_settings and said["pack"] != settings.BALISE_PACK:
        settings.BALISE_PACK = str(said["pack"])
        the_policy.cache_clear()


def _of_the_pack() -> str:
    try:
        return the_policy().organisation.name
    except PackError:
        return ""


def policy_note(request: HttpRequest) -> tuple[str, str] | None:  # noqa: ARG001 - a provider's argument
    """Which policy applies, for the foot of pages."""
    try:
        policy = the_policy()
    except PackError:
        return None
    language = "en" if (translation.get_language() or "fr").startswith("en") else "fr"
    title = in_words(policy.title, language)
    return _("%(title)s, version du %(day)s") % {"title": title, "day": _dated(policy.version)}, ""


def _dated(version: str) -> str:
    """A version that is a date, as the reader writes dates; any other as it is."""
    try:
        return day(dt.date.fromisoformat(version))
    except ValueError:
        return version


def _file() -> Path:
    return Path(settings.BALISE_DATA) / "organisation.json"
