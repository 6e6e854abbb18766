"""What changed between two texts."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.web.ui.diffing import Change, Piece, changed, compare

SAME, REMOVED, ADDED = Change.SAME, Change.REMOVED, Change.ADDED


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", ()),
        ("Bonjour.", "Bonjour.", (Piece(SAME, "Bonjour."),)),
        ("", "Bonjour", (Piece(ADDED, "Bonjour"),)),
        ("Bonjour", "", (Piece(REMOVED, "Bonjour"),)),
        (
            "un deux trois",
            "un 2 trois",
            (Piece(SAME, "un "), Piece(REMOVED, "deux"), Piece(ADDED, "2"), Piece(SAME, " trois")),
        ),
        ("l’horaire", "l’heure", (Piece(REMOVED, "l’horaire"), Piece(ADDED, "l’heure"))),
        ("a\nb", "a\nc", (Piece(SAME, "a\n"), Piece(REMOVED, "b"), Piece(ADDED, "c"))),
        (
            "prix : 10 $",
            "prix\u00a0: 10 $",
            (Piece(SAME, "prix"), Piece(REMOVED, " "), Piece(ADDED, "\u00a0"), Piece(SAME, ": 10 $")),
        ),
    ],
)
def test_pieces(old: str, new: str, pieces: tuple[Piece, ...]) -> None:
    assert compare(old, new) == pieces


def test_a_rewritten_run_of_words_reads_as_one_change() -> None:
    pieces = compare("les délais sont longs ici", "les délais étaient courts ici")
    assert [piece.change for piece in pieces] == [SAME, REMOVED, ADDED, SAME]


def test_counts_words_not_signs() -> None:
    assert changed(compare("Il pleut. Encore !", "Il neige aujourd’hui. Encore !")) == (1, 2)


@given(st.text(alphabet="ab é’.\n\u00a0«", max_size=60), st.text(alphabet="ab é’.\n\u00a0«", max_size=60))
def test_both_texts_can_be_rebuilt(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.change is not ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.change is not REMOVED) == new
    assert all(one.change != other.change for one, other in itertools.pairwise(pieces))


def test_a_megabyte_does_not_hold_the_page() -> None:
    old = " ".join(f"mot{number}" for number in range(120_000))
    began = time.perf_counter()
    pieces = compare(old, old.replace("mot5", "autre").replace("mot7 ", "sept "))
    assert time.perf_counter() - began < 5
    assert pieces[0].text.startswith("mot0 mot1")
