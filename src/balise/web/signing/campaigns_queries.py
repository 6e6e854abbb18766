"""All reads of campaigns, for HR: each with what came of it, and who still owes an answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from balise.web.signing.asking_queries import DROPPED, EXEMPT, LATE, OWED
from balise.web.signing.models.asking import Campaign, Due, Exemption
from balise.web.signing.models.versions import PolicyVersion


class NotThere(Exception):
    """No such campaign."""


def numbered(campaign_id: int) -> Campaign:
    """One campaign. Raises ``NotThere``."""
    found = Campaign.objects.select_related("version", "launched_by", "team").filter(pk=campaign_id).first()
    if found is None:
        raise NotThere
    return found


def prepared_for(version: PolicyVersion) -> Campaign | None:
    """The campaign that waits to be launched for a version, if there is one."""
    return Campaign.objects.filter(version=version, state=Campaign.State.PREPARED).first()


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Somebody who was asked and has not answered; ``state``: owed, late, exempt or dropped."""

    due: Due
    state: str


def missing_of(campaign: Campaign, *, today: dt.date) -> list[Missing]:
    """Who has not answered, by name."""
    exempt = set(
        Exemption.objects.filter(state=Exemption.State.GRANTED, until__gte=today).values_list("person", flat=True)
    )
    owed = Due.objects.filter(campaign=campaign).exclude(state=Due.State.ANSWERED)
    found = []
    for one in owed.select_related("person", "person__manager").order_by("person__name", "pk"):
        if one.state == Due.State.DROPPED:
            state = DROPPED
        else:
            state = EXEMPT if one.person_id in exempt else LATE if one.due < today else OWED
        found.append(Missing(due=one, state=state))
    return found


def answered_of(campaign: Campaign) -> int:
    """How many answers came, whatever they say."""
    return Due.objects.filter(campaign=campaign, state=Due.State.ANSWERED).count()
