"""Takes in what the private check hands over: a post to authorise becomes a publication, and is sent.

And says which texts go to somebody else when their author leaves.
"""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext_lazy as _l

from balise.policy.model import Decision
from balise.web.directory import handing
from balise.web.people.models import Person
from balise.web.publishing import transitions
from balise.web.publishing.content import Draft
from balise.web.publishing.readiness import obstacles, parts_of
from balise.web.publishing.transitions import handing_over
from balise.web.verdicts.engine import judge
from balise.web.verdicts.handover import Errand, Handed, receive


def register() -> None:
    """Called once the apps are ready."""
    receive(Errand.AUTHORISATION, authorise)
    handing.register(TEXTS)


TEXTS = handing.Work(
    id="publications",
    label=_l("Textes au nom de l’organisation"),
    open=handing_over.open_in_name_of,
    takes=handing_over.takes,
    hand_over=handing_over.hand_over,
)


def authorise(*, person: Person, handed: Handed, now: dt.datetime) -> str:
    """Make it a publication of the person's and send it; left as a draft to correct when it cannot go as it is."""
    made = transitions.create_publication(
        actor=person, voice=handed.voice, draft=Draft(common=handed.text, networks=handed.networks), now=now
    )
    draft = made.content
    judgement = judge(parts_of(draft), voice=made.voice)
    if obstacles(draft, planned=None, now=now) or judgement.decision is Decision.FORBIDDEN:
        return reverse("publishing:submit", args=[made.pk])
    transitions.submit(actor=person, publication=made, content_hash=made.hash, judgement=judgement, now=now)
    return reverse("publishing:show", args=[made.pk])
