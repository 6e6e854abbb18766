"""A Facebook Page: published in two steps, so that a crash between them can be told from a post that is online."""

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
from balise.networks.facebook import network
from balise.networks.facebook.video import VideoUpload
from balise.networks.graph import Graph, app_token, node, when
from balise.networks.http import Http
from balise.networks.limits import refuse_excess
from balise.networks.offering import Offering
from balise.networks.progressing import noted
from balise.networks.protocol import Clock

_PART = "type,url,unshimmed_url,media,target"
_POST = (
    "id,message,created_time,updated_time,permalink_url,is_published,is_hidden,"
    f"attachments{{{_PART},subattachments{{{_PART}}}}}"
)
_VIDEO = "id,description,title,created_time,updated_time,permalink_url,published,status"
_COMMENT = "id,message,created_time,from,is_hidden,permalink_url,parent,can_hide,can_remove,can_comment"
_HOOKS = ("feed", "mention")
_PAGES, _NEWS = 100, 10  # pages of comments in one call, and those of them with something new


class Facebook(Offering):
    """See ``protocol.Connector``. ``account.id`` is the page's; the token is the page's own."""

    network: ClassVar[Network] = network

    def __init__(self, *, account: Account, tokens: Tokens, app: App | None, http: Http, clock: Clock) -> None:
        super().__init__(account=account, tokens=tokens, app=app, http=http, clock=clock)
        self._graph = Graph(http=http, token=tokens.access, app=app)
        self._page = node(account.id)

    def verify(self) -> Verified:
        """The page, and what Meta says of our token when we have the application's secret to ask."""
        found = self._graph.get(self._page, fields="id,name,username,link")
        missing, expires = self._graph.standing(self.app, network.scopes)
        return Verified(
            id=str(found.get("id", "")),
            name=str(found.get("name", "")),
            handle=str(found.get("username", "")),
            address=str(found.get("link", "")),
            missing=missing,
            expires=expires,
        )

    def publish(self, post: Outgoing, *, progress: Progress) -> Published:
        """Images go first, unseen; then a draft; then the draft is shown, which can be asked twice without harm.

        Where the page refuses drafts, the post goes in one step, and a lost answer is for a person to settle.
        """
        refuse_excess(network, post)
        if any(one.kind is MediaKind.VIDEO for one in post.media):
            return self._upload(progress).publish(post.media[0], title=post.title, text=post.text)
        body = self._body(post, progress)
        if progress.get("way") != "direct":
            try:
                return self._published(self._shown(self._drafted(body, progress), progress))
            except errors.Permanent as error:
                if error.code != "rejected":
                    raise
            progress.put("way", "direct")
            if progress.get("draft"):
                self.retract(progress.get("draft"))
        with noted(progress, "posting"):
            identifier = self._created(self._graph.post(f"{self._page}/feed", body))
        return self._published(identifier)

    def find(self, post: Outgoing, *, since: dt.datetime, progress: Progress) -> Looked:
        """The draft tells for certain; a post that went in one step is looked for by its text."""
        if any(one.kind is MediaKind.VIDEO for one in post.media):
            return self._upload(progress).find()
        if progress.get("way") != "direct":
            draft = progress.get("draft")
            if not draft:
                return Looked(sure=True)
            try:
                found = self._graph.get(node(draft), fields="id,is_published,permalink_url,created_time")
            except errors.Gone:  # shown, and removed by somebody since? then it must not come back
                return Looked(sure=not progress.get("showing"))
            return Looked(post=_published(found)) if found.get("is_published") else Looked(sure=True)
        if not progress.get("posting"):
            return Looked(sure=True)
        for page in self._graph.pages(f"{self._page}/published_posts", most=3, fields=_POST, limit="50"):
            for one in page:
                created = when(one.get("created_time"))
                if created is None or created < since:
                    continue
                if same_text(str(one.get("message", ""))) == same_text(post.text):
                    return Looked(post=_published(one))
        return Looked()

    def fetch(self, post_id: str) -> Seen:
        """The post, or the video where ``post_id`` is one."""
        if "_" not in post_id:
            return _seen_video(self._graph.get(node(post_id), fields=_VIDEO))
        found = self._graph.get(node(post_id), fields=_POST)
        online = found.get("is_published") is not False and found.get("is_hidden") is not True
        attached = [
            part
            for one in (found.get("attachments") or {}).get("data") or ()
            for part in ((one.get("subattachments") or {}).get("data") or [one])
        ]
        media = tuple(seen for part in attached if (seen := self._seen_media(part)) is not None)
        links = [str(part.get("unshimmed_url") or part.get("url") or "") for part in attached if _is_link(part)]
        return Seen(
            id=str(found.get("id", post_id)),
            address=str(found.get("permalink_url", "")),
            state=Presence.ONLINE if online else Presence.HELD,
            text=str(found.get("message", "")),
            link=links[0] if links else "",
            media=media,
            created=when(found.get("created_time")),
            edited=when(found.get("updated_time")),
        )

    def update(self, post_id: str, post: Outgoing) -> Published:
        """The words; images and video stay as they are."""
        refuse_excess(network, post)
        now = self.fetch(post_id)
        if len(now.media or ()) != len(post.media):
            raise errors.Permanent("not-editable")
        words = {"message": post.text} if "_" in post_id else {"description": post.text, "name": post.title}
        self._graph.post(node(post_id), words)
        return Published(id=post_id, address=now.address, state=now.state)

    def retract(self, post_id: str) -> Done:
        """Delete the post, with its comments."""
        return self._delete(post_id)

    def comments(self, post_id: str, *, since: str = "") -> Comments:
        """Comments and their answers, oldest first."""
        mark = Mark.read(since)
        found: list[Comment] = []
        news = 0
        asked = {"fields": _COMMENT, "filter": "stream", "order": "chronological", "limit": "100"}
        if since:
            asked["since"] = str(int(mark.since.timestamp()))
        for page in self._graph.pages(f"{node(post_id)}/comments", most=_PAGES, **asked):
            kept = [comment for one in page if (comment := self._comment(one, post_id)) is not None]
            found += kept
            news += any(comment.key.id not in mark.given for comment in kept)
            if news == _NEWS:
                return mark.fresh(found, more=True)
        return mark.fresh(found)

    def mentions(self, *, since: str = "") -> Comments:
        """What visitors wrote on the page itself."""
        mark = Mark.read(since)
        fields = "id,message,created_time,updated_time,from,permalink_url,is_hidden"
        found = []
        for page in self._graph.pages(f"{self._page}/visitor_posts", most=5, fields=fields, limit="100"):
            kept = [comment for one in page if (comment := self._comment(one, "")) is not None]
            found += kept
            if kept and max(one.at for one in kept) < mark.since:
                break
        return mark.fresh(found)

    def reply(self, to: CommentKey, text: str, *, marker: str, progress: Progress) -> Written:  # noqa: ARG002
        """Under the comment, in the page's name."""
        return Written(id=self._created(self._graph.post(f"{node(to.id)}/comments", {"message": text})))

    def find_reply(
        self,
        to: CommentKey,
        text: str,
        *,
        marker: str,  # noqa: ARG002
        since: dt.datetime,
        progress: Progress,  # noqa: ARG002
    ) -> LookedReply:
        """The page's own answers to that comment, by their words."""
        asked = {"fields": _COMMENT, "filter": "stream", "limit": "100"}
        for page in self._graph.pages(f"{node(to.id)}/comments", most=3, **asked):
            for one in page:
                said = self._comment(one, to.post_id)
                if said and said.ours and said.at >= since and same_text(said.text) == same_text(text):
                    return LookedReply(reply=Written(id=said.key.id, address=said.address))
        return LookedReply()

    def hide(self, comment: CommentKey) -> Done:
        """Hidden from all but its author and their friends."""
        self._graph.post(node(comment.id), {"is_hidden": True})
        return Done()

    def unhide(self, comment: CommentKey) -> Done:
        """Shown again."""
        self._graph.post(node(comment.id), {"is_hidden": False})
        return Done()

    def delete(self, comment: CommentKey) -> Done:
        """Gone, with its answers."""
        return self._delete(comment.id)

    def subscribe(self, callback: str) -> Done:
        """Tell the application where to write, then the page to write to it."""
        if self.app is None or not self.app.verify_token:
            raise errors.Permanent("application")
        app = Graph(http=self.http, token=app_token(self.app), app=None)
        app.form(
            f"{node(self.app.client_id)}/subscriptions",
            {
                "object": "page",
                "callback_url": callback,
                "fields": ",".join(_HOOKS),
                "verify_token": self.app.verify_token,
            },
        )
        self._graph.post(f"{self._page}/subscribed_apps", {"subscribed_fields": list(_HOOKS)})
        return Done()

    def unsubscribe(self) -> Done:
        """The page writes to the application no more."""
        return self._delete(f"{self.account.id}/subscribed_apps")

    def _drafted(self, body: dict[str, Any], progress: Progress) -> str:
        if not progress.get("draft"):
            unseen = {"published": False, "unpublished_content_type": "DRAFT"}
            said = self._graph.post(f"{self._page}/feed", {**body, **unseen}, harmless=True)
            progress.put("draft", self._created(said))
        return progress.get("draft")

    def _shown(self, draft: str, progress: Progress) -> str:
        """A draft that is gone was perhaps seen before: only one that was never shown is made again."""
        before = progress.get("showing")
        try:
            with noted(progress, "showing"):
                self._graph.post(node(draft), {"is_published": True})
        except errors.Gone:
            if before:
                raise errors.Temporary("unclear", maybe=True) from None
            progress.put("draft", "")
            raise errors.NotReady("begun-again", until=self.clock()) from None
        return draft

    def _body(self, post: Outgoing, progress: Progress) -> dict[str, Any]:
        body: dict[str, Any] = {"message": post.text}
        attached = []
        for number, image in enumerate(post.media):
            name = f"image-{number}"
            if not progress.get(name):
                progress.put(name, self._image(image))
            attached.append({"media_fbid": progress.get(name)})
        if attached:
            body["attached_media"] = attached
        elif post.link:
            body["link"] = post.link
        return body

    def _image(self, image: Media) -> str:
        form = {"published": "false", "alt_text_custom": image.alt} if image.alt else {"published": "false"}
        with image.open() as file:
            files = {"source": (image.name or "image", file, image.content_type)}
            return self._created(self._graph.upload(f"{self._page}/photos", form, files))

    def _upload(self, progress: Progress) -> VideoUpload:
        return VideoUpload(graph=self._graph, page=self._page, progress=progress, clock=self.clock)

    def _published(self, post_id: str) -> Published:
        """Where it is. It is online already, so that failing to read its address is no failure."""
        try:
            return _published(self._graph.get(node(post_id), fields="id,permalink_url,created_time"))
        except errors.NetworkError:
            return Published(id=post_id, address=f"https://www.facebook.com/{post_id}")

    def _created(self, said: dict[str, Any]) -> str:
        found = said.get("id")
        if not isinstance(found, str) or not found:
            raise errors.Temporary("wrong-answer", maybe=True)
        return found

    def _delete(self, identifier: str) -> Done:
        try:
            self._graph.delete(node(identifier) if "/" not in identifier else identifier)
        except errors.Gone:
            return Done(already=True)
        return Done()

    def _comment(self, one: dict[str, Any], post_id: str) -> Comment | None:
        created = when(one.get("created_time"))
        if created is None or not one.get("id"):
            return None
        author = one.get("from") or {}
        refused = {"hide": "can_hide", "unhide": "can_hide", "delete": "can_remove", "reply": "can_comment"}
        edited = when(one.get("updated_time"))
        return Comment(
            key=CommentKey(id=str(one["id"]), post_id=post_id, parent_id=str((one.get("parent") or {}).get("id", ""))),
            author=Author(id=str(author.get("id", "")), name=str(author.get("name", ""))),
            text=str(one.get("message", "")),
            at=created,
            edited=edited if edited != created else None,
            hidden=one.get("is_hidden") is True,
            ours=str(author.get("id", "")) == self.account.id,
            address=str(one.get("permalink_url", "")),
            cannot=frozenset(name for name, field in refused.items() if one.get(field) is False)
            | (frozenset() if post_id else frozenset({"hide", "unhide"})),
        )

    def _seen_media(self, part: dict[str, Any]) -> SeenMedia | None:
        kind = str(part.get("type", ""))
        if "video" in kind:
            return SeenMedia(kind=MediaKind.VIDEO, address=str(part.get("url", "")))
        if kind != "photo":
            return None
        source = str(((part.get("media") or {}).get("image") or {}).get("src", ""))
        photo = str((part.get("target") or {}).get("id", ""))
        alt = self._graph.get(node(photo), fields="alt_text_custom").get("alt_text_custom") if photo else None
        return SeenMedia(kind=MediaKind.IMAGE, address=source, alt=str(alt) if alt is not None else None)


def _published(found: dict[str, Any]) -> Published:
    identifier = str(found.get("id", ""))
    return Published(
        id=identifier,
        address=str(found.get("permalink_url") or f"https://www.facebook.com/{identifier}"),
        at=when(found.get("created_time")),
    )


def _seen_video(found: dict[str, Any]) -> Seen:
    ready = str((found.get("status") or {}).get("video_status", "ready"))
    state = Presence.ONLINE if ready == "ready" else Presence.PROCESSING
    if found.get("published") is False or ready in {"error", "expired"}:
        state = Presence.HELD
    return Seen(
        id=str(found.get("id", "")),
        address=_absolute(str(found.get("permalink_url", ""))),
        state=state,
        text=str(found.get("description", "")),
        title=str(found.get("title", "")),
        media=(SeenMedia(kind=MediaKind.VIDEO, address=_absolute(str(found.get("permalink_url", "")))),),
        created=when(found.get("created_time")),
        edited=when(found.get("updated_time")),
    )


def _absolute(path: str) -> str:
    return f"https://www.facebook.com{path}" if path.startswith("/") else path


def _is_link(part: dict[str, Any]) -> bool:
    return str(part.get("type", "")) in {"share", "link"}
