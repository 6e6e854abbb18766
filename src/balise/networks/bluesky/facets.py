"""What of a text becomes a link on Bluesky: the network itself finds nothing, the client says where.

A facet is a place in the UTF-8 bytes of the text and what it leads to (``app.bsky.richtext.facet``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from balise.networks.links import addresses

# As the official client finds them: after a space, a parenthesis or nothing.
_MENTION = re.compile(r"(?<![^\s(«])@((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9])")
_TAG = re.compile(r"(?<!\S)[#＃]([^\s\u00ad\u2060\u200a-\u200d\u20e2]+)")
_TAG_ENDS = re.compile(r"[\W_]+\Z")
TAG_MAXIMUM = 64  # graphemes, as the lexicon says; the official client counts code units


def handles(text: str) -> tuple[str, ...]:
    """Every account named in ``text``, in order, without its @; each once."""
    return tuple(dict.fromkeys(match.group(1).lower() for match in _MENTION.finditer(text)))


def facets(text: str, *, did_of: Callable[[str], str | None]) -> list[dict[str, Any]]:
    """Links, mentions and hashtags of ``text``, in order, none within another.

    ``did_of`` gives the identifier of a handle; a mention of an account that it does not know stays plain text.
    ``byteStart`` and ``byteEnd`` (exclusive) count bytes of the text in UTF-8.
    """
    found: list[tuple[int, int, dict[str, str]]] = []
    for start, end in addresses(text):
        address = text[start:end]
        if not address.lower().startswith(("http://", "https://")):
            address = f"https://{address}"
        found.append((start, end, {"$type": "app.bsky.richtext.facet#link", "uri": address}))
    for match in _MENTION.finditer(text):
        did = did_of(match.group(1).lower())
        if did is not None:
            found.append((match.start(), match.end(), {"$type": "app.bsky.richtext.facet#mention", "did": did}))
    for match in _TAG.finditer(text):
        tag = _TAG_ENDS.sub("", match.group(1))
        if tag and not tag.isdigit() and len(tag) <= TAG_MAXIMUM:
            place = match.start(), match.start() + 1 + len(tag)
            found.append((*place, {"$type": "app.bsky.richtext.facet#tag", "tag": tag}))
    kept: list[dict[str, Any]] = []
    last = 0
    for start, end, feature in sorted(found, key=lambda one: one[:2]):
        if start >= last:
            kept.append({"index": _bytes(text, start, end), "features": [feature]})
            last = end
    return kept


def _bytes(text: str, start: int, end: int) -> dict[str, int]:
    before = len(text[:start].encode())
    return {"byteStart": before, "byteEnd": before + len(text[start:end].encode())}
