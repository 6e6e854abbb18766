"""Bluesky: its own server (PDS), from the network's repository; each test has accounts of its own."""

from __future__ import annotations

import contextlib
import itertools
import json
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from balise.networks.content import CommentKey
from balise.networks.credentials import Account, App, Secret, Tokens
from tests.contract.networks import serving
from tests.contract.networks.doubles.checked import ask
from tests.contract.networks.doubles.described import answer
from tests.contract.networks.gate import Answers, Request, Response
from tests.contract.networks.peering import Peer

POST = "app.bsky.feed.post"
SERVER = "https://pds.balise.test"


class Bluesky(Peer):
    network = "bluesky"
    patience = 5.0
    proves_replies = True

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, str] = {}
        self.us: dict[str, Any] = {}
        self.them: dict[str, Any] = {}
        self.password = ""
        self._turn = itertools.count(1)

    @contextlib.contextmanager
    def answering(self) -> Iterator[Answers | str]:
        self.told = serving.bluesky()
        owner, self.them = self._somebody("lacvert"), self._somebody("ana")
        made = self.call("com.atproto.server.createAppPassword", {"name": "Balise"}, who=owner)
        self.password = str(made["password"])
        said = {"identifier": owner["handle"], "password": self.password}
        self.us = self.call("com.atproto.server.createSession", said)
        query = f"did={self.us['did']}&did={self.them['did']}"
        ask(self.told["view"], Request("POST", f"/circle?{query}", {}, b""))
        yield self.told["server"]

    def _somebody(self, name: str) -> dict[str, Any]:
        handle = f"{name}{secrets.token_hex(4)}.test"
        said = {"handle": handle, "email": f"{handle}@exemple.test", "password": "a-long-password"}
        return self.call("com.atproto.server.createAccount", said)

    def call(self, name: str, said: object = None, *, who: dict[str, Any] | None = None) -> dict[str, Any]:
        """Do something at the server, past our connector: ask when ``said`` is None or a query, else write."""
        headers = {"content-type": "application/json"}
        if who is not None:
            headers["authorization"] = f"Bearer {who['accessJwt']}"
        body = json.dumps(said).encode()
        found = ask(self.told["server"], Request("POST", f"/xrpc/{name}", headers, body))
        assert found.status == 200, found.body
        return dict(json.loads(found.body)) if found.body else {}

    def look(self, name: str, query: str) -> dict[str, Any]:
        found = ask(self.told["server"], Request("GET", f"/xrpc/{name}?{query}", {}, b""))
        return dict(json.loads(found.body)) if found.status == 200 else {}

    def routes(self, origin: str) -> Mapping[str, str]:
        return {SERVER: origin, "https://bsky.social": origin, self.told["public"]: origin}

    def account(self, origin: str) -> Account:
        return Account(id=self.us["did"], handle=self.us["handle"], server=SERVER)

    def tokens(self) -> Tokens:
        return Tokens(
            access=Secret(self.us["accessJwt"]),
            refresh=Secret(self.us["refreshJwt"]),
            scopes=("com.atproto.appPass",),
        )

    def app(self) -> App | None:
        return None

    def write(self, post_id: str, text: str) -> CommentKey:
        return self._under(post_id, text, post_id=post_id, parent_id="")

    def answer(self, key: CommentKey, text: str) -> CommentKey:
        return self._under(key.id, text, post_id=key.post_id, parent_id=key.id)

    def _under(self, uri: str, text: str, *, post_id: str, parent_id: str) -> CommentKey:
        record: dict[str, Any] = {"$type": POST, "text": text, "createdAt": self._now()}
        if uri:
            did, collection, key = uri.removeprefix("at://").split("/")
            found = self.look("com.atproto.repo.getRecord", f"repo={did}&collection={collection}&rkey={key}")
            parent = {"uri": uri, "cid": found["cid"]}
            record["reply"] = {"parent": parent, "root": found["value"].get("reply", {}).get("root", parent)}
        else:
            mention = {"$type": "app.bsky.richtext.facet#mention", "did": self.us["did"]}
            record["text"] = f"@{self.us['handle']} {text}"
            end = len(f"@{self.us['handle']}")
            record["facets"] = [{"index": {"byteStart": 0, "byteEnd": end}, "features": [mention]}]
        said = {"repo": self.them["did"], "collection": POST, "record": record}
        made = self.call("com.atproto.repo.createRecord", said, who=self.them)
        return CommentKey(id=str(made["uri"]), post_id=post_id, parent_id=parent_id)

    def _now(self) -> str:
        return f"{self.clock().strftime('%Y-%m-%dT%H:%M:%S')}.{next(self._turn):03}Z"

    def alter(self, post_id: str, text: str) -> None:
        did, collection, key = post_id.removeprefix("at://").split("/")
        found = self.look("com.atproto.repo.getRecord", f"repo={did}&collection={collection}&rkey={key}")
        record = {**found["value"], "text": text}
        said = {"repo": did, "collection": collection, "rkey": key, "record": record}
        self.call("com.atproto.repo.putRecord", said, who=self.us)

    def remove(self, post_id: str) -> None:
        did, collection, key = post_id.removeprefix("at://").split("/")
        self.call("com.atproto.repo.deleteRecord", {"repo": did, "collection": collection, "rkey": key}, who=self.us)

    def posts(self) -> int:
        return sum("reply" not in one["value"] for one in self._records())

    def replies(self, key: CommentKey) -> int:
        return sum(one["value"].get("reply", {}).get("parent", {}).get("uri") == key.id for one in self._records())

    def _records(self) -> list[dict[str, Any]]:
        query = f"repo={self.us['did']}&collection={POST}&limit=100"
        return list(self.look("com.atproto.repo.listRecords", query)["records"])

    def visible(self, key: CommentKey) -> bool:
        rkey = key.post_id.rpartition("/")[2]
        query = f"repo={self.us['did']}&collection=app.bsky.feed.threadgate&rkey={rkey}"
        gate = self.look("com.atproto.repo.getRecord", query)
        return key.id not in gate.get("value", {}).get("hiddenReplies", ())

    def error(self, status: int) -> Response:
        said = {401: "InvalidToken", 429: "RateLimitExceeded", 500: "InternalServerError", 404: "NotFound"}
        return answer(
            {"error": said.get(status, "InvalidRequest"), "message": "A sentence of the server’s own"}, status
        )

    @property
    def typed(self) -> Mapping[str, str]:  # type: ignore[override]
        return {"handle": f"@{self.us['handle']}", "password": self.password, "server": ""}


peer = Bluesky
