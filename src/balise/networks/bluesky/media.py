"""Images and videos on their way to Bluesky: bytes first, then what a post says of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from PIL import Image

from balise.networks.content import Media, MediaKind, Progress
from balise.networks.http import Answer
from balise.networks.protocol import Clock
from balise.networks.turns import Turn

_KEPT = dt.timedelta(minutes=30)  # servers forget bytes that no record took
_TURNED = {5, 6, 7, 8}  # orientations (EXIF 0x0112) that swap width and height
_ORIENTATION = 0x0112


class Uploading:
    """Uploads for one post; what is done is in ``progress``, and is not done again."""

    def __init__(self, *, ask: Callable[..., Answer], clock: Clock, progress: Progress) -> None:
        self._ask = ask
        self._now = clock()
        self._turn = Turn(clock)
        self._progress = progress

    def embed(self, media: tuple[Media, ...]) -> dict[str, Any]:
        """What the record says of its images, or of its video."""
        blobs = [self._blob(number, one) for number, one in enumerate(media)]
        if media[0].kind is MediaKind.VIDEO:
            return {"$type": "app.bsky.embed.video", "video": blobs[0], "alt": media[0].alt}
        return {
            "$type": "app.bsky.embed.images",
            "images": [_image(one, blob) for one, blob in zip(media, blobs, strict=True)],
        }

    def _blob(self, number: int, media: Media) -> dict[str, Any]:
        name = f"media-{number}"
        kept, _, made = self._progress.get(name).rpartition(" ")
        if kept and dt.datetime.fromisoformat(made) > self._now - _KEPT:
            found: dict[str, Any] = json.loads(kept)
            return found
        self._turn.check()
        answer = self._ask(
            "POST",
            "com.atproto.repo.uploadBlob",
            content=media.open,
            headers={"Content-Type": media.content_type},
            harmless=True,
            large=True,
        )
        blob = answer.fields().get("blob")
        if not isinstance(blob, dict) or "ref" not in blob:
            raise answer.odd()
        self._progress.put(name, f"{json.dumps(blob, separators=(',', ':'))} {self._now.isoformat()}")
        return blob


def _image(media: Media, blob: dict[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {"alt": media.alt, "image": blob}
    size = size_of(media)
    if size is not None:
        said["aspectRatio"] = {"width": size[0], "height": size[1]}
    return said


def size_of(media: Media) -> tuple[int, int] | None:
    """Width and height of an image as it is shown, in pixels, from its header; None when it can't be read."""
    try:
        with media.open() as file, Image.open(file) as image:
            width, height = image.size
            turned = image.getexif().get(_ORIENTATION) in _TURNED
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    return (height, width) if turned else (width, height)
