"""Facebook: the project's double of the Graph API."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

from balise.networks.content import CommentKey
from balise.networks.credentials import Account
from balise.networks.protocol import HookCall
from tests.contract.networks.doubles import meta
from tests.contract.networks.gate import Answers, Gate, Response
from tests.contract.networks.peering import ACCESS, CLIENT_SECRET, REFRESH, VERIFY, Peer


class MetaPeer(Peer):
    """What Facebook and Instagram share."""

    def __init__(self) -> None:
        super().__init__()
        self.meta = meta.Meta(clock=self.clock, access=ACCESS, refresh=REFRESH, secret=CLIENT_SECRET)
        self.meta.scopes = [scope.id for scope in self.described.scopes]

    @contextlib.contextmanager
    def answering(self) -> Iterator[Answers | str]:
        yield self.meta

    def routes(self, origin: str) -> Mapping[str, str]:
        return {"https://graph.facebook.com": origin, "https://www.facebook.com": origin}

    def remove(self, post_id: str) -> None:
        del self.meta.nodes[post_id]

    def error(self, status: int) -> Response:
        code, sub = {401: (190, 0), 403: (200, 0), 404: (100, 33), 429: (32, 0), 500: (2, 0)}.get(status, (100, 0))
        return meta.error(status, code, "Sentence of Meta's own", sub=sub)

    def violations(self, gate: Gate) -> list[str]:
        return self.meta.wrong

    def consent(self, address: str) -> Mapping[str, str]:
        asked = parse_qs(urlsplit(address).query)
        assert set(asked["scope"][0].split(",")) == {scope.id for scope in self.described.scopes}
        return {"code": "code-1", "state": asked["state"][0]}

    def shake(self) -> HookCall:
        query = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "1158201444"}
        return HookCall(method="GET", query=query, headers={}, body=b"")

    def signed(self, said: object) -> HookCall:
        body = json.dumps(said).encode()
        signature = hmac.new(CLIENT_SECRET.encode(), body, hashlib.sha256).hexdigest()
        return HookCall(method="POST", query={}, headers={"x-hub-signature-256": f"sha256={signature}"}, body=body)


class Facebook(MetaPeer):
    network = "facebook"

    def account(self, origin: str) -> Account:
        return Account(id=meta.PAGE, name="Coopérative Lac-Vert")

    def write(self, post_id: str, text: str) -> CommentKey:
        return CommentKey(id=self.meta.comment(post_id, text), post_id=post_id)

    def answer(self, key: CommentKey, text: str) -> CommentKey:
        return CommentKey(id=self.meta.comment(key.id, text), post_id=key.post_id, parent_id=key.id)

    def alter(self, post_id: str, text: str) -> None:
        self.meta.nodes[post_id]["message"] = text

    def posts(self) -> int:
        return sum(one["kind"] == "page_post" and one["is_published"] for one in self.meta.nodes.values())

    def replies(self, key: CommentKey) -> int:
        return sum(
            one["kind"] == "comment" and one["under"] == key.id and one["from"]["id"] == meta.PAGE
            for one in self.meta.nodes.values()
        )

    def visible(self, key: CommentKey) -> bool:
        found = self.meta.nodes.get(key.id)
        return found is not None and not found["is_hidden"]

    def comment_hook(self, key: CommentKey) -> HookCall:
        value = {
            "item": "comment",
            "verb": "add",
            "comment_id": key.id,
            "post_id": key.post_id,
            "parent_id": key.post_id,
            "created_time": int(self.clock().timestamp()),
            "message": "Bravo",
            "from": {"id": "2002", "name": "Ana"},
        }
        changes = [{"field": "feed", "value": value}, {"field": "autre", "value": {}}]
        return self.signed({"object": "page", "entry": [{"id": meta.PAGE, "time": 1, "changes": changes}]})


peer = Facebook
