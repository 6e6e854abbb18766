"""Writes an outline as Markdown, for documentation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from balise.policy.showing.outline import Block, Bullets, Facts, Posts, Prose, Title
from balise.policy.showing.text import SIGNS

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)")


def write_markdown(blocks: Iterable[Block]) -> str:
    """The outline as CommonMark; texts of examples are escaped, so that nothing in them is markup."""
    return "\n".join(line for block in blocks for line in _block(block)).strip("\n") + "\n"


def plain(text: str) -> str:
    """``text`` so that CommonMark shows it as it is."""
    return _LINE_START.sub(r"\1\\\2\3", _SPECIAL.sub(r"\\\1", text))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title(level, text, _):
            yield from ("#" * min(level, 6) + " " + plain(text), "")
        case Prose(markdown):
            yield from (markdown, "")
        case Facts(rows):
            for label, value in rows:
                yield f"- **{plain(label)}** — {plain(value)}"
            yield ""
        case Bullets(items, ordered):
            for number, item in enumerate(items, 1):
                yield f"{number}. {plain(item)}" if ordered else f"- {plain(item)}"
            yield ""
        case Posts(kind, items):
            for note, text in items:
                lines = "  \n  ".join(plain(line) for line in text.splitlines())
                yield f"- {SIGNS[kind]} " + (f"*({plain(note)})* " if note else "") + lines
            yield ""
