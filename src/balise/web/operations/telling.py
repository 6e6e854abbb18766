"""What operations tell: a backup that failed, to those who look after backups; a restoration, to what is worked out
from the data and must be worked out again."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.access import Permission
from balise.web.access.table import TABLE
from balise.web.events import moment, subscribe
from balise.web.notifications.kinds import Kind, register
from balise.web.notifications.telling import tell
from balise.web.operations.events import BackupFailed, Restored
from balise.web.people.queries import holders
from balise.web.people.roles import Role
from balise.web.search.indexing import rebuild

FAILED = Kind(
    id="backup.failed",
    label=_("Une sauvegarde n’a pas pu être faite"),
    says=_("Une sauvegarde de Balise n’a pas pu être faite."),
    address=lambda _subject_id: reverse("operations:health"),
    duty=True,
    needs=Permission.BACKUP_MAKE,
)


def listen() -> None:
    """Make the kind known and hear the events; called once the apps are ready."""
    register(FAILED)
    subscribe(BackupFailed, _failed)
    subscribe(Restored, _restored)


def keepers(today: dt.date) -> set[int]:
    """Who may make backups that day."""
    roles = [role for role in Role if Permission.BACKUP_MAKE in TABLE[role]]
    return {one.pk for role in roles for one in holders(role, today)}


def _failed(event: BackupFailed) -> None:
    """Once a day: it is tried again each hour, and nobody needs a mail each time."""
    today = timezone.localdate(moment())
    tell(FAILED, people=keepers(today), subject_id=event.backup_id, now=moment(), once=f"{FAILED.id}:{today}")


def _restored(_event: Restored) -> None:
    """The index that came back is that of the backup: what was destroyed since must not be found in it."""
    for _source, _number in rebuild():
        pass
