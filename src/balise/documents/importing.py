"""The official text of a policy, from the file that an organisation has: DOCX, PDF or Markdown -> sections, sanitised.

Formats: mammoth reads DOCX, pypdf the words of a PDF, markdown-it-py Markdown (CommonMark and tables); nh3 keeps only
what a text is made of. The file itself is kept elsewhere, byte for byte: what is shown here is a reading of it.
"""

from __future__ import annotations

import enum
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from balise.documents.sections import Section, cut

LARGEST = 10_000_000  # bytes of the file
_LARGEST_UNPACKED = 80_000_000
_MOST_PAGES = 300
_TAGS = {
    *(
        "a",
        "b",
        "blockquote",
        "br",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "li",
        "ol",
        "p",
        "s",
        "strong",
    ),
    *("sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul"),
}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}


class Problem(enum.StrEnum):
    """Why a file cannot be read."""

    DAMAGED = "damaged"
    EMPTY = "empty"
    LOCKED = "locked"  # a PDF that asks for a password
    NO_WORDS = "no-words"  # a scan: pictures of text
    TOO_BIG = "too-big"
    UNKNOWN = "unknown"  # neither DOCX, PDF nor text in UTF-8


class Unreadable(Exception):
    """The file cannot be taken; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class MediaType(enum.StrEnum):
    """What a file is, as found in its bytes: its name proves nothing."""

    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    MARKDOWN = "text/markdown"
    PDF = "application/pdf"

    @property
    def suffix(self) -> str:
        """The usual end of such a file's name."""
        return {"DOCX": ".docx", "MARKDOWN": ".md", "PDF": ".pdf"}[self.name]


@dataclass(frozen=True, kw_only=True)
class Imported:
    """A file as it was read: what it is, and its sections in order."""

    media_type: MediaType
    sections: tuple[Section, ...]


def read(content: bytes) -> Imported:
    """The sections of a file. Raises ``Unreadable``."""
    if len(content) > LARGEST:
        raise Unreadable(Problem.TOO_BIG)
    if not content.strip():
        raise Unreadable(Problem.EMPTY)
    media_type = _media_type(content)
    html = _READERS[media_type](content)
    sections = tuple(cut(sanitised(html)))
    if not any(section.words for section in sections):
        raise Unreadable(Problem.NO_WORDS if media_type is MediaType.PDF else Problem.EMPTY)
    return Imported(media_type=media_type, sections=sections)


def sanitised(html: str) -> str:
    """Only the tags of a text; no script, style, picture, class or id; links to the web and to mail."""
    import nh3

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        clean_content_tags={"script", "style", "title"},
    )


def _media_type(content: bytes) -> MediaType:
    if content.lstrip()[:5] == b"%PDF-":
        return MediaType.PDF
    if content[:4] == b"PK\x03\x04":
        return MediaType.DOCX
    if b"\x00" in content[:4_000]:
        raise Unreadable(Problem.UNKNOWN)
    return MediaType.MARKDOWN


def _from_markdown(content: bytes) -> str:
    from markdown_it import MarkdownIt

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(Problem.UNKNOWN) from None
    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))


def _from_docx(content: bytes) -> str:
    import mammoth

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "word/document.xml" not in archive.namelist():
                raise Unreadable(Problem.UNKNOWN)
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_UNPACKED:
                raise Unreadable(Problem.TOO_BIG)
            parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
            if any(b"<!DOCTYPE" in archive.read(name)[:2_000] for name in parts):
                raise Unreadable(Problem.DAMAGED)  # Word writes none: it would only be there to expand or to reach out
        done = mammoth.convert_to_html(
            io.BytesIO(content),
            convert_image=mammoth.images.img_element(lambda _image: {}),  # neither embedded nor linked ones are opened
            style_map="p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh\nu => u",
        )
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001 - whatever a broken file provokes in its reader, it cannot be read
        raise Unreadable(Problem.DAMAGED) from None
    return str(done.value)


def _from_pdf(content: bytes) -> str:
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(Problem.LOCKED)
        if len(reader.pages) > _MOST_PAGES:
            raise Unreadable(Problem.TOO_BIG)
        pages = [page.extract_text() or "" for page in reader.pages]
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001 - likewise
        raise Unreadable(Problem.DAMAGED) from None
    return _as_html(_lines(pages))


def _lines(pages: list[str]) -> list[str]:
    """The lines of all pages, without their page numbers nor what stands at the top or foot of most of them."""
    cut_up = [[" ".join(line.split()) for line in page.splitlines()] for page in pages]
    repeated: Counter[str] = Counter()
    for page in cut_up:
        present = [line for line in page if line]
        repeated.update({_shape(line) for line in (*present[:2], *present[-2:])})
    often = {shape for shape, count in repeated.items() if count >= 3 and count > len(pages) / 2}
    kept: list[str] = []
    for page in cut_up:
        kept += [
            line for line in page if _shape(line) not in often and not re.fullmatch(r"[-–—\s]*\d{1,3}[-–—\s]*", line)
        ]
    return kept


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)


_BULLET = re.compile(r"^[•●▪◦‣·\-–]\s*(?=\S)")
_TITLE = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ]")


def _as_html(lines: list[str]) -> str:
    """Paragraphs from lines of a page: a line that ends a sentence, a bullet or a title ends the one before."""
    made: list[str] = []
    held: list[str] = []
    bullet = False

    def flush() -> None:
        nonlocal bullet
        if held:
            tag = "li" if bullet else "p"
            said = escape(" ".join(held), quote=False)
            if bullet and made and made[-1].endswith("</ul>"):
                made[-1] = made[-1].removesuffix("</ul>") + f"<li>{said}</li></ul>"
            else:
                made.append(f"<ul><{tag}>{said}</{tag}></ul>" if bullet else f"<p>{said}</p>")
        held.clear()
        bullet = False

    for line in lines:
        if not line:
            flush()
            continue
        mark = _BULLET.match(line)
        title = _TITLE.match(line) is not None and line[-1] not in ".;:,"
        if mark or title or _shouted(line):
            flush()
        bullet = bool(mark) or bullet
        held.append(line[mark.end() :] if mark else line)
        if title or _shouted(line) or line[-1] in ".;:!?":
            flush()
    flush()
    return "\n".join(made)


def _shouted(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) > 5 and all(letter.isupper() for letter in letters) and "@" not in line


_READERS: dict[MediaType, Callable[[bytes], Any]] = {
    MediaType.DOCX: _from_docx,
    MediaType.MARKDOWN: _from_markdown,
    MediaType.PDF: _from_pdf,
}
