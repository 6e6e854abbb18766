"""Scans read in a process of their own: codes at any angle, broken files told by name, and limits that hold."""

from __future__ import annotations

import io
from typing import Any

import pytest
import segno
from PIL import Image

from balise.documents import scans
from balise.documents.scans import Problem, Unreadable
from tests.signed_page import blank, file_of


def page(text: str = "BONJOUR", *, at: tuple[int, int] = (800, 100), **size: int) -> Image.Image:
    sheet = blank(**size)
    out = io.BytesIO()
    segno.make(text, error="q").save(out, kind="png", scale=8, border=4)
    sheet.paste(Image.open(io.BytesIO(out.getvalue())).convert("L"), at)
    return sheet


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_how_a_page_lies_is_told_and_undone(turn: int) -> None:
    upright = page()
    content = file_of([upright.rotate(-turn, expand=True)], "PNG")
    found = scans.read(content)
    assert (found.codes, found.turn, found.media_type) == (("BONJOUR",), turn, "image/png")
    shown = Image.open(io.BytesIO(scans.picture(content, page=1, turn=found.turn)))
    assert abs(shown.width / shown.height - upright.width / upright.height) < 0.01
    assert scans.read(scans.picture(content, page=1, turn=found.turn)).turn == 0


def test_an_orientation_that_a_telephone_wrote_is_followed() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    out = io.BytesIO()
    page().rotate(90, expand=True).save(out, "JPEG", exif=exif)
    assert scans.read(out.getvalue()).turn == 0


def test_pages_and_codes_in_their_order_each_once() -> None:
    content = file_of([page("UN"), blank(), page("DEUX").rotate(180), page("UN")])
    found = scans.read(content)
    assert [one.codes for one in found.pages] == [("UN",), (), ("DEUX",), ("UN",)]
    assert [one.turn for one in found.pages] == [0, None, 180, 0]
    assert (found.codes, found.turn) == (("UN", "DEUX"), 0)


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_page_that_is_not_there(number: int) -> None:
    with pytest.raises(Unreadable):
        scans.picture(file_of([page()]), page=number)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Problem.EMPTY),
        (b"x" * (scans.LARGEST + 1), Problem.TOO_BIG),
        (b"GIF89a", Problem.UNKNOWN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Problem.UNKNOWN),
        (b"%PDF-1.4\n%%EOF", Problem.DAMAGED),
        (file_of([blank()], "JPEG")[:300], Problem.DAMAGED),
        (file_of([page()])[:2_000], Problem.DAMAGED),
        (file_of([blank(4_000, 40)]), Problem.TOO_LARGE),
        (file_of([blank(16_001, 20)], "PNG"), Problem.TOO_LARGE),
        (file_of([blank(30, 40)] * (scans.MOST_PAGES + 1), "TIFF"), Problem.TOO_MANY),
        (file_of([blank(30, 40)] * (scans.MOST_PAGES + 1)), Problem.TOO_MANY),
    ],
)
def test_a_broken_file_is_told_by_name(content: bytes, problem: Problem) -> None:
    with pytest.raises(Unreadable) as told:
        scans.read(content)
    assert told.value.problem is problem


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "PATIENCE", 0.01)
    with pytest.raises(Unreadable) as told:
        scans.read(file_of([page()]))
    assert told.value.problem is Problem.TOO_SLOW


def test_the_process_is_given_none_of_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    real = scans.subprocess.run

    def run(*arguments: Any, **more: Any) -> Any:
        given.update(more["env"])
        return real(*arguments, **more)

    monkeypatch.setenv("BALISE_KEYS", "/nowhere")
    monkeypatch.setenv("BALISE_DATABASE_URL", "secret")
    monkeypatch.setattr(scans.subprocess, "run", run)
    scans.read(file_of([page()], "PNG"))
    assert given
    assert not [name for name in given if "BALISE" in name]
