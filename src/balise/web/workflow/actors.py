"""Who acts: a person, or a named part of the system. There is no third case."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.people.models import Person


@dataclass(frozen=True)
class System:
    """Automatic work under a name that the audit shows, such as ``dispatcher`` or ``schedule``."""

    name: str


Actor = Person | System
