"""What a transition is, and the register of all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from balise.web.access.permissions import Permission
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person
from balise.web.workflow.actors import Actor


class Inputs(Mapping[str, Any]):
    """What the actor gave, by name, with who acts (``actor``) and why (``reason``)."""

    def __init__(self, given: Mapping[str, Any], *, actor: Actor, reason: str) -> None:
        self._given = {name: _storable(value) for name, value in given.items()}
        self.actor = actor
        self.reason = _storable(reason)

    @property
    def person(self) -> Person:
        """Who acts, where no part of the system may."""
        if not isinstance(self.actor, Person):
            raise TypeError(f"{self.actor} acts where a person must")
        return self.actor

    def __getitem__(self, name: str) -> Any:
        return self._given[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)


def _storable(value: Any) -> Any:
    """Texts without the zero byte, which PostgreSQL keeps in none; what a form did not read may hold one."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if type(value) in {list, tuple}:  # a named tuple is made otherwise
        return type(value)(_storable(one) for one in value)
    if type(value) is dict:
        return {name: _storable(one) for name, one in value.items()}
    return value


Change = Callable[[Any, Inputs, dt.datetime], Sequence[OutboxRow] | None]


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One way a subject may change.

    ``id``          ``subject.action``, for ever; in the audit it reads ``person:subject:action``
    ``source``      the states it starts from; empty for a birth, which only ``create`` performs
    ``target``      the state it ends in; None when it leaves the state alone, or when ``change`` sets it
    ``change``      ``change(subject, inputs, now)`` sets fields of the locked subject and returns outbox rows, unsaved
    ``detail``      ``detail(subject, inputs)`` -> ids for the audit, asked after the change; never a text of a person
    ``systems``     names of ``System`` actors that may perform it; nobody by default
    ``reason``      whether a written reason is required. The reason is the subject's to keep, not the audit's
    ``day_only``    recorded by the next hourly batch, by its day alone, where the hour could tell who
    """

    id: str
    subject: type[models.Model]
    permission: Permission
    source: frozenset[str]
    target: str | None
    change: Change
    detail: Callable[[Any, Inputs], Mapping[str, Any]] | None = None
    systems: frozenset[str] = frozenset()
    reason: bool = False
    day_only: bool = False


class WrongState(Exception):
    """The subject is no longer where the transition starts: somebody was first, and this says who and when."""

    def __init__(
        self, *, state: str, transition: str, by: str = "", at: dt.datetime | None = None, tag: str = ""
    ) -> None:
        super().__init__(f"{transition} cannot start from {state}")
        self.state = state
        self.transition = transition
        self.by = by  # the name of who changed it last, for the page
        self.at = at
        self.tag = tag  # what they did


class Invalid(Exception):
    """The inputs won't do. One message for each reader's language, by field ("" = the whole)."""

    def __init__(self, *, fr: str, en: str, field: str = "") -> None:
        super().__init__(field or "invalid")  # no text of a person may reach a log through this
        self.messages = {"fr": fr, "en": en}
        self.field = field

    def message(self, language: str) -> str:
        """The message in ``fr`` or ``en``."""
        return self.messages.get(language, self.messages["fr"])


_transitions: dict[str, Transition] = {}
_disclosures: dict[type[models.Model], Permission] = {}
_by_day: set[type[models.Model]] = set()


def declare(transition: Transition) -> Transition:
    """Register a transition; its id must be new and read ``subject.action``."""
    if transition.id.count(".") != 1 or not transition.id.replace(".", "").replace("_", "").islower():
        raise ValueError(f"{transition.id!r} is not subject.action")
    if _transitions.setdefault(transition.id, transition) is not transition:
        raise ValueError(f"{transition.id} is declared twice")
    return transition


def all_transitions() -> list[Transition]:
    """Every declared transition, by id."""
    return [_transitions[name] for name in sorted(_transitions)]


def transition_named(name: str) -> Transition:
    """The transition with this id; KeyError when there is none."""
    return _transitions[name]


def declare_disclosure(subject: type[models.Model], permission: Permission, *, day_only: bool = False) -> None:
    """Reading a record of this type is an event, and asks for this permission; ``day_only`` as for transitions."""
    if day_only:
        _by_day.add(subject)
    if _disclosures.setdefault(subject, permission) is not permission:
        raise ValueError(f"{subject.__name__} is disclosed by two permissions")


def disclosed_by_day(subject: type[models.Model]) -> bool:
    """Whether readings of this type are recorded by the day alone."""
    return subject in _by_day


def all_disclosures() -> dict[type[models.Model], Permission]:
    """What ``disclose`` knows."""
    return dict(_disclosures)
