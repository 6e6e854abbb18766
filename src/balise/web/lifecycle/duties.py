"""What somebody who leaves was there for, and who takes it. Sensitive roles are administration's to give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from balise.web.lifecycle.models import Stay, Successor
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role

OF_EVERYBODY = frozenset({Role.EMPLOYEE, Role.MANAGER, Role.PARTNER})  # what nobody takes over as a role


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A role held, or a team (``manager``). ``others`` hold it, ``alternate`` acts meanwhile, ``named`` takes it."""

    role: Role
    others: tuple[Person, ...] = ()
    alternate: Person | None = None
    named: Person | None = None
    team: int = 0

    @property
    def given(self) -> bool:
        """Whether who was named holds it already."""
        return self.named is not None and self.named.pk in {one.pk for one in self.others}

    @property
    def covered(self) -> bool:
        """Whether somebody can act once the person is gone."""
        return bool(self.others or self.alternate or (self.role is Role.MANAGER and self.named))


def after(stay: Stay, today: dt.date) -> dt.date:
    """The first day without them."""
    last = stay.last_day or today
    return max(last + dt.timedelta(days=1), today)


def duties_of(stay: Stay, *, today: dt.date) -> list[Duty]:
    """Every duty still theirs, teams last; four queries, whatever there is."""
    day = after(stay, today)
    own = RoleHolding.objects.on(today).filter(person=stay.person).select_related("alternate").order_by("role")
    held = {Role(one.role): one for one in own if Role(one.role) not in OF_EVERYBODY}
    named = {one.role: one.person for one in Successor.objects.filter(stay=stay).select_related("person")}
    rows = RoleHolding.objects.on(day).filter(role__in=[role.value for role in held]).exclude(person=stay.person)
    others: dict[str, list[Person]] = {}
    for row in rows.select_related("person").order_by("person__name"):
        if row.person.is_active and not row.person.absent(day):
            others.setdefault(row.role, []).append(row.person)
    found = [
        Duty(
            role=role,
            others=tuple(others.get(role.value, ())),
            alternate=_able(one.alternate, day),
            named=named.get(role.value),
        )
        for role, one in held.items()
    ]
    team = stay.person.team.filter(is_active=True).count()
    if team:
        found.append(Duty(role=Role.MANAGER, named=named.get(Role.MANAGER.value), team=team))
    return found


def stands_in_for(stay: Stay, *, today: dt.date) -> list[RoleHolding]:
    """The roles of others that they were to cover: somebody else must be named."""
    found = RoleHolding.objects.on(today).filter(alternate=stay.person, person__is_active=True)
    return list(found.select_related("person").order_by("role", "person__name"))


def needed(stay: Stay, role: Role, *, today: dt.date) -> bool:
    """Whether only their alternate covers this role: it then stays in their name until it is given to somebody."""
    return any(one.role is role and not one.others for one in duties_of(stay, today=today))


def nobody_left(role: Role, without: Person, *, today: dt.date) -> bool:
    """Whether closing this account would leave nobody able to act in a role."""
    rows = RoleHolding.objects.on(today).filter(role=role).select_related("person", "alternate")
    return not any(_acts(row, without, today) for row in rows)


def _acts(row: RoleHolding, without: Person, today: dt.date) -> bool:
    present = row.person_id != without.pk and row.person.is_active and not row.person.absent(today)
    return present or (row.alternate_id != without.pk and _able(row.alternate, today) is not None)


def _able(person: Person | None, day: dt.date) -> Person | None:
    return person if person is not None and person.is_active and not person.absent(day) else None


def below(person: Person, *, top: Person) -> Iterable[Person]:
    """Who stands between somebody and ``top``, from below, ``top`` left out; nothing if they are not under them."""
    chain, above = [person], person.manager
    seen = {person.pk}
    while above is not None and above.pk not in seen:
        if above.pk == top.pk:
            return chain
        chain.append(above)
        seen.add(above.pk)
        above = above.manager
    return []
