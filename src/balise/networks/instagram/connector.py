"""An Instagram professional account: a container is prepared, then published; the container tells what became of it."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from balise.networks import errors
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
from balise.networks.graph import Graph, app_token, node, quotas, when
from balise.networks.http import Http
from balise.networks.instagram import network
from balise.networks.limits import refuse_excess
from balise.networks.offering import Offering
from balise.networks.protocol import Clock

_MEDIA = "id,caption,media_type,media_url,permalink,timestamp,alt_text,children{id,media_type,media_url,alt_text}"
_COMMENT = "id,text,timestamp,username,hidden,from,parent_id"
_WAIT = {MediaKind.IMAGE: dt.timedelta(seconds=5), MediaKind.VIDEO: dt.timedelta(seconds=60)}
_PAGES = 100  # of comments: the 5,000 newest that began something
_MANY = 2  # from here, a carousel
_HOOKS = ("comments", "mentions")


class Instagram(Offering):
    """See ``protocol.Connector``. ``account.id`` is the Instagram user's; ``settings["page"]`` the page it hangs on,
    whose token is used.
    """

    network: ClassVar[Network] = network

    def __init__(self, *, account: Account, tokens: Tokens, app: App | None, http: Http, clock: Clock) -> None:
        super().__init__(account=account, tokens=tokens, app=app, http=http, clock=clock)
        self._graph = Graph(http=http, token=tokens.access, app=app)
        self._user = node(account.id)

    def verify(self) -> Verified:
        """The account, what is left of the day's allowance, and what Meta says of our token."""
        found = self._graph.get(self._user, fields="id,username,name")
        missing, expires = self._graph.standing(self.app, network.scopes)
        handle = str(found.get("username", ""))
        allowance = self._graph.get(f"{self._user}/content_publishing_limit", fields="quota_usage,config")
        return Verified(
            id=str(found.get("id", "")),
            name=str(found.get("name") or handle),
            handle=handle,
            address=f"https://www.instagram.com/{handle}/",
            missing=missing,
            expires=expires,
            quotas=quotas(allowance),
        )

    def publish(self, post: Outgoing, *, progress: Progress) -> Published:
        """Prepare, wait until Instagram has fetched everything (``NotReady``), publish."""
        refuse_excess(network, post)
        if not all(one.address for one in post.media):
            raise errors.Permanent("media-not-public")
        container = self._prepared(post, progress)
        if progress.get("publishing"):
            found = self.find(post, since=_long_ago(self.clock()), progress=progress)
            if found.post is not None:
                return found.post
            if not found.sure:
                raise errors.Temporary("unclear", maybe=True)
        kind = MediaKind.VIDEO if any(one.kind is MediaKind.VIDEO for one in post.media) else MediaKind.IMAGE
        self._await(container, kind)
        progress.put("publishing", "1")
        said = self._graph.post(f"{self._user}/media_publish", {"creation_id": _number(container)})
        identifier = str(said.get("id") or "")
        if not identifier:
            raise errors.Temporary("wrong-answer", maybe=True)
        progress.put("media", identifier)
        return self._published(identifier)

    def find(self, post: Outgoing, *, since: dt.datetime, progress: Progress) -> Looked:
        """The container tells whether it was published, the list of media which one it became."""
        if progress.get("media"):
            return Looked(post=self._published(progress.get("media")))
        container = progress.get("container")
        if not container or not progress.get("publishing"):
            return Looked(sure=True)
        status = self._status(container)
        if status in {"FINISHED", "IN_PROGRESS", "ERROR"}:
            return Looked(sure=True)
        for page in self._graph.pages(f"{self._user}/media", most=3, fields="id,caption,permalink,timestamp"):
            for one in page:
                written = when(one.get("timestamp"))
                if written and written >= since and same_text(str(one.get("caption", ""))) == same_text(post.text):
                    return Looked(post=_published(one))
        return Looked()

    def fetch(self, post_id: str) -> Seen:
        """The media and its caption."""
        found = self._graph.get(node(post_id), fields=_MEDIA)
        children = (found.get("children") or {}).get("data") or [found]
        return Seen(
            id=str(found.get("id", post_id)),
            address=str(found.get("permalink", "")),
            state=Presence.ONLINE,
            text=str(found.get("caption", "")),
            media=tuple(_seen(one) for one in children),
            created=when(found.get("timestamp")),
        )

    def retract(self, post_id: str) -> Done:
        """Delete the media, with its comments."""
        return self._delete(post_id)

    def comments(self, post_id: str, *, since: str = "") -> Comments:
        """Comments and their answers. Instagram only lists them all: those that were given are left out."""
        mark = Mark.read(since)
        fields = f"{_COMMENT},replies{{{_COMMENT}}}"
        found: list[Comment] = []
        for page in self._graph.pages(f"{node(post_id)}/comments", most=_PAGES, fields=fields, limit="50"):
            for one in page:
                answers = (one.get("replies") or {}).get("data") or ()
                for said, parent in ((one, ""), *((answer, str(one.get("id", ""))) for answer in answers)):
                    comment = self._comment(said, post_id, parent)
                    found += [comment] if comment is not None else []
        return mark.fresh(found)

    def mentions(self, *, since: str = "") -> Comments:
        """Media of others in which the account was tagged."""
        mark = Mark.read(since)
        found = []
        for page in self._graph.pages(
            f"{self._user}/tags", most=5, fields="id,caption,username,timestamp,permalink", limit="50"
        ):
            for one in page:
                written = when(one.get("timestamp"))
                if written is not None and one.get("id"):
                    found.append(
                        Comment(
                            key=CommentKey(id=str(one["id"]), post_id=""),
                            author=_author(one),
                            text=str(one.get("caption", "")),
                            at=written,
                            address=str(one.get("permalink", "")),
                            cannot=frozenset({"reply", "hide", "unhide", "delete"}),
                        )
                    )
        return mark.fresh(found)

    def reply(self, to: CommentKey, text: str, *, marker: str, progress: Progress) -> Written:  # noqa: ARG002
        """Under the comment; an answer to an answer goes under the comment that began."""
        said = self._graph.post(f"{node(to.parent_id or to.id)}/replies", {"message": text})
        if not said.get("id"):
            raise errors.Temporary("wrong-answer", maybe=True)
        return Written(id=str(said["id"]))

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
        for page in self._graph.pages(f"{node(to.parent_id or to.id)}/replies", most=3, fields=_COMMENT, limit="50"):
            for one in page:
                said = self._comment(one, to.post_id, to.id)
                if said and said.ours and said.at >= since and same_text(said.text) == same_text(text):
                    return LookedReply(reply=Written(id=said.key.id))
        return LookedReply()

    def hide(self, comment: CommentKey) -> Done:
        """Hidden from all but its author."""
        self._graph.post(node(comment.id), {"hide": True})
        return Done()

    def unhide(self, comment: CommentKey) -> Done:
        """Shown again."""
        self._graph.post(node(comment.id), {"hide": False})
        return Done()

    def delete(self, comment: CommentKey) -> Done:
        """Gone, with its answers."""
        return self._delete(comment.id)

    def subscribe(self, callback: str) -> Done:
        """Tell the application where to write, then the page that the account hangs on to write to it."""
        page = self.account.settings.get("page", "")
        if self.app is None or not self.app.verify_token or not page:
            raise errors.Permanent("application")
        app = Graph(http=self.http, token=app_token(self.app), app=None)
        app.form(
            f"{node(self.app.client_id)}/subscriptions",
            {
                "object": "instagram",
                "callback_url": callback,
                "fields": ",".join(_HOOKS),
                "verify_token": self.app.verify_token,
            },
        )
        self._graph.post(f"{node(page)}/subscribed_apps", {"subscribed_fields": ["feed"]})
        return Done()

    def unsubscribe(self) -> Done:
        """The page writes to the application no more."""
        page = self.account.settings.get("page", "")
        return self._delete(f"{node(page)}/subscribed_apps") if page else Done(already=True)

    def _prepared(self, post: Outgoing, progress: Progress) -> str:
        """The container of the post; those of a carousel's parts before it."""
        kept = progress.get("container")
        status = self._status(kept) if kept else ""
        if status == "ERROR":
            raise errors.Permanent("media-refused")
        if status == "EXPIRED":  # a day has passed, and nothing was published from it
            for name in ("container", "publishing", *(f"part-{number}" for number in range(len(post.media)))):
                progress.put(name, "")
        elif kept:
            return kept
        if len(post.media) < _MANY:
            body = {**_source(post.media[0]), "caption": post.text}
        else:
            parts = []
            for number, media in enumerate(post.media):
                name = f"part-{number}"
                if not progress.get(name):
                    progress.put(name, self._container({**_source(media), "is_carousel_item": True}))
                parts.append(progress.get(name))
            for part, media in zip(parts, post.media, strict=True):
                self._await(part, media.kind)
            body = {"media_type": "CAROUSEL", "children": parts, "caption": post.text}
        progress.put("container", self._container(body))
        return progress.get("container")

    def _container(self, body: dict[str, Any]) -> str:
        said = self._graph.post(f"{self._user}/media", body, harmless=True)
        if not said.get("id"):
            raise errors.Temporary("wrong-answer")
        return str(said["id"])

    def _await(self, container: str, kind: MediaKind) -> None:
        status = self._status(container)
        if status == "IN_PROGRESS":
            raise errors.NotReady("fetching", until=self.clock() + _WAIT[kind])
        if status in {"ERROR", "EXPIRED"}:
            raise errors.Permanent("media-refused", said=status)

    def _status(self, container: str) -> str:
        return str(self._graph.get(node(container), fields="status_code").get("status_code", ""))

    def _published(self, identifier: str) -> Published:
        """Where it is. It is online already, so that failing to read its address is no failure."""
        try:
            return _published(self._graph.get(node(identifier), fields="id,permalink,timestamp"))
        except errors.NetworkError:
            return Published(id=identifier, address="")

    def _delete(self, identifier: str) -> Done:
        try:
            self._graph.delete(identifier if "/" in identifier else node(identifier))
        except errors.Gone:
            return Done(already=True)
        return Done()

    def _comment(self, one: dict[str, Any], post_id: str, parent: str) -> Comment | None:
        written = when(one.get("timestamp"))
        if written is None or not one.get("id"):
            return None
        author = _author(one)
        return Comment(
            key=CommentKey(id=str(one["id"]), post_id=post_id, parent_id=str(one.get("parent_id") or parent)),
            author=author,
            text=str(one.get("text", "")),
            at=written,
            hidden=one.get("hidden") is True,
            ours=author.id == self.account.id or author.handle == self.account.handle != "",
        )


