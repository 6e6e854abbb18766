"""What a departure asks for, each with where it stands. The machine lists; people decide and do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.approvals.models import Mandate
from balise.web.directory import handing
from balise.web.lifecycle.duties import Duty, duties_of, stands_in_for
from balise.web.lifecycle.models import Stay
from balise.web.people.roles import Role, role_name
from balise.web.ui.dates import day


class Status(StrEnum):
    """Done, will be done by itself on the day, or missing."""

    DONE = "done"
    MISSING = "missing"
    PLANNED = "planned"


NAMES: dict[str, Any] = {
    "access": _l("L’accès au compte"),
    "alternates": _l("Les suppléances à renommer"),
    "duties": _l("Les rôles à confier"),
    "mandates": _l("Les mandats de parole"),
    "profiles": _l("La date de fin sur les profils"),
    "team": _l("L’équipe à confier"),
    "texts": _l("Les textes en cours"),
}


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line: its name (an id for ever), where it stands, and what is known of it."""

    id: str
    status: Status
    detail: str = ""

    @property
    def label(self) -> Any:
        """How it is called."""
        return NAMES[self.id]


def items_of(stay: Stay, *, today: dt.date) -> list[Item]:
    """The checklist of a departure under way, in the order in which it is best done."""
    if stay.state == Stay.State.ENDED and came_back(stay):
        return [_profiles(stay)]  # the account, its texts and its roles are of the present again
    duties = duties_of(stay, today=today)
    roles = [one for one in duties if one.role is not Role.MANAGER]
    team = next((one for one in duties if one.role is Role.MANAGER), None)
    found = [_profiles(stay), _texts(stay)]
    if roles:
        found.append(_roles(roles))
    if team is not None:
        found.append(_team(stay, team))
    if covering := stands_in_for(stay, today=today):
        said = [
            _("%(role)s de %(name)s") % {"role": _role(Role(one.role)), "name": one.person.get_full_name()}
            for one in covering
        ]
        found.append(Item(id="alternates", status=Status.MISSING, detail=", ".join(said)))
    if mandates := _mandates(stay):
        found.append(mandates)
    found.append(_access(stay))
    return found


def came_back(stay: Stay) -> bool:
    """Whether the person is here again, or about to be."""
    again = Stay.objects.filter(person=stay.person_id, state__in=[Stay.State.HERE, Stay.State.LEAVING])
    return again.exclude(pk=stay.pk).exists()


def missing_in(items: list[Item]) -> list[str]:
    """What would be missing if it were closed now."""
    return [one.id for one in items if one.status is not Status.DONE]


def _profiles(stay: Stay) -> Item:
    if not stay.profiles:
        return Item(id="profiles", status=Status.MISSING, detail=_("La personne ne l’a pas encore confirmé."))
    said = {
        Stay.Profiles.DATED: _("Ses profils montrent la date de fin."),
        Stay.Profiles.NONE: _("Aucun de ses profils ne nomme l’organisation."),
    }
    ways = {
        Stay.Method.APP: _("dans Balise"),
        Stay.Method.LINK: _("par un lien"),
        Stay.Method.PAPER: _("sur papier"),
    }
    when = day(stay.confirmed_on) if stay.confirmed_on else ""
    how = _("Confirmé le %(day)s, %(way)s.") % {"day": when, "way": ways[Stay.Method(stay.confirmed_by)]}
    return Item(id="profiles", status=Status.DONE, detail=f"{said[Stay.Profiles(stay.profiles)]} {how}")


def _texts(stay: Stay) -> Item:
    count = handing.open_of([stay.person_id])[stay.person_id]
    heir = stay.heir.get_full_name() if stay.heir else ""
    if not count:
        detail = _("Aucun texte en cours.")
        if heir:
            detail = ngettext(
                "%(count)d texte confié à %(name)s.", "%(count)d textes confiés à %(name)s.", stay.handed_over
            ) % {"count": stay.handed_over, "name": heir}
        return Item(id="texts", status=Status.DONE, detail=detail)
    said = ngettext(
        "%(count)d texte au nom de l’organisation n’est pas terminé.",
        "%(count)d textes au nom de l’organisation ne sont pas terminés.",
        count,
    ) % {"count": count}
    if heir and stay.state == Stay.State.LEAVING:
        said += " " + _("Le dernier jour, %(name)s prendra ce qui reste.") % {"name": heir}
        return Item(id="texts", status=Status.PLANNED, detail=said)
    return Item(id="texts", status=Status.MISSING, detail=said)


def _roles(duties: list[Duty]) -> Item:
    waiting = [one for one in duties if not one.covered or (one.named and not one.given)]
    status = Status.DONE if not waiting else Status.MISSING
    if waiting and all(one.named for one in waiting):
        status = Status.PLANNED
    return Item(id="duties", status=status, detail="; ".join(who_takes(one) for one in duties))


def who_takes(duty: Duty) -> str:
    """One duty and who takes it, in a few words."""
    said = {"role": _role(duty.role)}
    if duty.named is not None:
        said["name"] = duty.named.get_full_name()
        if duty.given:
            return _("%(role)s : %(name)s le tient") % said
        return _("%(role)s : %(name)s le prendra, quand l’administration le lui aura donné") % said
    if duty.others:
        said["name"] = ", ".join(one.get_full_name() for one in duty.others)
        return _("%(role)s : %(name)s le tient aussi") % said
    if duty.alternate is not None:
        said["name"] = duty.alternate.get_full_name()
        return _("%(role)s : %(name)s en assure la suppléance") % said
    return _("%(role)s : personne") % said


def _team(stay: Stay, duty: Duty) -> Item:
    said: dict[str, int | str] = {"count": duty.team}
    if duty.named is None:
        return Item(
            id="team",
            status=Status.MISSING,
            detail=ngettext(
                "%(count)d personne n’aura plus de gestionnaire.",
                "%(count)d personnes n’auront plus de gestionnaire.",
                duty.team,
            )
            % said,
        )
    said |= {"name": duty.named.get_full_name()}
    status = Status.PLANNED if stay.state == Stay.State.LEAVING else Status.MISSING
    return Item(id="team", status=status, detail=_("%(name)s la prendra (personnes : %(count)d).") % said)


def _mandates(stay: Stay) -> Item | None:
    count = Mandate.objects.filter(holder=stay.person, state=Mandate.State.ACTIVE).count()
    if not count:
        return None
    if stay.state == Stay.State.LEAVING:
        return Item(id="mandates", status=Status.PLANNED, detail=_("Ils se terminent d’eux-mêmes le dernier jour."))
    return Item(id="mandates", status=Status.MISSING, detail=_("Encore en vigueur : %(count)d.") % {"count": count})


def _access(stay: Stay) -> Item:
    if not stay.person.is_active:
        return Item(id="access", status=Status.DONE, detail=_("Le compte est fermé."))
    if stay.allowed_by_id is None:
        return Item(
            id="access",
            status=Status.MISSING,
            detail=_("Ce compte donne accès à des dossiers sensibles : l’administration doit permettre sa fermeture."),
        )
    if stay.state == Stay.State.LEAVING:
        return Item(
            id="access", status=Status.PLANNED, detail=_("Le compte se ferme de lui-même après le dernier jour.")
        )
    return Item(
        id="access",
        status=Status.MISSING,
        detail=_("Le compte est encore ouvert : personne d’autre ne peut administrer Balise. Nommez quelqu’un."),
    )


def _role(role: Role) -> str:
    return role_name(role, "en" if (get_language() or "fr").startswith("en") else "fr")
