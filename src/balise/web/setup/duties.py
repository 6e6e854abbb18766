"""What somebody must do, and who can today. Nobody, or one person alone: it is said before it is needed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from balise.web.people.models import Person, RoleHolding
from balise.web.people.queries import holders
from balise.web.people.roles import Role
from balise.web.setup.models import Organisation
from balise.web.verdicts.engine import the_policy


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One thing to do. ``second``: whoever asks must not be who answers, so two people are needed."""

    id: str
    role: Role | None
    what: Any
    waits: Any  # what waits meanwhile
    second: bool = False


DUTIES = (
    Duty(
        id="approve",
        role=Role.COMMUNICATIONS,
        what=_("Approuver les publications et les mettre en ligne"),
        waits=_("aucun message officiel ne peut sortir"),
        second=True,
    ),
    Duty(
        id="answer",
        role=Role.COMMUNICATIONS,
        what=_("Répondre aux questions de l’équipe"),
        waits=_("les questions restent sans réponse"),
    ),
    Duty(
        id="decide",
        role=Role.MANAGEMENT,
        what=_("Autoriser les photos de personnes et de lieux, décider dans l’urgence"),
        waits=_("ces messages attendent"),
        second=True,
    ),
    Duty(
        id="hire",
        role=Role.HR,
        what=_("Tenir la liste des personnes, de leurs arrivées et de leurs départs"),
        waits=_("personne d’autre que l’administration ne crée de compte"),
    ),
    Duty(
        id="protect",
        role=Role.PRIVACY,
        what=_("Répondre de la protection des renseignements personnels"),
        waits=_("la loi demande que quelqu’un en réponde; à défaut, c’est la plus haute autorité"),
    ),
    Duty(
        id="administer",
        role=Role.ADMIN,
        what=_("Administrer Balise : rôles, codes, réglages"),
        waits=_("personne ne peut donner un rôle ni rouvrir un compte"),
    ),
    Duty(
        id="verify",
        role=Role.AUDITOR,
        what=_("Relire les décisions sans pouvoir les changer"),
        waits=_("personne d’indépendant ne vérifie le registre"),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Who can do a duty today. ``level``: covered, letter (by writing), alone (no alternate), nobody."""

    title: str
    waits: str
    role: str
    people: tuple[Person, ...]
    alternates: tuple[Person, ...]
    level: str
    second: str = ""  # who is the second where one is asked for: "", "management", "alternate", "nobody"


def standings(*, today: dt.date) -> list[Standing]:
    """Every duty, partners of the policy and the person outside included."""
    alternates = _alternates(today)
    able = {role: holders(role, today) for role in Role}
    found = [_standing(duty, able, alternates) for duty in DUTIES]
    found += [_partner(one.id, one.names[0], able[Role.PARTNER]) for one in the_policy().organisation.partners]
    found.append(_chair())
    order = {"nobody": 0, "alone": 1, "letter": 2, "covered": 3}
    return sorted(found, key=lambda one: order[one.level])


def lacking(*, today: dt.date) -> list[Standing]:
    """The duties that nobody present can do."""
    return [one for one in standings(today=today) if one.level == "nobody"]


def _standing(duty: Duty, able: dict[Role, list[Person]], alternates: dict[str, list[Person]]) -> Standing:
    assert duty.role is not None  # noqa: S101 - the chair of the board is no role
    people = able[duty.role]
    replacing = [one for one in alternates.get(duty.role, []) if one.pk not in {person.pk for person in people}]
    second = ""
    level = "covered" if people else "nobody"
    if len(people) == 1 and not replacing:
        level = "alone"
    if duty.second and len(people) == 1:  # management or the alternate is the second, where there is none
        if replacing:
            second = "alternate"
        elif any(one.pk != people[0].pk for one in able[Role.MANAGEMENT]):
            second = "management"
        else:
            second = "nobody"
    return Standing(
        title=str(duty.what),
        waits=str(duty.waits),
        role=duty.role.value,
        people=tuple(people),
        alternates=tuple(replacing),
        level=level,
        second=second,
    )


def _partner(partner_id: str, name: str, approvers: list[Person]) -> Standing:
    people = tuple(one for one in approvers if one.partner_id == partner_id)
    title = str(_("Approuver ce qui est dit de ce partenaire : %(partner)s")) % {"partner": name}
    waits = str(_("les messages qui en parlent attendent, ou se règlent par écrit avec lui"))
    return Standing(
        title=title,
        waits=waits,
        role=Role.PARTNER.value,
        people=people,
        alternates=(),
        level="covered" if people else "letter",  # a letter does as well as an account
    )


def _chair() -> Standing:
    organisation = Organisation.objects.first()
    named = organisation is not None and bool(organisation.chair_name and organisation.chair_email)
    return Standing(
        title=str(_("Recevoir, de l’extérieur, un signalement sur quelqu’un qui tient un rôle, direction comprise")),
        waits=str(_("un tel signalement n’aurait personne à qui parvenir : nommez-la à la page « Organisation »")),
        role="",
        people=(),
        alternates=(),
        level="covered" if named else "nobody",
        second=organisation.chair_name if organisation is not None else "",
    )


def _alternates(today: dt.date) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    held = RoleHolding.objects.on(today).filter(alternate__is_active=True, person__is_active=True)
    for holding in held.select_related("alternate"):
        if holding.alternate is not None and not holding.alternate.absent(today):
            found.setdefault(holding.role, []).append(holding.alternate)
    return found
