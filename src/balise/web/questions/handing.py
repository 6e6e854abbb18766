"""Takes in what the private check hands over when its writer asks a question."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from balise.web.people.models import Person
from balise.web.questions import transitions
from balise.web.verdicts.handover import Errand, Handed, receive


def register() -> None:
    """Called once the apps are ready."""
    receive(Errand.QUESTION, ask)


def ask(*, person: Person, handed: Handed, now: dt.datetime) -> str:
    """Make it a question of the person's."""
    asked = transitions.ask(actor=person, text=handed.text, voice=handed.voice, question=handed.question, now=now)
    return reverse("questions:show", args=[asked.pk])
