"""The form at the end of the policy, on paper: one sheet a person, with a code that says whose it is."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import segno

from balise.documents.glyphs import showable
from balise.documents.printing import printed

MOST = 500  # forms in one file


@dataclass(frozen=True, kw_only=True)
class PaperForm:
    """One sheet: whose it is, what its square says, and the same for who must type it."""

    person: str
    code: str
    typed: str


@dataclass(frozen=True, kw_only=True)
class PaperForms:
    """Sheets of one version of the policy, in one language.

    ``words`` are the fixed sentences of the template, by name. ``text`` holds the sections of the policy as pairs of a
    title and paragraphs; it is printed before the forms when there is any.
    """

    organisation: str
    title: str
    version: str
    language: str
    made: dt.datetime
    words: Mapping[str, str]
    statements: Sequence[str]
    forms: Sequence[PaperForm]
    text: Sequence[tuple[str, Sequence[str]]] = ()


def printable(sheets: PaperForms) -> bytes:
    """The PDF. Raises ``ValueError`` for no form, or more than ``MOST``."""
    if not 0 < len(sheets.forms) <= MOST:
        raise ValueError(f"{len(sheets.forms)} forms")
    data = {
        "organisation": sheets.organisation,
        "title": sheets.title,
        "version": sheets.version,
        "language": sheets.language,
        "words": dict(sheets.words),
        "statements": list(sheets.statements),
        "text": [{"title": title, "paragraphs": list(paragraphs)} for title, paragraphs in sheets.text],
        "forms": [{"person": one.person, "typed": one.typed} for one in sheets.forms],
    }
    shown = showable(data)
    for form, given in zip(shown["forms"], sheets.forms, strict=True):
        form["square"] = square(given.code)
    return printed("paper_form.typ", shown, made=sheets.made)


def square(code: str) -> str:
    """A QR code (error correction Q: a quarter of it may be stained) as SVG, with its quiet zone."""
    out = io.BytesIO()
    segno.make(code, error="q", micro=False).save(
        out, kind="svg", xmldecl=False, scale=4, border=4, dark="black", light="white"
    )
    return out.getvalue().decode()
