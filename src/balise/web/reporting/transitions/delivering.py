"""Parts and messages reach their desk by batches: what arrives then does not tell when it was written.

Parts of one report are delivered by chance, one batch in four on average, so that they do not arrive together.
"""

from __future__ import annotations

import datetime as dt
import secrets
from random import SystemRandom

from django.utils import timezone

from balise.web.access.permissions import Permission
from balise.web.audit.waiting import record_waiting
from balise.web.events import publish
from balise.web.reporting.events import PartDelivered, ReporterWrote
from balise.web.reporting.models import Message, Part
from balise.web.reporting.transitions.declaring import POST, THERE, S, declared
from balise.web.workflow import Inputs, WrongState, perform

CHANCE = 4  # one batch in so many
LATEST = dt.timedelta(days=2)  # whatever chance says


def _deliver(part: Part, _inputs: Inputs, now: dt.datetime) -> None:
    part.received = timezone.localdate(now)
    publish(PartDelivered(part.pk))


def _release(part: Part, _inputs: Inputs, _now: dt.datetime) -> None:
    part.messages.filter(released=False).update(released=True)
    note_reporter_wrote(part)


def note_reporter_wrote(part: Part) -> None:
    """The desk has something to read; what was closed is open again."""
    part.waiting = True
    if part.state == S.CLOSED:
        part.state, part.closed = S.ACKNOWLEDGED, None
    publish(ReporterWrote(part.pk))


_RELEASE = Permission.REPORT_MAKE
DELIVER = declared("deliver", _deliver, frozenset({S.HELD}), S.RECEIVED, permission=_RELEASE, systems=(POST,))
RELEASE = declared("release", _release, THERE, None, permission=_RELEASE, systems=(POST,))


def deliver(*, part: Part, now: dt.datetime) -> Part:
    """Put a part before its desk."""
    return perform(actor=POST, transition=DELIVER, subject=part, now=now)


def deliver_batch(*, now: dt.datetime) -> int:
    """Deliver what waits, in an order that says nothing, then record what was done since; how many things moved."""
    today, moved = timezone.localdate(now), 0
    held = list(Part.objects.filter(state=S.HELD))
    unread = Message.objects.filter(released=False).exclude(part__state=S.HELD).values_list("part", flat=True)
    written = list(Part.objects.filter(pk__in=unread.distinct()))
    work = [(part, DELIVER) for part in held if _comes(part, today)] + [(part, RELEASE) for part in written]
    SystemRandom().shuffle(work)
    for part, way in work:
        try:
            perform(actor=POST, transition=way, subject=part, now=now)
        except (WrongState, Part.DoesNotExist):
            continue  # another process was first
        moved += 1
    record_waiting()
    return moved


def _comes(part: Part, today: dt.date) -> bool:
    return not part.apart or today - part.made >= LATEST or drawn_now()


def drawn_now() -> bool:
    """Whether chance delivers a part in this batch."""
    return secrets.randbelow(CHANCE) == 0
