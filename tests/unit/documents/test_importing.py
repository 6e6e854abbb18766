"""Official texts read from what an organisation has; what is not a text is refused with its reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import typst

from balise import load_policy
from balise.documents.importing import LARGEST, MediaType, Problem, Unreadable, read, sanitised
from balise.documents.likeness import Sought, propose

DEMO = Path(__file__).resolve().parents[3] / "src" / "balise" / "web" / "demo" / "policy"

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _docx(*paragraphs: str, head: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    """A small Word file; a paragraph that begins with # is a title."""
    body = ""
    for text in paragraphs:
        level = len(text) - len(text.lstrip("#"))
        style = f'<w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>' if level else ""
        body += f"<w:p>{style}<w:r><w:t>{text.lstrip('#').strip()}</w:t></w:r></w:p>"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2, 3)
    )
    parts = {
        "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>',
        "_rels/.rels": b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<?xml version="1.0"?><w:styles xmlns:w="{_WORD}">{styles}</w:styles>'.encode(),
        "word/document.xml": f'<?xml version="1.0"?>{head}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'.encode(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | (extra or {})).items():
            archive.writestr(name, content)
    return out.getvalue()


def _pdf(*paragraphs: str) -> bytes:
    body = "\n\n".join("#" + f'"{text}"' for text in paragraphs)
    return typst.compile(body.encode(), format="pdf")


TEXT = (
    "Préambule de la politique.",
    "3.3 Respect",
    "Les injures et les menaces sont interdites.",
    "3.4 Renseignements confidentiels",
    "Ce qui n’est pas public ne se publie pas.",
)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (_docx("Préambule de la politique.", "## 3.3 Respect", TEXT[2], "## 3.4 Renseignements confidentiels", TEXT[4]), MediaType.DOCX),
        (_docx(*TEXT), MediaType.DOCX),  # titles that are only typed
        (_pdf(*TEXT), MediaType.PDF),
        ("Préambule de la politique.\n\n## 3.3 Respect\n\nLes injures et les menaces sont interdites.\n\n## 3.4 Renseignements confidentiels\n\nCe qui n’est pas public ne se publie pas.\n".encode(), MediaType.MARKDOWN),
        ("\n\n".join(TEXT).encode("utf-8-sig"), MediaType.MARKDOWN),
    ],
    ids=["docx", "docx-typed-titles", "pdf", "markdown", "plain"],
)  # fmt: skip
def test_the_same_text_is_read_the_same_from_every_format(content: bytes, kind: MediaType) -> None:
    read_ = read(content)
    assert read_.media_type is kind
    assert [(one.anchor, one.number, one.title, one.words) for one in read_.sections] == [
        ("s-debut", "", "", TEXT[0]),
        ("s-3.3", "3.3", "Respect", TEXT[2]),
        ("s-3.4", "3.4", "Renseignements confidentiels", TEXT[4]),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"  \n", Problem.EMPTY),
        (b"# ", Problem.EMPTY),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Problem.UNKNOWN),
        ("Politique régionale".encode("latin-1"), Problem.UNKNOWN),
        (b"%PDF-1.7 and then nothing", Problem.DAMAGED),
        (b"PK\x03\x04 not a zip", Problem.DAMAGED),
        (_docx("Bonjour", head='<!DOCTYPE x [<!ENTITY a "aaaa">]>'), Problem.DAMAGED),
        (_docx("Bonjour", extra={"word/media/x.bin": bytes(90_000_000)}), Problem.TOO_BIG),
        (typst.compile(b"#rect(width: 3cm)", format="pdf"), Problem.NO_WORDS),
        (b"a" * (LARGEST + 1), Problem.TOO_BIG),
    ],
)
def test_what_cannot_be_read_is_refused_and_says_why(content: bytes, problem: Problem) -> None:
    with pytest.raises(Unreadable) as raised:
        read(content)
    assert raised.value.problem is problem


def test_a_zip_that_is_no_word_file_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(Unreadable) as raised:
        read(out.getvalue())
    assert raised.value.problem is Problem.UNKNOWN


def test_nothing_that_runs_or_loads_stays_in_what_is_shown() -> None:
    dirty = (
        '<p onclick="x()" style="color:red" id="a" class="b">ok <script>alert(1)</script><img src="https://x/y.png">'
        '<a href="javascript:alert(1)">a</a> <a href="https://example.org/" target="_blank">b</a>'
        '<iframe src="//x"></iframe><svg><style>p{}</style></svg><form><input></form></p>'
    )
    clean = sanitised(dirty)
    for gone in (
        "onclick",
        "style",
        "id=",
        "class=",
        "script",
        "alert",
        "<img",
        "javascript",
        "target",
        "iframe",
        "svg",
        "form",
    ):
        assert gone not in clean
    assert '<a href="https://example.org/" rel="noopener noreferrer">b</a>' in clean


def test_html_typed_in_markdown_is_text() -> None:
    section = read(b"## Titre\n\nVoir <b onclick=x>ceci</b> & [lien](javascript:alert(1)) fin.\n").sections[0]
    assert "<b" not in section.html
    assert "&lt;b" in section.html
    assert "href" not in section.html


def test_a_table_of_contents_is_passed_over_and_lists_stay_lists() -> None:
    lines = ["1. OBJECTIFS 3", "2. DÉFINITIONS ..... 4", "1. OBJECTIFS", "Cette politique vise à :", "- aider;", "- protéger.", "2. DÉFINITIONS", "Un réseau est un service."]  # fmt: skip
    sections = read(_pdf(*lines)).sections
    assert [one.title for one in sections] == ["OBJECTIFS", "DÉFINITIONS"]
    assert sections[0].words.split("\n")[1:] == ["aider;", "protéger."]
    assert sections[0].html.count("<li>") == 2


def test_two_titles_alike_have_anchors_of_their_own() -> None:
    sections = read(b"## Respect\n\na b c\n\n## Respect\n\nd e f\n").sections
    assert [one.anchor for one in sections] == ["s-respect", "s-respect-2"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_clause_finds_its_section_by_likeness_alone(language: str) -> None:
    """Numbers taken away, the words of the rules still lead to the right sections, but for one at most."""
    policy = load_policy("opeq")
    read_ = read((DEMO / f"politique.{language}.md").read_bytes())
    clauses = [clause for clause in policy.clauses if clause.retired_into is None]
    sought = [Sought(id=one.id, title=one.title[language], rule=one.texts[language].rule) for one in clauses]
    found = propose(sought, read_.sections)
    numbered = [one.id for one in clauses if one.id[0].isdigit()]
    assert {one: found[one].anchor for one in numbered} == {one: f"s-{one}" for one in numbered}
    blind = propose([Sought(id=f"x{one.id}", title=one.title, rule=one.rule) for one in sought], read_.sections)
    wrong = [one for one in numbered if blind.get(f"x{one}") is None or blind[f"x{one}"].anchor != f"s-{one}"]
    assert len(wrong) <= 1, wrong
    for one in found.values():
        section = next(section for section in read_.sections if section.anchor == one.anchor)
        assert set(one.passage.split("\n")) <= set(section.words.split("\n"))


def test_a_clause_that_nothing_resembles_is_left_out() -> None:
    sections = read(b"## Stationnement\n\nLes cases pres de la porte sont pour les visiteurs.\n").sections
    assert propose([Sought(id="3.6", title="Droit d'auteur", rule="On cite ses sources.")], sections) == {}
