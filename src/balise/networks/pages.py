"""Pages of the Web as the text that a reader sees, and where their feeds are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

FEEDS = {"application/rss+xml", "application/atom+xml"}
_SILENT = {"script", "style", "template", "noscript", "head", "svg", "iframe", "object"}
_LINES = {
    *("p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "ul", "ol", "li", "table", "tr"),
    *("blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "figure", "figcaption", "dl", "dt", "dd"),
}
_NESTED = 100  # deeper, nobody means it
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page. ``text`` has a line for each block; ``images`` are (address, alternative text) pairs in order;
    ``feeds`` are the addresses that the page itself announces."""

    title: str
    text: str
    images: tuple[tuple[str, str], ...]
    feeds: tuple[str, ...]


def read_page(content: bytes, *, address: str, charset: str = "") -> Page:
    """Read a page that was found at ``address``; ``charset`` is what its ``Content-Type`` said, if it did."""
    reader = _Reader()
    reader.feed(decoded(content, charset=charset))
    reader.close()
    return Page(
        title=" ".join("".join(reader.title).split()),
        text=_tidy("".join(reader.said)),
        images=tuple((whole(source, address), alt) for source, alt in reader.images if whole(source, address)),
        feeds=tuple(dict.fromkeys(whole(one, address) for one in reader.feeds if whole(one, address))),
    )


def text_of(html: str) -> str:
    """A piece of HTML as text: a line for each block, nothing of scripts. Plain text comes back as it is."""
    if "<" not in html and "&" not in html:
        return _tidy(html)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _tidy("".join(reader.said))


def decoded(content: bytes, *, charset: str = "") -> str:
    """The text of a page by its byte order mark, else what the server said, else what it says itself, else UTF-8."""
    if content.startswith(b"\xef\xbb\xbf"):
        return content[3:].decode("utf-8", "replace")
    said = _CHARSET.search(content[:4096])
    for name in (charset, said.group(1).decode("ascii") if said else "", "utf-8"):
        try:
            if name:
                return content.decode(name, "replace")
        except (LookupError, UnicodeError):
            continue
    return content.decode("utf-8", "replace")


def whole(link: str, address: str) -> str:
    """``link`` as a full address of the Web, from the page at ``address``; empty when it is none."""
    try:
        joined = urljoin(address, link.strip()) if link.strip() else ""
        return joined if urlsplit(joined).scheme in {"http", "https"} and urlsplit(joined).hostname else ""
    except ValueError:
        return ""


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.title: list[str] = []
        self.images: list[tuple[str, str]] = []
        self.feeds: list[str] = []
        self._silent: list[str] = []
        self._titling = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "title":
            self._titling = not self.title
        elif tag == "link" and given.get("type", "").lower() in FEEDS and "alternate" in given.get("rel", "").lower():
            self.feeds.append(given.get("href", ""))
        elif tag == "body":
            self._silent.clear()  # a head that was never closed
        elif tag in _SILENT:
            if len(self._silent) < _NESTED:
                self._silent.append(tag)
        elif self._silent == ["head"] and tag in _LINES:
            self._silent.clear()  # nor does a page have to say where its body begins
            self.said.append("\n")
        elif not self._silent:
            if tag == "img":
                self.images.append((given.get("src", ""), given.get("alt", "")))
            if tag in _LINES:
                self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._titling = False
        elif tag in self._silent:
            while self._silent.pop() != tag:
                pass
        elif tag in _LINES and not self._silent:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if self._titling:
            self.title.append(data)
        elif not self._silent:
            self.said.append(data)
