"""What stands on somebody's page about their days here."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from balise.web.access.deciding import allowed, granted
from balise.web.access.permissions import Permission
from balise.web.directory.cards import Card
from balise.web.lifecycle import queries
from balise.web.lifecycle.wording import KINDS
from balise.web.people.models import Person
from balise.web.ui.dates import day
from balise.web.ui.templatetags.ui import state_badge


def days(reader: Person, subject: Person, today: dt.date) -> Card | None:
    """The latest stay, and where to go on: an arrival to enter, or the stay itself."""
    if subject.partner_id or not allowed(reader, Permission.STAY_READ, subject, today=today):
        return None
    stay = queries.stays_for(reader, today=today).filter(person=subject).order_by("-first_day", "-pk").first()
    manages = granted(reader, Permission.STAY_MANAGE, today=today)
    back = f"{reverse('lifecycle:arrive')}?compte=oui&personne={subject.pk}"
    if stay is None:
        links = ((_("Inscrire son arrivée"), back),) if manages else ()
        return Card(id="emploi", title=_("Emploi ou stage"), text=_("Aucune date n’est inscrite."), links=links)
    facts = (
        (KINDS[stay.kind], state_badge(stay.state, "stay")),
        (_("Premier jour"), day(stay.first_day)),
        (_("Dernier jour"), day(stay.last_day) if stay.last_day else "—"),
    )
    pages = [(_("Voir son parcours"), reverse("lifecycle:show", args=[stay.pk]))]
    if manages and not stay.open:
        pages.append((_("Inscrire son retour"), back))
    return Card(id="emploi", title=_("Emploi ou stage"), facts=facts, links=tuple(pages))
