"""What a file of people says of somebody's days, carried out: an arrival, a return, another day, a departure."""

from __future__ import annotations

import datetime as dt

from balise.web.access.deciding import Refused
from balise.web.directory.dating import Dates
from balise.web.lifecycle import queries, transitions
from balise.web.lifecycle.models import Stay
from balise.web.people.models import Person
from balise.web.workflow import Actor, Invalid


def keep(*, actor: Actor, person: Person, dates: Dates, now: dt.datetime) -> None:
    """Do what it takes for the days to be those. Raises ``Invalid`` with nothing changed."""
    present = queries.under_way(person)
    if present is None:
        if dates.first_day is None:
            raise Invalid(
                fr=f"{person} n’a pas de jour d’arrivée\u00a0: écrivez-le.",
                en=f"{person} has no first day: write it.",
                field="first_day",
            )
        try:
            transitions.hire(
                actor=actor,
                person=person,
                first_day=dates.first_day,
                last_day=dates.last_day,
                kind=dates.kind or Stay.Kind.JOB,
                now=now,
            )
        except Refused:
            raise Invalid(
                fr=f"Seule l’administration peut rouvrir le compte de {person}\u00a0: rien n’a été changé.",
                en=f"Only administration may open the account of {person} again: nothing was changed.",
            ) from None
        return
    _leave(actor, present, dates, now)
    present.refresh_from_db()
    first, kind = dates.first_day or present.first_day, dates.kind or present.kind
    if (first, kind) != (present.first_day, present.kind):
        transitions.change(actor=actor, stay=present, first_day=first, kind=kind, now=now)


def _leave(actor: Actor, stay: Stay, dates: Dates, now: dt.datetime) -> None:
    if dates.last_day is None or dates.last_day == stay.last_day:
        return
    act = transitions.reschedule if stay.state == Stay.State.LEAVING else transitions.leave
    act(actor=actor, stay=stay, last_day=dates.last_day, now=now)
