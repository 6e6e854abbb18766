"""How a post reaches each network: through a connected account, or by hand and why. Known before anybody approves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from balise.networks.describing import Network, Operation
from balise.web.connections.models import Connection
from balise.web.publishing.content import Draft
from balise.web.publishing.images import TYPES
from balise.web.publishing.models import Image, Publication
from balise.web.verdicts.networks import all_networks


@dataclass(frozen=True, kw_only=True)
class Way:
    """``connection`` carries it; without one, ``why`` is a code: it is done by hand."""

    network: str
    connection: Connection | None = None
    why: str = ""


Connections = Mapping[str, Connection]


def connections_now() -> Connections:
    """The connection by which each network is published to; asked once for many publications."""
    found = Connection.objects.filter(publishes=True, state=Connection.State.ACTIVE)
    return {one.network: one for one in found}


def way_for(publication: Publication, draft: Draft, network_id: str, connections: Connections) -> Way:
    """How this draft would go to one of its networks."""
    network = all_networks().get(network_id)
    if network is None or not network.can(Operation.PUBLISH):
        return Way(network=network_id, why="by-hand-there")
    if publication.voice != Publication.Voice.OFFICIAL:
        return Way(network=network_id, why="personal")  # nobody's own account is ever written to by the organisation
    connection = connections.get(network_id)
    if connection is None:
        return Way(network=network_id, why="not-connected")
    why = _cannot(publication, draft, network)
    return Way(network=network_id, why=why) if why else Way(network=network_id, connection=connection)


def ways_for(publication: Publication, draft: Draft, connections: Connections | None = None) -> list[Way]:
    """How this draft would go to each of its networks, in their order."""
    known = connections_now() if connections is None else connections
    return [way_for(publication, draft, network, known) for network in draft.networks]


def public_address() -> str:
    """Where a network may fetch an image from us; empty when nobody outside can reach this site."""
    address = str(settings.BALISE_ADDRESS)
    host = urlsplit(address).hostname or ""
    return address if address.startswith("https://") and "." in host and not host.endswith(".localhost") else ""


def options_for(network: Network) -> dict[str, str]:
    """What a network asks of each post besides its words, as it is by default."""
    return {one.id: one.default for one in network.options if one.default}


def _cannot(publication: Publication, draft: Draft, network: Network) -> str:
    """Why the connector would have to refuse it, before it is asked."""
    if draft.video:
        return "video"  # its file is not here
    if any(option.required and not option.default for option in network.options):
        return "option"
    if not draft.images:
        return ""
    if network.media_by_address and not public_address():
        return "no-public-address"
    return _images_problem(network, _kept(publication, draft))


def _kept(publication: Publication, draft: Draft) -> Iterable[Image]:
    return publication.images.filter(sha__in=[one.sha for one in draft.images])


def _images_problem(network: Network, images: Iterable[Image]) -> str:
    for image in images:
        if TYPES[image.extension] not in network.image_types:
            return "image-type"
        if network.image_bytes is not None and image.size > network.image_bytes:
            return "image-heavy"
    return ""
