"""What X answers, in our words."""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import dataclass
from typing import Any

from balise.networks.content import Author, Comment, CommentKey, Comments, MediaKind, SeenMedia
from balise.networks.credentials import Account
from balise.networks.describing import Operation
from balise.networks.errors import Gone, LostPermission, NetworkError, Permanent, Temporary
from balise.networks.http import Answer

RECENT = dt.timedelta(days=7) - dt.timedelta(minutes=5)  # what the search looks back on
_NAMES = re.compile(r"\A(?:@\w{1,15}\s+)+")
_EPOCH = dt.datetime(2010, 11, 4, 1, 42, 54, 657_000, tzinfo=dt.UTC)  # of the identifiers


class Page:
    """A page of posts with what is told beside them. Whatever has not the shape it should is left out."""

    def __init__(self, fields: dict[str, Any]) -> None:
        beside = fields.get("includes")
        beside = beside if isinstance(beside, dict) else {}
        data, meta = fields.get("data"), fields.get("meta")
        self.posts = [one for one in data if _is_post(one)] if isinstance(data, list) else []
        self.next = str(meta.get("next_token") or "") if isinstance(meta, dict) else ""
        self.users = {str(one["id"]): one for one in beside.get("users") or () if isinstance(one, dict) and "id" in one}
        self.media = {str(one.get("media_key")): one for one in beside.get("media") or () if isinstance(one, dict)}

    def answers(self, post: dict[str, Any]) -> str:
        """The id of the post that this one answers; empty when it answers none."""
        for one in post.get("referenced_posts") or ():
            if isinstance(one, dict) and one.get("type") == "replied_to":
                return str(one.get("id", ""))
        return ""

    def author(self, post: dict[str, Any]) -> Author:
        """Who wrote it."""
        user = self.users.get(str(post.get("author_id")), {})
        handle = str(user.get("username", ""))
        return Author(
            id=str(post.get("author_id", "")),
            name=str(user.get("name", "")),
            handle=handle,
            address=f"https://x.com/{handle}" if handle else "",
        )


def text_of(post: dict[str, Any]) -> str:
    """The whole text, its links as they lead; those that X adds for images are left out."""
    note = post.get("note_post")
    found = note if isinstance(note, dict) and note.get("text") else post
    text = str(found.get("text", ""))
    entities = found.get("entities")
    for one in (entities.get("urls") or ()) if isinstance(entities, dict) else ():
        if isinstance(one, dict) and one.get("url"):
            ours = (
                one.get("media_key")
                or "/photo/" in str(one.get("expanded_url"))
                or "/video/" in str(one.get("expanded_url"))
            )
            text = text.replace(str(one["url"]), "" if ours else str(one.get("expanded_url") or one["url"]), 1)
    return html.unescape(text).rstrip()


def unaddressed(post: dict[str, Any]) -> str:
    """The text of a reply without the names that X puts before it: those of whom it answers."""
    return _NAMES.sub("", text_of(post)) if post.get("referenced_posts") else text_of(post)


def media_of(post: dict[str, Any], page: Page) -> tuple[SeenMedia, ...]:
    """Images and videos of a post, in order."""
    attached = post.get("attachments")
    keys = (attached.get("media_keys") or ()) if isinstance(attached, dict) else ()
    found = [page.media.get(str(key), {}) for key in keys]
    return tuple(
        SeenMedia(
            kind=MediaKind.IMAGE if one.get("type", "photo") == "photo" else MediaKind.VIDEO,
            address=str(one.get("url", "")),
            alt=str(one.get("alt_text", "")) if one else None,
        )
        for one in found
    )


@dataclass(frozen=True)
class Since:
    """Where reading stands. X gives the newest first: ``until`` and ``newest`` are set while older ones are to come."""

    after: str = ""
    until: str = ""
    newest: str = ""
    stale: bool = False  # ``after`` is older than what the search looks back on

    def params(self) -> dict[str, str]:
        """What to ask X."""
        asked = {"since_id": "" if self.stale else self.after, "until_id": self.until}
        return {name: value for name, value in asked.items() if value}


