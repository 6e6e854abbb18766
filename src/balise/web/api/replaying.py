"""A request sent twice because an answer was lost does its work once.

The key is kept with what it did, in the same transaction; only ids are kept, and the answer is made again from what is
there now. A day later it is forgotten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from hashlib import sha256

from django.db import IntegrityError, transaction

from balise.web.api.models import Replay
from balise.web.api.problems import Problem
from balise.web.people.models import Person

KEPT = dt.timedelta(days=1)


def once(*, person: Person, key: str, asked: str, act: Callable[[], int], now: dt.datetime) -> tuple[int, bool]:
    """The publication that ``act`` touched, and whether that was done before under this key.

    ``asked`` is all that was asked; the same key for something else is refused.
    """
    if not key:
        return act(), False
    digest, fingerprint = sha256(key.encode()).hexdigest(), sha256(asked.encode()).hexdigest()
    known = _known(person, digest, fingerprint, now)
    if known is not None:
        return known, True
    try:
        with transaction.atomic():
            row = Replay.objects.create(
                person=person, key=digest, asked=fingerprint, publication_id=0, created=now
            )  # first: another process with the same key waits here
            row.publication_id = act()
            row.save(update_fields=["publication_id"])
    except IntegrityError:
        known = _known(person, digest, fingerprint, now)
        if known is None:
            raise
        return known, True
    return row.publication_id, False


def purge(*, now: dt.datetime) -> int:
    """Forget the keys of more than ``KEPT`` ago, whoever sent them and whether or not they come back; how many."""
    return Replay.objects.filter(created__lt=now - KEPT).delete()[0]


def _known(person: Person, digest: str, fingerprint: str, now: dt.datetime) -> int | None:
    Replay.objects.filter(person=person, created__lt=now - KEPT).delete()
    found = Replay.objects.filter(person=person, key=digest).first()
    if found is None:
        return None
    if found.asked != fingerprint:
        raise Problem("key-reused")
    return found.publication_id
