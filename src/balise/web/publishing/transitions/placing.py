"""Publishing by hand: the time inside the window, then the address of each network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from balise.web.access.permissions import Permission
from balise.web.approvals.acting import acting
from balise.web.events import publish
from balise.web.publishing.addresses import problem_with
from balise.web.publishing.events import AddressRecorded, Published
from balise.web.publishing.models import Placement, Publication, window_open
from balise.web.ui.dates import day_in_words
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import all_networks
from balise.web.workflow import Actor, Inputs, Invalid, Transition, declare, perform


def _reschedule(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    moment: dt.datetime | None = inputs["planned"]
    latest = publication.content.latest
    if latest is not None and latest <= now:
        raise Invalid(
            field="planned",
            fr="La période approuvée est terminée. Reprenez le brouillon, changez les dates et demandez de nouveau.",
            en="The approved period is over. Take the draft back, change the dates and ask again.",
        )
    if moment is not None and moment <= now:
        raise Invalid(field="planned", fr="Cette heure est déjà passée.", en="This time has already passed.")
    if moment is not None and not publication.content.within(moment):
        raise Invalid(
            field="planned",
            fr="Cette heure est hors de la période approuvée. Choisissez-en une à l’intérieur, ou demandez de nouveau.",
            en="This time is outside the approved period. Choose one inside it, or ask again.",
        )
    mandate = publication.mandate
    if moment is not None and mandate is not None and not mandate.since <= timezone.localdate(moment) <= mandate.until:
        raise Invalid(
            field="planned",
            fr="Le mandat sous lequel ce message est approuvé va du "
            f"{day_in_words(mandate.since, language='fr')} au {day_in_words(mandate.until, language='fr')}. "
            "Choisissez une heure dans ces dates.",
            en="The mandate under which this post is approved runs from "
            f"{day_in_words(mandate.since, language='en')} to {day_in_words(mandate.until, language='en')}. "
            "Choose a time within these dates.",
        )
    publication.planned = moment
    publication.changed = now


def _record(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    name = _network(publication, inputs)
    problem = problem_with(inputs["address"], all_networks()[name], the_policy())
    if problem is not None:
        raise Invalid(field="address", fr=problem[0], en=problem[1])
    outside = not window_open(publication, now)
    if outside and not inputs["outside"]:
        raise Invalid(
            field="outside",
            fr="Ce n’est pas l’heure approuvée. Si le message est déjà en ligne, cochez la case qui le dit\u00a0: ce "
            "sera inscrit. Sinon, ne publiez pas encore.",
            en="This is not the approved time. If the post is already online, tick the box that says so: it will be "
            "recorded. Otherwise, do not publish yet.",
        )
    Placement.objects.create(
        publication=publication,
        network=name,
        hash=publication.hash,
        address=inputs["address"].strip(),
        outside_window=outside,
        recorded_by=acting(inputs),
        recorded=now,
    )
    publish(AddressRecorded(publication.pk, acting(inputs).pk, name, outside))
    _finish(publication, inputs, now)


def _leave_out(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    name = _network(publication, inputs)
    Placement.objects.create(
        publication=publication,
        network=name,
        hash=publication.hash,
        left_out=inputs.reason[:2_000],
        recorded_by=acting(inputs),
        recorded=now,
    )
    _finish(publication, inputs, now)


def _network(publication: Publication, inputs: Inputs) -> str:
    name = str(inputs["network"])
    if name not in publication.content.networks or name not in all_networks():
        raise Invalid(
            field="network",
            fr="Ce réseau n’est pas de cette publication.",
            en="This network is not one of this post's.",
        )
    done = publication.placements.filter(network=name).select_related("recorded_by").first()
    if done is not None:
        who = done.recorded_by.get_full_name()
        raise Invalid(
            field="network",
            fr=f"{who} l’a déjà inscrit pour ce réseau.",
            en=f"{who} has already recorded it for this network.",
        )
    return name


def _finish(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    placements = list(publication.placements.all())
    publication.changed = now
    if {placement.network for placement in placements} < set(publication.content.networks):
        return
    if not any(placement.address for placement in placements):
        raise Invalid(
            field="reason",
            fr="Il ne resterait aucun réseau. Abandonnez plutôt la publication.",
            en="No network would be left. Give up the publication instead.",
        )
    publication.state = Publication.State.PUBLISHED
    publication.published = now
    publication.online = publication.revision
    publish(Published(publication.pk, acting(inputs).pk))


def _where(publication: Publication, inputs: Inputs) -> Mapping[str, Any]:
    return {"hash": publication.hash, "network": inputs["network"]}


def _when(publication: Publication, _inputs: Inputs) -> Mapping[str, Any]:
    return {
        "hash": publication.hash,
        "planned": publication.planned.isoformat(timespec="minutes") if publication.planned else None,
    }


_APPROVED = frozenset({"approved"})
RESCHEDULE = declare(
    Transition(
        id="publication.reschedule",
        subject=Publication,
        permission=Permission.PUBLICATION_RESCHEDULE,
        source=_APPROVED,
        target=None,
        change=_reschedule,
        detail=_when,
    )
)
RECORD = declare(
    Transition(
        id="publication.record_address",
        subject=Publication,
        permission=Permission.PUBLICATION_PUBLISH,
        source=_APPROVED,
        target=None,
        change=_record,
        detail=_where,
    )
)
LEAVE_OUT = declare(
    Transition(
        id="publication.leave_out",
        subject=Publication,
        permission=Permission.PUBLICATION_PUBLISH,
        source=_APPROVED,
        target=None,
        change=_leave_out,
        detail=_where,
        reason=True,
    )
)


def reschedule(*, actor: Actor, publication: Publication, planned: dt.datetime | None, now: dt.datetime) -> Publication:
    """Choose the time inside the approved window; None leaves it to whoever publishes."""
    return perform(actor=actor, transition=RESCHEDULE, subject=publication, inputs={"planned": planned}, now=now)


def record_address(
    *,
    actor: Actor,
    publication: Publication,
    network: str,
    address: str,
    outside: bool = False,
    now: dt.datetime,
) -> Publication:
    """Say where it is online; ``outside`` admits that it went out at another time than approved."""
    inputs = {"network": network, "address": address, "outside": outside}
    return perform(actor=actor, transition=RECORD, subject=publication, inputs=inputs, now=now)


def leave_out(*, actor: Actor, publication: Publication, network: str, reason: str, now: dt.datetime) -> Publication:
    """Say why it was not published on a network."""
    inputs = {"network": network}
    return perform(actor=actor, transition=LEAVE_OUT, subject=publication, inputs=inputs, reason=reason, now=now)
