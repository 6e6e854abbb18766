"""Scanned pages: the QR codes they carry, which way up they lie, and a picture of each to look at.

A scan comes from outside and may be made to harm. It is read by a process of its own (``balise.documents.scanning``),
with a clock and a limit of memory; what that process cannot finish is told as a ``Problem``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

import orjson

LARGEST = 15_000_000  # bytes
MOST_PAGES = 20
PATIENCE = 90  # seconds for one file: a busy machine included
_AT_ONCE = BoundedSemaphore(2)  # in each process of the site: reading takes a processor and memory
SCAN, ANSWER, PICTURE = "scan", "answer.json", "page.jpg"
MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "PDF": "application/pdf",
    "PNG": "image/png",
    "TIFF": "image/tiff",
    "WEBP": "image/webp",
}
ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf", "image/png": "png", "image/tiff": "tif", "image/webp": "webp"}
_KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SYSTEMROOT")  # no setting of ours, no key


class Problem(StrEnum):
    """Why a file cannot be read as scanned pages."""

    DAMAGED = "damaged"
    EMPTY = "empty"
    LOCKED = "locked"
    TOO_BIG = "too-big"  # bytes
    TOO_LARGE = "too-large"  # pixels, or memory
    TOO_MANY = "too-many"  # pages
    TOO_SLOW = "too-slow"
    UNKNOWN = "unknown"  # neither a PDF nor a picture


class Unreadable(Exception):
    """The file is not scanned pages that can be read; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, kw_only=True)
class ScannedPage:
    """``codes``: what its QR codes say. ``turn``: degrees clockwise it lies from upright; None where no code tells."""

    codes: tuple[str, ...]
    turn: int | None


@dataclass(frozen=True, kw_only=True)
class Scan:
    """A file as it was read."""

    media_type: str
    pages: tuple[ScannedPage, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """What all its codes say, each once, in the order of pages."""
        return tuple(dict.fromkeys(code for page in self.pages for code in page.codes))

    @property
    def turn(self) -> int:
        """How its pages lie: pages that go through a scanner together lie alike."""
        return next((page.turn for page in self.pages if page.turn is not None), 0)


def read(content: bytes) -> Scan:
    """What the pages carry. Raises ``Unreadable``."""
    with TemporaryDirectory(prefix="balise-scan-") as folder:
        _run(content, Path(folder), "read")
        said = orjson.loads((Path(folder) / ANSWER).read_bytes())
    pages = tuple(ScannedPage(codes=tuple(one["codes"]), turn=one["turn"]) for one in said["pages"])
    return Scan(media_type=said["media_type"], pages=pages)


def picture(content: bytes, *, page: int, turn: int = 0) -> bytes:
    """One page (from 1) as a JPEG to read on a screen, turned upright. Raises ``Unreadable``."""
    if page < 1:
        raise Unreadable(Problem.DAMAGED)
    with TemporaryDirectory(prefix="balise-scan-") as folder:
        _run(content, Path(folder), "picture", str(page), str(turn))
        return (Path(folder) / PICTURE).read_bytes()


def _run(content: bytes, folder: Path, *asked: str) -> None:
    if not content:
        raise Unreadable(Problem.EMPTY)
    if len(content) > LARGEST:
        raise Unreadable(Problem.TOO_BIG)
    (folder / SCAN).write_bytes(content)
    if not _AT_ONCE.acquire(timeout=PATIENCE):
        raise Unreadable(Problem.TOO_SLOW)
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no word of the file among its arguments
            [sys.executable, "-m", "balise.documents.scanning", str(folder), *asked],
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(Problem.TOO_SLOW) from None
    finally:
        _AT_ONCE.release()
    said = done.stdout.decode("ascii", "replace").strip()
    if done.returncode == 0:
        return
    known = {one.value for one in Problem}
    raise Unreadable(Problem(said) if said in known else Problem.DAMAGED)
