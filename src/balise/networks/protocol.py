"""What every network must offer: a connector for an account, a way to connect one, and what it sends by itself.

Every method may raise the errors of ``errors``. None changes what it was given; none retries by itself. None takes
longer than about a minute and a half (an outbox holds a lease for two): what takes longer stops with ``NotReady`` and
goes on at the next call.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

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
from balise.networks.credentials import Account, App, Secret, Tokens
from balise.networks.describing import Choice, Network
from balise.networks.http import Http

Clock = Callable[[], dt.datetime]


class Connector(Protocol):
    """One account at one network, opened. What ``Network.deeds`` does not say ``api`` for raises ``Permanent``
    (code ``not-offered``); ``balise.networks.offering.Offering`` does that for those who inherit from it.
    """

    network: Network

    def __init__(self, *, account: Account, tokens: Tokens, app: App | None, http: Http, clock: Clock) -> None:
        """``clock`` gives the aware time now."""

    def verify(self) -> Verified:
        """Ask the network who we are and what we may do. ``LostPermission`` when our access is over."""

    def limits(self) -> Network:
        """The network's description with this account's own limits (a server that allows longer posts)."""

    def choices(self, option: str) -> tuple[Choice, ...]:
        """The values of an option of ``Network.options`` that depend on the account."""

    def publish(self, post: Outgoing, *, progress: Progress) -> Published:
        """Publish once. Called again after ``NotReady``, a failure or a crash, with the same ``progress``, it goes on
        from where that stood; when ``find`` was not sure, only a person decides that it is called again.
        """

    def find(self, post: Outgoing, *, since: dt.datetime, progress: Progress) -> Looked:
        """Look whether ``post`` was published since ``since``, changing nothing."""

    def fetch(self, post_id: str) -> Seen:
        """The post as it is now; ``Gone`` when it is not there."""

    def update(self, post_id: str, post: Outgoing) -> Published:
        """Make the post online say what ``post`` says, as far as ``Network.edits`` allows; ``Permanent`` (code
        ``not-editable``) when it would have to change more.
        """

    def retract(self, post_id: str) -> Done:
        """Take a post down; ``already`` when it is not there."""

    def comments(self, post_id: str, *, since: str = "") -> Comments:
        """Comments under one post of ours, since a cursor (all of them when empty)."""

    def mentions(self, *, since: str = "") -> Comments:
        """What people wrote to or about the account elsewhere than under our posts."""

    def reply(self, to: CommentKey, text: str, *, marker: str, progress: Progress) -> Written:
        """Answer a comment, in the account's name. ``marker`` as in ``Outgoing``."""

    def find_reply(
        self, to: CommentKey, text: str, *, marker: str, since: dt.datetime, progress: Progress
    ) -> LookedReply:
        """Look whether a reply was written since ``since``, changing nothing."""

    def hide(self, comment: CommentKey) -> Done:
        """Hide a comment from others, as the network means it (the deed's ``outcome``)."""

    def unhide(self, comment: CommentKey) -> Done:
        """Show a hidden comment again."""

    def delete(self, comment: CommentKey) -> Done:
        """Remove a comment for good; ``already`` when it is not there."""

    def subscribe(self, callback: str) -> Done:
        """Ask the network to send what happens on this account to ``callback``, a public https address."""

    def unsubscribe(self) -> Done:
        """Ask it to stop."""


# Connecting an account.


@dataclass(frozen=True, kw_only=True)
class Field:
    """Something a person types to connect: the server of Mastodon, the app password of Bluesky."""

    id: str
    labels: Mapping[str, str]
    secret: bool = False


@dataclass(frozen=True, kw_only=True)
class Begun:
    """Where to send the person (``address``), and what to keep until they come back: sealed, for a few minutes.

    ``address`` is empty when nobody has to go anywhere (an app password): call ``finish`` at once.
    """

    address: str = field(repr=False)
    state: Secret
    verifier: Secret
    app: App


@dataclass(frozen=True)
class Returned:
    """The query that a person came back with; it holds a code, so it does not show itself."""

    query: Mapping[str, str] = field(repr=False)

    def get(self, name: str) -> str:
        """One of its words; empty when it is not there."""
        return self.query.get(name, "")


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One account that the person may now connect, and its own tokens."""

    account: Account
    tokens: Tokens


class Way(StrEnum):
    """How an account is connected."""

    OAUTH = "oauth"  # the person goes to the network and comes back
    PASSWORD = "password"  # noqa: S105 - a password made for applications is typed here


class Joining(Protocol):
    """How an account is connected, kept open and let go.

    ``app`` is what the organisation registered; None where the network lets Balise register by itself
    (``needs_app`` False). ``typed`` answers ``fields``. ``revokes_all``: letting one account go lets all those go that
    the same person connected; say so first.
    """

    way: Way
    needs_app: bool
    fields: tuple[Field, ...]
    revokes_all: bool

    def begin(self, *, app: App | None, typed: Mapping[str, str], redirect: str, http: Http) -> Begun:
        """Prepare: draw state and verifier, register where needed. ``redirect`` is our address to come back to."""

    def finish(
        self,
        *,
        begun: Begun,
        returned: Returned,
        typed: Mapping[str, str],
        redirect: str,
        http: Http,
        now: dt.datetime,
    ) -> tuple[Grant, ...]:
        """What the person may connect, from what they came back with (nothing, where nobody had to go).
        ``LostPermission``: code ``refused`` when they said no, ``state`` when the answer is not to our question.
        """

    def refresh(self, *, app: App, grant: Grant, http: Http, now: dt.datetime) -> Tokens:
        """Newer tokens. The old ones may be dead: keep the answer before anything else. ``LostPermission`` when a
        person must connect again.
        """

    def revoke(self, *, app: App, grant: Grant, http: Http) -> Done:
        """Tell the network that we let go."""


# What a network sends by itself.


@dataclass(frozen=True, kw_only=True)
class HookCall:
    """A request that came to our webhook. ``headers`` have lower-case names; ``body`` is what came, untouched."""

    method: str
    query: Mapping[str, str] = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class HookAnswer:
    """What to answer, as it is."""

    body: bytes
    content_type: str = "text/plain"
    status: int = 200


class Happened(StrEnum):
    """What a notice tells. It is a reason to look, never a proof: what is shown is fetched."""

    COMMENT = "comment"
    COMMENT_EDITED = "comment-edited"
    COMMENT_REMOVED = "comment-removed"
    COMMENT_HIDDEN = "comment-hidden"
    POST = "post"
    POST_EDITED = "post-edited"
    POST_REMOVED = "post-removed"
    MENTION = "mention"
    ACCESS_LOST = "access-lost"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing that happened on an account. Ids may be empty where the network does not tell."""

    what: Happened
    account_id: str
    post_id: str = ""
    comment: CommentKey | None = None
    at: dt.datetime | None = None


class Hooks(Protocol):
    """What the network sends by itself."""

    def handshake(self, call: HookCall, *, app: App) -> HookAnswer | None:
        """The answer to a call that only checks that we are there; None when it is not one. ``Forged`` when the
        question is not the network's.
        """

    def verify(self, call: HookCall, *, app: App) -> None:
        """Raise ``Forged`` unless the network signed these very bytes."""

    def parse(self, call: HookCall) -> tuple[Notice, ...]:
        """What happened, from a call that was verified. What is unknown is left out; ``Forged`` when it can't be
        read."""
