"""What Bluesky answers, in our words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from balise.networks.content import Author, Comment, CommentKey, MediaKind, Presence, Seen, SeenMedia
from balise.networks.credentials import Account
from balise.networks.errors import Gone, LostPermission, NetworkError, Permanent, Temporary, Throttled
from balise.networks.http import Answer

POST = "app.bsky.feed.post"
_PART = re.compile(r"[A-Za-z0-9._:~-]{1,512}")
_DEEPEST = 1_000
_LOST = {"ExpiredToken": "expired", "InvalidToken": "unauthorised", "AuthMissing": "unauthorised"}
_SUSPENDED = {"AccountTakedown", "AccountDeactivated", "AccountSuspended"}
_NOWHERE = {"RecordNotFound", "NotFound", "RepoNotFound", "HandleNotFound"}
_IMAGES, _VIDEO, _WITH = "app.bsky.embed.images", "app.bsky.embed.video", "app.bsky.embed.recordWithMedia"


def parts_of(uri: str) -> tuple[str, str, str]:
    """Account, collection and key of ``at://did/collection/key``. ``Gone`` when it is nothing of the sort."""
    parts = uri.removeprefix("at://").split("/")
    if not uri.startswith("at://did:") or len(parts) != 3 or not all(_PART.fullmatch(part) for part in parts):
        raise Gone("not-an-id")
    return parts[0], parts[1], parts[2]


def at(uri: str) -> str:
    """``uri``, once it was seen to be the address of a record."""
    parts_of(uri)
    return uri


def address_of(uri: str, handle: str = "") -> str:
    """Where people read a post."""
    did, _collection, key = parts_of(uri)
    return f"https://bsky.app/profile/{handle.removeprefix('@') or did}/post/{key}"


def moment(said: object) -> dt.datetime | None:
    """A moment as a record says it; aware."""
    if not isinstance(said, str) or not said:
        return None
    try:
        found = dt.datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def seen_of(told: dict[str, Any], *, address: str) -> Seen:
    """A post from its record."""
    value = told["value"]
    embed = value.get("embed")
    embed = embed if isinstance(embed, dict) else {}
    card = embed.get("external")
    return Seen(
        id=str(told.get("uri", "")),
        address=address,
        state=Presence.ONLINE,
        text=str(value.get("text", "")),
        link=str(card.get("uri", "")) if isinstance(card, dict) else None,
        media=tuple(_media(embed)),
        created=moment(value.get("createdAt")),
    )


def _media(embed: dict[str, Any]) -> Iterator[SeenMedia]:
    if embed.get("$type") == _WITH and isinstance(embed.get("media"), dict):
        embed = embed["media"]
    if embed.get("$type") == _IMAGES:
        for one in embed.get("images") or ():
            if isinstance(one, dict):
                yield SeenMedia(kind=MediaKind.IMAGE, alt=str(one.get("alt", "")))
    elif embed.get("$type") == _VIDEO:
        yield SeenMedia(kind=MediaKind.VIDEO, alt=str(embed.get("alt", "")))


class Thread:
    """What the network shows under a post. ``Gone`` when it shows no such post."""

    def __init__(self, told: dict[str, Any]) -> None:
        thread = told.get("thread")
        if not isinstance(thread, dict) or not isinstance(thread.get("post"), dict):
            raise Gone("gone")
        self._thread = thread
        gate = told.get("threadgate") or thread["post"].get("threadgate")
        record = gate.get("record") if isinstance(gate, dict) else None
        self._hidden = set(record.get("hiddenReplies") or ()) if isinstance(record, dict) else set()

    def comments(self, *, account: Account, post_id: str) -> Iterator[Comment]:
        """Every reply, at any depth; those of who blocked the account are not among them."""
        waiting = [(one, 0) for one in self._thread.get("replies") or ()]
        while waiting:
            node, depth = waiting.pop()
            if not isinstance(node, dict) or not isinstance(node.get("post"), dict) or depth > _DEEPEST:
                continue
            waiting += [(one, depth + 1) for one in node.get("replies") or ()]
            found = _comment(node["post"], post_id=post_id, hidden=self._hidden, ours=account.id)
            if found is not None:
                yield found


def mention_of(notice: dict[str, Any]) -> Comment | None:
    """A notice that somebody named or quoted the account; None for any other."""
    if notice.get("reason") not in {"mention", "quote"}:
        return None
    return _comment(notice, post_id="", hidden=set(), ours="")


def _comment(post: dict[str, Any], *, post_id: str, hidden: set[Any], ours: str) -> Comment | None:
    author, record = post.get("author"), post.get("record")
    made = moment(post.get("indexedAt"))
    if not isinstance(author, dict) or not isinstance(record, dict) or made is None:
        return None
    try:
        uri = at(str(post.get("uri")))
    except Gone:
        return None
    answer = record.get("reply")
    parent = answer.get("parent") if isinstance(answer, dict) else None
    answered = str(parent.get("uri", "")) if isinstance(parent, dict) else ""
    did, handle = str(author.get("did", "")), str(author.get("handle", ""))
    return Comment(
        key=CommentKey(id=uri, post_id=post_id, parent_id="" if answered == post_id else answered),
        author=Author(
            id=did,
            name=str(author.get("displayName") or handle),
            handle=handle,
            address=f"https://bsky.app/profile/{handle or did}",
        ),
        text=str(record.get("text", "")),
        at=made,
        hidden=uri in hidden,
        ours=bool(ours) and did == ours,
        address=address_of(uri, handle),
    )


def explain(answer: Answer, *, now: dt.datetime) -> NetworkError | None:
    """The error that the server tells; None when it tells nothing we know."""
    if answer.status == 429:
        reset = answer.headers.get("ratelimit-reset", "")
        if reset.isascii() and reset.isdigit() and len(reset) < 12:
            until = dt.datetime.fromtimestamp(int(reset), dt.UTC)
            if now < until < now + dt.timedelta(days=2):
                return Throttled("throttled", status=429, until=until)
        return None
    try:
        told = answer.json()
    except NetworkError:
        return None
    said = str(told.get("error", "")) if isinstance(told, dict) else ""
    message = str(told.get("message", "")) if isinstance(told, dict) else ""
    if said in _LOST:
        return LostPermission(_LOST[said], status=answer.status, said=said)
    if said in _SUSPENDED:
        return LostPermission("account-suspended", status=answer.status, said=said)
    if said in _NOWHERE or (said == "InvalidRequest" and message.startswith("Could not locate record")):
        return Gone("gone", status=answer.status, said=said)
    if said == "InvalidSwap":
        return Temporary("swapped", status=answer.status, said=said)
    if said in {"BlobTooLarge", "InvalidMimeType", "InvalidBlob"}:
        return Permanent("media-refused", status=answer.status, said=said)
    return None
