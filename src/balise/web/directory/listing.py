"""The list of people, narrowed and sorted by its address, and what is shown of one of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.web.access.deciding import granted
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.directory import queries
from balise.web.directory.forms import PeopleFilter
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import SENSITIVE, Role, role_name
from balise.web.ui.dates import day, day_in_words
from balise.web.ui.tables import Column, Table
from balise.web.ui.templatetags.ui import badge


@needs(Permission.PERSON_READ)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody one may know of."""
    reader, today = request.user, timezone.localdate()
    assert isinstance(reader, Person)  # noqa: S101 - needs() let nobody else in
    protections = queries.knows_protections(reader=reader, today=today)
    filters = PeopleFilter(request.GET, language=_language(), protections=protections)
    said = filters.asked()
    asked = queries.Asked(
        words=said.get("q", ""),
        role=said.get("role", ""),
        state=said.get("etat", ""),
        absent=said.get("absent", False),
        unprotected=said.get("facteur", False),
    )
    table = Table(
        request=request,
        rows=queries.people(reader=reader, today=today, asked=asked),
        columns=_columns(today, protections=protections),
        caption=_("Personnes"),
        sort="nom",
        filters=filters,
        row_url=lambda one: reverse("directory:person", args=[one.pk]),
        empty_title=_("Personne ici"),
        empty_text=_("Les personnes de l’organisation apparaîtront ici. Ajoutez-en une, ou importez un fichier."),
    )
    may = {
        "create": granted(reader, Permission.PERSON_CREATE, today=today),
        "import_": granted(reader, Permission.PERSON_IMPORT, today=today),
    }
    return render(request, "directory/people.html", {"table": table, "may": may})


def _columns(today: dt.date, *, protections: bool) -> list[Column]:
    columns = [
        Column(id="nom", label=_("Nom"), cell=lambda one: one.name or one.username, order="name", heading=True),
        Column(id="utilisateur", label=_("Nom d’utilisateur"), cell=lambda one: one.username, order="username"),
        Column(id="roles", label=_("Rôles"), cell=_roles),
        Column(
            id="gestionnaire",
            label=_("Gestionnaire"),
            cell=lambda one: one.manager.name if one.manager else "",
            order="manager__name",
        ),
        Column(id="etat", label=_("État"), cell=lambda one: standing(one, today=today), order="is_active"),
    ]
    if protections:
        columns.append(Column(id="facteur", label=_("Second facteur"), cell=_protection, order="protected"))
    return columns


def standing(person: Person, *, today: dt.date) -> SafeString:
    """Whether the account is open, and whether they are away."""
    if not person.is_active:
        return badge(_("Fermé"), tone="neutral", icon="lock-closed")
    if person.absent(today):
        until = person.absent_until
        words = _("Absence, jusqu’au %(day)s") % {"day": day_in_words(until)} if until else _("Absence")
        return badge(words, tone="warning", icon="calendar-days")
    return badge(_("Ouvert"), tone="good")


def facts_about(person: Person, *, today: dt.date) -> list[tuple[str, Any]]:
    """What every reader of the page may know."""
    facts: list[tuple[str, Any]] = [
        (_("Nom d’utilisateur"), person.username),
        (_("État"), standing(person, today=today)),
        (_("Gestionnaire"), person.manager.name if person.manager else "—"),
    ]
    if not person.absent(today) and person.absent_from is not None and person.absent_from > today:
        facts.append((_("Prochaine absence"), day(person.absent_from)))
    if hasattr(person, "protected"):
        facts.append((_("Second facteur"), _protection(person)))
    return facts


def known_of_oneself(person: Person, *, today: dt.date) -> list[tuple[str, Any]]:
    """What somebody reads about themselves: their alternates too, so that they know who acts for them."""
    roles = []
    for one in RoleHolding.objects.on(today).filter(person=person).select_related("alternate").order_by("role"):
        name = role_name(Role(one.role), _language())
        if one.alternate is not None:
            name = _("%(role)s (suppléance : %(person)s)") % {"role": name, "person": one.alternate}
        roles.append(name)
    return [
        (_("Nom"), person.name),
        (_("Nom d’utilisateur"), person.username),
        (_("Courriel"), person.email or "—"),
        (_("Gestionnaire"), person.manager.name if person.manager else "—"),
        (_("Rôles"), ", ".join(roles) or "—"),
    ]


def _roles(person: Any) -> str:
    return ", ".join(role_name(Role(holding.role), _language()) for holding in person.held)


def _protection(person: Any) -> SafeString:
    if person.protected:
        return badge(_("Oui"), tone="good", icon="shield-check")
    owed = any(Role(holding.role) in SENSITIVE for holding in person.held)
    return badge(_("Manque"), tone="warning") if owed else badge(_("Non"), icon="minus")


def _language() -> str:
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"
