"""How long, with what, and where: the limits of a network and whether a post keeps within them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from balise.web.verdicts.counting import code_points


@dataclass(frozen=True, kw_only=True)
class Appearance:
    """How a post looks on a network, as seen in August 2026: networks change it without telling anybody.

    ``fold`` and ``fold_lines`` are the characters and lines shown before «voir plus» (None: all of them).
    ``link_shown`` is how much of an address is shown, without its ``https://`` (None: the whole address as it is).
    ``mentions`` says what becomes a link to an account: ``word`` (@someone), ``name`` (@some.one), ``domain``
    (@someone.example.org), ``server`` (@someone@example.org too), or nothing of what is pasted (empty).
    ``crop_one`` and ``crop_many`` are the frame of one image and of several, width by height (empty: left whole);
    ``images_shown`` of several are seen at once, the others behind «+ n» or by sliding (None: all of them).
    """

    fold: int | None = None
    fold_lines: int | None = None
    links: bool = True
    link_shown: int | None = None
    hashtags: bool = True
    mentions: str = ""
    card: bool = False  # the first link becomes a card where there is no image
    crop_one: str = ""
    crop_many: str = ""
    images_shown: int | None = None
    media_first: bool = False


@dataclass(frozen=True, kw_only=True)
class Network:
    """What a network allows, as known in August 2026, and how somebody publishes there by hand.

    ``maximum`` is in the units of ``measure`` (None: no limit worth telling). ``hosts`` are those of its posts, each
    with its subdomains; empty means any host, or those of the organisation when ``own_host``. ``steps`` are sentences
    by language. ``look`` is for previews. ``edits`` is what can be changed once online: ``all``, ``text`` (images and
    video stay), or nothing; ``edit_steps`` say how, and are there unless ``edits`` is empty.
    """

    id: str
    names: Mapping[str, str]
    order: int = 100
    measure: Callable[[str], int] = code_points
    maximum: int | None = None
    title_maximum: int | None = None
    title_required: bool = False
    alt_maximum: int | None = None
    images_maximum: int | None = None
    needs: str = ""  # "" | media | video
    link_length: int | None = None
    hosts: tuple[str, ...] = ()
    own_host: bool = False
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    look: Appearance = Appearance()
    edits: str = ""
    edit_steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
