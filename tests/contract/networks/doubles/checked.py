"""A double or a server of others, seen through Prism: what passes is held against the network's own description."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Collection
from contextlib import ExitStack
from typing import Any, ClassVar
from urllib.parse import urlsplit

from tests.contract.networks import serving
from tests.contract.networks.gate import Gate, Request, Response

_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "host", "content-length", "accept-encoding"}


class Checked:
    """Requests go to Prism, which asks ``behind`` and tells what does not agree. Where Prism is not installed they go
    straight to ``behind``, and ``checking`` is False. ``undescribed`` are the beginnings of paths that the description
    does not have.
    """

    _standing: ClassVar[dict[str, Checked]] = {}

    @classmethod
    def of(
        cls, description: str, behind: Callable[[Request], Response], *, undescribed: Collection[str] = ()
    ) -> Checked:
        """The one of the session, with another ``behind``."""
        if description not in cls._standing:
            cls._standing[description] = cls(description)
        found = cls._standing[description]
        found.behind = behind
        found.undescribed = tuple(undescribed)
        found.wrong = []
        return found

    def __init__(self, description: str) -> None:
        self.behind: Callable[[Request], Response] = lambda _request: Response(500)
        self.undescribed: tuple[str, ...] = ()
        self.wrong: list[str] = []
        self.checking = serving.prism_is_there()
        self._address = ""
        if self.checking:
            stack = ExitStack()
            gate = stack.enter_context(Gate(self._ask_behind).open())
            serving.at_the_end(stack.close)
            self._address = serving.prism(description, before=gate.origin)

    def _ask_behind(self, request: Request) -> Response:
        return self.behind(request)  # whichever it is by then

    def __call__(self, request: Request) -> Response:
        if not self.checking or request.path.startswith(self.undescribed or ("\0",)):
            return self.behind(request)
        answer = ask(self._address, request)
        told = {name.lower(): value for name, value in answer.headers.items()}
        for one in _violations(told.get("sl-violations", "[]")):
            # What a network really says of an error is often not what it describes.
            if answer.status < 400 or one["location"][0] == "request":
                self.wrong.append(_sentence(request, one))
        return answer


def ask(address: str, request: Request) -> Response:
    """Pass a request on to a server, as it is."""
    target = urlsplit(address)
    connection = http.client.HTTPConnection(target.hostname or "", target.port, timeout=20)
    try:
        headers = {name: value for name, value in request.headers.items() if name not in _HOP}
        connection.request(request.method, request.target, body=request.body or None, headers=headers)
        found = connection.getresponse()
        kept = {name: value for name, value in found.getheaders() if name.lower() not in _HOP}
        return Response(found.status, found.read(), kept)
    finally:
        connection.close()


def _violations(told: str) -> list[dict[str, Any]]:
    """What Prism found; when there is too much to tell, it says only that, of an answer: requests have few parts."""
    try:
        return list(json.loads(told))
    except ValueError:
        return [{"location": ["response"], "message": told}]


def _sentence(request: Request, violation: dict[str, Any]) -> str:
    place = ".".join(str(part) for part in violation.get("location", ()))
    return f"{request.method} {request.path}: {place}: {violation.get('message')}"
