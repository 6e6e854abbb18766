"""What is read of operations, for who may."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from balise.web.access import Permission, require
from balise.web.operations.findings import Finding
from balise.web.operations.health import findings
from balise.web.operations.models import Backup, Process
from balise.web.operations.processes import SILENT


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A process and how it is: ``alive``, ``silent`` (went away without a word) or ``ended``."""

    process: Process
    state: str


def processes_for(*, reader: Any, now: dt.datetime) -> list[Seen]:
    """Processes of the last two days: those at work first, then the silent ones, then those that stopped."""
    require(reader, Permission.OPERATIONS_READ, today=timezone.localdate(now))
    order = ("alive", "silent", "ended")
    seen = [Seen(process=one, state=_state(one, now)) for one in Process.objects.order_by("-seen")[:200]]
    return sorted(seen, key=lambda one: (order.index(one.state), one.process.kind, one.process.machine))


def backups_for(*, reader: Any, today: dt.date, most: int = 20) -> list[Backup]:
    """The last backups, latest first."""
    require(reader, Permission.OPERATIONS_READ, today=today)
    return list(Backup.objects.order_by("-started", "-pk")[:most])


def findings_for(*, reader: Any, now: dt.datetime) -> list[Finding]:
    """What ``balise doctor`` says, what must be seen to first."""
    require(reader, Permission.OPERATIONS_READ, today=timezone.localdate(now))
    order = ("wrong", "advice", "good")
    return sorted(findings(now=now), key=lambda one: order.index(one.level))


def _state(process: Process, now: dt.datetime) -> str:
    if process.ended is not None:
        return "ended"
    return "alive" if now - process.seen <= SILENT else "silent"
