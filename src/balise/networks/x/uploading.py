"""Images and videos on their way to X: an image in one call, a video in pieces that X then works on."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

from balise.networks.content import Media, MediaKind, Progress
from balise.networks.errors import NotReady, Permanent
from balise.networks.http import Answer
from balise.networks.protocol import Clock
from balise.networks.turns import Turn

PIECE = 4 * 2**20  # bytes of a video in one call
_KEPT = dt.timedelta(hours=20)  # X forgets after 24 what no post took
_SOON = 5  # seconds, where X does not say when to look again


class Uploading:
    """Uploads for one post; what is done is in ``progress``, and is not done again."""

    def __init__(self, *, ask: Callable[..., Answer], clock: Clock, progress: Progress) -> None:
        self._ask = ask
        self._now = clock()
        self._turn = Turn(clock)
        self._progress = progress

    def all(self, media: tuple[Media, ...]) -> list[str]:
        """The identifiers at X, in order. ``NotReady`` while X works on a video."""
        return [self._one(number, one) for number, one in enumerate(media)]

    def _one(self, number: int, media: Media) -> str:
        name = f"media-{number}"
        found, _, made = self._progress.get(name).partition(" ")
        if found and dt.datetime.fromisoformat(made) > self._now - _KEPT:
            return found
        self._turn.check()
        found = self._image(media) if media.kind is MediaKind.IMAGE else self._video(name, media)
        self._progress.put(name, f"{found} {self._now.isoformat()}")
        return found

    def _image(self, media: Media) -> str:
        with media.open() as file:
            answer = self._ask(
                "POST",
                "/2/media/upload",
                form={"media_category": "tweet_image"},
                files={"media": (media.name or "image", file, media.content_type)},
                harmless=True,
                large=True,
            )
        found = _data(answer, "id")
        if media.alt:
            described = {"id": found, "metadata": {"alt_text": {"text": media.alt}}}
            self._ask("POST", "/2/media/metadata", json=described, harmless=True)
        return found

    def _video(self, name: str, media: Media) -> str:
        started, _, made = self._progress.get(f"{name}-started").partition(" ")
        if not started or dt.datetime.fromisoformat(made) <= self._now - _KEPT:
            started = self._start(media)
            self._progress.put(f"{name}-started", f"{started} {self._now.isoformat()}")
            self._progress.put(f"{name}-sent", "0")
            self._progress.put(f"{name}-whole", "")
        if self._progress.get(f"{name}-whole") == started:
            query = {"media_id": started, "command": "STATUS"}
            return self._worked(started, self._ask("GET", "/2/media/upload", params=query))
        self._send(name, started, media)
        answer = self._ask("POST", f"/2/media/upload/{started}/finalize", harmless=True, large=True)
        self._progress.put(f"{name}-whole", started)
        return self._worked(started, answer)

    def _start(self, media: Media) -> str:
        said = {"media_category": "tweet_video", "media_type": media.content_type, "total_bytes": media.size}
        return _data(self._ask("POST", "/2/media/upload/initialize", json=said, harmless=True), "id")

    def _send(self, name: str, started: str, media: Media) -> None:
        number = int(self._progress.get(f"{name}-sent") or 0)
        with media.open() as file:
            file.seek(number * PIECE)
            while piece := file.read(PIECE):
                self._turn.check()
                self._ask(
                    "POST",
                    f"/2/media/upload/{started}/append",
                    form={"segment_index": str(number)},
                    files={"media": ("piece", io.BytesIO(piece), "application/octet-stream")},
                    harmless=True,
                    large=True,
                )
                number += 1
                self._progress.put(f"{name}-sent", str(number))

    def _worked(self, found: str, answer: Answer) -> str:
        work: Any = (answer.fields().get("data") or {}).get("processing_info") or {"state": "succeeded"}
        if work.get("state") == "succeeded":
            return found
        if work.get("state") == "failed":
            raise Permanent("video-refused")
        wait = work.get("check_after_secs")
        seconds = min(max(wait, 1), 3_600) if isinstance(wait, int) else _SOON
        raise NotReady("video-in-the-making", until=self._now + dt.timedelta(seconds=seconds))


def _data(answer: Answer, name: str) -> str:
    data = answer.fields().get("data")
    if not isinstance(data, dict) or not isinstance(data.get(name), str) or not data[name].isdigit():
        raise answer.odd()
    return str(data[name])
