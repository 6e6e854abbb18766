"""Whom to write to, as the page tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from balise.web.people.models import Person
from balise.web.people.roles import CONTACTS, Role, role_name
from balise.web.setup.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One address: ``address`` as written (telephone, room, e-mail), ``email`` when it is one."""

    id: str
    title: str
    about: str
    people: tuple[str, ...]
    address: str
    email: str


def told(organisation: Organisation | None, people: Mapping[Role, Sequence[Person]], language: str) -> list[Contact]:
    """The contacts of each role, then the person outside."""
    about = {
        Role.COMMUNICATIONS: _("Ce que vous voulez publier, une question sur la politique, un appel d’un média."),
        Role.HR: _("Votre compte, votre arrivée, votre départ, ce qui se passe au travail."),
        Role.MANAGEMENT: _("Une urgence, une décision qui attend."),
        Role.PRIVACY: _("Un renseignement personnel publié, une photo à retirer, un consentement."),
    }
    addresses = organisation.contacts if organisation is not None else {}
    found = []
    for role in CONTACTS:
        name, address = role_name(role, language), str(addresses.get(role.value, ""))
        found.append(
            Contact(
                id=role.value,
                title=name[:1].upper() + name[1:],
                about=about[role],
                people=tuple(person.get_full_name() for person in people[role]),
                address=address,
                email=address if _is_email(address) else "",
            )
        )
    outside = organisation.chair_name if organisation is not None else ""
    email = organisation.chair_email if organisation is not None else ""
    found.append(
        Contact(
            id="outside",
            title=_("Quelqu’un de l’extérieur"),
            about=_("Ce qui concerne quelqu’un qui tient un rôle ici, direction comprise."),
            people=(outside,) if outside else (),
            address=email,
            email=email,
        )
    )
    return found


def _is_email(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True
