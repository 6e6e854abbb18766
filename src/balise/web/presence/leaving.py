"""When somebody leaves, what they could do at the networks is to be taken away there: nobody here can do it for them.

For the floors above, which know when somebody leaves.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from balise.web.presence.models import Access
from balise.web.presence.transitions.accesses import DEPARTURE, ask_removal
from balise.web.presence.transitions.accesses import keep as keep_access

_S = Access.State


def accesses_end(*, person_id: int, on: dt.date, now: dt.datetime) -> int:
    """Ask that every access of theirs be taken away that day at the latest; how many. Another day changes the first."""
    held = Access.objects.filter(person=person_id, state__in=[_S.ACTIVE, _S.TO_REMOVE]).order_by("pk")
    asked = 0
    for access in held:
        if access.state == _S.TO_REMOVE and _early_enough(access, on, today=timezone.localdate(now)):
            continue
        ask_removal(actor=DEPARTURE, access=access, by=on, now=now)
        asked += 1
    return asked


def _early_enough(access: Access, on: dt.date, *, today: dt.date) -> bool:
    """Asked for that day already, by a person for an earlier one, or late: a later day must not hide that."""
    asked = access.remove_by
    return asked is not None and (asked == on or asked < today or (not access.leaving and asked < on))


def accesses_stay(*, person_id: int, now: dt.datetime) -> int:
    """They do not leave after all: what was asked for that reason no longer is; how many."""
    asked = Access.objects.filter(person=person_id, state=_S.TO_REMOVE, leaving=True).order_by("pk")
    for access in asked:
        keep_access(actor=DEPARTURE, access=access, now=now)
    return len(asked)


def accesses_left(*, person_id: int) -> int:
    """How many accesses of theirs are still to be taken away."""
    return Access.objects.filter(person=person_id).exclude(state=_S.REMOVED).count()
