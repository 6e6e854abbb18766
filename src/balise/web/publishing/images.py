"""Pictures that people send: looked at, redrawn without their metadata, stored under the hash of what is kept."""

from __future__ import annotations

import io
import os
import re
import secrets
import unicodedata
import warnings
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

from balise.web.workflow import Invalid

MOST_BYTES = 12_000_000
MOST_PIXELS = 40_000_000  # a picture of 8,000 by 5,000: above, a small file can fill the memory
MOST_IMAGES = 20
LONGEST_SIDE = 12_000
_KEPT = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}  # others are redrawn as PNG
_READ = ("JPEG", "PNG", "WEBP", "GIF")
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
    redrawn, extension, width, height = _redrawn(data)
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


def _redrawn(data: bytes) -> tuple[bytes, str, int, int]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower and says so
            with Image.open(io.BytesIO(data), formats=_READ) as opened:
                width, height = opened.size
                if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
                    raise _too_many_pixels(width, height)
                kind = opened.format or ""
                picture = ImageOps.exif_transpose(opened)  # the camera's orientation, before it is forgotten
                picture.load()
    except Invalid:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, EOFError):
        raise _not_an_image() from None
    extension = _KEPT.get(kind, "png")
    if extension == "jpg":
        picture = picture.convert("RGB")
    elif picture.mode not in {"RGB", "RGBA", "L", "LA"}:
        picture = picture.convert("RGBA")
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)  # only the pixels: no EXIF, no place, no comment, no profile
    written = io.BytesIO()
    options: dict[str, dict[str, Any]] = {"jpg": {"quality": 90, "optimize": True}, "png": {}, "webp": {"quality": 90}}
    bare.save(written, format={"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[extension], **options[extension])
    return written.getvalue(), extension, bare.width, bare.height


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


def _not_an_image() -> Invalid:
    return Invalid(
        field="image",
        fr="Ce fichier n’est pas une image que Balise sait lire (JPEG, PNG, WebP ou GIF), ou il est abîmé.",
        en="This file is not an image that Balise can read (JPEG, PNG, WebP or GIF), or it is damaged.",
    )


def _too_many_pixels(width: int, height: int) -> Invalid:
    return Invalid(
        field="image",
        fr=f"Cette image mesure {width}\u00a0×\u00a0{height} pixels, c’est trop. Réduisez-la d’abord.",
        en=f"This image measures {width} × {height} pixels, which is too many. Make it smaller, then add it again.",
    )
