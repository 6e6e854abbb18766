"""Images and videos of LinkedIn: sent before the post, where nobody sees them."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from balise.networks import errors
from balise.networks.content import Media, Progress
from balise.networks.linkedin.api import LinkedInApi, urn
from balise.networks.protocol import Clock

_AT_ONCE = dt.timedelta(seconds=60)  # of sending, in one attempt: then another goes on
_WAIT = dt.timedelta(seconds=30)


class Uploading:
    """What is kept: ``image-N``, or ``video`` with its ``parts`` (where each goes) and the ``tags`` of those there."""

    def __init__(self, *, api: LinkedInApi, owner: str, progress: Progress, clock: Clock) -> None:
        self._api = api
        self._owner = owner
        self._progress = progress
        self._clock = clock

    def image(self, number: int, image: Media) -> str:
        """Its URN, once LinkedIn has it."""
        name = f"image-{number}"
        if not self._progress.get(name):
            begun = self._begun("images", {})
            if not begun.get("uploadUrl") or not begun.get("image"):
                raise errors.Temporary("wrong-answer")
            self._api.upload(str(begun["uploadUrl"]), image.open, content_type=image.content_type, size=image.size)
            self._progress.put(name, str(begun["image"]))
        return self._progress.get(name)

    def video(self, video: Media) -> str:
        """Its URN, once LinkedIn can show it. ``NotReady`` while it is sent or prepared."""
        if not self._progress.get("video"):
            begun = self._begun(
                "videos", {"fileSizeBytes": video.size, "uploadCaptions": False, "uploadThumbnail": False}
            )
            if not begun.get("video") or not begun.get("uploadInstructions"):
                raise errors.Temporary("wrong-answer")
            parts = [(str(one["uploadUrl"]), int(one["firstByte"])) for one in begun["uploadInstructions"]]
            self._progress.put("parts", json.dumps(parts))
            self._progress.put("token", str(begun.get("uploadToken", "")))
            self._progress.put("video", str(begun["video"]))
        identifier = self._progress.get("video")
        if not self._progress.get("sent"):
            self._send(video)
            body = {
                "video": identifier,
                "uploadToken": self._progress.get("token"),
                "uploadedPartIds": json.loads(self._progress.get("tags")),
            }
            self._api.action("videos", "finalizeUpload", {"finalizeUploadRequest": body})
            self._progress.put("sent", "1")
        status = str(self._api.get(f"videos/{urn(identifier)}").get("status", ""))
        if status == "PROCESSING_FAILED":
            raise errors.Permanent("media-refused")
        if status != "AVAILABLE":
            raise errors.NotReady("processing", until=self._clock() + _WAIT)
        return identifier

    def _begun(self, kind: str, more: dict[str, object]) -> dict[str, Any]:
        said = self._api.action(kind, "initializeUpload", {"initializeUploadRequest": {"owner": self._owner, **more}})
        value = said.get("value")
        if not isinstance(value, dict):
            raise errors.Temporary("wrong-answer")
        return value

    def _send(self, video: Media) -> None:
        parts = [(str(address), int(first)) for address, first in json.loads(self._progress.get("parts"))]
        tags = list(json.loads(self._progress.get("tags") or "[]"))
        ends = [*(first for _address, first in parts[1:]), video.size]
        until = self._clock() + _AT_ONCE
        with video.open() as file:
            for number in range(len(tags), len(parts)):
                if self._clock() >= until:
                    raise errors.NotReady("sending", until=self._clock())
                address, first = parts[number]
                file.seek(first)
                piece = file.read(ends[number] - first)
                tags.append(self._api.upload(address, piece, content_type="application/octet-stream", size=len(piece)))
                self._progress.put("tags", json.dumps(tags))
