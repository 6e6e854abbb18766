"""How states, ways and means of answers are said."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.signing.models.answers import Attestation
from balise.web.signing.models.asking import Campaign

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


_KNOWN_BY = {
    "code": _l("Par son code carré, lu par Balise"),
    "hand": _l("À l’œil, par les ressources humaines : la page n’a pas de code"),
    "typed": _l("Par le code imprimé sous le carré, recopié"),
}


def known_by_said(known_by: str) -> Any:
    """How one knows whose page it is."""
    return _KNOWN_BY.get(known_by, known_by)


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


_POPULATIONS = {
    "all": _l("Tout le monde"),
    "new": _l("Les personnes qui n’ont jamais répondu"),
}


def population_said(campaign: Campaign) -> Any:
    """Whom a campaign asks."""
    if campaign.population == Campaign.Population.TEAM and campaign.team is not None:
        return _("L’équipe de %(name)s") % {"name": campaign.team.get_full_name()}
    return _POPULATIONS.get(campaign.population, campaign.population)


def state_said(state: str) -> Any:
    """What is said of a state that is never filtered by."""
    return UNANSWERED if state == "dropped" else state


UNANSWERED = _l("Sans réponse, plus demandée")
FOLLOWED = {
    "answered": _l("Répondu"),
    "owed": _l("À répondre"),
    "late": _l("En retard"),
    "exempt": _l("Exempté"),
    "not-asked": _l("Pas encore demandé"),
}
