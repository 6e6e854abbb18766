"""The official text of the demonstration: an invented policy, drafted by HR, approved by management, published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from balise.web.demo.cast import CAST
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.signing import versions_transitions
from balise.web.signing.versions_content import LANGUAGES, fingerprint
from balise.web.workflow import System

DEMO = System("demo")
_FOLDER = Path(__file__).parent / "policy"


# What the second version says otherwise: a sentence of the first one, and what stands in its place.
_CHANGES = {
    "fr": (
        (
            "servent seulement aux pauses, sauf quand la tâche le demande.",
            "servent seulement aux pauses, sauf quand la tâche le demande ou qu’une urgence familiale l’exige.",
        ),
        (
            "La personne qui figure sur une photo",
            "Ces renseignements ne se confient pas à un assistant en ligne.\n\nLa personne qui figure sur une photo",
        ),
    ),
    "en": (
        (
            "are for breaks only, unless the task calls for them.",
            "are for breaks only, unless the task calls for them or a family emergency requires it.",
        ),
        (
            "Whoever appears in a photo",
            "This information is not entrusted to an online assistant either.\n\nWhoever appears in a photo",
        ),
    ),
}


def publish_policy(people: Mapping[str, Person], at: dt.datetime, *, second: bool = False) -> None:
    """Write it as those who would have done it; ``second``: with what changed after a few weeks."""
    drafter, approver = _people(people)
    version = versions_transitions.draft(actor=DEMO, now=at, on_behalf=drafter)
    for language in LANGUAGES:
        file = _FOLDER / f"politique.{language}.md"
        version = versions_transitions.import_text(
            actor=DEMO,
            version=version,
            language=language,
            filename=file.name,
            content=_text(file, language, second),
            now=at,
        )
    version = versions_transitions.approve(
        actor=DEMO, version=version, content_hash=fingerprint(version), now=at, on_behalf=approver
    )
    versions_transitions.publish(actor=DEMO, version=version, now=at, on_behalf=approver)


def _text(file: Path, language: str, second: bool) -> bytes:
    text = file.read_text(encoding="utf-8")
    for old, new in _CHANGES[language] if second else ():
        if old not in text:
            raise RuntimeError(f"{file.name} no longer says: {old}")
        text = text.replace(old, new)
    return text.encode()


def _people(people: Mapping[str, Person]) -> tuple[Person, Person]:

    by_role = {part.shown_as: people[part.username] for part in CAST if part.username in people}
    return by_role[Role.HR], by_role[Role.MANAGEMENT]
