"""Whether a post keeps within the limits of a network, as the network counts."""

from __future__ import annotations

from typing import NamedTuple

from balise.networks.content import MediaKind, Outgoing
from balise.networks.counting import hashtags
from balise.networks.describing import Network
from balise.networks.errors import Permanent


class Excess(NamedTuple):
    """One limit that is not kept. ``code`` names the sentence: text-empty, text-long, text-heavy (too many bytes),
    hashtags-many, title-missing, title-long, alt-long, images-many, media-missing or video-missing; ``used`` and
    ``allowed`` are counts (0 when none is meant).
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
        code = "text-heavy" if network.bytes_counted else "text-long"
        found.append(Excess(network.id, code, used, network.maximum))
    if network.hashtags_maximum is not None and (marked := hashtags(post.text)) > network.hashtags_maximum:
        found.append(Excess(network.id, "hashtags-many", marked, network.hashtags_maximum))
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


def refuse_excess(network: Network, post: Outgoing) -> None:
    """Raise ``Permanent`` when the network would not take the post whole: nothing is ever cut to fit.

    ``code`` is one of ``Excess``, or media-type, media-heavy, media-mixed (videos go alone).
    """
    images = [one for one in post.media if one.kind is MediaKind.IMAGE]
    videos = [one for one in post.media if one.kind is MediaKind.VIDEO]
    said = Post(post.text, post.title, tuple(one.alt for one in images), bool(videos))
    for excess in excesses(network, said):
        if excess.code != "text-empty" or not post.media:
            raise Permanent(excess.code)
    if len(videos) > 1 or (videos and images):
        raise Permanent("media-mixed")
    for one in post.media:
        image = one.kind is MediaKind.IMAGE
        if one.content_type not in (network.image_types if image else network.video_types):
            raise Permanent("media-type")
        most = network.image_bytes if image else network.video_bytes
        if most is not None and one.size > most:
            raise Permanent("media-heavy")
