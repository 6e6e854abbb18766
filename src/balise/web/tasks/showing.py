"""What the list says of its tasks, in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.tasks.queries import Found, When, counted, tasks_for
from balise.web.tasks.registry import Gravity, Task
from balise.web.ui.addresses import with_query
from balise.web.ui.components import Tab
from balise.web.ui.dates import day_in_words, hour

PAGE = 25
MOST_URGENT = 3
PANELS = 10  # each is read from the database: the others wait on their own page
ALL = "tout"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the list."""

    task: Task
    late: bool
    due: str
    tone: str
    icon: str
    grave: bool
    urgent: bool
    panel: SafeString | str


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The list as its page shows it."""

    rows: list[Row]
    total: int
    hidden: int
    brief: bool
    filtered: bool
    tabs: list[Tab]
    kinds: list[tuple[str, str]]
    kind: str
    shown: str
    styles: list[str]
    scripts: list[str]
    previous: str = ""
    following: str = ""


def listing(request: HttpRequest, person: Person, *, now: dt.datetime) -> Listing:
    """The tasks asked for by the address: ``voir`` says when, ``genre`` which kind, ``page`` which page."""
    found = tasks_for(person, now=now)
    shown, kind = request.GET.get("voir", ""), request.GET.get("genre", "")
    if shown not in {*When, ALL}:
        shown = ""
    kinds = {one.source.id: str(one.source.label) for one in found}
    if kind not in kinds:
        kind = ""
    counts = counted(found)
    brief = not shown and not kind and Role.MANAGEMENT in person.roles(timezone.localdate(now))
    wanted = [one for one in found if shown in {"", ALL, one.when} and kind in {"", one.source.id}]
    page = Paginator(wanted, MOST_URGENT if brief else PAGE).get_page(request.GET.get("page"))
    panels = {} if brief else _panels(list(page)[:PANELS], request, now=now)
    drawn = [one.source for one in page if panels.get(one.task.id)]
    return Listing(
        rows=[_row(one, now=now, panel=panels.get(one.task.id, "")) for one in page],
        styles=list(dict.fromkeys(file for source in drawn for file in source.styles)),
        scripts=list(dict.fromkeys(file for source in drawn for file in source.scripts)),
        total=len(found),
        hidden=len(wanted) - len(page) if brief else 0,
        brief=brief,
        filtered=bool(kind) or shown in set(When),
        tabs=_tabs(request, counts, shown=shown, total=len(found)),
        kinds=sorted(kinds.items(), key=lambda pair: pair[1]) if len(kinds) > 1 else [],
        kind=kind,
        shown=shown,
        previous=with_query(request.GET, page=page.previous_page_number()) if page.has_previous() else "",
        following=with_query(request.GET, page=page.next_page_number()) if page.has_next() and not brief else "",
    )


def _tabs(request: HttpRequest, counts: dict[When, int], *, shown: str, total: int) -> list[Tab]:
    labels = {
        When.LATE: _("En retard"),
        When.TODAY: _("Aujourd’hui"),
        When.WEEK: _("Sous 7 jours"),
        When.LATER: _("Plus tard"),
    }
    tabs = [
        Tab(label=_("Tout"), url=with_query(request.GET, voir=ALL, page=None), current=shown in {"", ALL}, count=total)
    ]
    tabs += [
        Tab(
            label=labels[one],
            url=with_query(request.GET, voir=one.value, page=None),
            current=shown == one,
            count=counts[one],
        )
        for one in When
        if counts[one] or shown == one
    ]
    return tabs


def _panels(found: Sequence[Found], request: HttpRequest, *, now: dt.datetime) -> dict[str, SafeString]:
    """What lets these be done from the list, by task: each source is asked once."""
    tasks: dict[str, list[Task]] = {}
    for one in found:
        tasks.setdefault(one.source.id, []).append(one.task)
    drawn: dict[str, SafeString] = {}
    for source in {one.source.id: one.source for one in found}.values():
        if source.panels is not None:
            drawn |= source.panels(tasks[source.id], now, request)
    return drawn


def _row(found: Found, *, now: dt.datetime, panel: SafeString | str) -> Row:
    tone, icon = {
        When.LATE: ("danger", "exclamation-triangle"),
        When.TODAY: ("warning", "clock"),
        When.WEEK: ("info", "calendar-days"),
        When.LATER: ("neutral", "calendar-days"),
    }[found.when]
    task = found.task
    return Row(
        task=task,
        late=found.when is When.LATE,
        due=due_words(task, found.when, now=now),
        tone=tone,
        icon=icon,
        grave=task.gravity is Gravity.HIGH,
        urgent=task.gravity is Gravity.URGENT,
        panel=panel,
    )


def due_words(task: Task, when: When, *, now: dt.datetime) -> str:
    """Until when, as people say it."""
    if task.due is None:
        return _("Sans échéance")
    if when is When.LATE:
        days = (timezone.localdate(now) - timezone.localdate(task.due)).days
        if days < 1:
            return _("En retard depuis %(hour)s") % {"hour": hour(task.due)}
        return ngettext("En retard de %(count)d jour", "En retard de %(count)d jours", days) % {"count": days}
    if when is When.TODAY:
        return _("Aujourd’hui") if task.whole_day else _("Aujourd’hui, %(hour)s") % {"hour": hour(task.due)}
    if (timezone.localdate(task.due) - timezone.localdate(now)).days == 1:
        return _("Demain") if task.whole_day else _("Demain, %(hour)s") % {"hour": hour(task.due)}
    return _("D’ici le %(day)s") % {"day": day_in_words(task.due)}
