"""A policy is shown whole, in both languages and three formats, and nothing in it becomes markup by accident."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from balise.policy.loading import load_policy
from balise.policy.problems import typeset
from balise.policy.showing.markdown import plain, write_markdown
from balise.policy.showing.outline import Title, outline
from balise.policy.showing.page import write_page
from balise.policy.showing.text import write_text


class Page(HTMLParser):
    """Checks that tags close in order; keeps ids, links and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br", "hr"}:
            self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_clause_and_example_is_shown(language: str) -> None:
    policy = load_policy("exemple")
    blocks = outline(policy, language)
    text, page = write_text(blocks, 500), Page(write_page(blocks, language))
    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    for clause in policy.clauses:
        assert f"{clause.id} — " in text
        for example in (*clause.texts[language].avoid, *clause.texts[language].fine):
            assert example.text in text
            assert example.text in page.text
    for situation in policy.situations:
        said = situation.texts[language]
        for words in (said.story, *said.choices, said.why, said.quote):
            assert " ".join(typeset(words).split()) in " ".join(typeset(page.text).split())
    for word in ("Tidewater", "819-555-0142", "@LarkfieldReads", "Mastodon", "60"):
        assert word in text


def test_labels_are_in_the_reader_s_language() -> None:
    policy = load_policy("exemple")
    french, english = (write_text(outline(policy, language)) for language in ("fr", "en"))
    assert "Bibliothèque publique de Larkfield\u00a0: parler en ligne" in french
    assert "Quand on parle" in french
    assert "CONFORME" in french
    assert "When one speaks" in english
    assert "Quand on parle" not in english


def test_one_clause_and_retired_ids(pack: Path) -> None:
    header = '+++\nid = "9"\ntitle = { fr = "Avant", en = "Before" }\nretired_into = "2"\n+++\n'
    (pack / "clauses" / "9-avant.md").write_text(header, encoding="utf-8")
    policy = load_policy(pack)
    assert outline(policy, "fr", "9") == outline(policy, "fr", "2")
    assert isinstance(outline(policy, "fr", "2")[0], Title)
    assert "Cette clause est maintenant la clause 2." in write_text(outline(policy, "fr"))
    with pytest.raises(KeyError):
        outline(policy, "fr", "77")


def test_a_reply_and_a_voice_are_noted(pack: Path) -> None:
    text = write_text(outline(load_policy(pack), "en", "1"))
    assert "(in reply to “The room is closed on Mondays.”)\n  Shut up" in text
    assert "✗ (visitor)" in text


def test_lines_keep_to_the_width() -> None:
    lines = write_text(outline(load_policy("exemple"), "fr"), 60).splitlines()
    assert max(map(len, lines)) <= 60


def test_texts_of_the_pack_are_never_markup(pack: Path, edit) -> None:
    edit("clauses/1-respect.md", "- T'es juste", "- <script>alert(1)</script> *a* & [b](c)\n- T'es juste")
    edit("clauses/2-pauses.md", "Attention is", "<b>Attention</b> is *all*")
    edit("pack.toml", 'name = "Votre organisation"', 'name = "A & <b>"')
    blocks = outline(load_policy(pack), "en")
    html = write_page(outline(load_policy(pack), "fr"), "fr") + write_page(blocks, "en")
    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;b&gt;Attention" in html
    assert "<em>all</em>" in html
    assert "A &amp; &lt;b&gt;" in html


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(lambda t: t.strip() == t))
def test_markdown_shows_plain_texts_as_they_are(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(f"- ✗ {plain(text)}\n")
    (inline,) = [token for token in tokens if token.type == "inline"]
    shown = "".join(child.content for child in inline.children or ())
    assert shown == f"✗ {text}"


def test_markdown_shows_entities_and_links_as_they_are() -> None:
    text = "R&amp;D &copy; <a@b.c> [x](y) 1. 2) - + **a** `b`"
    (inline,) = [token for token in MarkdownIt("commonmark").parse(plain(text)) if token.type == "inline"]
    assert "".join(child.content for child in inline.children or ()) == text


def test_markdown_page() -> None:
    text = write_markdown(outline(load_policy("exemple"), "fr"))
    assert text.startswith("# Bibliothèque publique de Larkfield\u00a0: parler en ligne\n")
    assert "\n## L2 — La bienveillance entre lecteurs\n" in text
    assert "1. Un rappel amical\n2. Une note écrite\n" in text
