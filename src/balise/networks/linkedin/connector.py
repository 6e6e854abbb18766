"""A LinkedIn page (organisation). Nothing at LinkedIn tells two equal posts apart, so a lost answer is looked for by
its words, and what is not found is for a person to settle.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
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
from balise.networks.http import Http
from balise.networks.limits import refuse_excess
from balise.networks.linkedin import network
from balise.networks.linkedin.api import LinkedInApi, at, little, plain, urn
from balise.networks.linkedin.joining import introspect
from balise.networks.linkedin.uploading import Uploading
from balise.networks.offering import Offering
from balise.networks.progressing import noted
from balise.networks.protocol import Clock

_PAGE = 100
_MOST = 100  # pages of comments


class LinkedIn(Offering):
    """See ``protocol.Connector``. ``account.id`` is the number of the organisation; the token is that of somebody who
    administers its page.
    """

    network: ClassVar[Network] = network

    def __init__(self, *, account: Account, tokens: Tokens, app: App | None, http: Http, clock: Clock) -> None:
        super().__init__(account=account, tokens=tokens, app=app, http=http, clock=clock)
        self._api = LinkedInApi(http=http, token=tokens.access, app=app)
        self._author = f"urn:li:organization:{account.id}"

    def verify(self) -> Verified:
        """The organisation, and what LinkedIn says of our token when we have the application's secret to ask."""
        found = self._api.get(f"organizations/{urn(self.account.id)}")
        missing: tuple[str, ...] = ()
        expires = self.tokens.refresh_expires or self.tokens.expires
        if self.app is not None and self.app.client_secret:
            facts = introspect(app=self.app, token=self.tokens.access, http=self.http)
            if facts.get("active") is not True:
                raise errors.LostPermission("token")
            given = set(str(facts.get("scope", "")).replace(",", " ").split())
            missing = tuple(scope.id for scope in network.scopes if scope.id not in given)
            ends = facts.get("expires_at")
            if self.tokens.refresh is None and isinstance(ends, int):
                expires = dt.datetime.fromtimestamp(ends, dt.UTC)
        handle = str(found.get("vanityName", ""))
        return Verified(
            id=str(found.get("id", "")),
            name=str(found.get("localizedName", "")),
            handle=handle,
            address=f"https://www.linkedin.com/company/{handle or self.account.id}/",
            missing=missing,
            expires=expires,
        )

    def publish(self, post: Outgoing, *, progress: Progress) -> Published:
        """Images or the video first, which nobody sees; then the post, in one call."""
        refuse_excess(network, post)
        body: dict[str, Any] = {
            "author": self._author,
            "commentary": little(post.text),
            "visibility": "PUBLIC",
            "distribution": {
                "feedDistribution": "MAIN_FEED",
                "targetEntities": [],
                "thirdPartyDistributionChannels": [],
            },
            "lifecycleState": "PUBLISHED",
            "isReshareDisabledByAuthor": False,
        }
        content = self._content(post, progress)
        if content:
            body["content"] = content
        with noted(progress, "posting"):
            identifier, _said = self._api.create("posts", body)
        progress.put("post", identifier)
        return Published(id=identifier, address=_address(identifier), at=self.clock())

    def find(self, post: Outgoing, *, since: dt.datetime, progress: Progress) -> Looked:
        """Among the latest posts of the page, by the words."""
        if progress.get("post"):
            return Looked(post=Published(id=progress.get("post"), address=_address(progress.get("post"))))
        if not progress.get("posting"):
            return Looked(sure=True)
        found = self._api.get(
            f"posts?author={urn(self._author)}&q=author&count=50&sortBy=LAST_MODIFIED&viewContext=AUTHOR", finder=True
        )
        for one in found.get("elements") or ():
            created = at(one.get("publishedAt") or one.get("createdAt"))
            if created is None or created < since:
                continue
            if same_text(plain(str(one.get("commentary", "")))) == same_text(post.text):
                identifier = str(one.get("id", ""))
                return Looked(post=Published(id=identifier, address=_address(identifier), at=created))
        return Looked()

    def fetch(self, post_id: str) -> Seen:
        """The post as its author sees it."""
        found = self._api.get(f"posts/{urn(post_id)}?viewContext=AUTHOR")
        state = str(found.get("lifecycleState", "PUBLISHED"))
        content = found.get("content") or {}
        edited = at(found.get("lastModifiedAt"))
        was_edited = bool((found.get("lifecycleStateInfo") or {}).get("isEditedByAuthor"))
        return Seen(
            id=str(found.get("id", post_id)),
            address=_address(str(found.get("id", post_id))),
            state={"PUBLISHED": Presence.ONLINE, "PUBLISH_REQUESTED": Presence.PROCESSING}.get(state, Presence.HELD),
            text=plain(str(found.get("commentary", ""))),
            link=str((content.get("article") or {}).get("source", "")),
            media=_media(content),
            created=at(found.get("publishedAt") or found.get("createdAt")),
            edited=edited if was_edited else None,
        )

    def update(self, post_id: str, post: Outgoing) -> Published:
        """The words; images and video stay as they are."""
        refuse_excess(network, post)
        now = self.fetch(post_id)
        if len(now.media or ()) != len(post.media):
            raise errors.Permanent("not-editable")
        self._api.patch(f"posts/{urn(post_id)}", {"commentary": little(post.text)})
        return Published(id=post_id, address=now.address, state=now.state)

    def retract(self, post_id: str) -> Done:
        """Delete the post, with its comments."""
        return self._delete(f"posts/{urn(post_id)}")

    def comments(self, post_id: str, *, since: str = "") -> Comments:
        """Comments and their answers. LinkedIn only lists them all: those that were given are left out."""
        mark = Mark.read(since)
        found: list[Comment] = []
        for one in self._listed(post_id):
            first = self._comment(one, post_id, "")
            if first is None:
                continue
            found.append(first)
            if (one.get("commentsSummary") or {}).get("aggregatedTotalComments", 0):
                answers = (self._comment(said, post_id, first.key.id) for said in self._listed(first.key.id))
                found += [answer for answer in answers if answer is not None]
        return mark.fresh(found)

    def reply(self, to: CommentKey, text: str, *, marker: str, progress: Progress) -> Written:  # noqa: ARG002
        """Under the comment; an answer to an answer goes under the comment that began."""
        parent = to.parent_id or to.id
        body = {"actor": self._author, "object": to.post_id, "message": {"text": text}, "parentComment": parent}
        identifier, said = self._api.create(f"socialActions/{urn(parent)}/comments", body)
        return Written(id=_comment_urn(said, identifier, to.post_id))

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
        parent = to.parent_id or to.id
        for one in self._listed(parent):
            said = self._comment(one, to.post_id, parent)
            if said and said.ours and said.at >= since and same_text(said.text) == same_text(text):
                return LookedReply(reply=Written(id=said.key.id))
        return LookedReply()

    def delete(self, comment: CommentKey) -> Done:
        """Gone, with its answers. LinkedIn may refuse it for a comment of somebody else: ``LostPermission``, and the
        deed's steps are for a person.
        """
        bare = comment.id.rpartition(",")[2].rstrip(")")
        return self._delete(f"socialActions/{urn(comment.post_id)}/comments/{urn(bare)}?actor={urn(self._author)}")

    def _content(self, post: Outgoing, progress: Progress) -> dict[str, Any]:
        uploading = Uploading(api=self._api, owner=self._author, progress=progress, clock=self.clock)
        if any(one.kind is MediaKind.VIDEO for one in post.media):
            title = {"title": post.title} if post.title else {}
            return {"media": {"id": uploading.video(post.media[0]), **title}}
        images = [
            {"id": uploading.image(number, one), **({"altText": one.alt} if one.alt else {})}
            for number, one in enumerate(post.media)
        ]
        if len(images) == 1:
            return {"media": images[0]}
        if images:
            return {"multiImage": {"images": images}}
        if post.link:
            return {"article": {"source": post.link, "title": post.title or post.link}}
        return {}

    def _listed(self, thing: str) -> Iterator[dict[str, Any]]:
        """The comments under a post or a comment."""
        for page in range(_MOST):
            found = self._api.get(f"socialActions/{urn(thing)}/comments?start={page * _PAGE}&count={_PAGE}")
            elements = found.get("elements")
            if not isinstance(elements, list):
                raise errors.Temporary("wrong-answer")
            yield from (one for one in elements if isinstance(one, dict))
            if len(elements) < _PAGE:
                return

    def _comment(self, one: dict[str, Any], post_id: str, parent: str) -> Comment | None:
        created = at((one.get("created") or {}).get("time"))
        if created is None or not one.get("id"):
            return None
        actor = str(one.get("actor", ""))
        edited = at((one.get("lastModified") or {}).get("time"))
        return Comment(
            key=CommentKey(
                id=_comment_urn(one, str(one["id"]), post_id),
                post_id=post_id,
                parent_id=str(one.get("parentComment") or parent),
            ),
            author=Author(id=actor),  # LinkedIn names nobody who did not agree to it
            text=str((one.get("message") or {}).get("text", "")),
            at=created,
            edited=edited if edited != created else None,
            ours=actor == self._author,
        )

    def _delete(self, path: str) -> Done:
        try:
            self._api.delete(path)
        except errors.Gone:
            return Done(already=True)
        return Done()


def _comment_urn(said: dict[str, Any], identifier: str, post_id: str) -> str:
    known = said.get("commentUrn") or said.get("$URN")
    if isinstance(known, str) and known:
        return known
    return identifier if identifier.startswith("urn:") else f"urn:li:comment:({post_id},{identifier})"


def _address(identifier: str) -> str:
    return f"https://www.linkedin.com/feed/update/{identifier}/"


def _media(content: dict[str, Any]) -> tuple[SeenMedia, ...]:
    listed = (content.get("multiImage") or {}).get("images") or ([content["media"]] if content.get("media") else [])
    return tuple(
        SeenMedia(
            kind=MediaKind.VIDEO if ":video:" in str(one.get("id", "")) else MediaKind.IMAGE,
            alt=str(one["altText"]) if one.get("altText") is not None else None,
        )
        for one in listed
    )
