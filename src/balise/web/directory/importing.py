"""A file of people carried out: all of it or nothing, each change through its transition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from balise.web.directory.dating import Dates, dates_known, keep_dates
from balise.web.directory.transitions import CREATE, EDIT, END_ROLE, GRANT_ROLE
from balise.web.people.importing import Plan, PlannedChange, Present
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.workflow import Actor, create, perform


def present(today: dt.date) -> list[Present]:
    """Everybody who is there, as a file would say it."""
    roles: dict[int, set[Role]] = {}
    for person_id, role in RoleHolding.objects.on(today).values_list("person_id", "role"):
        roles.setdefault(person_id, set()).add(Role(role))
    dates, unknown = dates_known(), Dates()
    return [
        Present(
            username=person.username,
            name=person.name,
            email=person.email,
            language=person.language,
            roles=frozenset(roles.get(person.pk, ())),
            manager=person.manager.username if person.manager else "",
            first_day=dates.get(person.pk, unknown).first_day,
            last_day=dates.get(person.pk, unknown).last_day,
            kind=dates.get(person.pk, unknown).kind,
        )
        for person in Person.objects.select_related("manager")
    ]


def apply_plan(*, actor: Actor, plan: Plan, now: dt.datetime) -> int:
    """Carry out a plan without problems, in one transaction; how many people changed.

    Plan again from the file just before, so that what was previewed and what is done agree or fail together.
    """
    if plan.problems:
        raise ValueError("a plan with problems is not applied")
    with transaction.atomic():
        people = {change.row.username: _person(actor, change, now) for change in plan.changes}
        for change in plan.changes:
            _manager(actor, change, people, now)
            _roles(actor, change, people[change.row.username], now)
            _dates(actor, change, people[change.row.username], now)
    return len(plan.changes)


def _person(actor: Actor, change: PlannedChange, now: dt.datetime) -> Person:
    said = {name: value for name, value in change.after.items() if name in {"name", "email", "language"}}
    if change.new:
        inputs = {"username": change.row.username, **said}
        newborn: Person = create(actor=actor, transition=CREATE, now=now, inputs=inputs)
        return newborn
    person = Person.objects.get(username=change.row.username)
    return perform(actor=actor, transition=EDIT, subject=person, now=now, inputs=said) if said else person


def _manager(actor: Actor, change: PlannedChange, people: dict[str, Person], now: dt.datetime) -> None:
    if "manager" not in change.after:
        return
    name = change.after["manager"]
    above = (people.get(name) or Person.objects.get(username=name)).pk if name else None
    perform(actor=actor, transition=EDIT, subject=people[change.row.username], now=now, inputs={"manager": above})


def _roles(actor: Actor, change: PlannedChange, person: Person, now: dt.datetime) -> None:
    if change.row.roles is None or ("roles" not in change.after):
        return
    today = timezone.localdate(now)
    held = {Role(role) for role in RoleHolding.objects.on(today).filter(person=person).values_list("role", flat=True)}
    for role in _in_order(change.row.roles - held):
        perform(actor=actor, transition=GRANT_ROLE, subject=person, now=now, inputs={"role": role})
    for role in _in_order(held - change.row.roles):
        perform(actor=actor, transition=END_ROLE, subject=person, now=now, inputs={"role": role})


def _dates(actor: Actor, change: PlannedChange, person: Person, now: dt.datetime) -> None:
    if not {"first_day", "last_day", "kind"} & set(change.after):
        return
    row = change.row
    person.refresh_from_db()
    dates = Dates(first_day=row.first_day, last_day=row.last_day, kind=row.kind)
    keep_dates(actor=actor, person=person, dates=dates, now=now)


def _in_order(roles: Iterable[Role]) -> list[Role]:
    return sorted(roles)
