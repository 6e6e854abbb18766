"""A publication as a reader may see it, in the shapes of ``schemas``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from balise.web.people.models import Person
from balise.web.publishing.models import Publication
from balise.web.publishing.queries import asked_of, file_of
from balise.web.publishing.showing import reader_draft


def summary(publication: Publication, reader: Person) -> dict[str, Any]:
    """For a list."""
    draft = reader_draft(publication, author=publication.author_id == reader.pk)
    return {
        "id": publication.pk,
        "state": publication.state,
        "voice": publication.voice,
        "title": publication.title,
        "author": {"id": publication.author_id, "name": publication.author.get_full_name()},
        "networks": list(draft.networks),
        "changed": publication.changed,
    }


def whole(publication: Publication, reader: Person, *, today: dt.date) -> dict[str, Any]:
    """Everything. The hash is that of what is shown: approving it approves nothing else."""
    author = publication.author_id == reader.pk
    draft = reader_draft(publication, author=author)
    file = file_of(publication)
    shown_hash = publication.hash if author or publication.revision is None else publication.revision.hash
    waiting = publication.state == Publication.State.SUBMITTED and file.standing is not None
    return {
        **summary(publication, reader),
        "hash": shown_hash,
        "text": draft.common,
        "texts": dict(draft.texts),
        "titles": dict(draft.titles),
        "links": list(draft.links),
        "video": draft.video,
        "images": [{"sha": one.sha, "alt": one.alt, "name": one.name} for one in draft.images],
        "earliest": draft.earliest,
        "latest": draft.latest,
        "planned": publication.planned,
        "created": publication.created,
        "submitted": publication.submitted,
        "published": publication.published,
        "urgent": publication.urgent,
        "decision": file.judgement.decision.word if file.judgement else "",
        "waiting_for": [one.requirement.by for one in file.standing.yeses if not one.met]
        if waiting and file.standing
        else [],
        "asked_of_me": asked_of(reader, file, today=today),
        "placements": [
            {
                "network": one.network,
                "address": one.address,
                "left_out": one.left_out,
                "recorded": one.recorded,
            }
            for one in publication.placements.order_by("pk")
        ],
    }
