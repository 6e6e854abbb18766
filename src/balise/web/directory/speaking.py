"""The language somebody picks on any page is the one their letters and mails are written in: kept with the account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from balise.web.access import Permission, granted
from balise.web.directory.transitions import EDIT_PROFILE
from balise.web.people.models import Person
from balise.web.ui.preferences import language_chosen
from balise.web.workflow import perform


def listen() -> None:
    """Hear every choice of a language; called once the apps are ready."""
    language_chosen.connect(_keep, dispatch_uid="directory-language")


def _keep(sender: Any, *, request: HttpRequest, language: str, **_more: Any) -> None:  # noqa: ARG001
    person = request.user
    now = timezone.now()
    if not isinstance(person, Person) or person.language == language:
        return
    if granted(person, Permission.PROFILE_EDIT, today=timezone.localdate(now)):  # without a role, the cookie is enough
        perform(actor=person, transition=EDIT_PROFILE, subject=person, now=now, inputs={"language": language})
