"""What LinkedIn tells of a page: ``ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS``."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from balise.networks.content import CommentKey
from balise.networks.credentials import App
from balise.networks.errors import Forged
from balise.networks.linkedin.api import at
from balise.networks.protocol import Happened, HookAnswer, HookCall, Notice
from balise.networks.shaping import received

_ACTIONS = {
    "COMMENT": Happened.COMMENT,
    "ADMIN_COMMENT": Happened.COMMENT,
    "COMMENT_EDIT": Happened.COMMENT_EDITED,
    "COMMENT_DELETE": Happened.COMMENT_REMOVED,
    "SHARE_MENTION": Happened.MENTION,
}


class Hooks:
    """See ``protocol.Hooks``."""

    def handshake(self, call: HookCall, *, app: App) -> HookAnswer | None:
        """``challengeCode``, answered with its HMAC; LinkedIn asks again every two hours and waits three seconds."""
        code = call.query.get("challengeCode", "")
        if call.method != "GET" or not code:
            return None
        if not app.client_secret:
            raise Forged("no-secret")
        said = {"challengeCode": code, "challengeResponse": _sign(app, code.encode())}
        return HookAnswer(body=json.dumps(said).encode(), content_type="application/json")

    def verify(self, call: HookCall, *, app: App) -> None:
        """``X-LI-Signature``: the HMAC of ``hmacsha256=`` and the body, in hexadecimal."""
        said = call.headers.get("x-li-signature", "").removeprefix("hmacsha256=")
        wanted = _sign(app, b"hmacsha256=" + call.body)
        if not app.client_secret or not hmac.compare_digest(said.encode(), wanted.encode()):
            raise Forged("signature")

    @received
    def parse(self, call: HookCall) -> tuple[Notice, ...]:
        """Comments and mentions."""
        try:
            said = json.loads(call.body)
        except (ValueError, RecursionError):
            raise Forged("wrong-json") from None
        listed = (said.get("notifications") or ()) if isinstance(said, dict) else ()
        found = (_notice(one) for one in listed if isinstance(one, dict))
        return tuple(notice for notice in found if notice is not None)


def _sign(app: App, message: bytes) -> str:
    return hmac.new(app.client_secret.reveal().encode(), message, hashlib.sha256).hexdigest()


def _notice(one: dict[str, Any]) -> Notice | None:
    what = _ACTIONS.get(str(one.get("action", "")))
    if what is None:
        return None
    account = str(one.get("organizationalEntity", "")).rpartition(":")[2]
    post = str(one.get("sourcePost", ""))
    activity = str(one.get("generatedActivity", ""))
    key = CommentKey(id=activity, post_id=post) if activity and what is not Happened.MENTION else None
    return Notice(what=what, account_id=account, post_id=post, comment=key, at=at(one.get("lastModifiedAt")))


hooks = Hooks()
