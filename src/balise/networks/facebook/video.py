"""A video of a Facebook Page: sent in pieces, going on from the last one that arrived, then shown in one call."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any, BinaryIO

from balise.networks import errors
from balise.networks.content import Looked, Media, Presence, Progress, Published
from balise.networks.graph import Graph, node, when
from balise.networks.protocol import Clock

_PIECE = 4 * 2**20
_AT_ONCE = dt.timedelta(seconds=60)  # of sending, in one attempt: then another goes on
_AGAIN = dt.timedelta(seconds=30)


class VideoUpload:
    """What is kept: ``session`` and ``video`` once begun, ``sent`` once every byte is there, ``finishing`` just before
    the call that shows it.
    """

    def __init__(self, *, graph: Graph, page: str, progress: Progress, clock: Clock) -> None:
        self._graph = graph
        self._path = f"{page}/videos"
        self._progress = progress
        self._clock = clock

    def publish(self, video: Media, *, title: str, text: str) -> Published:
        """Go on from where it stands. ``NotReady`` when there is more to send than one attempt should."""
        if not self._progress.get("video"):
            begun = self._graph.post(self._path, {"upload_phase": "start", "file_size": video.size}, harmless=True)
            if not begun.get("upload_session_id") or not begun.get("video_id"):
                raise errors.Temporary("wrong-answer")
            self._progress.put("session", str(begun["upload_session_id"]))
            self._progress.put("next", str(begun.get("start_offset", "0")))
            self._progress.put("video", str(begun["video_id"]))
        if not self._progress.get("sent"):
            self._send(video)
        if not self._progress.get("finishing"):
            self._progress.put("finishing", "1")
        elif (found := self.find().post) is not None:
            return found
        body: dict[str, Any] = {"upload_phase": "finish", "upload_session_id": self._progress.get("session")}
        if title:
            body["title"] = title
        self._graph.post(self._path, {**body, "description": text, "published": True})
        identifier = self._progress.get("video")
        return Published(
            id=identifier, address=f"https://www.facebook.com/{identifier}", state=Presence.PROCESSING, at=self._clock()
        )

    def find(self) -> Looked:
        """The video tells whether its end was heard."""
        identifier = self._progress.get("video")
        if not identifier or not self._progress.get("finishing"):
            return Looked(sure=True)
        try:
            found = self._graph.get(node(identifier), fields="id,published,status,permalink_url,created_time")
        except errors.Gone:
            return Looked()
        status = found.get("status") or {}
        if str((status.get("uploading_phase") or {}).get("status")) != "complete":
            return Looked(sure=True)
        ready = status.get("video_status") == "ready"
        address = str(found.get("permalink_url") or f"/{identifier}")
        return Looked(
            post=Published(
                id=identifier,
                address=f"https://www.facebook.com{address}" if address.startswith("/") else address,
                state=Presence.ONLINE if ready else Presence.PROCESSING,
                at=when(found.get("created_time")),
            )
        )

    def _send(self, video: Media) -> None:
        start = int(self._progress.get("next") or 0)
        until = self._clock() + _AT_ONCE
        with video.open() as file:
            while start < video.size:
                if self._clock() >= until:
                    raise errors.NotReady("sending", until=self._clock())
                file.seek(start)
                piece = file.read(_PIECE)
                if not piece:
                    raise errors.Permanent("media-cut")
                form = {
                    "upload_phase": "transfer",
                    "upload_session_id": self._progress.get("session"),
                    "start_offset": str(start),
                }
                files = {"video_file_chunk": ("video", io.BytesIO(piece), "application/octet-stream")}
                said = self._piece(form, files)
                after = int(str(said.get("start_offset") or start + len(piece)))
                if after <= start:
                    raise errors.NotReady("sending", until=self._clock() + _AGAIN)
                start = after
                self._progress.put("next", str(start))
        self._progress.put("sent", "1")

    def _piece(self, form: dict[str, str], files: Mapping[str, tuple[str, BinaryIO, str]]) -> dict[str, Any]:
        """Send one. A piece that Facebook has already, its answer being lost, is refused: begin again, once; nobody
        saw anything.
        """
        try:
            return self._graph.upload(self._path, form, files)
        except errors.Permanent:
            if self._progress.get("restarted"):
                raise
        self._progress.put("restarted", "1")
        for name in ("video", "session", "next"):
            self._progress.put(name, "")
        raise errors.NotReady("begun-again", until=self._clock())
