"""A text too long for one post, as several that answer one another: nothing of it is lost, and each says its place."""

from __future__ import annotations

import re

from balise.networks.counting import clusters, longest_prefix
from balise.networks.describing import Network
from balise.networks.links import addresses

MOST = 99  # posts of one thread
# Where a reader pauses, best first.
_PAUSES = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?…»])\s"), re.compile(r"\s"))


class Uncuttable(ValueError):
    """The text would not fit in a thread there. ``code``: no-threads (the network has none) or too-many."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def cut(text: str, network: Network) -> tuple[str, ...]:
    """The posts of a thread, in order, each within ``network.maximum``; the text alone when it fits.

    Each ends with its place («2/3»). Cuts fall where a reader pauses, never inside an address unless it is longer than
    a post. Raises ``Uncuttable``.
    """
    whole = text.strip()
    if network.maximum is None or network.measure(whole) <= network.maximum:
        return (whole,)
    if not network.threads:
        raise Uncuttable("no-threads")
    for widest in (" 9/9", " 99/99"):
        pieces = _pieces(whole, network, widest)
        if len(pieces) <= (9 if widest == " 9/9" else MOST):
            return tuple(f"{piece} {number}/{len(pieces)}" for number, piece in enumerate(pieces, 1))
    raise Uncuttable("too-many")


def _pieces(rest: str, network: Network, widest: str) -> list[str]:
    def measure(text: str) -> int:
        return network.measure(text + widest)

    found: list[str] = []
    while rest and len(found) <= MOST:
        near = _near(rest, network)
        end = _end(near, longest_prefix(near, measure, network.maximum))
        while network.maximum is not None and measure(rest[:end].rstrip()) > network.maximum and end > 1:
            end -= len(list(clusters(rest[:end]))[-1])  # an address that the cut itself made or unmade
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return found


def _near(rest: str, network: Network) -> str:
    """A beginning of ``rest`` that is longer than a post: what comes after changes nothing."""
    length = 2 * (network.maximum or 0)
    while length < len(rest) and network.measure(rest[:length]) <= (network.maximum or 0) + 10:
        length *= 2
    return rest[: length + 1]


def _end(text: str, most: int) -> int:
    """Where to cut, at ``most`` or before; more than nothing."""
    if most >= len(text):
        return len(text)
    most = next((start for start, end in addresses(text) if start < most < end and start > 0), most)
    for pause in _PAUSES:
        places = [match.start() for match in pause.finditer(text, 0, most + 1)]
        if places and places[-1] > most // 3:
            return places[-1]
    return max(most, len(next(clusters(text))))
