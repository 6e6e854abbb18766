"""What Instagram tells of an account: ``comments`` and ``mentions``."""

from __future__ import annotations

from typing import Any

from balise.networks import graph
from balise.networks.content import CommentKey
from balise.networks.credentials import App
from balise.networks.protocol import Happened, HookAnswer, HookCall, Notice
from balise.networks.shaping import received


class Hooks:
    """See ``protocol.Hooks``."""

    def handshake(self, call: HookCall, *, app: App) -> HookAnswer | None:
        """``hub.challenge``."""
        return graph.handshake(call, app=app)

    def verify(self, call: HookCall, *, app: App) -> None:
        """``X-Hub-Signature-256``."""
        graph.verify(call, app=app)

    @received
    def parse(self, call: HookCall) -> tuple[Notice, ...]:
        """New comments, and mentions elsewhere."""
        found = (_notice(account, field, value) for account, field, value in graph.changes(call, "instagram"))
        return tuple(notice for notice in found if notice is not None)


def _notice(account: str, field: str, value: dict[str, Any]) -> Notice | None:
    if field == "comments" and value.get("id"):
        post = str((value.get("media") or {}).get("id", ""))
        key = CommentKey(id=str(value["id"]), post_id=post, parent_id=str(value.get("parent_id") or ""))
        return Notice(what=Happened.COMMENT, account_id=account, post_id=post, comment=key)
    if field == "mentions":
        return Notice(what=Happened.MENTION, account_id=account, post_id=str(value.get("media_id", "")))
    return None


hooks = Hooks()
