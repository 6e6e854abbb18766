"""Pictures that go with publications: redrawn without their metadata, stored under the hash of what is kept."""

from __future__ import annotations

import os
import re
import secrets
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from balise.web.evidence.pictures import drawn_again
from balise.web.workflow import Invalid

MOST_BYTES = 12_000_000
MOST_IMAGES = 20
TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A picture that was kept."""

    sha: str
    extension: str
    name: str
    width: int
    height: int
    size: int


def keep_image(data: bytes, *, name: str) -> Stored:
    """Keep a picture, or raise ``Invalid`` saying what is wrong with it.

    The file is written before the transition that speaks of it: without the transition nobody can reach it.
    """
    if len(data) > MOST_BYTES:
        raise Invalid(
            field="image",
            fr=f"Cette image dépasse {MOST_BYTES // 1_000_000}\u00a0Mo. Réduisez-la, puis ajoutez-la de nouveau.",
            en=f"This image is over {MOST_BYTES // 1_000_000} MB. Make it smaller, then add it again.",
        )
    redrawn, extension, width, height = drawn_again(data)
    sha = sha256(redrawn).hexdigest()
    _write(name_of(sha, extension), redrawn)
    return Stored(
        sha=sha, extension=extension, name=_named(name, extension), width=width, height=height, size=len(redrawn)
    )


def name_of(sha: str, extension: str) -> str:
    """Under which name a picture is kept, in the folder of files or in the bucket of several machines."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha) or extension not in TYPES:
        raise ValueError("not a stored picture")
    return f"images/{sha[:2]}/{sha}.{extension}"


def path_of(sha: str, extension: str) -> Path:
    """Where a picture is kept when files are in a folder."""
    return Path(settings.MEDIA_ROOT) / name_of(sha, extension)


def open_image(sha: str, extension: str) -> IO[bytes]:
    """The picture, to be read and closed. Raises ``FileNotFoundError``."""
    opened: IO[bytes] = default_storage.open(name_of(sha, extension), "rb")
    return opened


def _write(name: str, data: bytes) -> None:
    """Once for each content; in a folder it appears whole, or not at all."""
    if not isinstance(default_storage, FileSystemStorage):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(data))
        return
    path = Path(default_storage.path(name))
    if path.exists():
        os.utime(path)  # wanted again: whoever collects unused files leaves it alone
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _named(name: str, extension: str) -> str:
    """A name fit for a page and a download: letters, digits and hyphens, without path, without tricks of direction."""
    base = unicodedata.normalize("NFC", re.split(r"[\\/]", name)[-1]).rsplit(".", 1)[0]
    kept = re.sub(r"[^\w-]+", "-", base).strip("-_")[:60]
    return f"{kept or 'image'}.{extension}"
