from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.screening.folding import BOUNDARY, fold, fold_batch, fold_term

ANY_TEXT = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Évidemment, l’œuvre « coûte » 5", 'evidemment, l\'oeuvre " coute " 5'),
        ("Сonnаrd", "connard"),  # Cyrillic es and a
        ("СОΝΝАRD", "connard"),  # Cyrillic and Greek capitals
        ("z\u200bé\u0301r\u00ado", "zero"),
        ("𝓱𝓮𝓵𝓵𝓸 ＡＢ １２ ①②", "hello ab 12 12"),
        ("🅰🄱🇫 ⓒⓞⓝ", "abf con"),
        ("\u202eabc\u202c", "abc"),
        ("a\u00a0b\u202fc\td", "a b c d"),
        ("“oui” – non…", '"oui" - non.'),
        ("٠٤٦ ۴۵۴", "046 454"),
        ("ﬁn straße", "fin strasse"),
        ("1️⃣", "1"),
        ("ligne\u2028deux", "ligne\ndeux"),
    ],
)
def test_what_a_reader_sees_alike_folds_alike(text: str, folded: str) -> None:
    assert fold(text).data.decode("latin-1") == folded


def test_term_folds_with_single_spaces() -> None:
    assert fold_term("  Projet\u00a0 Étoile\n") == "projet etoile"


@given(ANY_TEXT)
def test_positions_lead_back_into_the_text(text: str) -> None:
    folded = fold(text)
    if folded.positions is None:
        assert len(folded.data) == len(text)
    else:
        assert len(folded.positions) == len(folded.data) + 1
        assert (folded.positions[:-1] < max(1, len(text))).all()
        assert (folded.positions[1:] >= folded.positions[:-1]).all()
        assert folded.positions[-1] == len(text)


@given(ANY_TEXT)
def test_a_folded_text_never_holds_the_boundary(text: str) -> None:
    assert BOUNDARY not in fold(text).data


@given(st.lists(ANY_TEXT, min_size=1, max_size=6))
def test_a_batch_folds_as_each_text_alone(texts: list[str]) -> None:
    batch = fold_batch(texts)
    for index, text in enumerate(texts):
        alone = fold(text)
        if index in batch.special:
            assert batch.special[index].data == alone.data
        else:
            assert batch.data[batch.starts[index] : batch.starts[index + 1] - 1] == alone.data
            assert alone.positions is None
