"""How a post would look on a network: where it folds, what becomes a link, how images are framed. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from balise.networks.counting import HASHTAG as _HASHTAG
from balise.networks.counting import addresses, clusters
from balise.networks.describing import Appearance, Network
from balise.networks.limits import Post

_MENTIONS = {
    "name": re.compile(r"(?<![\w/@.])@\w[\w.]*\w(?![\w.]*@)"),
    "domain": re.compile(r"(?<![\w/@.])@(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE),
    "server": re.compile(r"(?<![\w/@.])@\w[\w.-]*(?:@(?:[\w-]+\.)+\w{2,})?"),
    "word": re.compile(r"(?<![\w/@.])@\w{1,15}(?![\w@])"),
}
_ANY_MENTION = _MENTIONS["server"]
_NEAR = 20  # how far back a fold looks for a space


class Piece(NamedTuple):
    """Some words of the post as they are shown; ``kind``: text, link, hashtag or mention."""

    kind: str
    shown: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A post as one network would show it.

    ``visible`` is what is read at once, ``folded`` what comes after «voir plus», ``over`` what the network would not
    take. ``images`` are how many are seen at once, framed by ``crop``; ``more_images`` are behind «+ n»; ``card`` is
    the host of the link that becomes a card. ``remarks`` name sentences: links-dead, hashtags-dead, mentions-by-hand,
    mentions-form, card-replaced, images-framed.
    """

    visible: tuple[Piece, ...]
    folded: tuple[Piece, ...]
    over: str
    used: int
    maximum: int | None
    images: int
    more_images: int
    crop: str
    card: str
    remarks: tuple[str, ...]


def preview(network: Network, post: Post) -> Preview:
    """What people would see of ``post`` there."""
    look = network.look
    limit = longest_prefix(post.text, network.measure, network.maximum)
    text = post.text[:limit]
    fold = fold_at(text, look)
    spans = _spans(text, look)
    images = len(post.alts)
    seen = images if images < 2 or look.images_shown is None else min(images, look.images_shown)
    links = addresses(text)
    card = ""
    if look.card and links and not images and not post.video:
        card = _host(text[links[0][0] : links[0][1]])
    crop = look.crop_one if images == 1 else look.crop_many
    return Preview(
        visible=tuple(_pieces(text, spans, 0, fold, look)),
        folded=tuple(_pieces(text, spans, fold, len(text), look)),
        over=post.text[limit:],
        used=network.measure(post.text),
        maximum=network.maximum,
        images=seen,
        more_images=images - seen,
        crop=crop if images else "",
        card=card,
        remarks=tuple(_remarks(text, post, look, links=bool(links), crop=crop)),
    )


def longest_prefix(text: str, measure: Callable[[str], int], maximum: int | None) -> int:
    """Where ``text`` passes ``maximum`` as ``measure`` counts, between two characters as a reader sees them."""
    if maximum is None or measure(text) <= maximum:
        return len(text)
    ends = [0]
    for cluster in clusters(text):
        ends.append(ends[-1] + len(cluster))
    low, high = 0, len(ends) - 1
    while low < high:  # the longest that fits: lengths only grow, but for an address being written, which is close
        middle = (low + high + 1) // 2
        if measure(text[: ends[middle]]) <= maximum:
            low = middle
        else:
            high = middle - 1
    return ends[low]


def fold_at(text: str, look: Appearance) -> int:
    """Where the text folds, at a space or a line end; its length when it does not."""
    place = len(text)
    if look.fold_lines is not None:
        lines = [match.start() for match in re.finditer("\n", text)]
        if len(lines) >= look.fold_lines:
            place = lines[look.fold_lines - 1]
    if look.fold is not None and look.fold < place:
        shown = 0
        for number, cluster in enumerate(clusters(text)):
            if number == look.fold:
                break
            shown += len(cluster)
        if shown < place:
            space = max(text.rfind(" ", shown - _NEAR, shown + 1), text.rfind("\n", shown - _NEAR, shown + 1))
            place = space if space > 0 else shown
    return place


def _spans(text: str, look: Appearance) -> list[tuple[int, int, str]]:
    """Places of what becomes a link, in order, none within another."""
    taken = addresses(text)
    found = [(start, end, "link") for start, end in taken] if look.links else []
    patterns = [("hashtag", _HASHTAG)] if look.hashtags else []
    if look.mentions:
        patterns.append(("mention", _MENTIONS[look.mentions]))
    for kind, pattern in patterns:
        places = [match.span() for match in pattern.finditer(text)]
        found += [(*place, kind) for place in places if not any(start <= place[0] < end for start, end in taken)]
    return sorted(found)


def _pieces(text: str, spans: list[tuple[int, int, str]], begin: int, end: int, look: Appearance) -> Iterator[Piece]:
    place = begin
    for start, stop, kind in spans:
        if stop <= begin or start >= end:
            continue
        first, last = max(start, begin), min(stop, end)
        if first > place:
            yield Piece("text", text[place:first])
        words = text[first:last]
        yield Piece(
            kind, _shortened(words, look.link_shown) if kind == "link" and (first, last) == (start, stop) else words
        )
        place = last
    if place < end:
        yield Piece("text", text[place:end])


def _shortened(address: str, longest: int | None) -> str:
    if longest is None:
        return address
    bare = re.sub(r"^https?://(?:www\.)?", "", address, flags=re.IGNORECASE).rstrip("/")
    return bare if len(bare) <= longest else bare[:longest] + "…"


def _host(address: str) -> str:
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _remarks(text: str, post: Post, look: Appearance, *, links: bool, crop: str) -> Iterator[str]:
    if links and not look.links:
        yield "links-dead"
    if not look.hashtags and _HASHTAG.search(text):
        yield "hashtags-dead"
    if _ANY_MENTION.search(text):
        if not look.mentions:
            yield "mentions-by-hand"
        elif not _MENTIONS[look.mentions].search(text):
            yield "mentions-form"
    if links and look.card and (post.alts or post.video):
        yield "card-replaced"
    if post.alts and crop:
        yield "images-framed"
