"""Writing what people are told, in the transaction of what happened, with the mails that follow as outbox rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from balise.web.notifications.kinds import Kind
from balise.web.notifications.models import How, Notification, Preference
from balise.web.outbox.models import OutboxRow
from balise.web.outbox.waking import wake
from balise.web.people.models import Person

MAIL = "notifications.mail"
BATCH = 400  # people at a time: below the number of values that a query may carry


def tell(
    kind: Kind,
    *,
    people: Iterable[int],
    subject_id: int | str,
    now: dt.datetime,
    but: int | None = None,
    once: str = "",
) -> int:
    """Tell each of these people once, ``but`` who did it; how many were told.

    Must be inside the transaction of what happened: either both are kept, or neither. Somebody away is told in the
    application at once and by mail in the daily one of their return. ``once``: never again under the same key.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{kind.id} is told outside a transaction")
    ids = sorted(set(people) - {but})
    told = 0
    for start in range(0, len(ids), BATCH):
        told += _tell(kind, ids[start : start + BATCH], subject_id=str(subject_id), now=now, once=once)
    return told


def _tell(kind: Kind, ids: list[int], *, subject_id: str, now: dt.datetime, once: str) -> int:
    found = Person.objects.filter(pk__in=ids, is_active=True)
    if once:
        found = found.exclude(notifications__once=once)
    chosen = dict(Preference.objects.filter(person__in=ids, kind=kind.id).values_list("person_id", "how"))
    today = timezone.localdate(now)
    made, at_once = [], []
    for person in found.only("pk", "email", "absent_from", "absent_until"):
        how = chosen.get(person.pk, kind.usual) if person.email else How.NONE
        if how == How.NOW and person.absent(today):
            how = How.DAILY
        notification = Notification(
            person_id=person.pk,
            kind=kind.id,
            subject_id=subject_id,
            created=now,
            mail=_MAILS[How(how)],
            once=once or None,
        )
        made.append(notification)
        if how == How.NOW:
            at_once.append(notification)
    Notification.objects.bulk_create(made)
    send_rows([OutboxRow(kind=MAIL, payload={"notification": one.pk}, created=now, not_before=now) for one in at_once])
    return len(made)


def send_rows(rows: list[OutboxRow]) -> None:
    """Put mails in the outbox and wake its dispatcher once they are committed."""
    OutboxRow.objects.bulk_create(rows)
    if rows:
        transaction.on_commit(wake, robust=True)


_MAILS = {
    How.NOW: Notification.Mail.QUEUED,
    How.DAILY: Notification.Mail.DAILY,
    How.NONE: Notification.Mail.NONE,
}
