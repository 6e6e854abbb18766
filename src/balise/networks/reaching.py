"""Whether an address that somebody typed, or that another one led to, may be asked: never one that leads inside.

A name is resolved here, every answer must be an address of the public internet, and whoever connects does so to those
very answers: a name that says otherwise a moment later changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit


class Unreachable(Exception):
    """Nothing was sent. ``kind`` is a word for the log."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Inside(Unreachable):
    """The name leads to this machine or its network."""


@dataclass(frozen=True)
class Place:
    """A checked address: where to connect, and what to ask for there."""

    secure: bool
    host: str
    port: int
    path: str


def place_of(address: str, *, private: bool) -> Place:
    """Read an address; ``ValueError`` names what is wrong: scheme, host, user, port. Nothing is resolved."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (private and parts.scheme == "http"):
        raise ValueError("scheme")
    if "@" in parts.netloc:
        raise ValueError("user")
    if not parts.hostname or any(
        not (letter.isascii() and letter.isprintable()) or letter == " " for letter in address
    ):
        raise ValueError("host")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise ValueError("port") from None
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme == "https", parts.hostname, port, path)


def resolve(place: Place, *, private: bool) -> tuple[str, ...]:
    """The addresses to connect to, in order, at least one. Raises ``Inside`` when any of them is not public."""
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable("no-such-name") from error
    addresses = tuple(dict.fromkeys(str(info[4][0]) for info in found))
    if not addresses:
        raise Unreachable("no-such-name")
    if not private and not all(is_public(one) for one in addresses):
        raise Inside("private-address")
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, those that carry another inside included."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
        if ip.is_site_local:  # deprecated, and still routed inside by whoever kept it
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


_NAT64 = ipaddress.ip_network("64:ff9b::/96")
