"""The process that reads a scan: ``python -m balise.documents.scanning FOLDER read|picture [PAGE TURN]``.

PDF pages are drawn by Typst, which reads every kind of picture that scanners put in them. What is wrong is told by one
word (``scans.Problem``) on standard output and by the status 1; a crash says nothing and has another status.
"""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from PIL import Image, ImageOps, UnidentifiedImageError

from balise.documents.scans import ANSWER, MEDIA_TYPES, MOST_PAGES, PICTURE, SCAN, Problem, Unreadable

_MOST_PIXELS = 80_000_000  # a page of A3 at 600 dots an inch is 70
_LONGEST_SIDE = 16_000
_SHEET = 279  # millimetres of the longer side of a page as it is drawn
_DOTS = 200  # an inch
_SHOWN = 1_700  # pixels of the longer side of a picture to look at
_MEMORY = 3 << 30
_SECONDS = 75
_THINNEST = 5  # times longer than wide: not a page


def main(folder: Path, action: str, *more: str) -> None:
    """Write the answer beside the scan."""
    path = folder / SCAN
    kind = _kind(path)
    if action == "read":
        pages = [_seen(one) for one in _pages(path, kind)]
        (folder / ANSWER).write_bytes(orjson.dumps({"media_type": MEDIA_TYPES[kind], "pages": pages}))
        return
    wanted, turn = int(more[0]), int(more[1])
    page = next(_pages(path, kind, wanted), None)
    if page is None:
        raise Unreadable(Problem.DAMAGED)
    page.thumbnail((_SHOWN, _SHOWN))
    page.rotate(turn, expand=True).convert("RGB").save(folder / PICTURE, "JPEG", quality=80)


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        if b"%PDF-" in file.read(1_024):
            return "PDF"
    try:
        with Image.open(path, formats=[one for one in MEDIA_TYPES if one != "PDF"]) as opened:
            _not_too_large(*opened.size)
            if getattr(opened, "n_frames", 1) > MOST_PAGES:
                raise Unreadable(Problem.TOO_MANY)
            return str(opened.format)
    except UnidentifiedImageError:
        raise Unreadable(Problem.UNKNOWN) from None


def _pages(path: Path, kind: str, only: int = 0) -> Iterator[Image.Image]:
    """Every page, or the one of this number (from 1) alone."""
    if kind == "PDF":
        yield from _drawn(path, only)
        return
    with Image.open(path, formats=[kind]) as opened:
        for number in range(getattr(opened, "n_frames", 1)):
            if only and number + 1 != only:
                continue
            opened.seek(number)
            _not_too_large(*opened.size)
            yield ImageOps.exif_transpose(opened).convert("RGB")


def _drawn(path: Path, only: int) -> Iterator[Image.Image]:
    import typst
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(Problem.LOCKED)
    if not len(reader.pages):
        raise Unreadable(Problem.EMPTY)
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable(Problem.TOO_MANY)
    for number, page in enumerate(reader.pages, start=1):
        if only and number != only:
            continue
        width = _width(page)
        source = (
            "#set page(width: auto, height: auto, margin: 0pt)\n"
            f'#image("{SCAN}.pdf", page: {number}, width: {width:.1f}mm)'
        )
        main = path.with_name("page.typ")
        main.write_text(source)
        copy = path.with_name(f"{SCAN}.pdf")
        if not copy.exists():
            copy.hardlink_to(path)
        drawn = typst.compile(main, root=path.parent, format="png", ppi=_DOTS, ignore_system_fonts=True)
        with Image.open(io.BytesIO(bytes(drawn)), formats=["PNG"]) as opened:
            white = Image.new("RGB", opened.size, "white")
            white.paste(opened, mask=opened.getchannel("A") if "A" in opened.getbands() else None)
        yield white


def _width(page: Any) -> float:
    """How wide to draw it, in millimetres, for its longer side to be that of a sheet."""
    box = page.cropbox
    width, height = float(box.width), float(box.height)
    if page.rotation % 180:
        width, height = height, width
    longer, shorter = max(width, height), min(width, height)
    if shorter <= 0 or longer / shorter > _THINNEST:
        raise Unreadable(Problem.TOO_LARGE)
    return _SHEET * width / longer


def _seen(page: Image.Image) -> dict[str, Any]:
    import zxingcpp

    for tried in _tries(page.convert("L")):
        found = zxingcpp.read_barcodes(tried, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
        if found:
            turn = round(found[0].orientation / 90) * 90 % 360
            return {"codes": [one.text for one in found if one.text], "turn": turn}
    return {"codes": [], "turn": None}


def _tries(page: Image.Image) -> Iterator[Image.Image]:
    """The page as it is, then as a softer and a more contrasted reader would see it: faxes and telephones are rough."""
    yield page
    small = page.copy()
    small.thumbnail((2_000, 2_000))
    yield small
    yield ImageOps.autocontrast(small, cutoff=2)


def _not_too_large(width: int, height: int) -> None:
    if width * height > _MOST_PIXELS or max(width, height) > _LONGEST_SIDE:
        raise Unreadable(Problem.TOO_LARGE)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows: the clock of whoever started this process is left
        return
    for what, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS)):
        _soft, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _said(problem: Problem) -> None:
    sys.stdout.write(problem.value)
    raise SystemExit(1)


if __name__ == "__main__":
    _limit()
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    warnings.simplefilter("ignore")
    try:
        main(Path(sys.argv[1]), *sys.argv[2:])
    except Unreadable as unreadable:
        _said(unreadable.problem)
    except (MemoryError, Image.DecompressionBombError):
        _said(Problem.TOO_LARGE)
    except Exception:  # noqa: BLE001 - whatever a broken file provokes in its readers
        _said(Problem.DAMAGED)
