"""What people read while its correction is written: what differs where, and putting things back as they are online."""

from __future__ import annotations

import datetime as dt

from balise.web.approvals import recording
from balise.web.approvals.models import Approval
from balise.web.events import publish
from balise.web.publishing.claims import put_back
from balise.web.publishing.content import Draft, name_of
from balise.web.publishing.events import CorrectionDropped
from balise.web.publishing.models import Correction, Placement, Publication
from balise.web.publishing.readiness import Obstacle, changed_on, media_changed, obstacles
from balise.web.verdicts.networks import all_networks
from balise.web.workflow import Invalid


def online_at(publication: Publication, placement: Placement) -> Draft:
    """The content that is online there: a network may have been left as it was by an earlier correction."""
    if publication.online is not None and publication.online.hash == placement.hash:
        return publication.online.draft
    revision = publication.revisions.filter(hash=placement.hash).order_by("-number").first()
    return revision.draft if revision else publication.content


def pending(publication: Publication) -> list[Placement]:
    """Where what is online is not yet what the draft says, in the order in which they were published."""
    draft = publication.content
    return [
        placement
        for placement in publication.placements.exclude(address="").order_by("pk")
        if placement.hash != publication.hash
        and not placement.uncorrected
        and changed_on(online_at(publication, placement), draft, placement.network)
    ]


def left_to_right(publication: Publication, *, now: dt.datetime) -> list[Obstacle]:
    """Everything to put right before this draft, or this correction, is sent."""
    online = publication.online.draft if publication.online else None
    return obstacles(
        publication.content,
        planned=publication.planned,
        now=now,
        online=online,
        differs=online is None or bool(pending(publication)),
    )


def editable_there(network: str, *, before: Draft, after: Draft) -> bool:
    """Whether the network lets one change this; if not, it is taken down and published again."""
    known = all_networks().get(network)
    return known is not None and (known.edits == "all" or (known.edits == "text" and not media_changed(before, after)))


def current_correction(publication: Publication) -> Correction:
    """The correction under way."""
    found = publication.corrections.filter(ended=None).select_related("asked_by").first()
    if found is None or not publication.being_corrected:
        raise Invalid(fr="Aucune correction n’est en cours.", en="No correction is under way.")
    return found


def shown_hashes(publication: Publication) -> list[str]:
    """The hashes of what people read, network by network; empty before anything is wholly online."""
    if publication.online_id is None:
        return []
    return list(publication.placements.exclude(address="").values_list("hash", flat=True))


def begun(publication: Publication) -> bool:
    """Whether the correction under way was done on a network already."""
    correction = publication.corrections.filter(ended=None).first()
    return (
        correction is not None
        and publication.placements.filter(hash=publication.hash, corrected__gte=correction.asked).exists()
    )


def must_not_have_begun(publication: Publication) -> None:
    """A correction done on one network is finished on the others before anything else is written."""
    if begun(publication):
        raise Invalid(
            fr="La correction est déjà faite sur un réseau\u00a0: finissez les autres, puis corrigez de nouveau.",
            en="The correction is already done on one network: finish the others, then correct again.",
        )


def in_revisions(publication: Publication) -> set[str]:
    """The images that some revision names: they are kept as long as it is."""
    contents = publication.revisions.values_list("content", flat=True)
    return {image["sha"] for content in contents for image in content.get("images", ())}


def mark_images(publication: Publication, draft: Draft, *, now: dt.datetime) -> None:
    """Note which images nothing names once ``draft`` is in place, and which it names again; called just before."""
    before, after = ({image.sha for image in one.images} for one in (publication.content, draft))
    if before != after:
        unnamed = before - after - in_revisions(publication) if before - after else set()
        publication.images.filter(sha__in=unnamed).update(removed=now)
        publication.images.filter(sha__in=after - before).update(removed=None)


def restore(publication: Publication, *, actor_id: int, now: dt.datetime) -> None:
    """Put the publication back as it is online and end its correction, whose approvals fall; the first ones hold."""
    online = publication.online
    if online is None:
        raise Invalid(fr="Aucune correction n’est en cours.", en="No correction is under way.")
    kind, ident = publication.source
    recording.close(source=publication.source)
    recording.void(source=publication.source, content_hash=online.hash, spared=shown_hashes(publication), now=now)
    mandated = Approval.objects.filter(
        source_kind=kind, source_id=ident, hash=online.hash, way=Approval.Way.MANDATE, voided=None
    ).first()
    mark_images(publication, online.draft, now=now)
    put_back(publication, online.claims)
    publication.draft, publication.hash = online.content, online.hash
    publication.version += 1
    publication.revision = online
    publication.called = name_of(online.draft, called=publication.called)
    publication.mandate = mandated.mandate if mandated else None
    publication.planned = None
    publication.state = Publication.State.PUBLISHED
    publication.changed = now
    publication.placements.exclude(uncorrected="").update(uncorrected="")
    publication.corrections.filter(ended=None).update(ended=now, dropped=True)
    publish(CorrectionDropped(publication.pk, actor_id))
