"""On which line of a TOML text a value stands.

The standard parser keeps no positions, so the key is looked for as people write it: under its heading, at the start
of a line, else inside an inline table. Good enough to open the file at the right place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Path = Sequence[str | int]
"""Keys and indexes from the top of the document: ``("rules", 1, "decision")``."""


def line_of(text: str, path: Path) -> int:
    """The line (from 1) of the value at ``path``, or of what is nearest above it; 0 when nothing of it is there."""
    lines = text.split("\n")
    first, last, best = 0, len(lines), 0
    prefix = ""
    parts = list(path)
    while parts:
        name = str(parts.pop(0))
        dotted = f"{prefix}.{name}" if prefix else name
        index = parts.pop(0) if parts and isinstance(parts[0], int) else None
        found = _heading(lines, first, last, dotted, index if isinstance(index, int) else None)
        if found is None:
            found = _key(lines, first, last, name, index if isinstance(index, int) else None)
        prefix = dotted
        if found is not None:  # else a table that has no heading of its own, only those inside it
            first, last = found
            best = first + 1
    return best


def _heading(lines: list[str], first: int, last: int, dotted: str, index: int | None) -> tuple[int, int] | None:
    """The lines from the heading of a table (the ``index``-th of an array) to the next one that is not inside it."""
    name = r"\s*\.\s*".join(rf"\"?{re.escape(part)}\"?" for part in dotted.split("."))
    mine = re.compile(rf"\s*\[\s*{name}\s*\]" if index is None else rf"\s*\[\[\s*{name}\s*\]\]")
    inside = re.compile(rf"\s*\[\[?\s*{name}\s*\.")
    count = -1
    for number in range(first, last):
        if not mine.match(lines[number]):
            continue
        count += 1
        if index is None or count == index:
            end = number + 1
            while end < last and (not re.match(r"\s*\[{1,2}[\w\"]", lines[end]) or inside.match(lines[end])):
                end += 1
            return number, end
    return None


def _key(lines: list[str], first: int, last: int, name: str, index: int | None) -> tuple[int, int] | None:
    """The line that gives ``name`` a value; for the ``index``-th of a list, the line where that element stands."""
    key = rf"\"?{re.escape(name)}\"?\s*(?:\.\s*[\w\"-]+\s*)*="
    for pattern in (rf"\s*{key}", rf".*[{{,]\s*{key}"):
        compiled = re.compile(pattern)
        for number in range(first, last):
            if compiled.match(lines[number]):
                return _element(lines, number, last, index)
    return None


def _element(lines: list[str], number: int, last: int, index: int | None) -> tuple[int, int]:
    """Inside a list written one element a line, the line of the element asked for; else the line of the key."""
    if index is None or not re.search(r"=\s*\[\s*(?:#.*)?$", lines[number]):
        return number, number + 1
    count = -1
    for other in range(number + 1, last):
        inner = lines[other].strip()
        if inner.startswith("]"):
            break
        if inner and not inner.startswith("#"):
            count += 1
            if count == index:
                return other, other + 1
    return number, number + 1
