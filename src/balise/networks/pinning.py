"""A connection to the very address that was checked, whatever its name says a moment later."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl

from balise.networks.reaching import Place

SECONDS = 10  # without a word


def hang_up(connection: http.client.HTTPConnection) -> None:
    """A receiver that answers one letter at a time must not hold the dispatcher for longer than its lease."""
    if connection.sock is not None:
        with contextlib.suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


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
