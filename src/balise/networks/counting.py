"""Lengths as the networks count them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

import regex

from balise.networks.links import addresses

X_URL = 23  # whatever the length of the address, it becomes a t.co one
MASTODON_URL = 23
# twitter-text 3: what weighs one; everything else weighs two.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_SERVER = re.compile(r"(?<![\w/@])(@\w[\w.-]*)@[\w.-]+\w")
_CLUSTER = regex.compile(r"\X")  # extended grapheme clusters, UAX 29
_EMOJI = regex.compile(
    r"(?:\p{RI}{2}|[0-9#*]\ufe0f?\u20e3|(?:[\U0001f000-\U0001faff]|\p{Extended_Pictographic}\ufe0f).*)", regex.DOTALL
)


HASHTAG = re.compile(r"(?<![\w&/#])#\w*[^\W\d_]\w*")


def hashtags(text: str) -> int:
    """How many words with a number sign before them become links."""
    return sum(1 for _ in HASHTAG.finditer(text))


def code_points(text: str) -> int:
    """Unicode code points."""
    return len(text)


def utf8_bytes(text: str) -> int:
    """Bytes in UTF-8 (YouTube counts descriptions so): an accent is two, an emoji four or more."""
    return len(text.encode("utf-8", "surrogatepass"))


def graphemes(text: str) -> int:
    """Characters as a reader sees them (Bluesky): accents, skin tones and joined emoji are one."""
    return len(_CLUSTER.findall(text))


def x_weight(text: str) -> int:
    """The weighted length of X: 23 an address, 2 an emoji or an ideogram, 1 the rest."""
    text = unicodedata.normalize("NFC", text)
    found = addresses(text, strict=True)
    total = X_URL * len(found)
    for piece in _between(text, found):
        for cluster in clusters(piece):
            total += 2 if _EMOJI.fullmatch(cluster) else sum(_weight(ord(character)) for character in cluster)
    return total


def mastodon_length(text: str, *, link: int = MASTODON_URL) -> int:
    """Graphemes, an address counting ``link`` whatever its length; of ``@me@example.org`` only ``@me`` counts."""
    found = [place for place in addresses(text, strict=True) if text[place[0] : place[1]].lower().startswith("http")]
    return link * len(found) + sum(graphemes(_SERVER.sub(r"\1", piece)) for piece in _between(text, found))


def clusters(text: str) -> Iterator[str]:
    """The text cut where a reader sees one character end."""
    return (match.group() for match in _CLUSTER.finditer(text))


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


def _weight(point: int) -> int:
    return 1 if any(first <= point <= last for first, last in _LIGHT) else 2


def _between(text: str, places: list[tuple[int, int]]) -> Iterator[str]:
    """What is outside of ``places``."""
    last = 0
    for start, end in places:
        yield text[last:start]
        last = end
    yield text[last:]
