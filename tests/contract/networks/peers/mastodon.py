"""Mastodon: mastodon-mock, a server with a memory, behind Prism on the description of the API."""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

from balise.networks.content import CommentKey
from balise.networks.credentials import Account
from tests.contract.networks import serving
from tests.contract.networks.doubles.checked import Checked, ask
from tests.contract.networks.doubles.described import answer
from tests.contract.networks.gate import Answers, Gate, Request, Response
from tests.contract.networks.peering import ACCESS, Peer

ANA = "anaToken"
_CONFIGURATION = f"""
[[seed.accounts]]
username = "lacvert"
display_name = "Coopérative Lac-Vert"
access_token = "{ACCESS}"

[[seed.accounts]]
username = "ana"
display_name = "Ana"
access_token = "{ANA}"
"""


class Mastodon(Peer):
    network = "mastodon"
    patience = 5.0
    proves_replies = True

    def __init__(self) -> None:
        super().__init__()
        self.server = ""
        self.us = ""
        self.checked: Checked | None = None
        self._turn = itertools.count(1)

    @contextlib.contextmanager
    def answering(self) -> Iterator[Answers | str]:
        self.server = serving.mastodon(_CONFIGURATION)
        self.call("POST", "/api/v1/_mock/reset", {})
        self.us = str(self.call("GET", "/api/v1/accounts/verify_credentials")["id"])
        undescribed = ("/oauth/", "/media/")  # the description wants JSON where OAuth says a form
        self.checked = Checked.of("mastodon", self._ask, undescribed=undescribed)
        yield self.checked

    def _ask(self, request: Request) -> Response:
        """As a server behind TLS, which this one does not know that it is."""
        found = ask(self.server, request)
        return replace(found, body=found.body.replace(b"http://mastodon.test", b"https://mastodon.test"))

    def call(self, method: str, path: str, said: object = None, *, token: str = ACCESS) -> dict[str, Any]:
        """Do something at the server, past our connector."""
        headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
        body = b"" if said is None else json.dumps(said).encode()
        return dict(json.loads(ask(self.server, Request(method, path, headers, body)).body))

    def routes(self, origin: str) -> Mapping[str, str]:
        return {"https://mastodon.test": origin}

    def account(self, origin: str) -> Account:
        return Account(id=self.us, name="Coopérative Lac-Vert", handle="lacvert", server="https://mastodon.test")

    def write(self, post_id: str, text: str) -> CommentKey:
        said = {"status": f"@lacvert {text}" if not post_id else text, "in_reply_to_id": post_id or None}
        return CommentKey(id=str(self.call("POST", "/api/v1/statuses", said, token=ANA)["id"]), post_id=post_id)

    def answer(self, key: CommentKey, text: str) -> CommentKey:
        found = self.call("POST", "/api/v1/statuses", {"status": text, "in_reply_to_id": key.id}, token=ANA)
        return CommentKey(id=str(found["id"]), post_id=key.post_id, parent_id=key.id)

    def alter(self, post_id: str, text: str) -> None:
        self.call("PUT", f"/api/v1/statuses/{post_id}", {"status": text})

    def remove(self, post_id: str) -> None:
        self.call("DELETE", f"/api/v1/statuses/{post_id}")

    def posts(self) -> int:
        return sum(one["in_reply_to_id"] is None for one in self._ours())

    def replies(self, key: CommentKey) -> int:
        return sum(one["in_reply_to_id"] == key.id for one in self._ours())

    def _ours(self) -> list[dict[str, Any]]:
        headers = {"authorization": f"Bearer {ACCESS}"}
        found = ask(self.server, Request("GET", f"/api/v1/accounts/{self.us}/statuses?limit=40", headers, b""))
        return list(json.loads(found.body))

    def visible(self, key: CommentKey) -> bool:
        return "id" in self.call("GET", f"/api/v1/statuses/{key.id}")

    def error(self, status: int) -> Response:
        return answer({"error": "A sentence of the server’s own"}, status)

    def violations(self, gate: Gate) -> list[str]:
        return [one for one in self.checked.wrong if ": request" in one] if self.checked is not None else []

    typed: ClassVar[Mapping[str, str]] = {"server": "@lacvert@mastodon.test"}

    def consent(self, address: str) -> Mapping[str, str]:
        asked = parse_qs(urlsplit(address).query)
        assert set(asked["scope"][0].split(" ")) == {scope.id for scope in self.described.scopes}
        said = {"username": "lacvert", "redirect_uri": asked["redirect_uri"][0], "state": asked["state"][0]}
        body = urlencode(said).encode()
        headers = {"content-type": "application/x-www-form-urlencoded"}
        found = ask(self.server, Request("POST", "/oauth/authorize", headers, body))
        back = parse_qs(urlsplit(found.headers.get("location", found.headers.get("Location", ""))).query)
        return {name: values[0] for name, values in back.items()}


peer = Mastodon
