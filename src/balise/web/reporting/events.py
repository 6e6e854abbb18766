"""What happened to reports, for whoever must tell people. Ids of parts only: never who, never which came together."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class PartEvent(Event):
    part_id: int


@dataclass(frozen=True)
class PartDelivered(PartEvent):
    """A desk has a part to look at."""


@dataclass(frozen=True)
class ReporterWrote(PartEvent):
    """Who reported added something."""


@dataclass(frozen=True)
class DeskWrote(PartEvent):
    """Who reported has something to read."""
