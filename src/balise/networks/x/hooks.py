"""What X tells by itself (Account Activity API v2): who asks us to prove ourselves, and who signs.

The secret of both is the application's «API Key Secret», which is not the one of OAuth 2: it is kept as
``App.verify_token``.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from typing import Any

from balise.networks.content import CommentKey
from balise.networks.credentials import App
from balise.networks.errors import Forged
from balise.networks.protocol import Happened, HookAnswer, HookCall, Notice
from balise.networks.shaping import received
from balise.networks.x.reading import made_at

_LONGEST = 512  # characters of a question


class Hooks:
    """See ``protocol.Hooks``."""

    def handshake(self, call: HookCall, *, app: App) -> HookAnswer | None:
        """The «challenge-response check»: X asks it by GET, when a webhook is registered and every day after."""
        if call.method.upper() != "GET" or "crc_token" not in call.query:
            return None
        question = call.query["crc_token"]
        if not app.verify_token or not 0 < len(question) <= _LONGEST:
            raise Forged
        answer = json.dumps({"response_token": _signed(question.encode(), app)})
        return HookAnswer(body=answer.encode(), content_type="application/json")

    def verify(self, call: HookCall, *, app: App) -> None:
        """``x-twitter-webhooks-signature``: the bytes under our secret."""
        given = call.headers.get("x-twitter-webhooks-signature", "")
        if not app.verify_token or not hmac.compare_digest(given.encode(), _signed(call.body, app).encode()):
            raise Forged

    @received
    def parse(self, call: HookCall) -> tuple[Notice, ...]:
        """Replies, mentions, deletions, and the access that somebody took back."""
        try:
            told = json.loads(call.body)
        except (ValueError, RecursionError):
            raise Forged from None
        if not isinstance(told, dict):
            raise Forged
        account = str(told.get("for_user_id", ""))
        found = [_created(one, account) for one in _listed(told, "tweet_create_events")]
        found += [_deleted(one, account) for one in _listed(told, "tweet_delete_events")]
        event = told.get("user_event")
        revoked = event.get("revoke") if isinstance(event, dict) else None
        if isinstance(revoked, dict):
            source = revoked.get("source")
            who = str(source.get("user_id", "")) if isinstance(source, dict) else ""
            found.append(Notice(what=Happened.ACCESS_LOST, account_id=who))
        return tuple(one for one in found if one is not None)


def _created(post: dict[str, Any], account: str) -> Notice | None:
    number = str(post.get("id_str", ""))
    author = post.get("user")
    if not number or not isinstance(author, dict) or "retweeted_status" in post:
        return None
    made = made_at(number) if _is_id(number) else None
    answered = str(post.get("in_reply_to_status_id_str") or "")
    if str(author.get("id_str")) == account:
        return Notice(what=Happened.POST, account_id=account, post_id=number, at=made)
    if str(post.get("in_reply_to_user_id_str") or "") == account and answered:
        key = CommentKey(id=number, post_id=answered)
        return Notice(what=Happened.COMMENT, account_id=account, post_id=answered, comment=key, at=made)
    return Notice(what=Happened.MENTION, account_id=account, comment=CommentKey(id=number, post_id=""), at=made)


def _deleted(told: dict[str, Any], account: str) -> Notice | None:
    status = told.get("status")
    number = str(status.get("id", "")) if isinstance(status, dict) else ""
    if not number:
        return None
    stamp = str(told.get("timestamp_ms", ""))
    at = dt.datetime.fromtimestamp(int(stamp) / 1_000, dt.UTC) if _is_id(stamp) and len(stamp) < 15 else None
    if isinstance(status, dict) and str(status.get("user_id")) == account:
        return Notice(what=Happened.POST_REMOVED, account_id=account, post_id=number, at=at)
    key = CommentKey(id=number, post_id="")
    return Notice(what=Happened.COMMENT_REMOVED, account_id=account, comment=key, at=at)


def _listed(told: dict[str, Any], name: str) -> list[dict[str, Any]]:
    listed = told.get(name)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _is_id(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) <= 19


def _signed(content: bytes, app: App) -> str:
    digest = hmac.new(app.verify_token.reveal().encode(), content, hashlib.sha256).digest()
    return f"sha256={base64.b64encode(digest).decode()}"


hooks = Hooks()
