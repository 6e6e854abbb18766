"""What waits for whoever looks after backups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.access import Permission, granted
from balise.web.operations.models import Backup
from balise.web.people.models import Person
from balise.web.tasks.deadlines import working_days_after
from balise.web.tasks.registry import Gravity, Task, register


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="backups", label=_l("Sauvegardes"), find=missed)


def missed(person: Person, now: dt.datetime) -> Iterator[Task]:
    """One task as long as the last try failed and no whole backup came after."""
    if not granted(person, Permission.BACKUP_MAKE, today=timezone.localdate(now)):
        return
    last = Backup.objects.exclude(state=Backup.State.RUNNING).order_by("-started", "-pk").first()
    if last is None or last.state != Backup.State.FAILED:
        return
    good = Backup.objects.filter(state=Backup.State.DONE).order_by("-started").values_list("started", flat=True).first()
    failed = Backup.objects.filter(state=Backup.State.FAILED)
    since = (failed.filter(started__gt=good) if good else failed).order_by("started").first() or last
    yield Task(
        id="backup.repair",
        what=_("Régler ce qui empêche la sauvegarde"),
        neutral=_("Une sauvegarde n’a pas pu être faite"),
        why=_("Vous vous occupez des sauvegardes."),
        left=_("une panne ferait perdre tout ce qui a été fait depuis la dernière sauvegarde."),
        url=reverse("operations:health"),
        due=working_days_after(since.started, 1),
        gravity=Gravity.HIGH,
    )
