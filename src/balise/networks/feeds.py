"""Feeds of sites, blogs and forums: RSS 2.0 (and 0.9x), RSS 1.0 and Atom, read without trusting them.

Formats: rssboard.org/rss-specification, web.resource.org/rss/1.0, RFC 4287. A document type is refused whole: feeds
have no need of one, and entities that grow or lead elsewhere are declared there.
"""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from balise.networks.pages import text_of, whole

LONGEST = 500  # entries


class NotAFeed(Exception):
    """What was read is no feed. ``kind``: not-xml, document-type or not-a-feed."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry or comment, as text. ``id`` is the feed's own, else the address, and never empty.

    ``published`` is None when the feed gives no date that can be read.
    """

    id: str
    link: str
    title: str
    author: str
    text: str
    published: dt.datetime | None
    comments: str = ""  # the address of the feed of its comments, where there is one


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed: its own title and what it lists, in its order."""

    title: str
    entries: tuple[Entry, ...]


def read_feed(content: bytes, *, address: str) -> Feed:
    """Read ``content``, that was found at ``address``. Raises ``NotAFeed``.

    Links are made whole from ``address``; those that are not of the Web are left out. The first 500 entries are read.
    """
    parser = ET.XMLParser(target=_NoDocumentType())  # noqa: S314 - it asks nothing of the network; no entity passes
    try:
        parser.feed(content)
        return _read(parser.close(), address)
    except _DocumentType:
        raise NotAFeed("document-type") from None
    except (ET.ParseError, ValueError, LookupError, RecursionError):  # an unknown encoding is a LookupError
        raise NotAFeed("not-xml") from None


def _read(root: ET.Element, address: str) -> Feed:
    kind = _name(root)
    if kind == "feed":
        return Feed(title=_said(root, "title"), entries=tuple(_atom(root, address)))
    if kind in {"rss", "RDF"}:
        channel = next((one for one in root if _name(one) == "channel"), root)
        items = [one for one in (*channel, *root) if _name(one) == "item"]
        return Feed(title=_said(channel, "title"), entries=tuple(_rss(items, address)))
    raise NotAFeed("not-a-feed")


class _DocumentType(Exception):
    """Something was declared that feeds have no need of."""


class _NoDocumentType(ET.TreeBuilder):
    def doctype(self, name: str, public: str | None, system: str | None) -> None:  # noqa: ARG002 - the parser calls it
        raise _DocumentType


def _atom(root: ET.Element, address: str) -> Iterator[Entry]:
    for one in [child for child in root if _name(child) == "entry"][:LONGEST]:
        link = _atom_link(one, "alternate", address)
        author = next((child for child in one if _name(child) == "author"), None)
        body = _said(one, "content") or _said(one, "summary")
        name = _said(one, "id") or link
        if name:
            yield Entry(
                id=name,
                link=link,
                title=text_of(_said(one, "title")),
                author=_said(author, "name") if author is not None else "",
                text=text_of(body),
                published=_when(_said(one, "published") or _said(one, "updated")),
                comments=_atom_link(one, "replies", address),
            )


def _rss(items: list[ET.Element], address: str) -> Iterator[Entry]:
    for one in items[:LONGEST]:
        identifier = next((child for child in one if _name(child) == "guid"), None)
        link = whole(_said(one, "link"), address)
        if not link and identifier is not None and identifier.get("isPermaLink", "true") == "true":
            link = whole((identifier.text or "").strip(), address)
        name = ((identifier.text or "").strip() if identifier is not None else "") or link
        if name:
            yield Entry(
                id=name,
                link=link,
                title=text_of(_said(one, "title")),
                author=_said(one, "creator") or _said(one, "author"),
                text=text_of(_said(one, "encoded") or _said(one, "description")),
                published=_when(_said(one, "pubDate") or _said(one, "date")),
                comments=whole(_said(one, "commentRss"), address),
            )


def _atom_link(entry: ET.Element, relation: str, address: str) -> str:
    for one in entry:
        if _name(one) == "link" and one.get("rel", "alternate") == relation:
            return whole(one.get("href", "").strip(), address)
    return ""


def _said(element: ET.Element, name: str) -> str:
    """What the first child of that name holds, its own tags included when it is XHTML."""
    for child in element:
        if _name(child) != name:
            continue
        if child.get("type") == "xhtml":
            for one in child.iter():
                one.tag = _name(one)
            return "".join(ET.tostring(one, encoding="unicode", method="html") for one in child)
        return "".join(child.itertext()).strip()
    return ""


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _when(said: str) -> dt.datetime | None:
    """RFC 3339 or RFC 822; a time without a zone is taken as universal."""
    try:
        found = dt.datetime.fromisoformat(said)
    except ValueError:
        try:
            found = parsedate_to_datetime(said)
        except (ValueError, TypeError, IndexError):
            return None
    try:
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (OverflowError, ValueError):
        return None
