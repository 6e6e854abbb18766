"""Which version somebody has answered, told by whoever keeps the answers."""

from __future__ import annotations

from collections.abc import Callable

from balise.web.people.models import Person
from balise.web.signing.models.versions import PolicyVersion

_finders: list[Callable[[Person], PolicyVersion | None]] = []


def register(finder: Callable[[Person], PolicyVersion | None]) -> None:
    """``finder(person)``: the latest version that the person answered, whatever the answer; None before the first."""
    _finders[:] = [finder]


def last_signed_by(person: Person) -> PolicyVersion | None:
    """The latest version that the person answered."""
    return _finders[0](person) if _finders else None
