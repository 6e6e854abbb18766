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


def publish_policy(people: Mapping[str, Person], at: dt.datetime) -> None:
    """Write it as those who would have done it."""
    drafter, approver = _people(people)
    version = versions_transitions.draft(actor=DEMO, now=at, on_behalf=drafter)
    for language in LANGUAGES:
        file = _FOLDER / f"politique.{language}.md"
        version = versions_transitions.import_text(
            actor=DEMO, version=version, language=language, filename=file.name, content=file.read_bytes(), now=at
        )
    version = versions_transitions.approve(
        actor=DEMO, version=version, content_hash=fingerprint(version), now=at, on_behalf=approver
    )
    versions_transitions.publish(actor=DEMO, version=version, now=at, on_behalf=approver)


def _people(people: Mapping[str, Person]) -> tuple[Person, Person]:

    by_role = {part.shown_as: people[part.username] for part in CAST if part.username in people}
    return by_role[Role.HR], by_role[Role.MANAGEMENT]
