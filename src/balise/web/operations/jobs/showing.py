"""Automatic work in words. What is shown of a row are kinds and ids."""

from __future__ import annotations

from django.utils.translation import gettext as _

from balise.web.operations.jobs.queries import subject_of
from balise.web.outbox.handlers import handler_for
from balise.web.outbox.models import Intervention, OutboxRow


def kind_name(kind: str) -> str:
    """What its app calls it, else its kind."""
    handler = handler_for(kind)
    return (
        str(handler.label or kind)
        if handler is not None
        else _("%(kind)s (rien ici ne sait le faire)") % {"kind": kind}
    )


def subject_in_words(row: OutboxRow) -> str:
    """``publication 12, personne 4``; a name that nobody translated is shown as it is."""
    names = {"person": _("personne"), "publication": _("publication")}
    return ", ".join(f"{names.get(name, name)} {ids}" for name, ids in subject_of(row))


def error_in_words(error: str) -> str:
    """The kinds of error that Balise itself gives, in words; the others as they are."""
    return {
        "": "",
        "lease-expired": _("Le processus s’est arrêté pendant l’envoi."),
        "TimeoutError": _("Pas de réponse à temps."),
    }.get(error, error)


def decision_name(decision: str) -> str:
    """What somebody decided."""
    return {
        Intervention.Decision.DONE: _("a dit que c’était fait"),
        Intervention.Decision.DROPPED: _("l’a laissé de côté"),
        Intervention.Decision.RUN_AGAIN: _("a demandé de recommencer"),
    }[Intervention.Decision(decision)]
