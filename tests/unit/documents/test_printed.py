"""What is printed beside certificates: forms with their square, registers with their table. Hostile words included."""

from __future__ import annotations

import datetime as dt
import io

import pypdf
import pytest

from balise.documents import scans
from balise.documents.certificates import Line
from balise.documents.paper_forms import MOST, PaperForm, PaperForms, printable
from balise.documents.registers import Register, written

NOW = dt.datetime(2026, 11, 24, 14, 5, tzinfo=dt.UTC)
NAME = 'Zoé "#strong[Œuf]" *漢* 😀 \u202eO’Neil'
WORDS = dict.fromkeys(
    "text_note heading given_to square lead answers yes no why why_note you name date date_note place signature back".split(),  # noqa: SIM905
    "mot",
)


def forms(count: int = 1, **more: object) -> PaperForms:
    sheets = [PaperForm(person=NAME, code=f"CODE:{at}", typed="1-2-3") for at in range(count)]
    said = {"organisation": NAME, "title": "Politique", "version": NAME, "language": "fr", "made": NOW, "words": WORDS}
    return PaperForms(**{**said, "statements": ["Un", "Deux"], "forms": sheets, **more})  # type: ignore[arg-type]


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def is_archival(pdf: bytes) -> bool:
    xmp = pypdf.PdfReader(io.BytesIO(pdf)).root_object["/Metadata"].get_object().get_data()
    return b"pdfaid" in xmp and b"pdfuaid" in xmp


def test_a_form_holds_one_sheet_and_one_square_a_person() -> None:
    pdf = printable(forms(3))
    assert is_archival(pdf)
    assert scans.read(pdf).codes == ("CODE:0", "CODE:1", "CODE:2")
    said = text_of(pdf)
    assert '"#strong[Œuf]"' in said
    assert "[U+202E]" in said


def test_the_text_comes_first_and_the_form_starts_its_own_page() -> None:
    pdf = printable(forms(text=[("3.4 *Secret*", ["#panic()", "Deux. " * 400])]))
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert "#panic()" in pages[0].extract_text()
    assert "#panic()" not in pages[-1].extract_text()
    assert scans.read(pdf).pages[-1].codes == ("CODE:0",)


@pytest.mark.parametrize("count", [0, MOST + 1])
def test_no_form_or_too_many_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="forms"):
        printable(forms(count))


def register(rows: list[list[str]], **more: object) -> Register:
    said = {"organisation": "A", "title": "Registre", "lead": "", "footer": "Registre", "language": "fr", "made": NOW}
    lines = [Line(name="Empreinte", value="ab" * 32, code=True)]
    return Register(**{**said, "lines": lines, "columns": ["Un", "Deux"], "rows": rows, "empty": "Personne.", **more})  # type: ignore[arg-type]


def test_a_register_says_all_its_rows_or_that_there_are_none() -> None:
    pdf = written(register([[NAME, "#sys.inputs"], ["", "]"]] * 80))
    assert is_archival(pdf)
    said = text_of(pdf)
    assert said.count("#sys.inputs") == 80
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) > 1
    assert '"rows":160' in str(pypdf.PdfReader(io.BytesIO(pdf)).metadata.subject)  # type: ignore[union-attr]
    assert "Personne." in text_of(written(register([])))


def test_a_row_that_lacks_a_cell_or_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell"):
        written(register([["seule"]]))
    with pytest.raises(ValueError, match="time zone"):
        written(register([], made=NOW.replace(tzinfo=None)))
