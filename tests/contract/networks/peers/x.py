"""X: the project's double, behind Prism on the official description."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

from balise.networks.content import CommentKey
from balise.networks.credentials import Account
from balise.networks.protocol import HookCall
from tests.contract.networks.doubles import x
from tests.contract.networks.doubles.checked import Checked
from tests.contract.networks.gate import Answers, Gate, Response
from tests.contract.networks.peering import ACCESS, CLIENT_SECRET, REFRESH, VERIFY, Peer


class X(Peer):
    network = "x"
    patience = 5.0
    proves = False  # lists lag, and there is no key
    tells_hidden = False
    signs_with = "verify_token"

    def __init__(self) -> None:
        super().__init__()
        self.x = x.X(clock=self.clock, access=ACCESS, refresh=REFRESH, secret=CLIENT_SECRET)
        self.checked: Checked | None = None

    @contextlib.contextmanager
    def answering(self) -> Iterator[Answers | str]:
        self.checked = Checked.of("x", self.x, undescribed=("/2/oauth2/",))
        yield self.checked

    def routes(self, origin: str) -> Mapping[str, str]:
        return {"https://api.x.com": origin, "https://x.com": origin}

    def account(self, origin: str) -> Account:
        return Account(id=x.US, name="Coopérative Lac-Vert", handle="lacvert", address="https://x.com/lacvert")

    def write(self, post_id: str, text: str) -> CommentKey:
        return CommentKey(id=self.x.write(text, author=x.THEM, under=post_id), post_id=post_id)

    def answer(self, key: CommentKey, text: str) -> CommentKey:
        return CommentKey(id=self.x.write(text, author=x.THEM, under=key.id), post_id=key.post_id, parent_id=key.id)

    def alter(self, post_id: str, text: str) -> None:
        self.x.posts[post_id]["text"] = text

    def remove(self, post_id: str) -> None:
        del self.x.posts[post_id]

    def posts(self) -> int:
        return sum(one["author_id"] == x.US and "referenced_posts" not in one for one in self.x.posts.values())

    def replies(self, key: CommentKey) -> int:
        return sum(
            one["author_id"] == x.US and one.get("referenced_posts", [{}])[0].get("id") == key.id
            for one in self.x.posts.values()
        )

    def visible(self, key: CommentKey) -> bool:
        return key.id in self.x.posts and not self.x.posts[key.id]["hidden"]

    def error(self, status: int) -> Response:
        return x.problem(status)

    def violations(self, gate: Gate) -> list[str]:
        return self.checked.wrong if self.checked is not None else []

    def consent(self, address: str) -> Mapping[str, str]:
        asked = parse_qs(urlsplit(address).query)
        assert set(asked["scope"][0].split(" ")) == {scope.id for scope in self.described.scopes}
        assert asked["code_challenge_method"] == ["S256"]
        return {"code": "code-1", "state": asked["state"][0]}

    def shake(self) -> HookCall:
        return HookCall(method="GET", query={"crc_token": "question"}, headers={}, body=b"")

    def comment_hook(self, key: CommentKey) -> HookCall:
        post = {
            "id_str": key.id,
            "user": {"id_str": x.THEM},
            "in_reply_to_status_id_str": key.post_id,
            "in_reply_to_user_id_str": x.US,
        }
        body = json.dumps({"for_user_id": x.US, "tweet_create_events": [post], "autre": [{}]}).encode()
        digest = hmac.new(VERIFY.encode(), body, hashlib.sha256).digest()
        signature = f"sha256={base64.b64encode(digest).decode()}"
        return HookCall(method="POST", query={}, headers={"x-twitter-webhooks-signature": signature}, body=body)


peer = X
