"""What a connector is given: the approved words for one network, and the very bytes of the approved images."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import BinaryIO, cast

from django.core import signing
from django.urls import reverse

from balise.networks.content import Media, MediaKind, Outgoing
from balise.web.publishing.content import Draft
from balise.web.publishing.images import TYPES, open_image
from balise.web.publishing.models import Image, Publication
from balise.web.publishing.readiness import full_text
from balise.web.publishing.sending.ways import options_for, public_address
from balise.web.verdicts.networks import all_networks

OPEN_FOR = dt.timedelta(hours=1)
_SALT = "publishing.image"


def outgoing(publication: Publication, draft: Draft, network_id: str, *, marker: str) -> Outgoing:
    """The post for one network; links that its text does not hold stand after it, as whoever approved saw them."""
    network = all_networks()[network_id]
    kept = {one.sha: one for one in publication.images.filter(sha__in=[image.sha for image in draft.images])}
    return Outgoing(
        marker=marker,
        text=full_text(draft, network_id),
        title=draft.title_for(network_id),
        media=tuple(
            _media(kept[image.sha], alt=image.alt, by_address=network.media_by_address) for image in draft.images
        ),
        options=options_for(network),
    )


def image_of(token: str) -> tuple[int, str] | None:
    """Which publication and image an address given to a network is about; None when it is over, or not ours."""
    try:
        publication_id, sha = signing.loads(token, salt=_SALT, max_age=OPEN_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(publication_id), str(sha)


def _media(image: Image, *, alt: str, by_address: bool) -> Media:
    token = signing.dumps([image.publication_id, image.sha], salt=_SALT) if by_address else ""
    return Media(
        kind=MediaKind.IMAGE,
        content_type=TYPES[image.extension],
        size=image.size,
        open=cast("partial[BinaryIO]", partial(open_image, image.sha, image.extension)),
        alt=alt,
        name=image.name,
        address=public_address() + reverse("publishing:image-outside", args=[token]) if token else "",
    )
