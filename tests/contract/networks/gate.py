"""What stands before a peer, on loopback: passes requests on, keeps them, and spoils those it is told to.

``Gate`` is given what answers: a function of ours (a double) or the address of somebody else's server.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "host", "content-length"}


@dataclass(frozen=True)
class Request:
    """What came, as it came; header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@dataclass(frozen=True)
class Response:
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class Fault(StrEnum):
    """How a request may be spoiled."""

    STATUS = "status"  # answered by the status given, without being passed on
    CUT = "cut"  # the connection ends before the request is passed on
    LOST = "lost"  # passed on, and the connection ends before the answer
    HALF = "half"  # passed on; half of the answer comes
    WRONG_JSON = "wrong-json"
    SILENT = "silent"  # not passed on; no answer for longer than anybody waits
    DRIP = "drip"  # not passed on; a letter now and then, for ever
    REDIRECT = "redirect"  # not passed on; sent inside
    HUGE = "huge"  # an answer that does not end


Answers = Callable[[Request], Response]


@dataclass
class _Armed:
    fault: Fault
    after: int
    response: Response
    always: bool


class Gate:
    """A server on loopback. ``requests`` are all that came; ``answers`` the statuses and headers of those passed on."""

    def __init__(self, answers: Answers | str) -> None:
        self._answers = answers
        self.requests: list[Request] = []
        self.answers: list[Response] = []
        self.stopping = threading.Event()
        self.trapped = 0
        self._armed: _Armed | None = None
        self._lock = threading.Lock()
        gate = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                with contextlib.suppress(ConnectionError):
                    super().handle_one_request()

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's word
                """Nothing."""

            def _all(self) -> None:
                gate._serve(self)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = _all  # noqa: N815 - the library's words

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._trap = _Trap(self)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @contextlib.contextmanager
    def open(self) -> Iterator[Gate]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.stopping.set()
            self._server.shutdown()
            self._server.server_close()
            self._trap.close()
            thread.join()

    def spoil(self, fault: Fault, *, after: int = 0, response: Response | None = None, always: bool = True) -> None:
        """Spoil the request that comes after ``after`` others, and the following ones when ``always``."""
        self._armed = _Armed(fault, after, response or Response(500), always)

    def heal(self) -> None:
        self._armed = None

    @property
    def inside(self) -> str:
        """An address on loopback that nobody was told to trust: who asks it went too far (``trapped``)."""
        return f"http://127.0.0.1:{self._trap.port}/inside"

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        body = _body(handler)
        request = Request(
            handler.command, handler.path, {name.lower(): value for name, value in handler.headers.items()}, body
        )
        with self._lock:
            self.requests.append(request)
            armed = self._armed
            if armed is not None and armed.after > 0:
                armed.after -= 1
                armed = None
            elif armed is not None and not armed.always:
                self._armed = None
        if armed is None or armed.fault in {Fault.LOST, Fault.HALF}:
            answer = self._pass_on(request)
            with self._lock:
                self.answers.append(answer)
        else:
            answer = armed.response
        self._answer(handler, answer, armed.fault if armed else None)

    def _pass_on(self, request: Request) -> Response:
        if callable(self._answers):
            return self._answers(request)
        target = urlsplit(self._answers)
        connection = http.client.HTTPConnection(target.hostname or "", target.port, timeout=20)
        try:
            headers = {name: value for name, value in request.headers.items() if name not in _HOP}
            connection.request(request.method, request.target, body=request.body or None, headers=headers)
            found = connection.getresponse()
            kept = {name: value for name, value in found.getheaders() if name.lower() not in _HOP}
            return Response(found.status, found.read(), kept)
        finally:
            connection.close()

    def _answer(self, handler: BaseHTTPRequestHandler, answer: Response, fault: Fault | None) -> None:
        if fault in {Fault.CUT, Fault.LOST}:
            return _cut(handler)
        if fault is Fault.SILENT:
            self.stopping.wait(5)
            return _cut(handler)
        if fault is Fault.REDIRECT:
            answer = Response(302, b"", {"Location": self.inside})
        if fault is Fault.WRONG_JSON:
            answer = Response(200, b"<html>Bonjour", {"Content-Type": "text/html"})
        if fault is Fault.HALF:
            answer = Response(answer.status if answer.body else 200, answer.body or b'{"id": "1"}', answer.headers)
        length = len(answer.body) + (2**30 if fault in {Fault.DRIP, Fault.HUGE} else 0)
        handler.send_response(answer.status)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        if answer.status != 204:
            handler.send_header("Content-Length", str(length))
        handler.end_headers()
        if fault is Fault.HALF:
            handler.wfile.write(answer.body[: len(answer.body) // 2])
            return _cut(handler)
        if fault is Fault.DRIP:
            while not self.stopping.is_set():
                handler.wfile.write(b" ")
                time.sleep(0.05)
            return None
        if fault is Fault.HUGE:
            while not self.stopping.is_set():
                handler.wfile.write(b" " * 65_536)
            return None
        if handler.command != "HEAD":
            handler.wfile.write(answer.body)
        return None


class _Trap:
    """Listens where nobody should come."""

    def __init__(self, gate: Gate) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._wait, args=(gate,), daemon=True).start()

    def _wait(self, gate: Gate) -> None:
        while True:
            try:
                came, _ = self._socket.accept()
            except OSError:
                return
            gate.trapped += 1
            came.close()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


def _body(handler: BaseHTTPRequestHandler) -> bytes:
    if handler.headers.get("Transfer-Encoding", "").lower() == "chunked":
        body = b""
        while size := int(handler.rfile.readline().split(b";")[0], 16):
            body += handler.rfile.read(size)
            handler.rfile.readline()
        handler.rfile.readline()
        return body
    return handler.rfile.read(int(handler.headers.get("Content-Length") or 0))


def _cut(handler: BaseHTTPRequestHandler) -> None:
    """End the connection at once, without a polite goodbye."""
    handler.close_connection = True
    with contextlib.suppress(OSError):
        handler.wfile.flush()
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
