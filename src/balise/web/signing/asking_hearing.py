"""A new version opens its campaign by itself; a version that goes closes what was asked about it."""

from __future__ import annotations

from balise.web.events import moment, subscribe
from balise.web.notifications.kinds import register
from balise.web.notifications.reading import read_about
from balise.web.signing import asking_transitions
from balise.web.signing.asking_kinds import DUE, LATE
from balise.web.signing.events import VersionPublished, VersionWithdrawn
from balise.web.signing.models.asking import Campaign, Due
from balise.web.signing.models.versions import PolicyVersion
from balise.web.workflow.events import Acted


def listen() -> None:
    """Make the kinds known and hear the events; called once the apps are ready."""
    register(DUE)
    register(LATE)
    subscribe(VersionPublished, _published)
    subscribe(VersionWithdrawn, _withdrawn)
    subscribe(Acted, _acted)


def _published(event: VersionPublished) -> None:
    if event.replaced_id is not None:
        _stop(event.replaced_id)
    version = PolicyVersion.objects.get(pk=event.version_id)
    asking_transitions.prepare(actor=asking_transitions.NEW_VERSION, version=version, now=moment())


def _withdrawn(event: VersionWithdrawn) -> None:
    _stop(event.version_id)


def _acted(event: Acted) -> None:
    """Whoever reminds people by hand knows that answers are missing. A version is told by its number, not its id."""
    if event.subject_kind == PolicyVersion._meta.label_lower:
        number = PolicyVersion.objects.values_list("number", flat=True).get(pk=int(event.subject_id))
        read_about([LATE], person_id=event.person_id, subject_id=number, now=moment())


def _stop(version_id: int) -> None:
    for campaign in Campaign.objects.filter(version=version_id).exclude(state=Campaign.State.CLOSED):
        asking_transitions.close(actor=asking_transitions.NEW_VERSION, campaign=campaign, now=moment())
    Due.objects.filter(version=version_id, state=Due.State.DUE).update(state=Due.State.DROPPED)
