"""What operations tell the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class BackupFailed(Event):
    """The daily backup could not be made: whoever administers Balise must know."""

    backup_id: int


@dataclass(frozen=True)
class Restored(Event):
    """A backup was put back: what is worked out from the data (an index) must be worked out again."""

    restoration_id: int
