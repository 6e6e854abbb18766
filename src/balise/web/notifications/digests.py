"""The daily mail: one for each person who has something in it, in the morning, held while they are away."""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from balise.web.notifications.models import Notification
from balise.web.notifications.telling import BATCH, send_rows
from balise.web.outbox.models import OutboxRow

DIGEST = "notifications.digest"
Mail = Notification.Mail


def prepare_digests(*, now: dt.datetime) -> int:
    """Write the daily mails that are due; how many. Harmless at any hour, as often as wanted, by several at once."""
    local = timezone.localtime(now)
    if local.hour < settings.BALISE_DIGEST_HOUR:
        return 0
    today = local.date()
    away = Q(person__absent_from__lte=today) & (Q(person__absent_until=None) | Q(person__absent_until__gte=today))
    waiting = Notification.objects.filter(mail=Mail.DAILY, person__is_active=True).exclude(away)
    served = Notification.objects.filter(batch__startswith=f"{today}.").values("person")
    people = sorted(set(waiting.exclude(person__in=served).values_list("person_id", flat=True)))
    return sum(_prepare(people[start : start + BATCH], today, now) for start in range(0, len(people), BATCH))


def _prepare(people: list[int], today: dt.date, now: dt.datetime) -> int:
    """One batch for these people. The update takes the rows: whoever comes at the same time finds none left."""
    batch = f"{today}.{secrets.token_hex(8)}"
    with transaction.atomic():
        taken = Notification.objects.filter(mail=Mail.DAILY, person__in=people)
        if not taken.update(mail=Mail.QUEUED, batch=batch):
            return 0
        served = Notification.objects.filter(mail=Mail.QUEUED, batch=batch, person__in=people)
        rows = [
            OutboxRow(kind=DIGEST, payload={"person": person, "batch": batch}, created=now, not_before=now)
            for person in sorted(set(served.values_list("person_id", flat=True)))
        ]
        send_rows(rows)
    return len(rows)
