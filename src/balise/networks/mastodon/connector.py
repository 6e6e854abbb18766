"""An account of Mastodon, or of a server that speaks its API (docs.joinmastodon.org, version 4.3 and later)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from balise.networks.comparing import same_text
from balise.networks.content import (
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
    Verified,
    Written,
)
from balise.networks.cursors import Mark
from balise.networks.describing import Network
from balise.networks.errors import Gone, LostPermission, NetworkError, NotReady, Permanent, Throttled
from balise.networks.http import Answer
from balise.networks.limits import refuse_excess
from balise.networks.mastodon import network
from balise.networks.mastodon.reading import (
    comment_of,
    html_text,
    limits_in,
    media_of,
    moment,
    without_servers,
)
from balise.networks.offering import Offering
from balise.networks.turns import Turn

_LATE = dt.timedelta(days=7)  # that replies may take from one server to another
_SOON = dt.timedelta(seconds=5)
_PAGES = 10  # of 40 posts, when looking for one


class Mastodon(Offering):
    """An account of Mastodon, on the server ``account.server``."""

    network = network
    _limits: Network | None = None

    def verify(self) -> Verified:
        """Ask the server who the token is for."""
        told = self._ask("GET", "/api/v1/accounts/verify_credentials").fields()
        if str(told.get("id")) != self.account.id:
            raise LostPermission("other-account")
        return Verified(
            id=self.account.id,
            name=str(told.get("display_name") or told.get("username") or ""),
            handle=str(told.get("acct", "")),
            address=str(told.get("url", "")),
            missing=self.network.missing_from(self.tokens.scopes),
        )

    def limits(self) -> Network:
        """Those of the account's own server."""
        if self._limits is None:
            self._limits = self.network
            for path in ("/api/v2/instance", "/api/v1/instance"):  # the second for other servers of the API
                try:
                    self._limits = limits_in(self._ask("GET", path).fields(), self.network)
                except Gone:
                    continue
                break
        return self._limits

    def publish(self, post: Outgoing, *, progress: Progress) -> Published:
        """Media first, each kept in ``progress``; the server itself knows a second try by its ``Idempotency-Key``."""
        refuse_excess(self.limits(), post)
        body = self._body(post)
        turn = Turn(self.clock)
        body["media_ids"] = [self._upload(number, one, progress, turn) for number, one in enumerate(post.media)]
        body["visibility"] = post.options.get("visibility") or "public"
        if post.reply_to:
            body["in_reply_to_id"] = post.reply_to
        return self._published(self._write(body, marker=post.marker))

    def find(self, post: Outgoing, *, since: dt.datetime, progress: Progress) -> Looked:  # noqa: ARG002
        """Look for the same words in what the account wrote since. The list of a server holds what it accepted."""
        found, sure = self._look(post.text, under=post.reply_to, since=since)
        return Looked(post=self._published(found) if found else None, sure=sure)

    def fetch(self, post_id: str) -> Seen:
        """The post with its text as it was written, and what is told of its images."""
        told = self._ask("GET", f"/api/v1/statuses/{_id(post_id)}").fields()
        try:
            text = str(self._ask("GET", f"/api/v1/statuses/{_id(post_id)}/source").fields()["text"])
        except (Gone, LostPermission, Permanent, KeyError):  # a server that does not tell the source
            text = html_text(told)
        return Seen(
            id=str(told["id"]),
            address=_address(told),
            state=Presence.ONLINE if told.get("visibility") in {"public", "unlisted"} else Presence.HELD,
            text=text,
            media=media_of(told),
            created=moment(told.get("created_at")),
            edited=moment(told.get("edited_at")),
        )

    def update(self, post_id: str, post: Outgoing) -> Published:
        """Put other words and images in place of those online. A video is kept: only its description changes."""
        refuse_excess(self.limits(), post)
        told = self._ask("GET", f"/api/v1/statuses/{_id(post_id)}").fields()
        body = self._body(post)
        attached = [one for one in told.get("media_attachments") or () if isinstance(one, dict)]
        if any(one.kind is MediaKind.VIDEO for one in post.media) or any(
            one.get("type") == "video" for one in attached
        ):
            if [one.get("type") for one in attached] != [one.kind.value for one in post.media]:
                raise Permanent("not-editable")
            body["media_ids"] = [str(one["id"]) for one in attached]
            body["media_attributes"] = [
                {"id": str(one["id"]), "description": media.alt}
                for one, media in zip(attached, post.media, strict=True)
            ]
        else:
            body["media_ids"] = [self._sent(one)[0] for one in post.media]
        return self._published(self._ask("PUT", f"/api/v1/statuses/{_id(post_id)}", json=body, harmless=True).fields())

    def retract(self, post_id: str) -> Done:
        """Delete a post of ours."""
        try:
            self._ask("DELETE", f"/api/v1/statuses/{_id(post_id)}", harmless=True)
        except Gone:
            return Done(already=True)
        return Done()

    def comments(self, post_id: str, *, since: str = "") -> Comments:
        """Replies that the server knows."""
        told = self._ask("GET", f"/api/v1/statuses/{_id(post_id)}/context").fields()
        replies = [one for one in told["descendants"] if isinstance(one, dict)]
        found = [comment_of(one, account=self.account, post_id=post_id) for one in replies]
        return Mark.read(since, overlap=_LATE).fresh(one for one in found if one is not None)

    def mentions(self, *, since: str = "") -> Comments:
        """Posts that name the account, but for replies to its own and for private ones."""
        after = since if since.isascii() and since.isdigit() else "0"
        params = {"types[]": "mention", "limit": "40", "min_id": after}
        told = self._listed("/api/v1/notifications", params)
        notices = [one for one in told if isinstance(one, dict) and str(one.get("id", "")).isdigit()]
        notices.sort(key=lambda one: int(one["id"]))
        statuses = [one["status"] for one in notices if isinstance(one.get("status"), dict)]
        found = [
            comment_of(one, account=self.account, post_id="")
            for one in statuses
            if str(one.get("in_reply_to_account_id")) != self.account.id and one.get("visibility") != "direct"
        ]
        return Comments(
            comments=tuple(one for one in found if one is not None),
            cursor=str(notices[-1]["id"]) if notices else since,
            more=len(notices) == 40,
        )

    def reply(self, to: CommentKey, text: str, *, marker: str, progress: Progress) -> Written:  # noqa: ARG002
        """Answer a comment: its author is named first, or they would not be told; never seen by more people than it."""
        answered = self._ask("GET", f"/api/v1/statuses/{_id(to.id)}").fields()
        said = _to(answered, text)
        refuse_excess(self.limits(), Outgoing(marker=marker, text=said))
        body = {"status": said, "in_reply_to_id": to.id, "visibility": str(answered.get("visibility") or "public")}
        told = self._write(body, marker=marker)
        return Written(id=str(told["id"]), address=_address(told))

    def find_reply(
        self,
        to: CommentKey,
        text: str,
        *,
        marker: str,  # noqa: ARG002
        since: dt.datetime,
        progress: Progress,  # noqa: ARG002
    ) -> LookedReply:
        """Look for the same words under that comment."""
        found, sure = self._look(text, under=to.id, since=since)
        return LookedReply(reply=Written(id=str(found["id"]), address=_address(found)) if found else None, sure=sure)

    def _body(self, post: Outgoing) -> dict[str, Any]:
        return {"status": post.text, "language": post.language}

    def _write(self, body: dict[str, Any], *, marker: str) -> dict[str, Any]:
        answer = self._ask("POST", "/api/v1/statuses", json=body, headers={"Idempotency-Key": marker})
        told = answer.fields()
        if not isinstance(told.get("id"), str):
            raise answer.odd()
        return told

    def _upload(self, number: int, media: Media, progress: Progress, turn: Turn) -> str:
        name = f"media-{number}"
        found, _, state = progress.get(name).partition(" ")
        if not found:
            turn.check()
            found, ready = self._sent(media)
            state = "ready" if ready else ""
            progress.put(name, f"{found} {state}".rstrip())
        if state != "ready":
            self._wait_for(found)
            progress.put(name, f"{found} ready")
        return found

    def _sent(self, media: Media) -> tuple[str, bool]:
        """The identifier of a file that was sent, and whether the server is done with it."""
        with media.open() as file:
            answer = self._ask(
                "POST",
                "/api/v2/media",
                form={"description": media.alt} if media.alt else None,
                files={"file": (media.name or media.kind.value, file, media.content_type)},
                harmless=True,
                large=True,
            )
        found = answer.fields().get("id")
        if not isinstance(found, str):
            raise answer.odd()
        return _id(found), answer.status == 200

    def _wait_for(self, media_id: str) -> None:
        try:
            answer = self._ask("GET", f"/api/v1/media/{media_id}")
        except Permanent:  # 422: the server could not make anything of it
            raise Permanent("media-refused") from None
        if answer.status == 206:
            raise NotReady("media-in-the-making", until=self.clock() + _SOON)

    def _look(self, text: str, *, under: str, since: dt.datetime) -> tuple[dict[str, Any] | None, bool]:
        """The post with these words, if there is one; else whether that proves it never left."""
        wanted = same_text(without_servers(text))
        params = {"limit": "40", "exclude_reblogs": "true"}
        for _page in range(_PAGES):
            told = self._listed(f"/api/v1/accounts/{_id(self.account.id)}/statuses", params)
            posts = [one for one in told if isinstance(one, dict) and isinstance(one.get("id"), str)]
            for one in posts:
                made = moment(one.get("created_at"))
                if made is None or made < since - dt.timedelta(minutes=5):  # two clocks
                    continue
                said = same_text(without_servers(html_text(one)))
                if str(one.get("in_reply_to_id") or "") == under and said in {wanted, f"{_named(one)} {wanted}"}:
                    return one, True
            oldest = moment(posts[-1].get("created_at")) if posts else None
            if not posts or (oldest is not None and oldest < since - dt.timedelta(minutes=5)):
                return None, True
            params["max_id"] = str(posts[-1]["id"])
        return None, False

    def _published(self, told: dict[str, Any]) -> Published:
        return Published(id=str(told["id"]), address=_address(told), at=moment(told.get("created_at")))

    def _listed(self, path: str, params: dict[str, str]) -> list[Any]:
        answer = self._ask("GET", path, params=params)
        told = answer.json()
        if not isinstance(told, list):
            raise answer.odd()
        return told

    def _ask(self, method: str, path: str, **how: Any) -> Answer:
        return self.http.ask(
            method,
            f"{self.account.server}{path}",
            bearer=self.tokens.access,
            explain=self._explain,
            **how,
        )

    def _explain(self, answer: Answer) -> NetworkError | None:
        if answer.status == 429:
            until, now = moment(answer.headers.get("x-ratelimit-reset")), self.clock()
            if until is not None and now < until < now + dt.timedelta(days=2):
                return Throttled("throttled", status=429, until=until)
        return None


def _id(said: str) -> str:
    """An identifier of a server, that may stand in an address."""
    if not said or len(said) > 64 or not said.isascii() or not said.replace("-", "").replace("_", "").isalnum():
        raise Gone("not-an-id")
    return said


def _address(told: dict[str, Any]) -> str:
    return str(told.get("url") or told.get("uri") or "")


def _named(told: dict[str, Any]) -> str:
    """The first account that a post names, as its text shows it."""
    for one in told.get("mentions") or ():
        if isinstance(one, dict):
            return f"@{str(one.get('acct', '')).partition('@')[0]}"
    return ""


def _to(answered: dict[str, Any], text: str) -> str:
    """``text`` with the author of what it answers named first, unless it names them already."""
    author = answered.get("account")
    handle = str(author.get("acct", "")) if isinstance(author, dict) else ""
    if not handle or f"@{handle}".lower() in text.lower():
        return text
    return f"@{handle} {text}"