def _source(media: Media) -> dict[str, Any]:
    if media.kind is MediaKind.VIDEO:
        return {"media_type": "REELS", "video_url": media.address}
    return {"image_url": media.address, **({"alt_text": media.alt} if media.alt else {})}


def _author(one: dict[str, Any]) -> Author:
    told = one.get("from") or {}
    handle = str(told.get("username") or one.get("username") or "")
    address = f"https://www.instagram.com/{handle}/" if handle else ""
    return Author(id=str(told.get("id", "")), handle=handle, name=handle, address=address)


def _seen(one: dict[str, Any]) -> SeenMedia:
    video = str(one.get("media_type")) in {"VIDEO", "REELS"}
    alt = one.get("alt_text")
    return SeenMedia(
        kind=MediaKind.VIDEO if video else MediaKind.IMAGE,
        address=str(one.get("media_url", "")),
        alt=str(alt) if alt is not None else None,
    )


def _published(found: dict[str, Any]) -> Published:
    return Published(
        id=str(found.get("id", "")), address=str(found.get("permalink", "")), at=when(found.get("timestamp"))
    )


def _number(container: str) -> int | str:
    """Meta's own description wants a number."""
    return int(container) if container.isdigit() else container


def _long_ago(now: dt.datetime) -> dt.datetime:
    return now - dt.timedelta(days=2)  # a container lives one day
