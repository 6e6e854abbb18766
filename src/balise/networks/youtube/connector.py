"""A YouTube channel: videos only. The upload itself tells, for a week, whether it came to its end."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, ClassVar

from balise.networks import errors, oauth
from balise.networks.comparing import same_text
from balise.networks.content import (
    Author,
    Comment,
    CommentKey,
    Comments,
    Done,
    Looked,
    LookedReply,
    Media,
    MediaKind,
    Outgoing,
    Presence,
    Progress,
    Published,
    Seen,
    SeenMedia,
    Verified,
    Written,
)
from balise.networks.credentials import Account, App, Tokens
from balise.networks.cursors import Mark
from balise.networks.describing import Network
from balise.networks.http import Answer, Http
from balise.networks.limits import refuse_excess
from balise.networks.offering import Offering
from balise.networks.protocol import Clock
from balise.networks.youtube import network
from balise.networks.youtube.api import YouTubeApi, when

_TOKEN_INFO = "https://oauth2.googleapis.com/tokeninfo"  # noqa: S105 - an address
_PIECE = 4 * 2**20  # a multiple of 256 KiB, as YouTube wants
_AT_ONCE = dt.timedelta(seconds=60)  # of sending, in one attempt: then another goes on
_CATEGORY = "29"  # Nonprofits & Activism
_PAGES = 100  # of comments: the 10,000 newest that began something
_SHOWN, _HELD = "published", "heldForReview"


class YouTube(Offering):
    """See ``protocol.Connector``. ``account.id`` is the channel's."""

    network: ClassVar[Network] = network

    def __init__(self, *, account: Account, tokens: Tokens, app: App | None, http: Http, clock: Clock) -> None:
        super().__init__(account=account, tokens=tokens, app=app, http=http, clock=clock)
        self._api = YouTubeApi(http=http, token=tokens.access)

    def verify(self) -> Verified:
        """The channel, and the rights that our token really has."""
        found = self._api.items("channels", part="snippet,status", mine="true")
        channel = next((one for one in found if one.get("id") == self.account.id), None)
        if channel is None:
            raise errors.LostPermission("another-channel")
        facts = self.http.ask("POST", _TOKEN_INFO, form={"access_token": self.tokens.access}, explain=oauth.explain)
        given = set(str(facts.fields().get("scope", "")).split())
        snippet = channel.get("snippet") or {}
        return Verified(
            id=str(channel["id"]),
            name=str(snippet.get("title", "")),
            handle=str(snippet.get("customUrl", "")).lstrip("@"),
            address=f"https://www.youtube.com/channel/{channel['id']}",
            missing=tuple(scope.id for scope in network.scopes if scope.id not in given),
            expires=self.tokens.refresh_expires,
        )

    def publish(self, post: Outgoing, *, progress: Progress) -> Published:
        """Send the video with its words. ``NotReady`` when there is more to send than one attempt should."""
        refuse_excess(network, post)
        if "<" in post.title + post.text or ">" in post.title + post.text:
            raise errors.Permanent("characters-refused")
        video = post.media[0]
        if not progress.get("session"):
            session = self._api.begin_upload(_body(post), content_type=video.content_type, size=video.size)
            progress.put("session", session)
            first = 0
        else:
            answer = self._api.sent(progress.get("session"), size=video.size)
            if answer.status != 308:
                return _uploaded(answer)
            first = _next(answer)
        return self._send(video, progress.get("session"), first)

    def find(self, post: Outgoing, *, since: dt.datetime, progress: Progress) -> Looked:
        """The upload tells; once it is forgotten, the channel's latest videos are looked through by title."""
        session = progress.get("session")
        if not session:
            return Looked(sure=True)
        try:
            answer = self._api.sent(session, size=post.media[0].size)
        except errors.Gone:
            return self._among_uploads(post, since)
        return Looked(sure=True) if answer.status == 308 else Looked(post=_uploaded(answer))

    def fetch(self, post_id: str) -> Seen:
        """The video's words and whether people can see it."""
        found = self._video(post_id, "snippet,status")
        snippet, status = found.get("snippet") or {}, found.get("status") or {}
        return Seen(
            id=post_id,
            address=_address(post_id),
            state=_state(status),
            text=str(snippet.get("description", "")),
            title=str(snippet.get("title", "")),
            media=(SeenMedia(kind=MediaKind.VIDEO, address=_address(post_id)),),
            created=when(snippet.get("publishedAt")),
        )

    def update(self, post_id: str, post: Outgoing) -> Published:
        """Title and description; what else YouTube keeps of the video (tags, category) is sent back as it was."""
        if len(post.media) != 1:
            raise errors.Permanent("not-editable")
        refuse_excess(network, post)
        found = self._video(post_id, "snippet,status")
        kept = {
            name: value
            for name, value in (found.get("snippet") or {}).items()
            if name in {"categoryId", "tags", "defaultLanguage", "defaultAudioLanguage"}
        }
        snippet = {"categoryId": _CATEGORY, **kept, "title": post.title, "description": post.text}
        self._api.ask("PUT", "videos", {"part": "snippet"}, body={"id": post_id, "snippet": snippet})
        return Published(id=post_id, address=_address(post_id), state=_state(found.get("status") or {}))

    def retract(self, post_id: str) -> Done:
        """Delete the video, with its comments."""
        try:
            self._api.ask("DELETE", "videos", {"id": post_id})
        except errors.Gone:
            return Done(already=True)
        return Done()

    def comments(self, post_id: str, *, since: str = "") -> Comments:
        """Comments and answers, those that YouTube holds back included (``hidden``)."""
        mark = Mark.read(since)
        found: list[Comment] = []
        for status in (_SHOWN, _HELD):
            threads = self._api.all_items(
                "commentThreads",
                most=_PAGES,
                part="snippet,replies",
                videoId=post_id,
                order="time",
                maxResults="100",
                textFormat="plainText",
                moderationStatus=status,
            )
            for thread in threads:
                found += self._thread(thread, post_id, hidden=status == _HELD)
        return mark.fresh(found)

    def reply(self, to: CommentKey, text: str, *, marker: str, progress: Progress) -> Written:  # noqa: ARG002
        """Under the comment; an answer to an answer goes under the comment that began."""
        body = {"snippet": {"parentId": to.parent_id or to.id, "textOriginal": text}}
        answer = self._api.ask("POST", "comments", {"part": "snippet"}, body=body)
        identifier = answer.fields().get("id")
        if not isinstance(identifier, str) or not identifier:
            raise answer.odd()
        return Written(id=identifier, address=f"{_address(to.post_id)}&lc={identifier}")

    def find_reply(
        self,
        to: CommentKey,
        text: str,
        *,
        marker: str,  # noqa: ARG002
        since: dt.datetime,
        progress: Progress,  # noqa: ARG002
    ) -> LookedReply:
        """Our own answers to that comment, by their words."""
        for said in self._answers(to.parent_id or to.id, to.post_id, hidden=False):
            if said.ours and said.at >= since and same_text(said.text) == same_text(text):
                return LookedReply(reply=Written(id=said.key.id, address=said.address))
        return LookedReply()

    def hide(self, comment: CommentKey) -> Done:
        """Held for review: nobody but the channel sees it."""
        return self._moderate(comment, _HELD)

    def unhide(self, comment: CommentKey) -> Done:
        """Shown again."""
        return self._moderate(comment, _SHOWN)

    def delete(self, comment: CommentKey) -> Done:
        """Rejected for good; our own are deleted."""
        found = self._api.items("comments", part="snippet", id=comment.id)
        if not found:
            return Done(already=True)
        if _author(found[0].get("snippet") or {}).id != self.account.id:
            return self._moderate(comment, "rejected")
        try:
            self._api.ask("DELETE", "comments", {"id": comment.id})
        except errors.Gone:
            return Done(already=True)
        return Done()

    def _moderate(self, comment: CommentKey, status: str) -> Done:
        self._api.ask("POST", "comments/setModerationStatus", {"id": comment.id, "moderationStatus": status})
        return Done()

    def _send(self, video: Media, session: str, first: int) -> Published:
        until = self.clock() + _AT_ONCE
        with video.open() as file:
            while True:
                if self.clock() >= until:
                    raise errors.NotReady("sending", until=self.clock())
                file.seek(first)
                piece = file.read(_PIECE)
                if not piece:
                    raise errors.Permanent("media-cut")
                answer = self._api.send(session, piece, first=first, size=video.size, content_type=video.content_type)
                if answer.status != 308:
                    return _uploaded(answer)
                after = _next(answer)
                if after <= first:
                    raise errors.NotReady("sending", until=self.clock() + _AT_ONCE)
                first = after

    def _video(self, post_id: str, part: str) -> dict[str, Any]:
        found = self._api.items("videos", part=part, id=post_id)
        if not found:
            raise errors.Gone("gone")
        return found[0]

    def _among_uploads(self, post: Outgoing, since: dt.datetime) -> Looked:
        channel = self._api.items("channels", part="contentDetails", mine="true")
        lists = [((one.get("contentDetails") or {}).get("relatedPlaylists") or {}).get("uploads") for one in channel]
        for playlist in lists:
            if not playlist:
                continue
            for one in self._api.items("playlistItems", part="snippet", playlistId=str(playlist), maxResults="50"):
                snippet = one.get("snippet") or {}
                written = when(snippet.get("publishedAt"))
                if written and written >= since and same_text(str(snippet.get("title", ""))) == same_text(post.title):
                    identifier = str((snippet.get("resourceId") or {}).get("videoId", ""))
                    return Looked(post=Published(id=identifier, address=_address(identifier), at=written))
        return Looked()

    def _thread(self, thread: dict[str, Any], post_id: str, *, hidden: bool) -> Iterator[Comment]:
        snippet = thread.get("snippet") or {}
        first = self._comment(snippet.get("topLevelComment") or {}, post_id, "", hidden=hidden)
        if first is None:
            return
        yield first
        shown = (thread.get("replies") or {}).get("comments") or []
        total = snippet.get("totalReplyCount", 0)
        if isinstance(total, int) and total > len(shown):
            yield from self._answers(first.key.id, post_id, hidden=hidden)
            return
        for one in shown:
            answer = self._comment(one, post_id, first.key.id, hidden=hidden)
            if answer is not None:
                yield answer

    def _answers(self, parent: str, post_id: str, *, hidden: bool) -> Iterator[Comment]:
        listed = self._api.all_items(
            "comments", most=5, part="snippet", parentId=parent, maxResults="100", textFormat="plainText"
        )
        for one in listed:
            answer = self._comment(one, post_id, parent, hidden=hidden)
            if answer is not None:
                yield answer

    def _comment(self, one: dict[str, Any], post_id: str, parent: str, *, hidden: bool) -> Comment | None:
        snippet = one.get("snippet") or {}
        written = when(snippet.get("publishedAt"))
        if written is None or not one.get("id"):
            return None
        author, edited = _author(snippet), when(snippet.get("updatedAt"))
        status = str(snippet.get("moderationStatus", ""))
        return Comment(
            key=CommentKey(id=str(one["id"]), post_id=post_id, parent_id=str(snippet.get("parentId") or parent)),
            author=author,
            text=str(snippet.get("textOriginal") or snippet.get("textDisplay") or ""),
            at=written,
            edited=edited if edited != written else None,
            hidden=hidden or status in {_HELD, "likelySpam", "rejected"},
            ours=author.id == self.account.id,
            address=f"{_address(post_id)}&lc={one['id']}",
        )


