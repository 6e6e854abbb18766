"""A backup with its row: begun, done or failed, so that pages, ``doctor`` and the audit know."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, IntegrityError, OperationalError
from django.utils import timezone

from balise.web.operations import transitions
from balise.web.operations.backups import keeping
from balise.web.operations.backups.making import Made, keys_present, make
from balise.web.operations.models import Backup
from balise.web.operations.trouble import Trouble
from balise.web.workflow import System

_INTERRUPTED = dt.timedelta(hours=6)
_log = logging.getLogger("balise.backups")


def run(target: Path, *, slot: str, by: str, clock: Callable[[], dt.datetime] = timezone.now) -> Made | None:
    """Make a backup and write what became of it; None when another process makes that of this slot.

    Raises ``Trouble`` after having recorded it, as far as a full disk lets anything be recorded.
    """
    keys_present()  # before the audit is written
    actor = System(by)
    backup: Backup | None
    try:
        backup = transitions.begin(actor=actor, slot=slot, now=clock())
    except IntegrityError:
        return None
    except OperationalError:  # a full disk: the moment when a backup to another one is most wanted
        backup = None
        _log.error("backup %s: it cannot be recorded", slot)
    try:
        made = make(target)
    except Exception as error:
        kind = error.kind if isinstance(error, Trouble) else type(error).__name__
        _log.error("backup %s failed: %s", slot, kind)
        try:
            if backup is not None:
                transitions.fail(actor=actor, backup=backup, error=kind[:80], now=clock())
        except DatabaseError:
            _log.error("backup %s: its failure could not be recorded", slot)
        raise
    if backup is not None:
        said = {"size": made.size, "sha256": made.sha256, "audit_number": made.head.audit_number}
        transitions.finish(actor=actor, backup=backup, now=clock(), file=str(made.path), **said)
    return made


def daily(*, clock: Callable[[], dt.datetime] = timezone.now) -> Made | None:
    """Today's backup if it is due and nobody makes it, then old ones deleted. Raises ``Trouble``."""
    now = clock()
    if not settings.BALISE_BACKUP or settings.BALISE_DEMO:
        return None
    _give_up_interrupted(now=now)
    if not keeping.due(last_done(), now=now):
        return None
    slot = f"daily-{timezone.localtime(now):%Y-%m-%d}"
    made = run(keeping.path_for(now), slot=slot, by="schedule", clock=clock)
    if made is not None:
        keeping.prune(made.path.parent, now=now)
    return made


def last_done() -> dt.datetime | None:
    """When the last whole backup was begun."""
    return Backup.objects.filter(state="done").order_by("-started").values_list("started", flat=True).first()


def _give_up_interrupted(*, now: dt.datetime) -> None:
    """One whose process was killed must not keep its day for itself."""
    for backup in Backup.objects.filter(state="running", started__lt=now - _INTERRUPTED):
        transitions.fail(actor=System("schedule"), backup=backup, error="interrupted", now=now)
