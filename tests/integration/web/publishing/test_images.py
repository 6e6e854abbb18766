"""Pictures that people send: real, of a size, bare of metadata, under harmless names."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from django.test import override_settings
from PIL import Image as Picture

from balise.web.publishing.images import MOST_BYTES, keep_image, path_of
from balise.web.workflow import Invalid


@pytest.fixture(autouse=True)
def _folder(tmp_path: object) -> object:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


def _bomb() -> bytes:
    """A PNG of a few bytes that says it measures 50,000 by 50,000 pixels."""
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(header)) + chunk + struct.pack(">I", zlib.crc32(chunk))
        + b"\x00\x00\x00\x00IEND\xaeB`\x82"
    )  # fmt: skip


def test_metadata_is_gone_and_the_file_is_private(photo: bytes) -> None:
    stored = keep_image(photo, name="photo.jpg")
    path = path_of(stored.sha, stored.extension)
    assert b"CameraOfSomebody" in photo
    assert b"CameraOfSomebody" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    with Picture.open(path) as kept:
        assert kept.size == (stored.width, stored.height) == (64, 48)
        assert not kept.getexif()


def test_the_same_picture_is_kept_once(photo: bytes) -> None:
    assert keep_image(photo, name="a.jpg").sha == keep_image(photo, name="b.jpg").sha


def test_the_cameras_orientation_is_applied_before_it_is_forgotten() -> None:
    exif = Picture.Exif()
    exif[0x0112] = 6
    written = io.BytesIO()
    Picture.new("RGB", (40, 20)).save(written, "JPEG", exif=exif)
    stored = keep_image(written.getvalue(), name="a.jpg")
    assert (stored.width, stored.height) == (20, 40)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\xff\xd8\xff\xe0" + b"\x00" * 100,
        b"\x89PNG\r\n\x1a\n" + b"garbage" * 20,
        b"%PDF-1.7",
        b"GIF89a<script>",
        b"\x00" * (MOST_BYTES + 1),
        _bomb(),
    ],
    ids=["empty", "svg", "fake jpeg", "fake png", "pdf", "fake gif", "too heavy", "bomb"],
)
def test_what_is_not_an_image_is_told(data: bytes) -> None:
    with pytest.raises(Invalid) as told:
        keep_image(data, name="image.png")
    assert told.value.field == "image"
    assert told.value.message("fr") != told.value.message("en")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\a\\photo.JPG", "photo.jpg"),
        ('"><script>alert(1)</script>.png', "script.jpg"),
        ("\u202egpj.exe", "gpj.jpg"),
        ("\x00\r\nSet-Cookie: a", "Set-Cookie-a.jpg"),
        ("", "image.jpg"),
        ("é" * 500 + ".jpg", "é" * 60 + ".jpg"),
        ("....", "image.jpg"),
    ],
)
def test_hostile_names_become_harmless(photo: bytes, name: str, kept: str) -> None:
    assert keep_image(photo, name=name).name == kept


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_redrawn(mode: str) -> None:
    written = io.BytesIO()
    Picture.new(mode, (8, 8)).save(written, "PNG")
    assert keep_image(written.getvalue(), name="a.png").extension == "png"


def test_a_path_is_of_a_stored_picture() -> None:
    for sha, extension in (("../" + "0" * 61, "png"), ("0" * 64, "php"), ("0" * 63, "png")):
        with pytest.raises(ValueError, match="not a stored picture"):
            path_of(sha, extension)
