"""Each minute: what was approved and whose time has come leaves for the connected networks."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from balise.web.connections.models import Connection
from balise.web.publishing.models import Publication
from balise.web.publishing.rules import under_mandate
from balise.web.publishing.sending.queueing import errands
from balise.web.publishing.transitions.sending import GRACE, SCHEDULE, miss_time, send
from balise.web.workflow import Invalid, WrongState


def go_out(*, now: dt.datetime) -> int:
    """Ask the outbox for what is due; how many publications. A time long past makes nothing leave: people are told."""
    if not Connection.objects.filter(state=Connection.State.ACTIVE, publishes=True).exists():
        return 0
    due = Publication.objects.filter(
        state=Publication.State.APPROVED, voice=Publication.Voice.OFFICIAL, planned__lte=now
    ).select_related("mandate", "author", "online")
    left = 0
    for publication in due.order_by("planned", "pk").iterator():
        try:
            left += _leaves(publication, now)
        except (Invalid, WrongState):
            continue  # somebody was first, or its period is over
    return left


def _leaves(publication: Publication, now: dt.datetime) -> bool:
    if not publication.content.within(now) or not errands(publication):
        return False
    if publication.planned is not None and publication.planned + GRACE <= now:
        miss_time(publication=publication, now=now)
        return False
    if publication.mandate_id is not None and not under_mandate(publication, timezone.localdate(now)):
        return False
    send(actor=SCHEDULE, publication=publication, now=now)
    return True
