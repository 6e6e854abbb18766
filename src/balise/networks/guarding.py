"""The ground under ``http``: connections that lead only where they may, and end when their time is over."""

from __future__ import annotations

import ssl
import time
import typing
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from functools import cache

import httpcore
import httpx

from balise.networks.reaching import Place, Unreachable, place_of, resolve

deadline: ContextVar[float | None] = ContextVar("deadline", default=None)
"""When the call being made must be over (``time.monotonic``), however little it says at a time."""


class TooLate(Exception):
    """The time for the whole call is over."""


class Guarded(httpx.BaseTransport):
    """Resolves each name once, refuses it unless every answer is public, and connects to those very answers.

    ``inside`` are the ``host:port`` excepted, which may also do without TLS; with ``plain``, all others may too.
    """

    def __init__(self, *, inside: frozenset[str], plain: bool) -> None:
        self._inside = inside
        self._plain = plain
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(),
            network_backend=_Backend(inside),
            max_connections=4,
            keepalive_expiry=20,
            http1=True,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request, redirections included: each is a call of its own."""
        url = request.url
        near = f"{url.raw_host.decode('ascii')}:{url.port or (443 if url.scheme == 'https' else 80)}" in self._inside
        try:
            place_of(str(url), private=near or self._plain)
        except ValueError:
            raise Unreachable("bad-address") from None
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=typing.cast("Iterable[bytes]", request.stream),
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions={"http_version": b"HTTP/1.1"}
        )

    def close(self) -> None:
        """Let the connections go."""
        self._pool.close()


@cache
def _trust() -> ssl.SSLContext:
    """The authorities of this machine: reading them takes a tenth of a second, once."""
    return ssl.create_default_context()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, inside: frozenset[str]) -> None:
        self._inside = inside
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        place = Place(secure=True, host=host, port=port, path="/")
        addresses = resolve(place, private=f"{host}:{port}" in self._inside)
        failed: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            try:
                found = self._plain.connect_tcp(address, port, _left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(found)
        if failed is None:
            raise Unreachable("no-such-name")
        raise failed


class _Timed(httpcore.NetworkStream):
    """A stream that ends with the call it serves: one letter at a time does not hold anybody for ever."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> typing.Any:
        return self._stream.get_extra_info(info)


def _left(timeout: float | None) -> float | None:
    """Seconds until the nearer of the two ends. Raises ``TooLate``."""
    end = deadline.get()
    if end is None:
        return timeout
    left = end - time.monotonic()
    if left <= 0:
        raise TooLate
    return left if timeout is None else min(timeout, left)
