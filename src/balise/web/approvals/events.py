from __future__ import annotations

from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class MandateGranted(Event):
    """Somebody may speak for the organisation, within limits."""

    mandate_id: int
    holder_id: int


@dataclass(frozen=True)
class MandateEnded(Event):
    """A mandate ended before or at its last day."""

    mandate_id: int
    holder_id: int
