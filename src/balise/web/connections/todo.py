"""What waits about connections beyond what the register asks: accounts that somebody left behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.connections.models import Connection
from balise.web.connections.transitions.connections import DEPARTED
from balise.web.people.models import Person
from balise.web.presence.models import Account
from balise.web.presence.rules import looks_after
from balise.web.presence.showing import called
from balise.web.tasks.deadlines import working_days_after
from balise.web.tasks.registry import Gravity, Task, register

MOST = 50


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="connections", label=_l("Comptes connectés"), find=waiting)


def waiting(person: Person, now: dt.datetime) -> Iterator[Task]:
    """Accounts whose connection left with whoever had made it. One query."""
    today = timezone.localdate(now)
    if not granted(person, Permission.CONNECTION_MANAGE, today=today) or not looks_after(person, today=today):
        return
    later = Connection.objects.filter(account=OuterRef("account"), pk__gt=OuterRef("pk"))
    left = Connection.objects.filter(
        ~Exists(later), state=Connection.State.ENDED, problem=DEPARTED, account__state=Account.State.ACTIVE
    )
    for connection in left.select_related("account").defer("account__recovery").order_by("pk")[:MOST]:
        yield Task(
            id=f"connection.again:{connection.pk}",
            what=_("Reconnecter un compte, dont la connexion est partie avec quelqu’un : %(account)s")
            % {"account": called(connection.account)},
            neutral=_("Un compte officiel n’est plus connecté"),
            why=_("Vous tenez le registre des comptes officiels."),
            left=_("ce qui doit y paraître ne paraîtra pas tout seul."),
            url=reverse("connections:account", args=[connection.account_id]),
            due=working_days_after(connection.ended or now, 1),
            whole_day=True,
            gravity=Gravity.USUAL,
        )
