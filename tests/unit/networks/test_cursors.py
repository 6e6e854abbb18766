"""Nothing is passed over and nothing is given twice, however late or crowded comments come."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from balise.networks.content import Author, Comment, CommentKey
from balise.networks.cursors import OVERLAP, Mark

START = dt.datetime(2026, 8, 3, 12, tzinfo=dt.UTC)


@given(st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 240)), max_size=40), st.integers(1, 7))
def test_each_is_given_once(written: list[tuple[int, int]], looks: int) -> None:
    """Each comment bears a second and shows some seconds later, less than the overlap; looks come at regular times."""
    given_ids: list[str] = []
    cursor = ""
    step = 3_400 // looks
    for now in [*range(step, 3_400, step), 3_400]:
        shown = [_comment(str(n), at) for n, (at, late) in enumerate(written) if at + late <= now]
        found = Mark.read(cursor).fresh(shown)
        assert [one.at for one in found.comments] == sorted(one.at for one in found.comments)
        given_ids += [one.key.id for one in found.comments]
        cursor = found.cursor
    assert sorted(given_ids) == sorted(str(n) for n in range(len(written)))


def test_an_edited_one_comes_again_and_the_cursor_stays_small() -> None:
    comments = [_comment(str(number), number * 60) for number in range(2_000)]
    found = Mark.read("").fresh(comments)
    assert len(found.comments) == 2_000
    assert len(found.cursor) < 400
    edited = [*comments[:-1], _comment("1999", 1_999 * 60, edited=1_999 * 60 + 30)]
    again = Mark.read(found.cursor).fresh(edited)
    assert [one.key.id for one in again.comments] == ["1999"]
    assert Mark.read(again.cursor).fresh(edited).comments == ()
    assert Mark.read(found.cursor).since == START + dt.timedelta(seconds=1_999 * 60) - OVERLAP


def test_nothing_keeps_the_place() -> None:
    found = Mark.read("").fresh([_comment("1", 0)])
    assert Mark.read(found.cursor).fresh([]).cursor == found.cursor


@given(st.text(max_size=80))
def test_a_cursor_that_is_none_of_ours_begins_again(text: str) -> None:
    assert Mark.read(text).given == {}
    assert Mark.read('{"newest": "2026-08-03T12:00:00", "given": {}}').given == {}


def _comment(identifier: str, seconds: int, *, edited: int | None = None) -> Comment:
    return Comment(
        key=CommentKey(id=identifier, post_id="p"),
        author=Author(),
        text="",
        at=START + dt.timedelta(seconds=seconds),
        edited=START + dt.timedelta(seconds=edited) if edited is not None else None,
    )
