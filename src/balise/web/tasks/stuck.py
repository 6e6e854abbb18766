"""What the outbox could not send, for whoever administers: the outbox itself stands below and knows no tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Min
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balise.web.access import Permission, granted
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person
from balise.web.tasks.deadlines import working_days_after
from balise.web.tasks.registry import Gravity, Task

S = OutboxRow.State
_PAGES = ("operations:jobs", "home")  # the page of operations, where that app is installed


def stuck_sendings(person: Person, now: dt.datetime) -> Iterable[Task]:
    """One task for all that failed, one for all of which nobody knows whether it went out."""
    if not granted(person, Permission.ORGANISATION_CONFIGURE, today=timezone.localdate(now)):
        return
    found = OutboxRow.objects.filter(state__in=[S.FAILED, S.UNCERTAIN])
    for line in found.values("state").annotate(n=Count("pk"), first=Min("created")).order_by("state"):
        failed = line["state"] == S.FAILED
        yield Task(
            id=f"outbox.{line['state']}",
            what=_failed(line["n"]) if failed else _uncertain(line["n"]),
            neutral=_("Des envois sont à régler"),
            why=_("Vous administrez Balise."),
            left=_("ce qui n’est pas parti ne partira pas tout seul, et personne d’autre ne le sait."),
            url=_page(),
            due=working_days_after(line["first"], 1),
            gravity=Gravity.HIGH,
        )


def _failed(count: int) -> str:
    return ngettext("%(count)d envoi a échoué", "%(count)d envois ont échoué", count) % {"count": count}


def _uncertain(count: int) -> str:
    return ngettext(
        "%(count)d envoi est incertain : est-il parti?", "%(count)d envois sont incertains : sont-ils partis?", count
    ) % {"count": count}


def _page() -> str:
    for name in _PAGES:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return "/"
