"""Instagram: the project's double of the Graph API."""

from __future__ import annotations

from balise.networks.content import CommentKey, Outgoing
from balise.networks.credentials import Account
from balise.networks.protocol import HookCall
from tests.contract.networks.doubles import meta
from tests.contract.networks.peering import image
from tests.contract.networks.peers.facebook import MetaPeer


class Instagram(MetaPeer):
    network = "instagram"

    def account(self, origin: str) -> Account:
        return Account(id=meta.IG, name="Coopérative Lac-Vert", handle="lacvert", settings={"page": meta.PAGE})

    def post(self, *, text: str = "Journée portes ouvertes samedi, de 10 h à 16 h.", marker: str = "m-1") -> Outgoing:
        addresses = ("https://balise.example/media/1.jpg", "https://balise.example/media/2.jpg")
        media = tuple(image("Un atelier", content_type="image/jpeg", address=one) for one in addresses)
        return Outgoing(marker=marker, text=text, media=media)

    def write(self, post_id: str, text: str) -> CommentKey:
        return CommentKey(id=self.meta.comment(post_id, text, kind="ig_comment"), post_id=post_id)

    def answer(self, key: CommentKey, text: str) -> CommentKey:
        written = self.meta.comment(key.id, text, kind="ig_comment")
        return CommentKey(id=written, post_id=key.post_id, parent_id=key.id)

    def alter(self, post_id: str, text: str) -> None:
        self.meta.nodes[post_id]["caption"] = text

    def posts(self) -> int:
        return sum(one["kind"] == "ig_media" for one in self.meta.nodes.values())

    def replies(self, key: CommentKey) -> int:
        return sum(
            one["kind"] == "ig_comment" and one["under"] == key.id and one["from"]["id"] == meta.IG
            for one in self.meta.nodes.values()
        )

    def visible(self, key: CommentKey) -> bool:
        found = self.meta.nodes.get(key.id)
        return found is not None and not found["hidden"]

    def comment_hook(self, key: CommentKey) -> HookCall:
        value = {"id": key.id, "text": "Bravo", "from": {"id": "3"}, "media": {"id": key.post_id}}
        changes = [{"field": "comments", "value": value}]
        return self.signed({"object": "instagram", "entry": [{"id": meta.IG, "time": 1, "changes": changes}]})


peer = Instagram
