"""Who practises without signing in: somebody who has just answered the policy by a link or on a device in hand.

What says so is in their session alone, for a quarter of an hour. The device may be somebody else's: it opens the
situation before them and the one just answered, never what they answered another day.
"""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest

from balise.web.access.deciding import allowed
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.verdicts.engine import the_policy

LASTS = dt.timedelta(minutes=15)  # since their last gesture
_KEY = "situations_guest"


def welcome(request: HttpRequest, person: Person, *, now: dt.datetime, today: dt.date) -> bool:
    """Let them in from this session; False where there is nothing to practise or it is not for them."""
    if not the_policy().situations or not allowed(person, Permission.SITUATION_PRACTISE, person, today=today):
        return False
    request.session[_KEY] = {"person": person.pk, "until": (now + LASTS).isoformat(), "shown": ""}
    return True


def guest_of(request: HttpRequest, *, now: dt.datetime) -> Person | None:
    """Who was let in from this session and is still there; their time begins again.

    Nobody once somebody signed in: a session outlives a sign-in, and it may be whose device it is.
    """
    known = request.session.get(_KEY)
    if not known or request.user.is_authenticated or dt.datetime.fromisoformat(known["until"]) <= now:
        return None
    request.session[_KEY] = known | {"until": (now + LASTS).isoformat()}
    return Person.objects.filter(pk=known["person"], is_active=True).first()


def shown(request: HttpRequest) -> str:
    """The situation that they have just answered; empty before the first."""
    return str(request.session.get(_KEY, {}).get("shown", ""))


def show(request: HttpRequest, situation_id: str) -> None:
    """They have just answered this one."""
    request.session[_KEY] = request.session[_KEY] | {"shown": situation_id}


def leave(request: HttpRequest) -> None:
    """Nothing of them stays on the device; whoever signed in since stays signed in."""
    if request.user.is_authenticated:
        request.session.pop(_KEY, None)
    elif _KEY in request.session:
        request.session.flush()
