"""A server of Mastodon's kind on this machine, with a page where people accept or refuse, for tests of connecting."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import html
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

ACCESS, CLIENT_SECRET = "canaryACCESSword", "canaryCLIENTSECRETword"


class Instance:
    """Who is signed in there is ``handle``. ``down`` answers 503 to everything that is not a page."""

    def __init__(self) -> None:
        self.origin = ""
        self.handle = "opeq"
        self.down = False
        self.scopes: str | None = None  # what is granted, where that is less than what is asked
        self.asked: dict[str, str] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.revoked: list[str] = []
        self.verified = 0

    @property
    def host(self) -> str:
        return urlsplit(self.origin).netloc

    @property
    def address(self) -> str:
        """Of the account that is signed in."""
        return f"https://mastodon.example/@{self.handle}"

    def page(self, query: dict[str, str]) -> str:
        hidden = "".join(
            f'<input type="hidden" name="{name}" value="{html.escape(value)}">' for name, value in query.items()
        )
        return (
            '<!doctype html><html lang="en"><title>Authorize</title><h1>Balise would like access</h1>'
            f'<form method="post" action="/oauth/authorize">{hidden}'
            '<button name="answer" value="yes">Authorize</button><button name="answer" value="no">Deny</button></form>'
        )

    def answer(self, said: dict[str, str]) -> str:
        """Where the person is sent back."""
        if said.get("answer") == "no":
            back = {"error": "access_denied", "state": said["state"]}
        else:
            code = f"code-{len(self.codes) + 1}"
            self.codes[code] = said
            back = {"code": code, "state": said["state"]}
        return f"{said['redirect_uri']}?{urlencode(back)}"

    def consent(self, address: str, **said: str) -> dict[str, str]:
        """What a person comes back with who accepts (or not: ``answer="no"``)."""
        query = {name: value[0] for name, value in parse_qs(urlsplit(address).query).items()}
        self.asked = query
        return {name: value[0] for name, value in parse_qs(urlsplit(self.answer({**query, **said})).query).items()}

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        said = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if said is None or said.get("code_challenge") != proof or form.get("client_secret") != CLIENT_SECRET:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": ACCESS, "token_type": "Bearer", "scope": self.scopes or said["scope"]}

    def account(self, bearer: str) -> tuple[int, dict[str, Any]]:
        self.verified += 1
        if bearer != ACCESS or ACCESS in self.revoked:
            return 401, {"error": "The access token was revoked"}
        return 200, {"id": "7", "username": self.handle, "display_name": "OPEQ", "url": self.address}


@contextlib.contextmanager
def instance() -> Iterator[Instance]:
    """Start one; it stops afterwards."""
    kept = Instance()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _say(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def _object(self, status: int, said: dict[str, Any]) -> None:
            self._say(status, json.dumps(said).encode())

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/oauth/authorize":
                query = {name: value[0] for name, value in parse_qs(parts.query).items()}
                kept.asked = query
                policy = {"Content-Security-Policy": "default-src 'self'; object-src 'none'"}
                self._say(200, kept.page(query).encode(), "text/html; charset=utf-8", **policy)
            elif parts.path == "/favicon.ico":
                self._say(204, b"")
            elif kept.down:
                self._object(503, {"error": "down"})
            elif parts.path == "/api/v1/accounts/verify_credentials":
                self._object(*kept.account(self.headers.get("Authorization", "").removeprefix("Bearer ")))
            else:
                self._object(404, {"error": "Record not found"})

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            path = urlsplit(self.path).path
            form = {name: value[0] for name, value in parse_qs(raw).items()}
            if path == "/oauth/authorize":
                self._say(302, b"", "text/plain", Location=kept.answer(form))
            elif kept.down:
                self._object(503, {"error": "down"})
            elif path == "/api/v1/apps":
                self._object(200, {"client_id": "balise-here", "client_secret": CLIENT_SECRET})
            elif path == "/oauth/token":
                self._object(*kept.token(form))
            elif path == "/oauth/revoke":
                kept.revoked.append(form.get("token", ""))
                self._object(200, {})
            else:
                self._object(404, {"error": "Record not found"})

        def log_message(self, *_words: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    kept.origin = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
