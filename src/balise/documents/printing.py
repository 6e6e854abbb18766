"""Data and a Typst template into a PDF that is PDF/A-2a and PDF/UA-1. Data travel as JSON, never as markup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from balise.documents.glyphs import FONTS

_TEMPLATES = Path(__file__).parent / "templates"


def printed(template: str, data: Mapping[str, Any], *, made: dt.datetime, embedded: str = "") -> bytes:
    """The PDF. ``data`` was made showable; ``embedded`` (ASCII) becomes its description. The same data, the same pages.

    Raises ``ValueError`` for a time without zone.
    """
    import typst

    if made.tzinfo is None:
        raise ValueError("a document says when it was made with a time zone")
    moment = made.astimezone(dt.UTC)
    clock = {name: getattr(moment, name) for name in ("year", "month", "day", "hour", "minute", "second")}
    result = typst.compile(
        (_TEMPLATES / template).read_bytes(),
        format="pdf",
        sys_inputs={"data": orjson.dumps({**data, "fonts": FONTS, "made": clock}).decode(), "embedded": embedded},
        pdf_standards=["a-2a", "ua-1"],
        ignore_system_fonts=True,
        timestamp=int(moment.timestamp()),
    )
    return bytes(result)


def plain_json(facts: Mapping[str, Any]) -> str:
    """Facts as JSON with JSON's own escapes: what a description says is then the same in every reader."""
    text = orjson.dumps(facts, option=orjson.OPT_SORT_KEYS).decode()
    return "".join(one if " " <= one <= "~" else _escaped(one) for one in text)


def _escaped(letter: str) -> str:
    units = letter.encode("utf-16-be")
    return "".join(f"\\u{int.from_bytes(units[at : at + 2]):04x}" for at in range(0, len(units), 2))
