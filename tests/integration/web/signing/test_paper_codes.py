"""The code on a form: it names a person and a version, and cannot be made elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.web.signing import paper_codes
from balise.web.signing.paper_codes import Forged, Named

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NUMBERS = st.integers(min_value=1, max_value=999_999_999)


@given(person=NUMBERS, version=st.integers(min_value=1, max_value=9_999))
def test_both_forms_name_the_same(person: int, version: int) -> None:
    named = Named(person=person, version=version)
    assert paper_codes.scanned(paper_codes.code_of(named)) == named
    said = paper_codes.typed_of(named)
    assert paper_codes.typed(said) == named
    loose = said.lower().replace("-", " - ")
    assert paper_codes.typed(loose) == named
    head, tail = said.split("-", 2)[:2], said.split("-", 2)[2]
    misread = "-".join([*head, tail.replace("0", "O").replace("1", "l")])
    assert paper_codes.typed(misread) == named


@given(data=st.data(), person=NUMBERS)
def test_one_other_character_makes_it_another_s(data: Any, person: int) -> None:
    code = paper_codes.code_of(Named(person=person, version=3))
    at = data.draw(st.integers(min_value=len("BALISE-F1:"), max_value=len(code) - 1))
    letter = data.draw(st.sampled_from([one for one in _LETTERS if one != code[at]]))
    with pytest.raises(Forged):
        paper_codes.scanned(code[:at] + letter + code[at + 1 :])


@pytest.mark.parametrize("text", ["", "https://example.org/", "BALISE1:vault:AAAA", "balise-f1:1:2:3"])
def test_other_codes_are_none_of_ours(text: str) -> None:
    assert paper_codes.scanned(text) is None


@pytest.mark.parametrize("text", ["", "12", "12-3", "12-3-ABCD", "é", "1" * 60, "1-1-0000-0000-0000-0000"])
def test_what_is_typed_wrongly_is_told(text: str) -> None:
    with pytest.raises(Forged):
        paper_codes.typed(text)


def test_a_code_of_another_house_is_refused(settings: Any, tmp_path: Any) -> None:
    named = Named(person=1, version=1)
    here = paper_codes.code_of(named)
    settings.BALISE_KEYS = tmp_path / "elsewhere"
    assert paper_codes.code_of(named) != here
    with pytest.raises(Forged):
        paper_codes.scanned(here)
