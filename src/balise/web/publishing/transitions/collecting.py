"""Forgetting images that were taken out of a draft and that no revision names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from balise.web.access.permissions import Permission
from balise.web.publishing.models import Publication
from balise.web.publishing.online import in_revisions
from balise.web.workflow import Actor, Inputs, Invalid, Transition, declare, perform


def _forget(publication: Publication, inputs: Inputs, _now: dt.datetime) -> None:
    named = {image.sha for image in publication.content.images} | in_revisions(publication)
    unused = publication.images.filter(removed__lt=inputs["before"]).exclude(sha__in=named)
    publication.forgotten_now = tuple(unused.values_list("sha", "extension"))  # type: ignore[attr-defined]
    if not publication.forgotten_now:  # type: ignore[attr-defined]
        raise Invalid(fr="Aucune image n’est à effacer.", en="There is no image to delete.")
    unused.delete()


def _which(publication: Publication, _inputs: Inputs) -> Mapping[str, Any]:
    return {"images": [sha[:12] for sha, _ in publication.forgotten_now]}  # type: ignore[attr-defined]


FORGET = declare(
    Transition(
        id="publication.forget_images",
        subject=Publication,
        permission=Permission.PUBLICATION_EDIT,
        source=frozenset(Publication.State.values),
        target=None,
        change=_forget,
        detail=_which,
        systems=frozenset({"image-collector"}),
    )
)


def forget_images(*, actor: Actor, publication: Publication, before: dt.datetime, now: dt.datetime) -> Publication:
    """Forget the images taken out before that moment; ``forgotten_now`` on the result names their files."""
    return perform(actor=actor, transition=FORGET, subject=publication, inputs={"before": before}, now=now)
