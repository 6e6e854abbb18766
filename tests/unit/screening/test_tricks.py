from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.screening.folding import fold
from balise.screening.tricks import compose, spots_of_tricks, undo

KNOWN = frozenset({"connard", "idiot", "imbecile", "salope", "asshole", "balloon", "con"})
PARTS = re.compile("connard|imbecile|asshole|balloon|salope|idiot")


def undone(text: str) -> str | None:
    folded = fold(text)
    spots = spots_of_tricks(np.frombuffer(folded.data + b"\0", dtype=np.uint8)).tolist()
    result = undo(folded.data.decode("latin-1"), spots, KNOWN, PARTS)
    return None if result is None else result.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c o n n a r d", "connard"),
        ("t'es un c.o.n.n.a.r.d!", "t'es un connard!"),
        ("c-o-n-n-a-r-d", "connard"),
        ("c * o * n * n * a * r * d", "connard"),
        ("c, o, n, n, a, r, d", "connard"),
        ("un c0nn4rd fini", "un connard fini"),
        ("$alope", "salope"),
        ("1d10t", "idiot"),
        ("@sshole", "asshole"),
        ("connaaaaard", "connard"),
        ("ballooooon", "balloon"),
        ("con.nard", "connard"),
        ("con*na_rd", "connard"),
        ("i d i o t  et  s a l o p e", "idiot et salope"),
        ("t u e s u n c o n n a r d", "tuesun connard "),
        ("www.exemple.org et jean@exemple.com", None),
        ("le 3e étage du 12B, porte 4", None),
        ("A B C D E", None),
        ("peut-être qu'aujourd'hui", None),
        ("1 2 3 4 5 6", None),
        ("hahaaaaa bravoooo", None),
        ("", None),
    ],
)
def test_tricks_are_undone_only_where_they_hide_a_known_word(text: str, expected: str | None) -> None:
    assert undone(text) == expected


@given(
    st.sampled_from(sorted(word for word in KNOWN if len(word) > 3)),
    st.sampled_from(" .-_*/,'+|~:;"),
    st.sampled_from(["", "salut ", "et voila, "]),
    st.sampled_from(["", " toi", "."]),
)
def test_one_sign_between_all_letters_hides_nothing(word: str, sign: str, before: str, after: str) -> None:
    found = undone(before + sign.join(word) + after)
    assert found is not None
    assert word in found


@given(st.text("aco0n4rd$@! .*1", max_size=60))
def test_places_lead_back_to_the_same_letters(text: str) -> None:
    folded = fold(text)
    plain = folded.data.decode("latin-1")
    spots = spots_of_tricks(np.frombuffer(folded.data + b"\0", dtype=np.uint8)).tolist()
    result = undo(plain, spots, KNOWN, PARTS)
    if result is not None:
        assert len(result.text) == len(result.places)
        assert sorted(result.places) == result.places
        second = compose(folded, result)
        assert second.positions is not None
        assert len(second.positions) == len(second.data) + 1
        assert int(second.positions[-1]) == len(text)
