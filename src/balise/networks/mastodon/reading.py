"""What a Mastodon server answers, in our words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from functools import partial
from typing import Any

from balise.networks.content import Author, Comment, CommentKey, MediaKind, SeenMedia
from balise.networks.counting import mastodon_length
from balise.networks.credentials import Account
from balise.networks.describing import Network
from balise.networks.pages import text_of

_SERVER = re.compile(r"(?<![\w/@])(@\w[\w.-]*)@[\w.-]+\w")


def moment(said: object) -> dt.datetime | None:
    """A moment as the API writes it; aware."""
    if not isinstance(said, str) or not said:
        return None
    try:
        found = dt.datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def html_text(status: dict[str, Any]) -> str:
    """The words of a post, which the API gives as HTML."""
    return text_of(str(status.get("content", "")))


def without_servers(text: str) -> str:
    """``text`` with ``@somebody@example.org`` as it is shown: ``@somebody``."""
    return _SERVER.sub(r"\1", text)


def media_of(status: dict[str, Any]) -> tuple[SeenMedia, ...]:
    """Images and videos of a post, in order."""
    attached = [one for one in status.get("media_attachments") or () if isinstance(one, dict)]
    return tuple(
        SeenMedia(
            kind=MediaKind.IMAGE if one.get("type") == "image" else MediaKind.VIDEO,
            address=str(one.get("url") or ""),
            alt=str(one.get("description") or ""),
        )
        for one in attached
    )


def comment_of(status: dict[str, Any], *, account: Account, post_id: str) -> Comment | None:
    """A reply or a mention; None for what has not the shape of one, and for what is private."""
    author = status.get("account")
    at = moment(status.get("created_at"))
    if not isinstance(author, dict) or at is None or not status.get("id") or status.get("visibility") == "direct":
        return None
    answered = str(status.get("in_reply_to_id") or "")
    return Comment(
        key=CommentKey(id=str(status["id"]), post_id=post_id, parent_id="" if answered == post_id else answered),
        author=Author(
            id=str(author.get("id", "")),
            name=str(author.get("display_name") or author.get("username") or ""),
            handle=str(author.get("acct", "")),
            address=str(author.get("url") or ""),
        ),
        text=html_text(status),
        at=at,
        edited=moment(status.get("edited_at")),
        ours=str(author.get("id")) == account.id,
        address=str(status.get("url") or status.get("uri") or ""),
    )


def limits_in(instance: dict[str, Any], network: Network) -> Network:
    """The limits that a server tells of itself; those of the network where it tells none."""
    told = instance.get("configuration")
    told = told if isinstance(told, dict) else {}
    statuses, media = told.get("statuses"), told.get("media_attachments")
    statuses = statuses if isinstance(statuses, dict) else {}
    media = media if isinstance(media, dict) else {}
    link = _positive(statuses.get("characters_reserved_per_url")) or network.link_length or 23
    kinds = [one for one in media.get("supported_mime_types") or () if isinstance(one, str)]
    return dataclasses.replace(
        network,
        maximum=_positive(statuses.get("max_characters")) or network.maximum,
        link_length=link,
        measure=partial(mastodon_length, link=link),
        images_maximum=_positive(statuses.get("max_media_attachments")) or network.images_maximum,
        alt_maximum=_positive(media.get("description_limit")) or network.alt_maximum,
        image_bytes=_positive(media.get("image_size_limit")) or network.image_bytes,
        video_bytes=_positive(media.get("video_size_limit")) or network.video_bytes,
        image_types=tuple(one for one in kinds if one.startswith("image/")) or network.image_types,
        video_types=tuple(one for one in kinds if one.startswith("video/")) or network.video_types,
    )


def _positive(said: object) -> int | None:
    return said if isinstance(said, int) and not isinstance(said, bool) and 0 < said < 2**40 else None
