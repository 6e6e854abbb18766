"""How states, ways and means of answers are said."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.signing.models.answers import Attestation

STATES = {
    "read-agrees": _l("Lue, acceptée"),
    "read-disagrees": _l("Lue, refusée"),
    "unread-agrees": _l("Non lue, acceptée"),
    "unread-disagrees": _l("Non lue, refusée"),
}
_METHODS = {
    "app": _l("Dans Balise"),
    "link": _l("Par un lien personnel et un code"),
    "mail": _l("Reçue par courriel, déposée par les ressources humaines"),
    "paper": _l("Sur papier, page numérisée"),
    "tablet": _l("Sur un appareil remis en main propre"),
}
_MEANS = {
    "code": _l("Code du lien, écrit de nouveau"),
    "paper-code": _l("Code sur papier"),
    "password": _l("Mot de passe, écrit de nouveau"),
    "second-factor": _l("Second facteur"),
    "session": _l("Session ouverte, signature dessinée"),
}


def method_said(method: str) -> Any:
    """The way in."""
    return _METHODS.get(method, method)


def means_said(means: str) -> Any:
    """What identified the signer."""
    return _MEANS.get(means, means)


def answers_of(one: Attestation) -> list[tuple[str, str]]:
    """The two questions and their answers."""
    said = {True: _("Oui"), False: _("Non")}
    return [
        (_("A pris connaissance de la politique"), said[one.acknowledged]),
        (_("En accord avec le contenu de la politique"), said[one.agrees]),
    ]


FOLLOWED = {
    "answered": _l("Répondu"),
    "owed": _l("À répondre"),
    "late": _l("En retard"),
    "exempt": _l("Exempté"),
    "not-asked": _l("Pas encore demandé"),
}
