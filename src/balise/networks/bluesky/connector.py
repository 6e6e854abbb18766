"""An account of Bluesky, at the server that keeps its records (atproto.com, lexicons of August 2026)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from balise.networks.bluesky import network
from balise.networks.bluesky.facets import facets, handles
from balise.networks.bluesky.keys import record_key
from balise.networks.bluesky.media import Uploading
from balise.networks.bluesky.reading import (
    POST,
    Thread,
    address_of,
    at,
    explain,
    mention_of,
    moment,
    parts_of,
    seen_of,
)
from balise.networks.comparing import same_text
from balise.networks.content import (
    Comment,
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
from balise.networks.cursors import Mark
from balise.networks.errors import Gone, LostPermission, Permanent, Temporary
from balise.networks.http import Answer
from balise.networks.limits import refuse_excess
from balise.networks.offering import Offering

GATE = "app.bsky.feed.threadgate"
RECORD = "record"  # in the progress: the key that the record has, and when it says that it was made
_PAGES = 20  # of 100 notices
MOST_HIDDEN = 300  # replies hidden under one post, as the lexicon says


class Bluesky(Offering):
    """An account of Bluesky. ``account.id`` is its DID, ``account.server`` the origin of its own server (PDS)."""

    network = network

    def verify(self) -> Verified:
        """Ask the server who the token is for."""
        told = self._ask("GET", "com.atproto.server.getSession").fields()
        if told.get("did") != self.account.id:
            raise LostPermission("other-account")
        if told.get("active") is False:
            raise LostPermission("account-suspended", said=str(told.get("status", "")))
        handle = str(told.get("handle", ""))
        return Verified(
            id=self.account.id,
            name=handle,
            handle=handle,
            address=f"https://bsky.app/profile/{handle or self.account.id}",
        )

    def publish(self, post: Outgoing, *, progress: Progress) -> Published:
        """Media first; then the post, under a key of its own that is kept before it leaves: it can't be there twice."""
        refuse_excess(self.network, post)
        if post.link and post.media and post.link not in post.text:
            raise Permanent("link-not-taken")  # a post shows images or a card
        record = self._record(post.text, post.language)
        if post.reply_to:
            record["reply"] = self._answering(post.reply_to)
        if post.media:
            record["embed"] = Uploading(ask=self._ask, clock=self.clock, progress=progress).embed(post.media)
        elif post.link:
            host = urlsplit(post.link).hostname or post.link
            card = {"uri": post.link, "title": post.title or host, "description": ""}
            record["embed"] = {"$type": "app.bsky.embed.external", "external": card}
        uri, made = self._write(record, marker=post.marker, progress=progress)
        return Published(id=uri, address=self._address(uri), at=made)

    def find(self, post: Outgoing, *, since: dt.datetime, progress: Progress) -> Looked:
        """Ask for the record by its key: it is there, or it never was."""
        uri, made = self._left(post.text, under=post.reply_to, since=since, progress=progress)
        return Looked(post=Published(id=uri, address=self._address(uri), at=made) if uri else None, sure=True)

    def fetch(self, post_id: str) -> Seen:
        """The record as the server keeps it."""
        told = self._get(post_id)
        return seen_of(told, address=self._address(post_id))

    def retract(self, post_id: str) -> Done:
        """Delete a record of ours."""
        _did, collection, key = self._ours(post_id)
        body = {"repo": self.account.id, "collection": collection, "rkey": key}
        told = self._ask("POST", "com.atproto.repo.deleteRecord", json=body, harmless=True).fields()
        return Done(already="commit" not in told)

    def comments(self, post_id: str, *, since: str = "") -> Comments:
        """Replies, at any depth, that the network shows."""
        query = {"uri": at(post_id), "depth": "1000", "parentHeight": "0"}
        thread = Thread(self._ask("GET", "app.bsky.feed.getPostThread", params=query).fields())
        return Mark.read(since).fresh(thread.comments(account=self.account, post_id=post_id))

    def mentions(self, *, since: str = "") -> Comments:
        """Posts that name or quote the account, but for replies to its own: two thousand at most in one look."""
        mark, found = Mark.read(since), list[Comment]()
        params = {"limit": "100"}
        for _page in range(_PAGES):
            told = self._ask("GET", "app.bsky.notification.listNotifications", params=params).fields()
            listed = [one for one in told["notifications"] if isinstance(one, dict)]
            found += [one for one in map(mention_of, listed) if one is not None]
            oldest = moment(listed[-1].get("indexedAt")) if listed else None
            if oldest is None or oldest < mark.since or not isinstance(told.get("cursor"), str):
                break
            params["cursor"] = told["cursor"]
        return mark.fresh(found)

    def reply(self, to: CommentKey, text: str, *, marker: str, progress: Progress) -> Written:
        """Answer a comment."""
        refuse_excess(self.network, Outgoing(marker=marker, text=text))
        record = self._record(text, "")
        record["reply"] = self._answering(to.id)
        uri, _made = self._write(record, marker=marker, progress=progress)
        return Written(id=uri, address=self._address(uri))

    def find_reply(
        self,
        to: CommentKey,
        text: str,
        *,
        marker: str,  # noqa: ARG002
        since: dt.datetime,
        progress: Progress,
    ) -> LookedReply:
        """Ask for the record by its key."""
        uri, _made = self._left(text, under=to.id, since=since, progress=progress)
        return LookedReply(reply=Written(id=uri, address=self._address(uri)) if uri else None, sure=True)

    def hide(self, comment: CommentKey) -> Done:
        """Put a reply behind «réponses masquées»."""
        return self._gate(comment, hidden=True)

    def unhide(self, comment: CommentKey) -> Done:
        """Show it again."""
        return self._gate(comment, hidden=False)

    def _gate(self, comment: CommentKey, *, hidden: bool) -> Done:
        """Write who is hidden under our post: nothing of what others write there meanwhile is lost (``swapRecord``)."""
        _did, _collection, key = self._ours(comment.post_id)
        try:
            told: dict[str, Any] = self._get(f"at://{self.account.id}/{GATE}/{key}")
        except Gone:
            told = {}
        gate = told.get("value")
        gate = dict(gate) if isinstance(gate, dict) else {"$type": GATE, "post": at(comment.post_id)}
        listed = [str(one) for one in gate.get("hiddenReplies") or ()]
        if (comment.id in listed) is hidden:
            return Done(already=True)
        if hidden and len(listed) >= MOST_HIDDEN:
            raise Permanent("hidden-too-many")
        gate["hiddenReplies"] = [*listed, at(comment.id)] if hidden else [one for one in listed if one != comment.id]
        gate.setdefault("createdAt", _written(self.clock()))
        self._put(GATE, key, gate, instead_of=told.get("cid"))
        return Done()

    def _record(self, text: str, language: str) -> dict[str, Any]:
        known = {handle: self._did(handle) for handle in handles(text)}
        record: dict[str, Any] = {"$type": POST, "text": text}
        if found := facets(text, did_of=known.get):
            record["facets"] = found
        if language:
            record["langs"] = [language]
        return record

    def _did(self, handle: str) -> str | None:
        try:
            told = self._ask("GET", "com.atproto.identity.resolveHandle", params={"handle": handle}).fields()
        except (Gone, Permanent):  # nobody has that name
            return None
        return str(told["did"]) if isinstance(told.get("did"), str) else None

    def _answering(self, uri: str) -> dict[str, Any]:
        """What a reply says of the post it answers and of the one that began the conversation."""
        if at(uri).startswith(f"at://{self.account.id}/"):
            told = self._get(uri)
            value = told.get("value")
        else:
            listed = self._ask("GET", "app.bsky.feed.getPosts", params={"uris": at(uri)}).fields().get("posts")
            if not isinstance(listed, list) or not listed or not isinstance(listed[0], dict):
                raise Gone("gone")
            told = listed[0]
            value = told.get("record")
        parent = {"uri": str(told["uri"]), "cid": str(told["cid"])}
        begun = value.get("reply") if isinstance(value, dict) else None
        root = begun.get("root") if isinstance(begun, dict) else None
        return {"root": root if isinstance(root, dict) else parent, "parent": parent}

    def _write(self, record: dict[str, Any], *, marker: str, progress: Progress) -> tuple[str, dt.datetime]:
        key, _, said = progress.get(RECORD).partition(" ")
        made = moment(said)
        if not key or made is None:
            made = self.clock()
            key = record_key(mark=marker, since=made)
            progress.put(RECORD, f"{key} {made.isoformat()}")
        record["createdAt"] = _written(made)
        uri = f"at://{self.account.id}/{POST}/{key}"
        try:
            self._put(POST, key, record, instead_of=None)
        except Temporary as error:
            if error.code != "swapped":
                raise
            self._get(uri)  # an earlier try had gone through after all
        return uri, made

    def _put(self, collection: str, key: str, record: dict[str, Any], *, instead_of: object) -> None:
        """Write a record in place of that one (None: where there is none); else ``Temporary`` (code ``swapped``)."""
        body = {
            "repo": self.account.id,
            "collection": collection,
            "rkey": key,
            "record": record,
            "swapRecord": instead_of,
        }
        answer = self._ask("POST", "com.atproto.repo.putRecord", json=body)
        if not isinstance(answer.fields().get("uri"), str):
            raise answer.odd()

    def _left(self, text: str, *, under: str, since: dt.datetime, progress: Progress) -> tuple[str, dt.datetime | None]:
        """The record that an earlier try left, if it did: by its key, or by its words where no key was kept."""
        key, _, said = progress.get(RECORD).partition(" ")
        if not key:
            return self._alike(text, under=under, since=since)
        uri = f"at://{self.account.id}/{POST}/{key}"
        try:
            self._get(uri)
        except Gone:
            return "", None
        return uri, moment(said)

    def _alike(self, text: str, *, under: str, since: dt.datetime) -> tuple[str, dt.datetime | None]:
        query = {"repo": self.account.id, "collection": POST, "limit": "100"}
        listed = self._ask("GET", "com.atproto.repo.listRecords", params=query).fields()["records"]
        for one in listed:
            value = one.get("value") if isinstance(one, dict) else None
            if not isinstance(value, dict):
                continue
            made, answer = moment(value.get("createdAt")), value.get("reply")
            parent = answer.get("parent") if isinstance(answer, dict) else None
            answered = str(parent.get("uri", "")) if isinstance(parent, dict) else ""
            said = same_text(str(value.get("text", "")))
            if made is not None and made >= since and answered == under and said == same_text(text):
                return str(one["uri"]), made
        return "", None

    def _get(self, uri: str) -> dict[str, Any]:
        did, collection, key = parts_of(uri)
        query = {"repo": did, "collection": collection, "rkey": key}
        answer = self._ask("GET", "com.atproto.repo.getRecord", params=query)
        told = answer.fields()
        if not isinstance(told.get("value"), dict):
            raise answer.odd()
        return told

    def _ours(self, uri: str) -> tuple[str, str, str]:
        parts = parts_of(uri)
        if parts[0] != self.account.id:
            raise Permanent("not-ours")
        return parts

    def _address(self, uri: str) -> str:
        return address_of(uri, self.account.handle)

    def _ask(self, method: str, name: str, **how: Any) -> Answer:
        return self.http.ask(
            method,
            f"{self.account.server}/xrpc/{name}",
            bearer=self.tokens.access,
            explain=lambda answer: explain(answer, now=self.clock()),
            **how,
        )


def _written(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"
