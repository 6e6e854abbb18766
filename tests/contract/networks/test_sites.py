"""Sites, blogs and forums: read as a visitor would, never inside, never at their word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from balise.networks.comparing import differences
from balise.networks.content import CommentKey, Outgoing
from balise.networks.credentials import Account, Secret, Tokens
from balise.networks.describing import Operation
from balise.networks.errors import Gone, NetworkError, Permanent, Refused, Temporary
from balise.networks.http import Http
from balise.networks.registry import all_networks
from balise.networks.sites import Site
from tests.contract.networks.gate import Fault, Gate, Request, Response
from tests.contract.networks.peering import Clock, Kept

SITE = "https://lac-vert.test"
TEXT = "Journée portes ouvertes samedi.\n\nCafé et outils (https://lac-vert.example/atelier)."
PAGE = """<html><head><title>Portes ouvertes – Lac-Vert</title>
<link rel="alternate" type="application/rss+xml" href="/feed/">
<link rel="alternate" type="application/rss+xml" href="/1/feed/"></head>
<body><nav>Accueil</nav><h1>Portes ouvertes</h1><p>Journée portes ouvertes samedi.</p>
<p>Café et outils (<a href="https://lac-vert.example/atelier">https://lac-vert.example/atelier</a>).</p>
<img src="/logo.png" alt="Logo"><footer>© Lac-Vert</footer></body></html>"""
FEED = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Lac-Vert</title>
<item><title>Portes ouvertes</title><link>https://lac-vert.test/1/</link><guid>n-1</guid>
<pubDate>Tue, 24 Nov 2026 15:00:00 GMT</pubDate><content:encoded><![CDATA[<p>Journée portes ouvertes samedi.</p>
<p>Café et outils (https://lac-vert.example/atelier).</p>]]></content:encoded></item></channel></rss>"""
COMMENT = """<item><guid>c-{0}</guid><link>https://lac-vert.test/1/#c-{0}</link><author>Ana</author>
<description>Bravo {0}</description><pubDate>Tue, 24 Nov 2026 15:0{0}:00 GMT</pubDate></item>"""


class Pages:
    """A small site: ``pages`` are by path, with their content type."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, str]] = {
            "/": (PAGE, "text/html; charset=UTF-8"),
            "/1": (PAGE, "text/html"),
            "/feed/": (FEED, "application/rss+xml"),
        }
        self.comments(1, 2)

    def comments(self, *numbers: int) -> None:
        items = "".join(COMMENT.format(number) for number in numbers)
        self.pages["/1/feed/"] = (f"<rss><channel>{items}</channel></rss>", "text/xml")

    def __call__(self, request: Request) -> Response:
        if request.path not in self.pages:
            return Response(404)
        content, kind = self.pages[request.path]
        return Response(200, content.encode(), {"Content-Type": kind})


class Opened:
    def __init__(self, gate: Gate, pages: Pages, settings: dict[str, str] | None = None) -> None:
        clock = Clock()
        self.gate, self.pages = gate, pages
        self.http = Http(clock=clock, routes={SITE: gate.origin}, seconds=1, whole=2)
        account = Account(id="lac-vert", address=f"{SITE}/", settings=settings or {})
        self.site = Site(account=account, tokens=Tokens(access=Secret("")), app=None, http=self.http, clock=clock)


@pytest.fixture
def opened() -> Iterator[Opened]:
    pages = Pages()
    with Gate(pages).open() as gate:
        found = Opened(gate, pages)
        yield found
        found.http.close()
        assert gate.trapped == 0
        assert all(request.method == "GET" and "authorization" not in request.headers for request in gate.requests)


@pytest.mark.parametrize("network", ["web", "blog", "forum"])
def test_sites_are_read_and_written_by_hand(network: str) -> None:
    described = all_networks()[network]
    assert issubclass(described.load_connector(), Site)
    assert described.can(Operation.FETCH)
    assert not described.can(Operation.PUBLISH)


def test_a_site_is_known_by_its_first_page(opened: Opened) -> None:
    found = opened.site.verify()
    assert (found.name, found.address) == ("Portes ouvertes – Lac-Vert", f"{SITE}/")


def test_the_feed_tells_the_exact_text(opened: Opened) -> None:
    seen = opened.site.fetch(f"{SITE}/1")
    assert (seen.title, seen.around) == ("Portes ouvertes", False)
    assert seen.created == dt.datetime(2026, 11, 24, 15, tzinfo=dt.UTC)
    assert differences(Outgoing(marker="m", text=TEXT, title="Portes ouvertes"), seen) == ()
    opened.pages.pages["/feed/"] = (FEED.replace("samedi", "dimanche"), "application/rss+xml")
    changed = differences(Outgoing(marker="m", text=TEXT), opened.site.fetch(f"{SITE}/1"))
    assert [one.code for one in changed] == ["text"]


@pytest.mark.parametrize("feed", [None, ("<rss>", "text/xml"), ("{}", "application/json")])
def test_without_a_feed_the_page_must_still_hold_the_text(opened: Opened, feed: tuple[str, str] | None) -> None:
    if feed is None:
        del opened.pages.pages["/feed/"]
    else:
        opened.pages.pages["/feed/"] = feed
    seen = opened.site.fetch(f"{SITE}/1")
    assert seen.around
    assert differences(Outgoing(marker="m", text=TEXT), seen) == ()
    opened.pages.pages["/1"] = (PAGE.replace("samedi", "dimanche"), "text/html")
    changed = differences(Outgoing(marker="m", text=TEXT), opened.site.fetch(f"{SITE}/1"))
    assert [one.code for one in changed] == ["text"]


def test_what_is_gone_is_gone(opened: Opened) -> None:
    with pytest.raises(Gone):
        opened.site.fetch(f"{SITE}/2")


def test_comments_come_once_oldest_first(opened: Opened) -> None:
    found = opened.site.comments(f"{SITE}/1")
    assert [(one.key, one.text) for one in found.comments] == [
        (CommentKey(id=f"c-{number}", post_id=f"{SITE}/1"), f"Bravo {number}") for number in (1, 2)
    ]
    assert opened.site.comments(f"{SITE}/1", since=found.cursor).comments == ()
    opened.pages.comments(3, 2, 1)
    later = opened.site.comments(f"{SITE}/1", since=found.cursor)
    assert [one.key.id for one in later.comments] == ["c-3"]
    content, kind = opened.pages.pages["/1/feed/"]
    held = COMMENT.format(0).replace("24 Nov", "20 Nov")  # approved four days after it was written
    opened.pages.pages["/1/feed/"] = (content.replace("<channel>", f"<channel>{held}"), kind)
    last = opened.site.comments(f"{SITE}/1", since=later.cursor)
    assert [one.key.id for one in last.comments] == ["c-0"]


def test_the_feed_of_the_whole_site_serves_too(opened: Opened) -> None:
    opened.pages.pages["/1"] = (PAGE.replace('href="/1/feed/"', 'href="/autre/"'), "text/html")
    assert opened.site.comments(f"{SITE}/1").comments == ()
    foreign = COMMENT.format(3).replace("/1/#", "/2/#")
    content = f"<rss><channel>{COMMENT.format(1)}{foreign}</channel></rss>"
    opened.pages.pages["/comments/feed/"] = (content, "text/xml")
    named = Opened(opened.gate, opened.pages, {"comments": f"{SITE}/comments/feed/"})
    assert [one.key.id for one in named.site.comments(f"{SITE}/1").comments] == ["c-1"]
    named.http.close()


@pytest.mark.parametrize("fault", [Fault.CUT, Fault.REDIRECT, Fault.HUGE, Fault.SILENT, Fault.DRIP])
def test_whatever_a_site_does_it_ends(opened: Opened, fault: Fault) -> None:
    opened.gate.spoil(fault)
    for call in (opened.site.verify, lambda: opened.site.fetch(f"{SITE}/1"), lambda: opened.site.comments(f"{SITE}/1")):
        with pytest.raises(NetworkError) as caught:
            call()
        assert isinstance(caught.value, Refused if fault is Fault.REDIRECT else Temporary)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://[::1]/", "http://localhost/", "file:///etc/passwd", "javascript:1", "", "x"],
)
def test_nothing_inside_is_opened(opened: Opened, address: str) -> None:
    with pytest.raises(NetworkError) as caught:
        opened.site.fetch(address)
    assert isinstance(caught.value, Refused | Gone)
    assert opened.gate.requests == []


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/octet-stream"])
def test_what_is_no_page_is_told(opened: Opened, kind: str) -> None:
    opened.pages.pages["/1"] = ("…", kind)
    with pytest.raises(Permanent, match="not-a-page"):
        opened.site.fetch(f"{SITE}/1")


def test_a_page_that_leads_its_feeds_inside_leads_nowhere(opened: Opened) -> None:
    opened.pages.pages["/1"] = (
        PAGE.replace("/1/feed/", opened.gate.inside).replace("/feed/", opened.gate.inside),
        "text/html",
    )
    assert opened.site.fetch(f"{SITE}/1").around
    named = Opened(opened.gate, opened.pages, {"comments": opened.gate.inside})
    with pytest.raises(Refused):
        named.site.comments(f"{SITE}/1")
    named.http.close()


def test_what_is_done_by_hand_is_not_offered(opened: Opened) -> None:
    key = CommentKey(id="1", post_id=f"{SITE}/1")
    for call in (
        lambda: opened.site.publish(Outgoing(marker="m", text="a"), progress=Kept()),
        lambda: opened.site.retract(f"{SITE}/1"),
        lambda: opened.site.hide(key),
        lambda: opened.site.delete(key),
    ):
        with pytest.raises(Permanent, match="not-offered"):
            call()
