"""What somebody was told, and how they want to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from balise.web.access import granted
from balise.web.notifications.kinds import Kind, all_kinds, find
from balise.web.notifications.models import How, Notification, Preference
from balise.web.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Told:
    """A line of the list: what happened, about what, where to open it."""

    notification: Notification
    kind: Kind
    title: str
    address: str


def unread_count(person: Person) -> int:
    """How many they have not read."""
    return Notification.objects.filter(person=person, read=None).count()


def told(person: Person, *, unread: bool = False) -> QuerySet[Notification]:
    """Everything they were told, latest first."""
    found = Notification.objects.filter(person=person).order_by("-pk")
    return found.filter(read=None) if unread else found


def shown(person: Person, notifications: Iterable[Notification], *, now: dt.datetime) -> list[Told]:
    """Lines with the names of what the reader may see; one query for each kind of subject."""
    known = [(one, kind) for one in notifications if (kind := find(one.kind)) is not None]
    by_titles: dict[object, list[str]] = {}
    for one, kind in known:
        if kind.titles is not None:
            by_titles.setdefault(kind.titles, []).append(one.subject_id)
    names = {titles: titles(person, sorted(set(ids)), now) for titles, ids in by_titles.items()}  # type: ignore[operator]
    return [
        Told(
            notification=one,
            kind=kind,
            title=names.get(kind.titles, {}).get(one.subject_id, ""),
            address=kind.address(one.subject_id),
        )
        for one, kind in known
    ]


def one_of(person: Person, notification_id: int) -> Notification | None:
    """One of theirs."""
    return Notification.objects.filter(person=person, pk=notification_id).first()


def choices_of(person: Person, *, today: dt.date) -> list[tuple[Kind, How]]:
    """Every kind that may concern one of their roles, and how they hear of it."""
    chosen = dict(Preference.objects.filter(person=person).values_list("kind", "how"))
    return [(kind, How(chosen.get(kind.id, kind.usual))) for kind in _concerning(person, today)]


def _concerning(person: Person, today: dt.date) -> list[Kind]:
    return [kind for kind in all_kinds() if kind.needs is None or granted(person, kind.needs, today=today)]
