"""A video on its way to Pinterest: registered there, sent to the store that Pinterest names, then worked on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from balise.networks.content import Media, Progress
from balise.networks.errors import NotReady, Permanent
from balise.networks.http import Answer, Http

_SOON = dt.timedelta(seconds=20)


class Uploading:
    """One video for one pin; what is done is in ``progress``, and is not done again."""

    def __init__(self, *, ask: Callable[..., Answer], http: Http, now: dt.datetime, progress: Progress) -> None:
        self._ask = ask
        self._http = http
        self._now = now
        self._progress = progress

    def video(self, media: Media) -> str:
        """Its identifier at Pinterest, once it is ready there; ``NotReady`` until then."""
        found = self._progress.get("video")
        if not found or self._progress.get("video-sent") != found:
            found = self._sent(media)
        answer = self._ask("GET", f"/media/{found}")
        status = answer.fields().get("status")
        if status == "succeeded":
            return found
        if status == "failed":
            self._progress.put("video", "")
            raise Permanent("video-refused")
        raise NotReady("video-in-the-making", until=self._now + _SOON)

    def _sent(self, media: Media) -> str:
        answer = self._ask("POST", "/media", json={"media_type": "video"}, harmless=True)
        told = answer.fields()
        found, store, words = str(told.get("media_id", "")), told.get("upload_url"), told.get("upload_parameters")
        if not found.isdigit() or not isinstance(store, str) or not isinstance(words, dict):
            raise answer.odd()
        with media.open() as file:
            self._http.ask(  # the store is not Pinterest's: it gets what it was given for, and no token
                "POST",
                store,
                form={str(name): str(word) for name, word in words.items()},
                files={"file": (media.name or "video.mp4", file, media.content_type)},
                harmless=True,
                large=True,
            )
        self._progress.put("video", found)
        self._progress.put("video-sent", found)
        return found
