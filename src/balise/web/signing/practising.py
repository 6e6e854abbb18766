"""Situations come with the text in force, and that somebody went through a series is kept with their answer.

Only the day is kept, never what was answered to situations; and nothing of it weighs on signing.
"""

from __future__ import annotations

from django.urls import reverse

from balise.web.events import moment, subscribe
from balise.web.learning import offering
from balise.web.learning.events import SeriesFinished
from balise.web.signing import versions_queries
from balise.web.signing.models.answers import Attestation


def register() -> None:
    """Say where the text in force is read, and hear of series; called once the apps are ready."""
    offering.provide(_address)
    subscribe(SeriesFinished, _finished)


def _address() -> str:
    return reverse("signing:policy") if versions_queries.in_force() is not None else ""


def _finished(event: SeriesFinished) -> None:
    """Practised after signing: written beside the answer that was already given to a text of the same pack."""
    given = Attestation.objects.filter(
        person=event.person_id, current=True, version__pack_reference=event.reference, practised_at=None
    )
    given.update(practised_at=moment())
