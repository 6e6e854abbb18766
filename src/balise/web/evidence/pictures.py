"""A picture that somebody sends, drawn again: what is kept holds pixels, nothing about who took it, where or when."""

from __future__ import annotations

import io
import warnings
from typing import Any, NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

from balise.web.workflow import Invalid

MOST_PIXELS = 40_000_000  # a picture of 8,000 by 5,000: above, a small file can fill the memory
LONGEST_SIDE = 12_000
_KEPT = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}  # others are redrawn as PNG
_READ = ("JPEG", "PNG", "WEBP", "GIF")


class Drawn(NamedTuple):
    """The bytes of a bare picture, the ending of its kind (jpg, png, webp), its width and height in pixels."""

    content: bytes
    extension: str
    width: int
    height: int


def drawn_again(data: bytes) -> Drawn:
    """The same picture without metadata. Raises ``Invalid`` for what is no picture, or one of too many pixels."""
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
    return Drawn(written.getvalue(), extension, bare.width, bare.height)


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
