"""What connectors share: the account they opened, and a plain refusal of what their network does not have."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, NoReturn

from balise.networks.content import (
    CommentKey,
    Comments,
    Done,
    Looked,
    LookedReply,
    Outgoing,
    Progress,
    Published,
    Seen,
    Verified,
    Written,
)
from balise.networks.credentials import Account, App, Tokens
from balise.networks.describing import Choice, Network
from balise.networks.errors import Permanent
from balise.networks.http import Http
from balise.networks.protocol import Clock
from balise.networks.shaping import answered

_READING = {"verify", "limits", "choices", "find", "fetch", "comments", "mentions", "find_reply"}
_ACTING = {"update", "retract", "hide", "unhide", "delete", "subscribe", "unsubscribe"}
_ONCE = {"publish", "reply"}


class Offering:
    """A connector that offers nothing: those of the networks inherit from it and offer what they have.

    An answer that is well formed and has not the shape it should (a list where an object was promised) ends in
    ``Temporary``, code ``wrong-answer`` (see ``shaping``).
    """

    network: ClassVar[Network]

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        for name in (_READING | _ACTING | _ONCE) & set(vars(cls)):
            setattr(cls, name, answered(vars(cls)[name], maybe=name in _ONCE))

    def __init__(self, *, account: Account, tokens: Tokens, app: App | None, http: Http, clock: Clock) -> None:
        self.account = account
        self.tokens = tokens
        self.app = app
        self.http = http
        self.clock = clock

    def __repr__(self) -> str:
        return f"<{self.network.id} {self.account.id}>"

    def verify(self) -> Verified:
        """See ``Connector.verify``."""
        _not_offered()

    def limits(self) -> Network:
        """The same for every account, unless the network says otherwise."""
        return self.network

    def choices(self, option: str) -> tuple[Choice, ...]:
        """See ``Connector.choices``."""
        _not_offered()

    def publish(self, post: Outgoing, *, progress: Progress) -> Published:
        """See ``Connector.publish``."""
        _not_offered()

    def find(self, post: Outgoing, *, since: dt.datetime, progress: Progress) -> Looked:
        """Nothing can be found out."""
        return Looked()

    def fetch(self, post_id: str) -> Seen:
        """See ``Connector.fetch``."""
        _not_offered()

    def update(self, post_id: str, post: Outgoing) -> Published:
        """See ``Connector.update``."""
        _not_offered()

    def retract(self, post_id: str) -> Done:
        """See ``Connector.retract``."""
        _not_offered()

    def comments(self, post_id: str, *, since: str = "") -> Comments:
        """See ``Connector.comments``."""
        _not_offered()

    def mentions(self, *, since: str = "") -> Comments:
        """See ``Connector.mentions``."""
        _not_offered()

    def reply(self, to: CommentKey, text: str, *, marker: str, progress: Progress) -> Written:
        """See ``Connector.reply``."""
        _not_offered()

    def find_reply(
        self, to: CommentKey, text: str, *, marker: str, since: dt.datetime, progress: Progress
    ) -> LookedReply:
        """Nothing can be found out."""
        return LookedReply()

    def hide(self, comment: CommentKey) -> Done:
        """See ``Connector.hide``."""
        _not_offered()

    def unhide(self, comment: CommentKey) -> Done:
        """See ``Connector.unhide``."""
        _not_offered()

    def delete(self, comment: CommentKey) -> Done:
        """See ``Connector.delete``."""
        _not_offered()

    def subscribe(self, callback: str) -> Done:
        """See ``Connector.subscribe``."""
        _not_offered()

    def unsubscribe(self) -> Done:
        """See ``Connector.unsubscribe``."""
        _not_offered()


def _not_offered() -> NoReturn:
    raise Permanent("not-offered")
