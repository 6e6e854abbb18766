"""What Facebook tells of a page: the field ``feed``, and ``mention``."""

from __future__ import annotations

from typing import Any

from balise.networks import graph
from balise.networks.content import CommentKey
from balise.networks.credentials import App
from balise.networks.protocol import Happened, HookAnswer, HookCall, Notice
from balise.networks.shaping import received

_COMMENT = {
    "add": Happened.COMMENT,
    "edited": Happened.COMMENT_EDITED,
    "edit": Happened.COMMENT_EDITED,
    "remove": Happened.COMMENT_REMOVED,
    "hide": Happened.COMMENT_HIDDEN,
    "unhide": Happened.COMMENT_EDITED,
}
_POST = {"edited": Happened.POST_EDITED, "edit": Happened.POST_EDITED, "remove": Happened.POST_REMOVED}
_POSTS = {"post", "status", "photo", "video", "share", "album"}


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
        """Comments, posts of visitors, changes to posts, mentions."""
        found = (_notice(page, field, value) for page, field, value in graph.changes(call, "page"))
        return tuple(notice for notice in found if notice is not None)


def _notice(page: str, field: str, value: dict[str, Any]) -> Notice | None:
    item, verb = str(value.get("item", "")), str(value.get("verb", ""))
    post = str(value.get("post_id", ""))
    at = graph.at(value.get("created_time"))
    if field == "mention":
        return Notice(what=Happened.MENTION, account_id=page, post_id=post, at=at)
    if field != "feed":
        return None
    if item == "comment" and verb in _COMMENT and value.get("comment_id"):
        parent = str(value.get("parent_id", ""))
        key = CommentKey(id=str(value["comment_id"]), post_id=post, parent_id="" if parent == post else parent)
        return Notice(what=_COMMENT[verb], account_id=page, post_id=post, comment=key, at=at)
    if item in _POSTS and post:
        by_us = str((value.get("from") or {}).get("id", "")) == page
        what = _POST.get(verb) or (Happened.POST if by_us else Happened.MENTION)
        return Notice(what=what, account_id=page, post_id=post, at=at)
    return None


hooks = Hooks()