def _body(post: Outgoing) -> dict[str, Any]:
    return {
        "snippet": {
            "title": post.title,
            "description": post.text,
            "categoryId": _CATEGORY,
            "defaultLanguage": post.language,
        },
        "status": {
            "privacyStatus": post.options.get("privacy") or "public",
            "selfDeclaredMadeForKids": post.options.get("kids") == "yes",
        },
    }


def _uploaded(answer: Answer) -> Published:
    found = answer.fields()
    identifier = found.get("id")
    if not isinstance(identifier, str) or not identifier:
        raise answer.odd()
    return Published(
        id=identifier,
        address=_address(identifier),
        state=_state(found.get("status") or {}),
        at=when((found.get("snippet") or {}).get("publishedAt")),
    )


def _next(answer: Answer) -> int:
    """The first byte that YouTube has not."""
    found = re.fullmatch(r"bytes=0-(\d{1,15})", answer.headers.get("range", ""))
    return int(found.group(1)) + 1 if found else 0


def _state(status: dict[str, Any]) -> Presence:
    if status.get("uploadStatus") in {"failed", "rejected", "deleted"} or status.get("privacyStatus") == "private":
        return Presence.HELD
    return Presence.ONLINE if status.get("uploadStatus") == "processed" else Presence.PROCESSING


def _author(snippet: dict[str, Any]) -> Author:
    return Author(
        id=str((snippet.get("authorChannelId") or {}).get("value", "")),
        name=str(snippet.get("authorDisplayName", "")),
        address=str(snippet.get("authorChannelUrl", "")),
    )


def _address(identifier: str) -> str:
    return f"https://www.youtube.com/watch?v={identifier}"
