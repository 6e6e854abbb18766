"""Whether a post keeps within the limits of a network, as the network counts."""

from __future__ import annotations

from typing import NamedTuple

from balise.networks.describing import Network


class Excess(NamedTuple):
    """One limit that is not kept. ``code`` names the sentence: text-empty, text-long, title-missing, title-long,
    alt-long, images-many, media-missing or video-missing; ``used`` and ``allowed`` are counts (0 when none is meant).
    """

    network: str
    code: str
    used: int = 0
    allowed: int = 0


class Post(NamedTuple):
    """What one network would receive."""

    text: str
    title: str = ""
    alts: tuple[str, ...] = ()  # one for each image
    video: bool = False


def excesses(network: Network, post: Post) -> list[Excess]:
    """Every limit of the network that the post passes."""
    found = []
    used = network.measure(post.text)
    if not post.text.strip():
        found.append(Excess(network.id, "text-empty"))
    if network.maximum is not None and used > network.maximum:
        found.append(Excess(network.id, "text-long", used, network.maximum))
    if network.title_required and not post.title.strip():
        found.append(Excess(network.id, "title-missing"))
    if network.title_maximum is not None and len(post.title) > network.title_maximum:
        found.append(Excess(network.id, "title-long", len(post.title), network.title_maximum))
    if network.alt_maximum is not None:
        found += [
            Excess(network.id, "alt-long", len(alt), network.alt_maximum)
            for alt in post.alts
            if len(alt) > network.alt_maximum
        ]
    if network.images_maximum is not None and len(post.alts) > network.images_maximum:
        found.append(Excess(network.id, "images-many", len(post.alts), network.images_maximum))
    if network.needs == "media" and not post.alts and not post.video:
        found.append(Excess(network.id, "media-missing"))
    if network.needs == "video" and not post.video:
        found.append(Excess(network.id, "video-missing"))
    return found
