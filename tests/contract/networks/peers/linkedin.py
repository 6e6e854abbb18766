"""LinkedIn: the project's double."""

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
from tests.contract.networks.doubles import linkedin
from tests.contract.networks.gate import Answers, Gate, Response
from tests.contract.networks.peering import ACCESS, CLIENT_SECRET, REFRESH, Peer


class LinkedIn(Peer):
    network = "linkedin"
    proves = False  # two equal posts can't be told apart: what is not found is asked of a person

    def __init__(self) -> None:
        super().__init__()
        self.linkedin = linkedin.LinkedIn(clock=self.clock, access=ACCESS, refresh=REFRESH, secret=CLIENT_SECRET)
        self.linkedin.scope = ",".join(scope.id for scope in self.described.scopes)

    @contextlib.contextmanager
    def answering(self) -> Iterator[Answers | str]:
        yield self.linkedin

    def routes(self, origin: str) -> Mapping[str, str]:
        return {"https://api.linkedin.com": origin, "https://www.linkedin.com": origin}

    def account(self, origin: str) -> Account:
        return Account(id=linkedin.ORGANISATION, name="Coopérative Lac-Vert")

    def write(self, post_id: str, text: str) -> CommentKey:
        return CommentKey(id=self.linkedin.comment(post_id, post_id, text), post_id=post_id)

    def answer(self, key: CommentKey, text: str) -> CommentKey:
        written = self.linkedin.comment(key.id, key.post_id, text)
        return CommentKey(id=written, post_id=key.post_id, parent_id=key.id)

    def alter(self, post_id: str, text: str) -> None:
        self.linkedin.posts[post_id]["commentary"] = text

    def remove(self, post_id: str) -> None:
        del self.linkedin.posts[post_id]

    def posts(self) -> int:
        return len(self.linkedin.posts)

    def replies(self, key: CommentKey) -> int:
        return sum(
            one.get("parentComment") == key.id and one["actor"] == linkedin.AUTHOR
            for one in self.linkedin.comments.values()
        )

    def visible(self, key: CommentKey) -> bool:
        return key.id in self.linkedin.comments

    def error(self, status: int) -> Response:
        return linkedin.error(status, "SOMETHING")

    def violations(self, gate: Gate) -> list[str]:
        return self.linkedin.wrong

    def consent(self, address: str) -> Mapping[str, str]:
        asked = parse_qs(urlsplit(address).query)
        assert set(asked["scope"][0].split(" ")) == {scope.id for scope in self.described.scopes}
        return {"code": "code-1", "state": asked["state"][0]}

    def shake(self) -> HookCall:
        return HookCall(method="GET", query={"challengeCode": "890e4665", "applicationId": "1"}, headers={}, body=b"")

    def comment_hook(self, key: CommentKey) -> HookCall:
        said = {
            "type": "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS",
            "notifications": [
                {
                    "notificationId": 1,
                    "organizationalEntity": linkedin.AUTHOR,
                    "action": "COMMENT",
                    "lastModifiedAt": 1_785_000_000_000,
                    "sourcePost": key.post_id,
                    "generatedActivity": key.id,
                },
                {"action": "LIKE", "organizationalEntity": linkedin.AUTHOR},
            ],
        }
        body = json.dumps(said).encode()
        signature = hmac.new(CLIENT_SECRET.encode(), b"hmacsha256=" + body, hashlib.sha256).hexdigest()
        return HookCall(method="POST", query={}, headers={"x-li-signature": signature}, body=body)


peer = LinkedIn
