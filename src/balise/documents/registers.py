"""Registers: who answered what, as a table to print and keep. PDF/A-2a and PDF/UA-1 (Typst), not sealed yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from balise.documents.certificates import Line
from balise.documents.glyphs import showable
from balise.documents.printing import plain_json, printed

SCHEMA = "balise-register/1"


@dataclass(frozen=True, kw_only=True)
class Register:
    """A table and what it is about. Each row has as many cells as ``columns``; ``facts`` are plain JSON values."""

    organisation: str
    title: str
    lead: str
    footer: str
    language: str
    made: dt.datetime
    lines: Sequence[Line]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    empty: str  # what is said where there are no rows
    facts: Mapping[str, Any] = field(default_factory=dict)


def written(register: Register) -> bytes:
    """The PDF. Raises ``ValueError`` for a row that has not as many cells as there are columns."""
    if any(len(row) != len(register.columns) for row in register.rows):
        raise ValueError("a row has not one cell a column")
    data = {
        "organisation": register.organisation,
        "title": register.title,
        "lead": register.lead,
        "footer": register.footer,
        "language": register.language,
        "lines": [[line.name, line.value, "code" if line.code else ""] for line in register.lines],
        "columns": list(register.columns),
        "rows": [list(row) for row in register.rows],
        "empty": register.empty,
    }
    facts = {"schema": SCHEMA, "rows": len(register.rows), **register.facts}
    return printed("register.typ", showable(data), made=register.made, embedded=plain_json(facts))
