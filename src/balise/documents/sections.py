"""Sanitised HTML cut in sections at its titles, each with an anchor that the next version keeps. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_VOID = {"br", "hr", "img"}
_BLOCKS = {"p", "li", "tr", "blockquote", "ul", "ol", "table", "pre", "div", "td", "th"}
_NUMBERED = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=\S)")
_LONGEST_TITLE = 120


@dataclass(frozen=True, kw_only=True)
class Section:
    """``html`` is safe to show as it is, without the title; ``words`` says the same as text, a paragraph a line."""

    anchor: str
    number: str
    level: int
    title: str
    html: str
    words: str


@dataclass(frozen=True)
class _Block:
    """Something that stands at the top of the document: its tag, its HTML (title tags excluded) and its words."""

    tag: str
    html: str
    words: str
    bold: bool


def cut(html: str) -> list[Section]:
    """Sections in reading order. What comes before the first title is a section without one, if it says anything."""
    blocks = _without_table_of_contents(_blocks(html))
    found: list[Section] = []
    taken: dict[str, int] = {}
    for level, title, body in _grouped(blocks):
        words = "\n".join(block.words for block in body if block.words)
        if not title and not words:
            continue
        match = _NUMBERED.match(title)
        number = match.group(1) if match else ""
        said = title[match.end() :].strip() if match else title
        found.append(
            Section(
                anchor=_once(_anchor(number, said), taken),
                number=number,
                level=min(4, 1 + number.count(".")) if number.count(".") else level,
                title=said[:300],
                html="\n".join(block.html for block in body),
                words=words,
            )
        )
    return found


def paragraphs(words: str) -> list[str]:
    """The paragraphs of a section's words."""
    return [line for line in words.split("\n") if line.strip()]


def _grouped(blocks: Iterable[_Block]) -> Iterator[tuple[int, str, list[_Block]]]:
    level, title, body = 1, "", list[_Block]()
    for block in blocks:
        found = _title_level(block)
        if found:
            yield level, title, body
            level, title, body = found, " ".join(block.words.split()), []
        else:
            body.append(block)
    yield level, title, body


def _title_level(block: _Block) -> int:
    """0 unless it is a title, declared or typed: many texts only number theirs, or set them in bold or capitals."""
    if block.tag in _HEADINGS:
        return _HEADINGS[block.tag] if block.words.strip() else 0
    words = block.words.strip()
    if block.tag != "p" or not words or "\n" in words or len(words) > _LONGEST_TITLE or words[-1] in ".;:,!?»":
        return 0
    match = _NUMBERED.match(words)
    if match and words[match.end()].isupper():
        return min(4, 1 + match.group(1).count("."))
    letters = [letter for letter in words if letter.isalpha()]
    shouted = len(letters) > 5 and all(letter.isupper() for letter in letters) and "@" not in words
    return 1 if shouted or (block.bold and len(words) > 3) else 0


def _without_table_of_contents(blocks: list[_Block]) -> list[_Block]:
    """A line that ends with a page number and that a title repeats further down is a table of contents."""
    plain = {_key(block.words) for block in blocks}
    kept = []
    for block in blocks:
        lines = [line.strip() for line in block.words.split("\n") if line.strip()]
        if lines and all(_is_entry(line, plain) for line in lines):
            continue
        kept.append(block)
    return kept


def _is_entry(line: str, titles: set[str]) -> bool:
    match = re.search(r"[\s.…]*\d{1,3}$", line)
    return match is not None and _key(line[: match.start()]) in titles


def _key(words: str) -> str:
    return "".join(letter for letter in _plain(words) if letter.isalnum())


def _plain(words: str) -> str:
    return "".join(
        letter for letter in unicodedata.normalize("NFD", words.lower()) if unicodedata.category(letter) != "Mn"
    )


def _anchor(number: str, title: str) -> str:
    if number:
        return f"s-{number}"
    slug = re.sub(r"[^a-z0-9]+", "-", _plain(title)).strip("-")[:60].strip("-")
    return f"s-{slug}" if slug else "s-debut"


def _once(anchor: str, taken: dict[str, int]) -> str:
    taken[anchor] = taken.get(anchor, 0) + 1
    return anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}"


class _Reader(HTMLParser):
    """Cuts well-formed HTML (what the sanitiser wrote) at its top."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self.depth = 0
        self._begin("")

    def _begin(self, tag: str) -> None:
        self.tag, self.html, self.words, self.bold, self.loose, self.start = tag, list[str](), list[str](), 0, 0, "1"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth == 0 and (tag in _BLOCKS or tag in _HEADINGS or tag == "hr"):
            self._end()
            self._begin(tag)
            self.start = dict(attrs).get("start") or "1"
        if tag in _BLOCKS or tag == "br":
            self.words.append("\n")
        said = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
        if not (self.depth == 0 and tag in _HEADINGS):
            self.html.append(f"<{tag}{said}>")
        self.strong = tag in {"strong", "b"} or (self.depth > 0 and getattr(self, "strong", False))
        if tag not in _VOID:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        self.depth = max(0, self.depth - 1)
        if not (self.depth == 0 and tag in _HEADINGS):
            self.html.append(f"</{tag}>")
        if tag in {"strong", "b"}:
            self.strong = False
        if tag in _BLOCKS:
            self.words.append("\n")
        if self.depth == 0 and (tag == self.tag):
            self._end()
            self._begin("")

    def handle_data(self, data: str) -> None:
        self.html.append(escape(data, quote=False))
        self.words.append(data.replace("\n", " "))
        length = len(data.strip())
        self.bold += length if getattr(self, "strong", False) else 0
        self.loose += length

    def _end(self) -> None:
        lines = (" ".join(line.split()) for line in "".join(self.words).split("\n"))
        words = "\n".join(line for line in lines if line)
        html = "".join(self.html).strip()
        if html or words:
            tag = self.tag or "p"
            if tag == "ol" and "\n" not in words and len(words) <= _LONGEST_TITLE:
                tag, words = "p", f"{self.start}. {words}"  # «3. DIRECTIVES» alone is a title, not a list of one
            html = html if self.tag or not words else f"<p>{html}</p>"
            self.blocks.append(_Block(tag, html, words, self.loose > 0 and self.bold == self.loose))


def _blocks(html: str) -> list[_Block]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader._end()
    return [block for block in reader.blocks if block.words]
