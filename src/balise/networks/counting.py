"""Lengths as the networks count them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

URL = re.compile(
    r"https?://[^\s<>«»“”\"]+|\b(?:[a-z0-9-]+\.)+(?:com|org|net|ca|qc\.ca|fr|info|io|be|ch|eu)\b(?:/[^\s<>«»“”\"]*)?",
    re.IGNORECASE,
)
TRAILING = ".,;:!?)]}'’»"
X_URL = 23  # whatever the length of the address, it becomes a t.co one
MASTODON_URL = 23
# twitter-text 3: what weighs one; everything else weighs two.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_SERVER = re.compile(r"(?<![\w/@])(@\w[\w.-]*)@[\w.-]+\w")
_JOINER, _TEXT_STYLE, _EMOJI_STYLE, _KEYCAP = "\u200d", "\ufe0e", "\ufe0f", "\u20e3"


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
    return sum(1 for _ in clusters(text))


def x_weight(text: str) -> int:
    """The weighted length of X: 23 an address, 2 an emoji or an ideogram, 1 the rest."""
    text = unicodedata.normalize("NFC", text)
    found = addresses(text)
    total = X_URL * len(found)
    for cluster in clusters(_without(text, found)):
        total += 2 if _pictured(cluster) else sum(_weight(ord(character)) for character in cluster)
    return total


def mastodon_length(text: str) -> int:
    """Graphemes, an address counting 23; of ``@somebody@example.org`` only ``@somebody`` counts."""
    found = [place for place in addresses(text) if text[place[0] : place[1]].lower().startswith("http")]
    return MASTODON_URL * len(found) + graphemes(_SERVER.sub(r"\1", _without(text, found)))


def addresses(text: str) -> list[tuple[int, int]]:
    """Places of the web addresses in a text, without the punctuation of the sentence around them."""
    found = []
    for match in URL.finditer(text):
        if text[max(0, match.start() - 1) : match.start()] == "@":
            continue  # the domain of an e-mail address
        address = match.group().rstrip(TRAILING)
        found.append((match.start(), match.start() + len(address)))
    return found


def clusters(text: str) -> Iterator[str]:
    """The text cut where a reader sees one character end (the rules of UAX 29 that posts meet)."""
    cluster = ""
    flags = 0
    for character in text:
        flag = "\U0001f1e6" <= character <= "\U0001f1ff"
        joins = bool(cluster) and (
            _extends(character)
            or cluster[-1] == _JOINER
            or (cluster == "\r" and character == "\n")
            or (flag and flags % 2 == 1)
            or _hangul(cluster[-1], character)
        )
        if joins and not (cluster[-1] in "\r\n" and character != "\n"):
            cluster += character
        else:
            if cluster:
                yield cluster
            cluster = character
            flags = 0
        flags = flags + 1 if flag else 0
    if cluster:
        yield cluster


def _extends(character: str) -> bool:
    if character < "\u0300":
        return False
    return (
        character in {_JOINER, _TEXT_STYLE, _EMOJI_STYLE, _KEYCAP}
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
        or unicodedata.category(character) in {"Mn", "Me", "Mc"}
    )


def _hangul(before: str, after: str) -> bool:
    if not ("\u1100" <= after <= "\u11ff" or "\uac00" <= after <= "\ud7a3"):
        return False
    if "\u1100" <= before <= "\u115f":
        return after <= "\u11a7" or after >= "\uac00"
    if "\u1160" <= before <= "\u11a7" or "\uac00" <= before <= "\ud7a3":
        return "\u1160" <= after <= "\u11ff"
    return "\u11a8" <= before <= "\u11ff" and "\u11a8" <= after <= "\u11ff"


def _weight(point: int) -> int:
    return 1 if any(first <= point <= last for first, last in _LIGHT) else 2


def _pictured(cluster: str) -> bool:
    return _EMOJI_STYLE in cluster or _KEYCAP in cluster or any("\U0001f000" <= one <= "\U0001faff" for one in cluster)


def _without(text: str, places: list[tuple[int, int]]) -> str:
    kept, last = [], 0
    for start, end in places:
        kept.append(text[last:start])
        last = end
    return "".join(kept) + text[last:]
