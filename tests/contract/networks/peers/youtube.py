"""YouTube: the project's double."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

from balise.networks.content import CommentKey, Outgoing
from balise.networks.credentials import Account
from tests.contract.networks.doubles import youtube
from tests.contract.networks.gate import Answers, Gate, Response
from tests.contract.networks.peering import ACCESS, CLIENT_SECRET, REFRESH, Peer, video

_REASONS = {
    401: "authError",
    403: "insufficientPermissions",
    404: "videoNotFound",
    429: "rateLimitExceeded",
    409: "conflict",
}


class YouTube(Peer):
    network = "youtube"

    def __init__(self) -> None:
        super().__init__()
        self.youtube = youtube.YouTube(clock=self.clock, access=ACCESS, refresh=REFRESH, secret=CLIENT_SECRET)
        self.youtube.scope = " ".join(scope.id for scope in self.described.scopes)

    @contextlib.contextmanager
    def answering(self) -> Iterator[Answers | str]:
        yield self.youtube

    def routes(self, origin: str) -> Mapping[str, str]:
        hosts = ("youtube.googleapis.com", "www.googleapis.com", "oauth2.googleapis.com", "accounts.google.com")
        return {f"https://{host}": origin for host in hosts}

    def account(self, origin: str) -> Account:
        return Account(id=youtube.CHANNEL, name="Coopérative Lac-Vert")

    def post(self, *, text: str = "Journée portes ouvertes samedi, de 10 h à 16 h.", marker: str = "m-1") -> Outgoing:
        return Outgoing(marker=marker, text=text, title="Portes ouvertes", media=(video(),))

    def write(self, post_id: str, text: str) -> CommentKey:
        return CommentKey(id=self.youtube.comment(post_id, text), post_id=post_id)

    def answer(self, key: CommentKey, text: str) -> CommentKey:
        written = self.youtube.comment(key.post_id, text, parent=key.id)
        return CommentKey(id=written, post_id=key.post_id, parent_id=key.id)

    def alter(self, post_id: str, text: str) -> None:
        self.youtube.videos[post_id]["snippet"]["description"] = text

    def remove(self, post_id: str) -> None:
        del self.youtube.videos[post_id]

    def posts(self) -> int:
        return len(self.youtube.videos)

    def replies(self, key: CommentKey) -> int:
        return sum(
            one["parent"] == key.id and one["snippet"]["authorChannelId"]["value"] == youtube.CHANNEL
            for one in self.youtube.comments.values()
        )

    def visible(self, key: CommentKey) -> bool:
        found = self.youtube.comments.get(key.id)
        return found is not None and found["status"] == "published"

    def error(self, status: int) -> Response:
        return youtube.error(status, _REASONS.get(status, "backendError"))

    def violations(self, gate: Gate) -> list[str]:
        return self.youtube.wrong

    def consent(self, address: str) -> Mapping[str, str]:
        asked = parse_qs(urlsplit(address).query)
        assert set(asked["scope"][0].split(" ")) == {scope.id for scope in self.described.scopes}
        assert asked["code_challenge_method"] == ["S256"]
        assert asked["access_type"] == ["offline"]
        return {"code": "code-1", "state": asked["state"][0]}


peer = YouTube
