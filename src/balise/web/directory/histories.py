"""The history of anything, for those entitled to the audit and to the thing itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.web.access.deciding import Refused
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.audit import queries
from balise.web.audit.models import Record
from balise.web.directory.wording import FIELDS, KINDS
from balise.web.people.models import Person
from balise.web.people.roles import Role, role_name
from balise.web.ui.components import Event
from balise.web.workflow.labels import names_of
from balise.web.workflow.wording import part_of_the_system, words_of

_PAGE = 100


@needs(Permission.AUDIT_READ)
@require_safe
def history(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    """Who did what to one subject, latest first."""
    before = request.GET.get("avant", "")
    try:
        found = queries.history(
            reader=request.user,  # type: ignore[arg-type]
            subject_kind=kind,
            subject_id=pk,
            today=timezone.localdate(),
            before=int(before) if before.isdecimal() and len(before) < 18 else None,
            limit=_PAGE,
        )
    except Refused:
        raise Http404 from None  # whether there is such a thing is not told either
    context: dict[str, Any] = {"events": _told(found), "last": found[-1].number if len(found) == _PAGE else None}
    context["about"] = KINDS.get(kind, kind)
    if kind == "people.person" and (person := Person.objects.filter(pk=int(pk)).first() if pk.isdecimal() else None):
        context |= {"about": person.get_full_name(), "back": reverse("directory:person", args=[person.pk])}
    return render(request, "directory/history.html", context)


def _told(records: list[Record]) -> list[Event]:
    names = names_of(records)
    events = []
    for record in records:
        words = words_of(record.tag)
        who = names[record.number] or _("une personne oubliée depuis")
        if record.actor_kind == "system":
            who = part_of_the_system(record.actor_id)
        events.append(
            Event(
                when=record.at or record.day,  # of what is told by the day alone, the hour is nobody’s business
                who=who,
                what=str(words.text),
                detail=_detail(record),
                reference=_("Inscription n° %(number)d au registre d’audit.") % {"number": record.number},
                icon=words.icon,
                tone=words.tone,
            )
        )
    return events


def _detail(record: Record) -> str:
    language = "en" if (translation.get_language() or "fr").startswith("en") else "fr"
    said, parts = record.detail, []
    if said.get("role") in set(Role):
        parts.append(role_name(Role(said["role"]), language))
    if said.get("fields"):
        parts.append(", ".join(str(FIELDS.get(name, name)) for name in said["fields"]))
    return " · ".join(parts)
