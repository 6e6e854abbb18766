"""What happened to accounts, for whoever must follow."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class PersonDeactivated(Event):
    """An account was closed: whatever it opened elsewhere closes with it."""

    person_id: int
