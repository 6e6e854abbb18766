"""Notices that are read without being opened.

Whoever acts on a subject knows what they were told about it; and what was asked of several waits for nobody once one of
them has done it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from balise.web.events import moment, subscribe
from balise.web.notifications.kinds import Kind, all_kinds
from balise.web.notifications.models import Notification, Preference
from balise.web.people.events import Anonymised
from balise.web.workflow.events import Acted, Changed


def listen() -> None:
    """Hear every act of a person, every change, and that one is nobody any more; called once the apps are ready."""
    subscribe(Acted, _acted)
    subscribe(Changed, _changed)
    subscribe(Anonymised, _anonymised)


def read_about(kinds: Iterable[Kind], *, person_id: int, subject_id: int | str, now: dt.datetime) -> None:
    """This person's unread notices of these kinds about this subject are read; mails not yet sent do not leave."""
    names = [kind.id for kind in kinds]
    if names:
        found = Notification.objects.filter(person=person_id, read=None, kind__in=names, subject_id=str(subject_id))
        found.update(read=now)


def _acted(event: Acted) -> None:
    kinds = [kind for kind in all_kinds() if kind.about == event.subject_kind]
    read_about(kinds, person_id=event.person_id, subject_id=event.subject_id, now=moment())


def _anonymised(event: Anonymised) -> None:
    Notification.objects.filter(person=event.person_id).delete()
    Preference.objects.filter(person=event.person_id).delete()


def _changed(event: Changed) -> None:
    asking = {kind.id: kind for kind in all_kinds() if kind.about == event.subject_kind and kind.waits is not None}
    if not asking:
        return
    now = moment()
    unread = Notification.objects.filter(read=None, kind__in=list(asking), subject_id=event.subject_id)
    over = [
        one.pk
        for one in unread.select_related("person")
        if (waits := asking[one.kind].waits) is not None and not waits(one.person, event.subject_id, now)
    ]
    if over:
        Notification.objects.filter(pk__in=over).update(read=now)
