"""Every recorded operation: automatic work under its name, so that the audit tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from balise.web.access.permissions import Permission
from balise.web.events import publish
from balise.web.operations.events import BackupFailed, Restored
from balise.web.operations.models import Backup, Restoration
from balise.web.workflow import Inputs, System, Transition, create, declare, perform

SYSTEMS = frozenset({"schedule", "terminal", "upgrade"})


def _begin(backup: Backup, inputs: Inputs, now: dt.datetime) -> None:
    backup.slot = inputs["slot"]
    backup.made_by = inputs.actor.name if isinstance(inputs.actor, System) else ""
    backup.started = now


def _finish(backup: Backup, inputs: Inputs, now: dt.datetime) -> None:
    for name in ("file", "size", "sha256", "audit_number"):
        setattr(backup, name, inputs[name])
    backup.ended = now


def _fail(backup: Backup, inputs: Inputs, now: dt.datetime) -> None:
    backup.error = inputs["error"]
    backup.ended = now
    publish(BackupFailed(backup_id=backup.pk))


def _restore(restoration: Restoration, inputs: Inputs, now: dt.datetime) -> None:
    for name in ("made", "audit_number", "destroyed_again", "to_settle"):
        setattr(restoration, name, inputs[name])
    restoration.at = now
    restoration.save()
    publish(Restored(restoration_id=restoration.pk))


def _told(_subject: Any, inputs: Inputs) -> Mapping[str, Any]:
    kept = ("slot", "size", "sha256", "audit_number", "error", "destroyed_again", "to_settle")
    return {name: inputs[name] for name in kept if name in inputs}


def _declared(name: str, subject: Any, change: Any, *, source: str, target: str | None) -> Transition:
    return declare(
        Transition(
            id=name,
            subject=subject,
            permission=Permission.BACKUP_MAKE,
            source=frozenset({source} if source else ()),
            target=target,
            change=change,
            detail=_told,
            systems=SYSTEMS,
        )
    )


BEGIN = _declared("backup.begin", Backup, _begin, source="", target="running")
FINISH = _declared("backup.finish", Backup, _finish, source="running", target="done")
FAIL = _declared("backup.fail", Backup, _fail, source="running", target="failed")
RESTORE = _declared("restoration.record", Restoration, _restore, source="", target="done")


def begin(*, actor: System, slot: str, now: dt.datetime) -> Backup:
    """A backup is under way. ``IntegrityError`` when another process makes that of the same slot, or made it."""
    begun: Backup = create(actor=actor, transition=BEGIN, now=now, inputs={"slot": slot})
    return begun


def finish(*, actor: System, backup: Backup, now: dt.datetime, **said: Any) -> Backup:
    """It is on the disk: ``file``, ``size``, ``sha256``, ``audit_number``."""
    return perform(actor=actor, transition=FINISH, subject=backup, now=now, inputs=said)


def fail(*, actor: System, backup: Backup, error: str, now: dt.datetime) -> Backup:
    """It could not be made; whoever administers is told."""
    return perform(actor=actor, transition=FAIL, subject=backup, now=now, inputs={"error": error})


def record_restoration(*, now: dt.datetime, **said: Any) -> Restoration:
    """The data are those of a backup: ``made``, ``audit_number``, ``destroyed_again``, ``to_settle``."""
    made: Restoration = create(actor=System("terminal"), transition=RESTORE, now=now, inputs=said)
    return made
