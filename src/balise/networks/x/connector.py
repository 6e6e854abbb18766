"""An account of X, by the API v2 (description 2.167 of docs.x.com, August 2026)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from balise.networks.comparing import same_text
from balise.networks.content import (
    CommentKey,
    Comments,
    Done,
    Looked,
    LookedReply,
    Outgoing,
    Presence,
    Progress,
    Published,
    Seen,
    Verified,
    Written,
)
from balise.networks.errors import Gone, LostPermission, NetworkError, Permanent, Throttled
from balise.networks.http import Answer
from balise.networks.limits import refuse_excess
from balise.networks.offering import Offering
from balise.networks.progressing import noted
from balise.networks.x import network
from balise.networks.x.reading import Page, comments_of, media_of, problem_in, since_of, text_of, unaddressed, when
from balise.networks.x.uploading import Uploading

ASKED = "asked"  # in the progress: the call that publishes may have been heard
_PAGES = 5  # of 100 posts, when looking for one
_POST = {
    "post.fields": "attachments,conversation_id,created_at,entities,note_post",
    "expansions": "attachments.media_keys,author_id,in_reply_to_user_id,referenced_posts",
    "media.fields": "alt_text,type,url",
    "user.fields": "name,username",
}


class X(Offering):
    """An account of X."""

    network = network
    origin: ClassVar[str] = "https://api.x.com"

    def verify(self) -> Verified:
        """Ask who the token is for."""
        data = self._data(self._ask("GET", "/2/users/me", params={"user.fields": "name,username"}))
        if str(data["id"]) != self.account.id:
            raise LostPermission("other-account")
        handle = str(data.get("username", ""))
        return Verified(
            id=str(data["id"]),
            name=str(data.get("name", "")),
            handle=handle,
            address=f"https://x.com/{handle}" if handle else "",
            missing=self.network.missing_from(self.tokens.scopes),
        )

    def publish(self, post: Outgoing, *, progress: Progress) -> Published:
        """Media first, each kept in ``progress``, then the post itself."""
        refuse_excess(self.network, post)
        media = Uploading(ask=self._ask, clock=self.clock, progress=progress).all(post.media)
        body: dict[str, Any] = {"text": post.text}
        if media:
            body["media"] = {"media_ids": media}
        if post.reply_to:
            body["reply"] = {"in_reply_to_tweet_id": post.reply_to}
        written = self._write(body, progress=progress)
        return Published(id=written.id, address=written.address, at=self.clock())

    def find(self, post: Outgoing, *, since: dt.datetime, progress: Progress) -> Looked:
        """Look for the same words, under the same post, in what the account wrote since."""
        found, sure = self._look(post.text, under=post.reply_to, since=since, progress=progress)
        if found is None:
            return Looked(sure=sure)
        return Looked(post=Published(id=found[0], address=self._address(found[0]), at=found[1]), sure=True)

    def fetch(self, post_id: str) -> Seen:
        """The post with its links as they lead, and the alternative texts of its images."""
        answer = self._ask("GET", f"/2/tweets/{_id(post_id)}", params=_POST)
        data, page = self._data(answer), Page(answer.fields())
        return Seen(
            id=str(data["id"]),
            address=self._address(str(data["id"])),
            state=Presence.ONLINE,
            text=text_of(data),
            media=media_of(data, page),
            created=when(data.get("created_at")),
        )

    def retract(self, post_id: str) -> Done:
        """Delete a post of ours."""
        try:
            answer = self._ask("DELETE", f"/2/tweets/{_id(post_id)}")
        except Gone:
            return Done(already=True)
        if self._data(answer).get("deleted") is not True:
            raise answer.odd()
        return Done()

    def comments(self, post_id: str, *, since: str = "") -> Comments:
        """Replies of the conversation: X gives those of the last seven days only."""
        query = {"query": f"conversation_id:{_id(post_id)}"}
        return self._list("/2/tweets/search/recent", query, since=since, post_id=post_id)

    def mentions(self, *, since: str = "") -> Comments:
        """Posts that name the account, but for answers to it: those come as comments."""
        return self._list(f"/2/users/{_id(self.account.id)}/mentions", {}, since=since, post_id="")

    def reply(self, to: CommentKey, text: str, *, marker: str, progress: Progress) -> Written:
        """Answer a comment; X accepts it only when its author mentioned or quoted the account."""
        refuse_excess(self.network, Outgoing(marker=marker, text=text))
        return self._write({"text": text, "reply": {"in_reply_to_tweet_id": _id(to.id)}}, progress=progress)

    def find_reply(
        self,
        to: CommentKey,
        text: str,
        *,
        marker: str,  # noqa: ARG002
        since: dt.datetime,
        progress: Progress,
    ) -> LookedReply:
        """Look for the same words under that comment."""
        found, sure = self._look(text, under=to.id, since=since, progress=progress)
        if found is None:
            return LookedReply(sure=sure)
        return LookedReply(reply=Written(id=found[0], address=self._address(found[0])), sure=True)

    def hide(self, comment: CommentKey) -> Done:
        """Put a reply behind «réponses masquées»."""
        return self._hidden(comment, hidden=True)

    def unhide(self, comment: CommentKey) -> Done:
        """Show it again."""
        return self._hidden(comment, hidden=False)

    def _hidden(self, comment: CommentKey, *, hidden: bool) -> Done:
        answer = self._ask("PUT", f"/2/tweets/{_id(comment.id)}/hidden", json={"hidden": hidden}, harmless=True)
        if self._data(answer).get("hidden") is not hidden:
            raise answer.odd()
        return Done()

    def _write(self, body: Mapping[str, Any], *, progress: Progress) -> Written:
        with noted(progress, ASKED):
            data = self._data(self._ask("POST", "/2/tweets", json=body))
        return Written(id=str(data["id"]), address=self._address(str(data["id"])))

    def _look(
        self, text: str, *, under: str, since: dt.datetime, progress: Progress
    ) -> tuple[tuple[str, dt.datetime | None] | None, bool]:
        """The post with these words and when it was made, if there is one; else whether that proves it never left.

        What was asked for and is not in the list proves nothing: lists lag. X itself refuses the same words twice.
        """
        wanted = same_text(text)
        params = {**_POST, "max_results": "100", "exclude": "retweets", "start_time": _second(since)}
        for _page in range(_PAGES):
            page = self._page(f"/2/users/{_id(self.account.id)}/tweets", params)
            for data in page.posts:
                if page.answers(data) == under and wanted in {same_text(text_of(data)), same_text(unaddressed(data))}:
                    return (str(data["id"]), when(data.get("created_at"))), True
            if not page.next:
                return None, not progress.get(ASKED)
            params["pagination_token"] = page.next
        return None, False

    def _list(self, path: str, query: Mapping[str, str], *, since: str, post_id: str) -> Comments:
        cursor = since_of(since, now=self.clock())
        params = {**_POST, **query, "max_results": "100", **cursor.params()}
        return comments_of(self._page(path, params), cursor, account=self.account, post_id=post_id)

    def _page(self, path: str, params: Mapping[str, str]) -> Page:
        answer = self._ask("GET", path, params=params)
        fields = answer.fields()
        if "data" not in fields and "meta" not in fields:  # an empty page has the second
            raise problem_in(fields, answer) or answer.odd()
        return Page(fields)

    def _ask(self, method: str, path: str, **how: Any) -> Answer:
        return self.http.ask(method, f"{self.origin}{path}", bearer=self.tokens.access, explain=self._explain, **how)

    def _data(self, answer: Answer) -> dict[str, Any]:
        """What the answer is about. X says 200 also for what is not there, with the reason beside."""
        fields = answer.fields()
        data = fields.get("data")
        if isinstance(data, dict):
            return data
        raise problem_in(fields, answer) or answer.odd()

    def _explain(self, answer: Answer) -> NetworkError | None:
        if answer.status == 429:
            reset = answer.headers.get("x-rate-limit-reset", "")
            if reset.isascii() and reset.isdigit() and len(reset) < 12:
                until = dt.datetime.fromtimestamp(int(reset), dt.UTC)
                now = self.clock()
                if now < until < now + dt.timedelta(days=2):
                    return Throttled("throttled", status=429, until=until)
            return None
        if answer.status == 402:
            return Permanent("credits-spent", status=402)
        try:
            fields = answer.json()
        except NetworkError:
            return None
        return problem_in(fields, answer) if isinstance(fields, dict) else None

    def _address(self, post_id: str) -> str:
        return f"https://x.com/{self.account.handle.removeprefix('@') or 'i'}/status/{post_id}"


def _id(said: str) -> str:
    """An identifier of X, that may stand in an address."""
    if not (said.isascii() and said.isdigit() and len(said) <= 19):
        raise Gone("not-an-id")
    return said


def _second(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
