"""Sites, blogs and forums: read here, written by hand by whoever runs them.

A post is its address. What is online is the feed's own text of it where the feed has one, else the page; comments are
those of a feed. Nothing is asked that a visitor's browser would not ask.
"""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from balise.networks.content import (
    Author,
    Comment,
    CommentKey,
    Comments,
    Presence,
    Seen,
    Verified,
)
from balise.networks.cursors import Mark
from balise.networks.errors import Gone, NetworkError, Permanent, Temporary
from balise.networks.feeds import Entry, Feed, NotAFeed, read_feed
from balise.networks.http import Answer
from balise.networks.offering import Offering
from balise.networks.pages import Page, read_page

_LATE = dt.timedelta(days=30)  # that a comment may wait for approval, and it keeps its date
MOST = 4 * 2**20  # bytes of a page or a feed
_PAGES = ("text/html", "application/xhtml+xml")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")


class Site(Offering):
    """A site that is only read. ``account.address`` is its first page; ``account.settings`` may name its ``feed``, and
    the ``comments`` feed of all its posts, where the pages do not announce them.
    """

    def verify(self) -> Verified:
        """Open the first page: it answers, and it is a page."""
        page, _places = self._page(self.account.address)
        host = urlsplit(self.account.address).hostname or ""
        return Verified(id=self.account.id, name=page.title or host, handle=host, address=self.account.address)

    def fetch(self, post_id: str) -> Seen:
        """What is at that address now; ``Gone`` when nothing is."""
        page, places = self._page(post_id)
        entry = self._entry(page, places)
        return Seen(
            id=post_id,
            address=post_id,
            state=Presence.ONLINE,
            text=entry.text if entry is not None and entry.text else page.text,
            title=entry.title if entry is not None and entry.title else page.title,
            created=entry.published if entry is not None else None,
            around=entry is None or not entry.text,
        )

    def comments(self, post_id: str, *, since: str = "") -> Comments:
        """Comments from the feed of that post, or from the site's own for all posts; none where there is no feed."""
        page, places = self._page(post_id)
        entry = self._entry(page, places)
        address = entry.comments if entry is not None else ""
        listed = self._feed(address) if address else self._announced(page, places)
        mark = Mark.read(since, overlap=_LATE)
        if listed is None:
            return mark.fresh(())
        return mark.fresh(found for one in listed.entries if (found := _comment(one, post_id)) is not None)

    def _announced(self, page: Page, places: set[str]) -> Feed | None:
        """A feed that the page announces as beneath its own address (WordPress does), or that of the settings."""
        for address in page.feeds:
            if _beneath(address, places):
                return self._feed(address)
        general = self.account.settings.get("comments", "")
        if not general:
            return None
        feed = self._feed(general)
        kept = tuple(one for one in feed.entries if _bare(one.link.partition("#")[0]) in places)
        return Feed(title=feed.title, entries=kept)

    def _entry(self, page: Page, places: set[str]) -> Entry | None:
        """What the site's feed says of a post; None when it has no feed, or says nothing of it."""
        feed = self.account.settings.get("feed", "") or (page.feeds[0] if page.feeds else "")
        if not feed or _beneath(feed, places):
            return None
        try:
            listed = self._feed(feed)
        except NetworkError:  # the page itself was read: that is enough
            return None
        return next((one for one in listed.entries if one.link and _bare(one.link) in places), None)

    def _page(self, address: str) -> tuple[Page, set[str]]:
        """The page, and its address in the two forms it has: as asked, and where that led."""
        answer, charset = self._read(address, _PAGES)
        return read_page(answer.body, address=answer.address, charset=charset), {_bare(address), _bare(answer.address)}

    def _feed(self, address: str) -> Feed:
        answer, _charset = self._read(address, _FEEDS)
        try:
            return read_feed(answer.body, address=answer.address)
        except NotAFeed as error:
            kind = error.kind
        raise Temporary(kind)

    def _read(self, address: str, kinds: tuple[str, ...]) -> tuple[Answer, str]:
        if urlsplit(address).scheme not in {"http", "https"}:
            raise Gone("not-an-address")
        answer = self.http.ask("GET", address, follow=True, most=MOST, headers={"Accept": ", ".join(kinds)})
        kind, _, more = answer.headers.get("content-type", kinds[0]).partition(";")
        if kind.strip().lower() not in kinds:
            raise Permanent("not-a-page" if kinds is _PAGES else "not-a-feed", status=answer.status)
        charset = more.lower().partition("charset=")[2].partition(";")[0].strip().strip("\"'")
        return answer, charset


def _comment(entry: Entry, post_id: str) -> Comment | None:
    if entry.published is None or not entry.text:
        return None
    return Comment(
        key=CommentKey(id=entry.id, post_id=post_id),
        author=Author(name=entry.author),
        text=entry.text,
        at=entry.published,
        address=entry.link,
    )


def _beneath(address: str, places: set[str]) -> bool:
    return any(_bare(address).startswith(f"{place}/") for place in places)


def _bare(address: str) -> str:
    """The same for an address with and without scheme, ``www.`` and last slash."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}{query}"
