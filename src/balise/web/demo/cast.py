"""The people of the demonstration. None of them exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from balise.web.people.roles import Role


@dataclass(frozen=True, kw_only=True)
class Part:
    """Somebody: ``shown_as`` is the role they are there to show; ``comes_for`` is said in the reader’s language."""

    username: str
    name: str
    shown_as: Role
    comes_for: Any
    also: tuple[Role, ...] = ()
    manager: str = ""
    alternate: str = ""  # who stands in for them in ``shown_as``
    arrives: bool = False  # a story brings them


_STAFF = (Role.EMPLOYEE,)

CAST = (
    Part(
        username="amelie",
        name="Amélie Roy",
        shown_as=Role.EMPLOYEE,
        comes_for=_("Vérifier un message avant de le publier, demander une autorisation."),
        manager="jeanfrancois",
    ),
    Part(
        username="thomas",
        name="Thomas Nguyen",
        shown_as=Role.EMPLOYEE,
        comes_for=_("Corriger un message qu’on lui a retourné."),
        manager="jeanfrancois",
    ),
    Part(
        username="sarah",
        name="Sarah Bélanger",
        shown_as=Role.EMPLOYEE,
        comes_for=_("Commencer aujourd’hui : lire la politique et y répondre."),
        arrives=True,
    ),
    Part(
        username="mathis",
        name="Mathis Gagnon",
        shown_as=Role.EMPLOYEE,
        comes_for=_("Finir son stage : confirmer la date de fin, confier un texte."),
        arrives=True,
    ),
    Part(
        username="nadia",
        name="Nadia Benali",
        shown_as=Role.COMMUNICATIONS,
        comes_for=_("Approuver, mettre en ligne, retirer."),
        also=_STAFF,
        manager="claude",
        alternate="olivier",
    ),
    Part(
        username="olivier",
        name="Olivier Lavoie",
        shown_as=Role.COMMUNICATIONS,
        comes_for=_("Approuver ce que sa collègue écrit."),
        also=_STAFF,
        manager="claude",
    ),
    Part(
        username="jeanfrancois",
        name="Jean-François Côté",
        shown_as=Role.MANAGER,
        comes_for=_("Suivre son équipe, remettre un code sur papier."),
        also=_STAFF,
        manager="claude",
    ),
    Part(
        username="sylvie",
        name="Sylvie Gagné",
        shown_as=Role.HR,
        comes_for=_("Tenir la liste des personnes, des arrivées et des départs."),
        also=_STAFF,
        manager="claude",
        alternate="claude",
    ),
    Part(
        username="claude",
        name="Claude Desrochers",
        shown_as=Role.MANAGEMENT,
        comes_for=_("Décider dans l’urgence, autoriser une photo, accorder un mandat de parole."),
        also=_STAFF,
    ),
    Part(
        username="ines",
        name="Inès Moreau",
        shown_as=Role.PRIVACY,
        comes_for=_("Veiller aux renseignements personnels."),
        also=_STAFF,
        manager="claude",
        alternate="claude",
    ),
    Part(
        username="remi",
        name="Rémi Picard",
        shown_as=Role.AUDITOR,
        comes_for=_("Tout lire des décisions, ne rien changer."),
    ),
    Part(
        username="kim",
        name="Kim Tran",
        shown_as=Role.ADMIN,
        comes_for=_("Donner les rôles, régler Balise; aucun dossier."),
    ),
    Part(
        username="louise",
        name="Louise Fortin",
        shown_as=Role.PARTNER,
        comes_for=_("Approuver, de l’extérieur, ce qui parle de son organisme."),
    ),
)
