"""Feeds and pages of others, well made and not."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.networks.feeds import NotAFeed, read_feed
from balise.networks.pages import read_page, text_of

HERE = "https://exemple.org/blogue/"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"><channel>
<title>Blogue</title>
<item><title>Portes ouvertes &amp; visites</title><link>/blogue/1</link><guid isPermaLink="false">n-1</guid>
<dc:creator>Ana</dc:creator><pubDate>Tue, 24 Nov 2026 10:00:00 -0500</pubDate><description>Court</description>
<content:encoded><![CDATA[<p>Samedi,<br>de 10&nbsp;h à 16&nbsp;h.</p><script>alert(1)</script>]]></content:encoded>
<wfw:commentRss>https://exemple.org/blogue/1/feed/</wfw:commentRss></item>
<item><title>Sans date ni numéro</title><link>javascript:alert(1)</link></item>
<item><guid>https://exemple.org/blogue/2</guid><description>Deux</description><pubDate>hier</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Fil</title>
<entry><id>urn:1</id><title type="html">Un &lt;b&gt;titre&lt;/b&gt;</title><author><name>Léo</name></author>
<link rel="replies" type="application/atom+xml" href="1/commentaires.atom"/><link href="1"/>
<updated>2026-11-24T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un</p><p>Deux</p></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Ancien</title></channel>
<item><title>Un</title><link>https://exemple.org/1</link><dc:date>2026-11-24</dc:date></item></rdf:RDF>"""


def test_rss_is_read_as_text() -> None:
    feed = read_feed(RSS.encode(), address=HERE)
    first, second = feed.entries  # the one that leads nowhere is left out
    assert feed.title == "Blogue"
    assert (first.id, first.link, first.title) == ("n-1", "https://exemple.org/blogue/1", "Portes ouvertes & visites")
    assert (first.author, first.text) == ("Ana", "Samedi,\nde 10 h à 16 h.")
    assert first.published == dt.datetime(2026, 11, 24, 15, tzinfo=dt.UTC)
    assert first.comments == "https://exemple.org/blogue/1/feed/"
    assert (second.link, second.text, second.published) == ("https://exemple.org/blogue/2", "Deux", None)


def test_atom_and_rss_1_are_read_too() -> None:
    (entry,) = read_feed(ATOM.encode(), address=HERE).entries
    assert (entry.id, entry.link, entry.title, entry.author) == ("urn:1", f"{HERE}1", "Un titre", "Léo")
    assert (entry.text, entry.comments) == ("Un\nDeux", f"{HERE}1/commentaires.atom")
    (old,) = read_feed(RDF.encode(), address=HERE).entries
    assert (old.id, old.published) == ("https://exemple.org/1", dt.datetime(2026, 11, 24, tzinfo=dt.UTC))


def test_encodings_are_those_that_the_feed_says() -> None:
    said = RSS.replace('version="1.0"?', 'version="1.0" encoding="ISO-8859-1"?')
    assert read_feed(said.encode("latin-1"), address=HERE).entries[0].text.endswith("à 16 h.")


BOMB = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><rss><channel>&b;</channel></rss>"
OUTSIDE = "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&a;</title></channel></rss>"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (BOMB, "document-type"),
        (OUTSIDE, "document-type"),
        ("<!DOCTYPE html><html></html>", "document-type"),
        ("", "not-xml"),
        ("<rss><channel>", "not-xml"),
        ("<?xml version='1.0' encoding='nulle-part'?><rss/>", "not-xml"),
        ("{}", "not-xml"),
        ("<html><body/></html>", "not-a-feed"),
    ],
)
def test_what_is_no_feed_is_refused(content: str, kind: str) -> None:
    with pytest.raises(NotAFeed) as refused:
        read_feed(content.encode(), address=HERE)
    assert refused.value.kind == kind


@given(st.binary(max_size=300) | st.text(alphabet="<>/&;'\"=!?-[]rssitemguid \n", max_size=300).map(str.encode))
def test_nothing_else_comes_out_of_any_bytes(content: bytes) -> None:
    with contextlib.suppress(NotAFeed):
        read_feed(content, address=HERE)
    read_page(content, address=HERE)


def test_depth_and_length_are_survived() -> None:
    deep = "<a>" * 100_000
    with pytest.raises(NotAFeed):
        read_feed(f"<rss><channel><item><guid>{deep}".encode(), address=HERE)
    closed = f"<feed><entry><id>1</id><content type='xhtml'>{'<b>' * 5_000}{'</b>' * 5_000}</content></entry></feed>"
    with pytest.raises(NotAFeed):
        read_feed(closed.encode(), address=HERE)
    many = "".join(f"<item><guid>{number}</guid></item>" for number in range(2_000))
    assert len(read_feed(f"<rss><channel>{many}</channel></rss>".encode(), address=HERE).entries) == 500
    assert read_page(b"<svg>" * 50_000 + b"</style>" * 50_000 + b"mot", address=HERE).text == ""


def test_a_page_is_what_a_reader_sees() -> None:
    page = read_page(
        b"<html><head><title>Un\n titre</title><style>p{}</style>"
        b"<link rel='alternate' type='application/rss+xml' href='feed/'></head>"
        b"<body><h1>Grand</h1><p>Un <b>mot</b> &eacute;crit</p><noscript>non</noscript><img src='/a.png' alt='Un lac'>"
        b"<template>non</template></body></html>",
        address=HERE,
    )
    assert (page.title, page.text) == ("Un titre", "Grand\nUn mot écrit")
    assert (page.images, page.feeds) == ((("https://exemple.org/a.png", "Un lac"),), (f"{HERE}feed/",))


def test_a_page_need_not_close_its_head() -> None:
    assert read_page(b"<head><title>T</title><p>Bonjour", address=HERE).text == "Bonjour"


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("<meta charset=iso-8859-1><p>été".encode("latin-1"), ""),
        ("<p>été".encode("latin-1"), "iso-8859-1"),
        ("\ufeff<p>été".encode(), "iso-8859-1"),
        ("<p>été".encode(), "nulle-part"),
        (b"<meta charset=unicode_escape><p>" + "été".encode(), "utf-8"),
    ],
)
def test_accents_are_kept(content: bytes, charset: str) -> None:
    assert read_page(content, address=HERE, charset=charset).text == "été"


def test_text_alone_comes_back() -> None:
    assert text_of("Un  mot\n\nDeux") == "Un mot\nDeux"
    assert text_of("1 < 2 & 3") == "1 < 2 & 3"
