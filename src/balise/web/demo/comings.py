"""Who arrives and who leaves in the demonstration: a first day, a traineeship that ends, a closed departure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils import timezone

from balise.web.demo.stage import Stage
from balise.web.lifecycle import transitions
from balise.web.lifecycle.models import Stay
from balise.web.lifecycle.transitions.declaring import DEPARTURE
from balise.web.people.models import Person
from balise.web.people.roles import Role

Moment = tuple[float, int]  # days before now, hour of the day
_LONG_AGO = dt.date(2021, 2, 1)


def staff_since(people: dict[str, Person], began: dt.datetime) -> None:
    """Those of the house were here long before Balise; no policy is asked of them for that."""
    today = timezone.localdate(began)
    for person in people.values():
        if Role.EMPLOYEE in person.roles(today):
            transitions.hire(actor=people["sylvie"], person=person, first_day=_LONG_AGO, now=began)


def begins(on: Stage) -> Iterator[Moment]:
    """Hired last week; her first day is today, and the policy waits for her."""
    yield 4, 10
    first = timezone.localdate(on.today)
    on.people["sarah"] = _arrives(on, "sarah", "Sarah Bélanger", first_day=first).person


def trainee(on: Stage) -> Iterator[Moment]:
    """A traineeship that ends next week, with a text that somebody must take over."""
    yield 33, 9
    first, last = timezone.localdate(on.now), timezone.localdate(on.today) + dt.timedelta(days=6)
    stay = _arrives(on, "mathis", "Mathis Gagnon", first_day=first, last_day=last, kind=Stay.Kind.TRAINEESHIP)
    on.people["mathis"] = stay.person
    yield 1, 14
    on.write(
        "mathis",
        "Mon stage s’achève. En trois mois, j’ai appris à remettre un portable à neuf, de la collecte à l’école.",
        networks=("facebook",),
        title="Un stage à l’atelier",
    )


def gone(on: Stage) -> Iterator[Moment]:
    """Somebody who left, confirmed, and whose departure is closed."""
    yield 34, 9
    stay = _arrives(on, "denis", "Denis Lebrun", first_day=dt.date(2019, 5, 6))
    yield 20, 9
    last = timezone.localdate(on.now) + dt.timedelta(days=9)
    stay = transitions.leave(actor=on.people["sylvie"], stay=stay, last_day=last, now=on.now)
    yield 12, 15
    stay = transitions.confirm(actor=stay.person, stay=stay, profiles=Stay.Profiles.DATED, link="", now=on.now)
    yield 10, 6
    stay = transitions.end(actor=DEPARTURE, stay=stay, now=on.now)
    yield 9, 10
    transitions.close(actor=on.people["sylvie"], stay=stay, missing=[], now=on.now)


def _arrives(
    on: Stage,
    username: str,
    name: str,
    *,
    first_day: dt.date,
    last_day: dt.date | None = None,
    kind: str = Stay.Kind.JOB,
) -> Stay:
    account = {
        "username": username,
        "name": name,
        "language": "fr",
        "email": "",
        "manager": on.people["jeanfrancois"].pk,
    }
    return transitions.arrive(
        actor=on.people["sylvie"], account=account, first_day=first_day, last_day=last_day, kind=kind, now=on.now
    )


COMINGS: tuple[Callable[[Stage], Iterator[Moment]], ...] = (begins, trainee, gone)
