"""An account of Pinterest, by the API v5 (description 5.23, August 2026)."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any, ClassVar

from balise.networks.comparing import same_text
from balise.networks.content import (
    Done,
    Looked,
    Media,
    MediaKind,
    Outgoing,
    Presence,
    Progress,
    Published,
    Seen,
    SeenMedia,
    Verified,
)
from balise.networks.describing import Choice
from balise.networks.errors import Gone, LostPermission, NetworkError, Permanent, Throttled
from balise.networks.http import Answer
from balise.networks.limits import refuse_excess
from balise.networks.offering import Offering
from balise.networks.pinterest import network
from balise.networks.pinterest.video import Uploading
from balise.networks.progressing import noted

ASKED = "asked"  # in the progress: the call that publishes may have been heard
_PAGES = 10


class Pinterest(Offering):
    """An account of Pinterest."""

    network = network
    origin: ClassVar[str] = "https://api.pinterest.com"

    def verify(self) -> Verified:
        """Ask who the token is for."""
        told = self._ask("GET", "/user_account").fields()
        handle = str(told.get("username", ""))
        if str(told.get("id") or self.account.id) != self.account.id:
            raise LostPermission("other-account")
        return Verified(
            id=self.account.id,
            name=str(told.get("business_name") or handle),
            handle=handle,
            address=f"https://www.pinterest.com/{handle}/" if handle else "",
            missing=self.network.missing_from(self.tokens.scopes),
            expires=self.tokens.refresh_expires,
        )

    def choices(self, option: str) -> tuple[Choice, ...]:
        """The boards of the account that others see."""
        if option != "board":
            return ()
        found: list[Choice] = []
        params = {"page_size": "250"}
        for _page in range(_PAGES):
            told = self._ask("GET", "/boards", params=params).fields()
            boards = [one for one in told["items"] if isinstance(one, dict) and one.get("id")]
            found += [
                Choice(value=str(one["id"]), label=str(one.get("name", "")))
                for one in boards
                if one.get("privacy", "PUBLIC") != "SECRET"
            ]
            if not told.get("bookmark"):
                break
            params["bookmark"] = str(told["bookmark"])
        return tuple(found)

    def publish(self, post: Outgoing, *, progress: Progress) -> Published:
        """Make a pin on the board chosen, its images in the very call."""
        refuse_excess(self.network, post)
        board = post.options.get("board", "")
        if not board.isdigit():
            raise Permanent("option-missing", said="board")
        body = self._words(post) | {"board_id": board, "media_source": self._source(post, progress)}
        with noted(progress, ASKED):
            return self._published(self._ask("POST", "/pins", json=body, large=True))

    def find(self, post: Outgoing, *, since: dt.datetime, progress: Progress) -> Looked:
        """Look for the same title and words on that board, made since. Not to be there proves nothing: lists lag."""
        wanted = same_text(post.title), same_text(post.text)
        params = {"page_size": "100"}
        for _page in range(_PAGES):
            path = f"/boards/{_id(post.options.get('board', ''))}/pins"
            told = self._ask("GET", path, params=params).fields()
            for one in told["items"]:
                made = _moment(one.get("created_at")) if isinstance(one, dict) else None
                if made is None or made < since - dt.timedelta(minutes=5):  # two clocks
                    continue
                if (same_text(str(one.get("title") or "")), same_text(str(one.get("description") or ""))) == wanted:
                    return Looked(post=_pin(one), sure=True)
            if not told.get("bookmark"):
                return Looked(sure=not progress.get(ASKED))
            params["bookmark"] = str(told["bookmark"])
        return Looked()

    def fetch(self, post_id: str) -> Seen:
        """The pin as it is. Pinterest tells one alternative text for all of its images."""
        told = self._ask("GET", f"/pins/{_id(post_id)}").fields()
        return Seen(
            id=str(told.get("id", post_id)),
            address=_address(post_id),
            state=Presence.ONLINE,
            text=str(told.get("description") or ""),
            title=str(told.get("title") or ""),
            link=str(told.get("link") or ""),
            media=_media(told),
            created=_moment(told.get("created_at")),
        )

    def update(self, post_id: str, post: Outgoing) -> Published:
        """Put other words in place of those of a pin; its images stay."""
        refuse_excess(self.network, post)
        online = _media(self._ask("GET", f"/pins/{_id(post_id)}").fields())
        if online is not None and [one.kind for one in online] != [one.kind for one in post.media]:
            raise Permanent("not-editable")
        words = {"link": None, "alt_text": None} | self._words(post)  # what is no longer said is taken away
        return self._published(self._ask("PATCH", f"/pins/{_id(post_id)}", json=words, harmless=True))

    def retract(self, post_id: str) -> Done:
        """Delete a pin of ours."""
        try:
            self._ask("DELETE", f"/pins/{_id(post_id)}", harmless=True)
        except Gone:
            return Done(already=True)
        return Done()

    def _words(self, post: Outgoing) -> dict[str, Any]:
        body: dict[str, Any] = {"title": post.title, "description": post.text}
        if post.link:
            body["link"] = post.link
        if alt := alternative(post):
            body["alt_text"] = alt
        return body

    def _source(self, post: Outgoing, progress: Progress) -> dict[str, Any]:
        if post.media[0].kind is MediaKind.VIDEO:
            found = Uploading(ask=self._ask, http=self.http, now=self.clock(), progress=progress).video(post.media[0])
            return {"source_type": "video_id", "media_id": found, "cover_image_key_frame_time": 0}
        images = [_image(one) for one in post.media]
        if len(images) == 1:
            return {"source_type": "image_base64", **images[0]}
        return {"source_type": "multiple_image_base64", "items": images}

    def _published(self, answer: Answer) -> Published:
        told = answer.fields()
        if not isinstance(told.get("id"), str):
            raise answer.odd()
        return _pin(told)

    def _ask(self, method: str, path: str, **how: Any) -> Answer:
        return self.http.ask(method, f"{self.origin}/v5{path}", bearer=self.tokens.access, explain=self._explain, **how)

    def _explain(self, answer: Answer) -> NetworkError | None:
        reset = answer.headers.get("x-ratelimit-reset", "").partition(",")[0].strip()  # seconds from now
        if answer.status == 429 and reset.isascii() and reset.isdigit() and 0 < int(reset[:9]) < 172_800:
            return Throttled("throttled", status=429, until=self.clock() + dt.timedelta(seconds=int(reset)))
        return None


def alternative(post: Outgoing) -> str:
    """The one alternative text that a pin has: those of several images in order, each with its number."""
    alts = [one.alt.strip() for one in post.media]
    text = alts[0] if len(alts) == 1 else " ".join(f"({number}) {alt}" for number, alt in enumerate(alts, 1) if alt)
    if len(text) > 500:
        raise Permanent("alt-long")
    return text


def _image(media: Media) -> dict[str, str]:
    with media.open() as file:
        return {"content_type": media.content_type, "data": base64.b64encode(file.read()).decode()}


def _media(told: dict[str, Any]) -> tuple[SeenMedia, ...] | None:
    media = told.get("media")
    kind = str(media.get("media_type", "")) if isinstance(media, dict) else ""
    if kind == "image":
        return (SeenMedia(kind=MediaKind.IMAGE, alt=str(told.get("alt_text") or "")),)
    if kind == "video":
        return (SeenMedia(kind=MediaKind.VIDEO, alt=str(told.get("alt_text") or "")),)
    items = media.get("items") if isinstance(media, dict) else None
    if kind == "multiple_images" and isinstance(items, list):
        return tuple(SeenMedia(kind=MediaKind.IMAGE) for _one in items)
    return None


def _pin(told: dict[str, Any]) -> Published:
    pin = _id(str(told.get("id", "")))
    return Published(id=pin, address=_address(pin), at=_moment(told.get("created_at")))


def _address(pin: str) -> str:
    return f"https://www.pinterest.com/pin/{pin}/"


def _id(said: str) -> str:
    """An identifier of Pinterest, that may stand in an address."""
    if not (said.isascii() and said.isdigit() and len(said) <= 24):
        raise Gone("not-an-id")
    return said


def _moment(said: object) -> dt.datetime | None:
    """Pinterest writes universal times without saying so."""
    if not isinstance(said, str) or not said:
        return None
    try:
        found = dt.datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
