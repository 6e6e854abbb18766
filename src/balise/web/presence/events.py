"""What happened to the presence online, for whoever must tell people."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class LinkDied(Event):
    """Nothing is at the address of an account any more."""

    account_id: int


@dataclass(frozen=True)
class LinkMoved(Event):
    """The address of an account leads to another one, for good."""

    account_id: int


@dataclass(frozen=True)
class ConnectionBroke(Event):
    """Balise can no longer act on an account at its network."""

    account_id: int


@dataclass(frozen=True)
class AccessToRemove(Event):
    """Somebody leaves, and can still act on an account at its network."""

    account_id: int
    access_id: int


@dataclass(frozen=True)
class LookalikeEvent(Event):
    lookalike_id: int
    actor_id: int


@dataclass(frozen=True)
class LookalikeReported(LookalikeEvent):
    """Communications have an address to look at."""


@dataclass(frozen=True)
class LookalikeDecided(LookalikeEvent):
    """Whoever reported it has an answer."""


@dataclass(frozen=True)
class LookalikeEnded(LookalikeEvent):
    """It is gone, or nothing more can be done."""
