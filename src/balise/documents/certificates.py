"""Certificates: one page or more that people read, and the same facts as data inside. PDF/A-2a and PDF/UA-1 (Typst).

Data reach the template as JSON, never as markup. PDF/A-2 forbids attaching a data file, so the facts lie as JSON in
the document's own description (``Subject``, and ``dc:description`` of its XMP), where the seal covers them too.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from balise.documents.glyphs import showable
from balise.documents.printing import plain_json, printed

SCHEMA = "balise-certificate/1"
_PATH = re.compile(r"[MLQCHVZmlqchvz0-9eE .,+-]*")
LONGEST_DRAWING = 60_000  # characters of a path


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A signature as it was drawn: ``path`` is the ``d`` of an SVG path in a box of ``width`` by ``height``."""

    path: str
    width: int
    height: int
    alt: str  # what it shows, for who doesn't see it


@dataclass(frozen=True, kw_only=True)
class Line:
    """A name and its value; ``code`` sets it in a fixed width (a hash)."""

    name: str
    value: str
    code: bool = False


@dataclass(frozen=True, kw_only=True)
class Block:
    """A titled part: lines, then paragraphs, then a drawing."""

    title: str
    lines: Sequence[Line] = ()
    paragraphs: Sequence[str] = ()
    drawing: Drawing | None = None


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What is certified. ``facts`` is what a program reads: plain JSON values. ``made`` has a time zone."""

    organisation: str
    title: str
    lead: str
    footer: str
    language: str
    made: dt.datetime
    parts: Sequence[Block]
    facts: Mapping[str, Any] = field(default_factory=dict)


class NotACertificate(Exception):
    """A PDF that carries no facts of ours."""


class BadDrawing(ValueError):
    """A path that is empty, too long, or not a path."""


def written(certificate: Certificate) -> bytes:
    """The PDF, not sealed yet. Raises ``BadDrawing``; the same certificate gives the same pages."""
    data = {
        "organisation": certificate.organisation,
        "title": certificate.title,
        "lead": certificate.lead,
        "footer": certificate.footer,
        "language": certificate.language,
        "parts": [_part(part) for part in certificate.parts],
    }
    shown = showable(data)
    for part, given in zip(shown["parts"], certificate.parts, strict=True):
        part["drawing"] = _drawing(given.drawing)
    facts = plain_json({"schema": SCHEMA, **certificate.facts})
    return printed("certificate.typ", shown, made=certificate.made, embedded=facts)


def facts_of(content: bytes) -> dict[str, Any]:
    """The facts that a certificate carries, whatever its seal is worth. Raises ``NotACertificate``."""
    import pypdf

    try:
        said = pypdf.PdfReader(io.BytesIO(content)).metadata
        facts = orjson.loads(str(said.subject or "")) if said else None
    except Exception:  # noqa: BLE001 - whatever a broken file provokes in its reader
        raise NotACertificate from None
    if not isinstance(facts, dict) or facts.get("schema") != SCHEMA:
        raise NotACertificate
    return facts


def drawing_path(path: str) -> str:
    """The path of a drawn signature, checked: commands and numbers only, with something drawn. ``BadDrawing``."""
    said = " ".join(path.split())
    if not said or len(said) > LONGEST_DRAWING or not _PATH.fullmatch(said) or said[0] not in "Mm":
        raise BadDrawing
    numbers = [float(one) for one in re.findall(r"[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?", said)]
    if len(numbers) < 4 or any(not math.isfinite(one) or abs(one) > 100_000 for one in numbers):
        raise BadDrawing
    return said


def _part(part: Block) -> dict[str, Any]:
    return {
        "title": part.title,
        "lines": [[line.name, line.value, "code" if line.code else ""] for line in part.lines],
        "paragraphs": list(part.paragraphs),
        "drawing": None,
    }


def _drawing(drawing: Drawing | None) -> dict[str, str] | None:
    if drawing is None:
        return None
    width, height = max(1, int(drawing.width)), max(1, int(drawing.height))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<path d="{drawing_path(drawing.path)}" fill="none" stroke="black" stroke-width="2.4" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    return {"svg": svg, "alt": showable(drawing.alt)}
