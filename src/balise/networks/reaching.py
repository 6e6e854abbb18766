"""Posting to an address that somebody typed, without letting it lead inside.

The name is resolved here, every answer must be an address of the public internet, and the connection is made to that
very answer: a name that says otherwise a moment later changes nothing. No redirection is followed.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

SECONDS = 10  # without a word
_WHOLE = 30  # seconds, in all
_LONGEST_WAIT = 86_400


class Unreachable(Exception):
    """Nothing was sent, or nobody knows. ``kind`` is a word for the log."""

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


@dataclass(frozen=True)
class Answered:
    """The status, and how many seconds the receiver asks to wait, if it does."""

    status: int
    wait: int | None = None


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


def resolve(place: Place, *, private: bool) -> str:
    """The address to connect to. Raises ``Inside`` when any answer is not public."""
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable("no-such-name") from error
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    if not addresses:
        raise Unreachable("no-such-name")
    if not private and not all(is_public(one) for one in addresses):
        raise Inside("private-address")
    return addresses[0]


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


def post(address: str, *, body: bytes, headers: Mapping[str, str], private: bool) -> Answered:
    """Post and read the status. Raises ``Unreachable``; ``ValueError`` for an address that ``place_of`` refuses."""
    place = place_of(address, private=private)
    connection = connection_to(place, resolve(place, private=private))
    patience = threading.Timer(_WHOLE, hang_up, [connection])
    try:
        connection.connect()
        patience.start()
        connection.request("POST", place.path, body=body, headers=dict(headers))
        response = connection.getresponse()  # what it says besides is nobody's business: not read
        return Answered(response.status, _wait(response.headers.get("Retry-After", "")))
    except ssl.SSLError as error:
        raise Unreachable("certificate") from error
    except TimeoutError as error:
        raise Unreachable("too-slow") from error
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable("no-answer") from error
    finally:
        patience.cancel()
        connection.close()


def hang_up(connection: http.client.HTTPConnection) -> None:
    """A receiver that answers one letter at a time must not hold the dispatcher for longer than its lease."""
    if connection.sock is not None:
        with contextlib.suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _wait(said: str) -> int | None:
    return min(int(said), _LONGEST_WAIT) if said.isascii() and said.isdigit() and len(said) < 9 else None


def connection_to(place: Place, address: str) -> http.client.HTTPConnection:
    """A connection to one address of a place, not yet open."""
    if place.secure:
        return _Pinned(place, address)
    return _PinnedPlain(place, address)


class _PinnedPlain(http.client.HTTPConnection):
    """Connects to one address whatever the name says now."""

    def __init__(self, place: Place, address: str) -> None:
        super().__init__(place.host, place.port, timeout=SECONDS)
        self._address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)


class _Pinned(http.client.HTTPSConnection):
    """The same, with the certificate of the name asked for."""

    def __init__(self, place: Place, address: str) -> None:
        self._trust = ssl.create_default_context()
        super().__init__(place.host, place.port, timeout=SECONDS, context=self._trust)
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._trust.wrap_socket(plain, server_hostname=self.host)
