"""The person behind a transition that no part of the system performs."""

from __future__ import annotations

from balise.web.access import Refused
from balise.web.people.models import Person
from balise.web.workflow import Inputs


def acting(inputs: Inputs) -> Person:
    """Who acts; ``Refused`` for a system, which has no say in approvals and publications."""
    if not isinstance(inputs.actor, Person):
        raise Refused(None, "system")
    return inputs.actor
