"""What becomes of a row, for whoever keeps a state of what it asked for."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class Decided(Event):
    """A person decided about a row of this ``kind``: ``decision`` is one of ``Intervention.Decision``."""

    row_id: int
    kind: str
    decision: str
