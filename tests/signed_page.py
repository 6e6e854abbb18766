"""A form as a scanner gives it back: printed by Balise, signed with a pen, put on the glass some way or other."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

from balise.documents import scans


def signed(pdf: bytes, *, page: int = 1) -> Image.Image:
    """One page of a printed form, with boxes ticked and something like a signature."""
    sheet = Image.open(io.BytesIO(scans.picture(pdf, page=page))).convert("L")
    pen = ImageDraw.Draw(sheet)
    width, height = sheet.size
    pen.line(
        [(width * 0.12, height * 0.69), (width * 0.3, height * 0.66), (width * 0.5, height * 0.7)], fill=40, width=4
    )
    return sheet


def laid(sheet: Image.Image, *, turn: float = 0, grain: int = 12, margin: int = 40) -> Image.Image:
    """The sheet on the glass: ``turn`` degrees counter-clockwise, a grey paper, the grain of a cheap scanner."""
    around = Image.new("L", (sheet.width + 2 * margin, sheet.height + 2 * margin), 235)
    around.paste(sheet, (margin, margin))
    turned = around.rotate(turn, expand=True, fillcolor=235)
    noise = Image.effect_noise(turned.size, grain)
    return ImageChops.add(turned, noise, scale=1, offset=-128)


def file_of(sheets: Sequence[Image.Image], kind: str = "PDF", **options: object) -> bytes:
    """The sheets as one file: ``PDF``, ``TIFF``, or the first as ``JPEG``, ``PNG``, ``WEBP``."""
    out = io.BytesIO()
    more = {"save_all": True, "append_images": list(sheets[1:])} if kind in {"PDF", "TIFF"} else {}
    if kind == "PDF":
        options = {"resolution": 150.0, **options}
    sheets[0].save(out, kind, **more, **options)
    return out.getvalue()


def blank(width: int = 1_200, height: int = 1_550) -> Image.Image:
    """A page with nothing on it."""
    return Image.new("L", (width, height), 250)
