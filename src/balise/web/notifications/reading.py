"""Notices that are read without being opened: whoever acts on a subject knows what they were told about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from balise.web.events import moment, subscribe
from balise.web.notifications.kinds import Kind, all_kinds
from balise.web.notifications.models import Notification
from balise.web.workflow.events import Acted


def listen() -> None:
    """Hear every act of a person; called once the apps are ready."""
    subscribe(Acted, _acted)


def read_about(kinds: Iterable[Kind], *, person_id: int, subject_id: int | str, now: dt.datetime) -> None:
    """This person's unread notices of these kinds about this subject are read; mails not yet sent do not leave."""
    names = [kind.id for kind in kinds]
    if names:
        found = Notification.objects.filter(person=person_id, read=None, kind__in=names, subject_id=str(subject_id))
        found.update(read=now)


def _acted(event: Acted) -> None:
    kinds = [kind for kind in all_kinds() if kind.about == event.subject_kind]
    read_about(kinds, person_id=event.person_id, subject_id=event.subject_id, now=moment())
