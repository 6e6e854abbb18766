"""Whether what is online is what was approved, letting go what networks change by themselves: spaces, how a link is
written, how a letter is composed. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from balise.networks.content import MediaKind, Outgoing, Presence, Seen
from balise.networks.counting import addresses

_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\ufe0f"))


class Difference(NamedTuple):
    """One thing that is not as approved. ``code``: held, text, title, alt, images or video; ``approved`` and ``online``
    are the words, or the counts as words.
    """

    code: str
    approved: str
    online: str


def differences(post: Outgoing, seen: Seen) -> tuple[Difference, ...]:
    """What differs; what the network does not tell is not held against it."""
    found = []
    if seen.state is Presence.HELD:
        found.append(Difference("held", Presence.ONLINE.value, seen.state.value))
    if same_text(post.text) != same_text(seen.text):
        found.append(Difference("text", post.text, seen.text))
    if seen.title is not None and post.title and same_text(post.title) != same_text(seen.title):
        found.append(Difference("title", post.title, seen.title))
    if seen.media is not None:
        found += _media(post, seen)
    return tuple(found)


def same_text(text: str) -> str:
    """A form in which two texts are equal when a reader would say that they are."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    parts, last = [], 0
    for start, end in addresses(text):
        parts += [text[last:start], _plain_address(text[start:end])]
        last = end
    text = "".join([*parts, text[last:]]).translate(_INVISIBLE)
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def _plain_address(address: str) -> str:
    bare = re.sub(r"^https?://", "", address, flags=re.IGNORECASE)
    host, slash, rest = bare.partition("/")
    return f"{host.lower().removeprefix('www.')}{slash}{rest}".rstrip("/")


def _media(post: Outgoing, seen: Seen) -> list[Difference]:
    found = []
    online = seen.media or ()
    for code, kind in (("images", MediaKind.IMAGE), ("video", MediaKind.VIDEO)):
        wanted, there = sum(one.kind is kind for one in post.media), sum(one.kind is kind for one in online)
        if wanted != there:
            found.append(Difference(code, str(wanted), str(there)))
    if not found:
        found += [
            Difference("alt", mine.alt, theirs.alt)
            for mine, theirs in zip(post.media, online, strict=True)
            if theirs.alt is not None and mine.alt and same_text(mine.alt) != same_text(theirs.alt)
        ]
    return found
