"""What goes to a network and what comes back, in the same words for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO, Protocol


class MediaKind(StrEnum):
    IMAGE = "image"
    VIDEO = "video"


@dataclass(frozen=True, kw_only=True)
class Media:
    """An image or a video: ``size`` in bytes, ``open`` gives its bytes from the first.

    ``address`` is a public https address that gives the same bytes for a while: needed only where
    ``Network.media_by_address``. ``name`` is a file name, for networks that want one.
    """

    kind: MediaKind
    content_type: str
    size: int
    open: Callable[[], BinaryIO] = field(repr=False, compare=False)
    alt: str = ""
    name: str = ""
    address: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A post as approved, for one network.

    ``marker`` is unique to this post on this network and the same at every attempt (ASCII, at most 64 characters): the
    idempotency key where the network has one. ``link`` is a link given apart from the text, where the network takes
    one; it is never added to the text silently. ``reply_to`` is the id there of an earlier post of the same account,
    for a thread: each part is published by itself. ``options`` answer ``Network.options``.
    """

    marker: str
    text: str
    title: str = ""
    link: str = ""
    media: tuple[Media, ...] = ()
    language: str = "fr"
    reply_to: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


class Progress(Protocol):
    """What the caller keeps between attempts at one act, empty at the first.

    ``put`` returns once the value would survive a crash: a connector calls it *before* the call that the value makes
    provable. Values may give access for a while (an upload address): keep them sealed, forget them when it is over.
    """

    def get(self, name: str) -> str:
        """The value put under ``name``; empty when there is none."""

    def put(self, name: str, value: str) -> None:
        """Keep ``value`` under ``name``, for good, before returning."""


class Presence(StrEnum):
    """Where a post stands at the network."""

    ONLINE = "online"
    PROCESSING = "processing"  # accepted, and seen by nobody yet (a video)
    HELD = "held"  # the network keeps it from the public: copyright, review, made private


@dataclass(frozen=True, kw_only=True)
class Published:
    """A post that is at the network."""

    id: str
    address: str
    state: Presence = Presence.ONLINE
    at: dt.datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What a look for a post after a crash found. Without ``post``, ``sure`` says whether that proves it never left."""

    post: Published | None = None
    sure: bool = False


@dataclass(frozen=True, kw_only=True)
class SeenMedia:
    """An image or a video that is online; ``alt`` is None where the network does not tell it."""

    kind: MediaKind
    address: str = ""
    alt: str | None = None


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A post as it is online now. ``text`` has the links as they were written, not as the network shortened them;
    what the network does not tell is None.
    """

    id: str
    address: str
    state: Presence
    text: str
    title: str | None = None
    link: str | None = None
    media: tuple[SeenMedia, ...] | None = None
    created: dt.datetime | None = None
    edited: dt.datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CommentKey:
    """Which comment: ``post_id`` is the post it stands under, ``parent_id`` the comment it answers, if any."""

    id: str
    post_id: str
    parent_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who wrote a comment. Everything may be empty: some networks tell nothing of people who did not agree to it."""

    id: str = ""
    name: str = ""
    handle: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Comment:
    """What somebody wrote under a post, or about the account (``key.post_id`` empty). ``at`` is aware.

    ``cannot`` are the operations that the network refuses for this very comment, though it has them.
    """

    key: CommentKey
    author: Author
    text: str
    at: dt.datetime
    edited: dt.datetime | None = None
    hidden: bool = False
    ours: bool = False
    address: str = ""
    cannot: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Comments:
    """What came since a cursor, oldest first. Ask again with ``cursor``, at once when ``more``.

    A comment may come twice, none is passed over; an edited one may come again.
    """

    comments: tuple[Comment, ...]
    cursor: str
    more: bool = False


@dataclass(frozen=True, kw_only=True)
class Written:
    """A reply that is at the network."""

    id: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class LookedReply:
    """What a look for a reply found; ``sure`` as in ``Looked``."""

    reply: Written | None = None
    sure: bool = False


@dataclass(frozen=True, kw_only=True)
class Done:
    """An act that leaves the same behind when asked twice; ``already`` when there was nothing left to do."""

    already: bool = False


@dataclass(frozen=True, kw_only=True)
class Quota:
    """How much of an allowance is used, as the network says; ``name`` is the network's own word for it."""

    name: str
    used: int
    total: int | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Verified:
    """The account as the network tells it, and what our access to it is worth.

    ``missing`` are the scopes that we need and have not. ``expires`` is when a person must connect it again.
    """

    id: str
    name: str
    handle: str = ""
    address: str = ""
    missing: tuple[str, ...] = ()
    expires: dt.datetime | None = None
    quotas: tuple[Quota, ...] = ()
