"""A register with a few accounts, and a site on this machine."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest

from tests.integration.web.publishing.conftest import _second_factor_elsewhere, seat

__all__ = ["_second_factor_elsewhere", "seat"]


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    from balise.web.access.pacing import Pace
    from balise.web.presence.views import lookalikes, public

    monkeypatch.setattr(public, "of_addresses", Pace(burst=10_000, rate=1e6))
    monkeypatch.setattr(lookalikes, "of_people", Pace(burst=10_000, rate=1e6))


@pytest.fixture
def enter(cast: SimpleNamespace, now: dt.datetime) -> Callable[..., Any]:
    """Writes down an account: ``enter("facebook", "https://…", partner_id=…)``."""
    from balise.web.presence.transitions import accounts

    def make(network: str, address: str, **said: Any) -> Any:
        said = {"two_factor": "on", "owner": cast.communications.pk, **said}
        return accounts.register(
            actor=cast.communications, network=network, address=address, now=said.pop("now", now), **said
        )

    return make


@dataclass
class Site:
    """Answers each path as told: a status and headers; 404 for the others."""

    address: str = ""
    pages: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    got: list[str] = field(default_factory=list)


@pytest.fixture
def site() -> Iterator[Site]:
    kept = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kept.got.append(self.path)
            status, headers = kept.pages.get(self.path, (404, {}))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_words: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield kept
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)