def since_of(cursor: str, *, now: dt.datetime) -> Since:
    """Read a cursor; one that is not ours begins again."""
    parts = cursor.split(":")
    if len(parts) not in {1, 3} or not all(not part or (part.isascii() and part.isdigit()) for part in parts):
        return Since()
    after, until, newest = (*parts, "", "")[:3]
    return Since(after, until, newest, stale=bool(after) and made_at(after) < now - RECENT)


def made_at(post_id: str) -> dt.datetime:
    """When X gave this identifier."""
    return _EPOCH + dt.timedelta(milliseconds=int(post_id) >> 22)


def comments_of(page: Page, since: Since, *, account: Account, post_id: str) -> Comments:
    """Oldest first; ``post_id`` empty when these are mentions."""
    fresh = [one for one in page.posts if not since.after or int(one["id"]) > int(since.after)]
    found = [_comment(one, page, account, post_id) for one in reversed(fresh)]
    ids = sorted((int(one["id"]) for one in page.posts), reverse=True)
    newest = since.newest or (str(ids[0]) if ids else since.after)
    more = bool(page.next and ids and len(fresh) == len(page.posts))
    cursor = f"{since.after}:{ids[-1]}:{newest}" if more else newest
    return Comments(comments=tuple(one for one in found if one is not None), cursor=cursor, more=more)


def _comment(post: dict[str, Any], page: Page, account: Account, post_id: str) -> Comment | None:
    if str(post["id"]) == post_id:
        return None
    answered = page.answers(post)
    author = page.author(post)
    if not post_id and str(post.get("in_reply_to_user_id", "")) == account.id:
        return None
    return Comment(
        key=CommentKey(id=str(post["id"]), post_id=post_id, parent_id="" if answered == post_id else answered),
        author=author,
        text=text_of(post),
        at=when(post.get("created_at")) or made_at(str(post["id"])),
        ours=author.id == account.id,
        address=f"https://x.com/{author.handle or 'i'}/status/{post['id']}",
        cannot=frozenset() if _names(post, account) else frozenset({Operation.REPLY.value}),
    )


def _names(post: dict[str, Any], account: Account) -> bool:
    entities = post.get("entities")
    mentions = (entities.get("mentions") or ()) if isinstance(entities, dict) else ()
    handle = account.handle.removeprefix("@").lower()
    return any(
        isinstance(one, dict)
        and (str(one.get("id")) == account.id or (handle and str(one.get("username", "")).lower() == handle))
        for one in mentions
    )


def problem_in(fields: dict[str, Any], answer: Answer) -> NetworkError | None:
    """The error that X tells, in whatever place; None when it tells nothing we know."""
    told = fields.get("errors")
    first = told[0] if isinstance(told, list) and told and isinstance(told[0], dict) else fields
    kind = str(first.get("type", "")).rpartition("/")[2]
    detail = f"{first.get('title', '')} {first.get('detail', '')} {first.get('message', '')}".lower()
    status = answer.status
    if kind == "resource-not-found":
        return Gone("gone", status=status, said=kind)
    if kind in {"resource-unavailable", "disallowed-resource"}:
        return Temporary("unavailable", status=status, said=kind, maybe=answer.maybe)
    if "duplicate content" in detail:
        return Permanent("duplicate", status=status, maybe=True)
    if kind in {"not-authorized-for-resource", "not-authorized-for-field", "field-unauthorized", "client-forbidden"}:
        return LostPermission("forbidden", status=status, said=kind)
    if kind in {"unsupported-authentication", "client-disconnected"}:
        return LostPermission("unauthorised", status=status, said=kind)
    if kind == "usage-capped":
        return Permanent("credits-spent", status=status, said=kind)
    if status == 403 and ("reply" in detail or "not allowed to create" in detail):
        return Permanent("reply-refused", status=status, said=kind)
    return None


def when(said: object) -> dt.datetime | None:
    """A moment as X writes it."""
    if not isinstance(said, str) or not said:
        return None
    try:
        found = dt.datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _is_post(one: object) -> bool:
    return isinstance(one, dict) and isinstance(one.get("id"), str) and one["id"].isascii() and one["id"].isdigit()
