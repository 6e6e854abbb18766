"""Marks and their notes."""

from hypothesis import given
from hypothesis import strategies as st

from balise.web.ui.highlighting import Note, numbered, segments


def note(start: int | None, end: int | None) -> Note:
    return Note(message="…", start=start, end=end)


def test_marks_are_numbered_in_reading_order_and_those_without_a_place_come_last() -> None:
    notes = [note(None, None), note(8, 9), note(2, 4)]
    assert [(number, one.start) for number, one in numbered(notes)] == [(1, 2), (2, 8), (3, None)]


def test_overlapping_marks_share_a_segment() -> None:
    assert [tuple(one) for one in segments("abcdef", [note(0, 4), note(2, 6)])] == [
        ("ab", (1,), (1,)),
        ("cd", (1, 2), (2,)),
        ("ef", (2,), ()),
    ]


def test_places_outside_the_text_are_left_out() -> None:
    assert [one.text for one in segments("abc", [note(1, 9), note(-1, 2), note(2, 2)])] == ["abc"]


def test_code_points_beyond_the_basic_plane_count_as_one() -> None:
    assert segments("🙂 oui", [note(2, 5)])[1].text == "oui"


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-2, 35), st.integers(-2, 35)), max_size=5))
def test_the_text_is_kept_whole(text: str, places: list[tuple[int, int]]) -> None:
    assert "".join(one.text for one in segments(text, [note(*place) for place in places])) == text
