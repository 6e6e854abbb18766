"""Writes an outline for a terminal, readable without colour."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from balise.policy.showing.outline import Block, Bullets, Facts, Posts, Prose, Title

_LABEL = 24
"""The longest label that stands on the line of its value."""
SIGNS = {"avoid": "✗", "fine": "✓"}


def write_text(blocks: Iterable[Block], width: int = 80) -> str:
    """The outline as plain text, lines of at most ``width`` characters where words allow it."""
    lines = "\n".join(line for block in blocks for line in _block(block, width)).strip("\n")
    return re.sub(r"\n{4,}", "\n\n\n", re.sub(r"\n{3,}(?=[^\n]+\n(?![─═]))", "\n\n", lines)) + "\n"


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Title(level, text, _):
            lines = _wrapped(text.upper() if level == 3 else text, width, "")
            yield from ["", *lines] if level != 2 else ["", "", *lines]
            if level < 3:
                yield ("═" if level == 1 else "─") * max(map(len, lines))
        case Prose(markdown):
            for paragraph in markdown.split("\n\n"):
                yield from _wrapped(paragraph, width, "")
                yield ""
        case Facts(rows):
            indent = max((len(label) for label, _ in rows if len(label) <= _LABEL), default=2) + 2
            for label, value in rows:
                if len(label) > _LABEL:
                    yield from _wrapped(label, width, "")
                    yield from _wrapped(value, width, " " * indent)
                else:
                    yield from _wrapped(value, width, " " * indent, label.ljust(indent))
        case Bullets(items, ordered):
            for number, item in enumerate(items, 1):
                mark = f"{number}. " if ordered else "• "
                yield from _wrapped(item, width, " " * len(mark), mark)
        case Posts(kind, items):
            for note, text in items:
                sign = SIGNS[kind]
                if note:
                    yield from _wrapped(f"({note})", width, "  ", f"{sign} ")
                lines = text.splitlines() or [""]
                yield from _wrapped(lines[0], width, "  ", "  " if note else f"{sign} ")
                for line in lines[1:]:
                    yield from _wrapped(line, width, "  ", "  ")


def _wrapped(text: str, width: int, indent: str, first: str | None = None) -> list[str]:
    lead = indent if first is None else first
    if text.lstrip().startswith(("- ", "* ")) and "\n" in text:
        return [line for item in text.splitlines() for line in _wrapped(item, width, indent + "  ", lead)]
    return textwrap.wrap(
        text, width, initial_indent=lead, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ) or [lead.rstrip()]
