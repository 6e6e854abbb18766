"""What happened to connections, for whoever publishes through them or must tell people."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class ConnectionEvent(Event):
    connection_id: int
    account_id: int


@dataclass(frozen=True)
class Connected(ConnectionEvent):
    """Balise can act on the account, for the first time or again."""


@dataclass(frozen=True)
class Lost(ConnectionEvent):
    """The network no longer lets Balise in."""


@dataclass(frozen=True)
class Ended(ConnectionEvent):
    """It was let go: by a person, or because whoever connected it left."""


@dataclass(frozen=True)
class PersonLeaving(ConnectionEvent):
    """Whoever connected it leaves: it ends with their last day unless somebody else connects it again."""


@dataclass(frozen=True)
class LeftBehind(ConnectionEvent):
    """It ended because whoever connected it has left, and nobody connected it again."""
