"""What may be done, at leisure: nothing presses, nothing is lost by leaving it, and it can be set aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.learning import queries
from balise.web.learning.offering import text_address
from balise.web.people.models import Person
from balise.web.tasks.registry import Gravity, Task, register


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="situations", label=_l("Situations"), find=waiting)


def waiting(person: Person, now: dt.datetime) -> Iterator[Task]:
    """A first series, or those that come back today."""
    if not granted(person, Permission.SITUATION_PRACTISE, today=timezone.localdate(now)) or not text_address():
        return
    awaits = queries.awaits(person, now=now)
    if not awaits:
        return
    yield Task(
        id=f"situation.begin:{awaits}",
        what=_("Essayer quelques situations tirées de la politique")
        if awaits == "first"
        else _("Revoir quelques situations tirées de la politique"),
        neutral=_("Des situations à essayer"),
        why=_("C’est facultatif : quelques minutes pour voir ce que la politique change au quotidien."),
        left=_("rien ne se bloque, et vous pouvez demander qu’on ne vous les propose plus."),
        url=reverse("learning:home"),
        gravity=Gravity.LOW,
    )
