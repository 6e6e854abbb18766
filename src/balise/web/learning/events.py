"""What is told of practising: that a series was gone through, never what was answered."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class SeriesFinished(Event):
    """Somebody went through a first series of the pack ``reference`` (``id@version``), whatever they answered."""

    person_id: int
    reference: str
