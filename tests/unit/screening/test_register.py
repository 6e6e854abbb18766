from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.policy.model import RegisterTerm
from balise.screening.folding import fold, fold_batch
from balise.screening.register.index import TOLERANT_MOST, Index, RegisterError, days_open
from balise.screening.register.matching import Match, find_terms


def found(index: Index, text: str) -> list[str]:
    folded = fold(text)
    return [
        folded.data[match.start : match.end].decode("latin-1")
        for match in find_terms(index, np.frombuffer(folded.data, dtype=np.uint8))
    ]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(
        [
            RegisterTerm("Projet Aurore", "project", tolerant=True),
            RegisterTerm("Zéphyr", "project"),
            RegisterTerm("plan de relève 2027", "document"),
            RegisterTerm("AB-1234", "file"),
            RegisterTerm("Quaternaire", "project", tolerant=True),
        ]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On parle du projet Aurore demain.", ["projet aurore"]),
        ("PROJET-AURORE", ["projet-aurore"]),
        ("le projet « Aurore »", ['projet " aurore']),
        ("projet\u200b aur\u00adore", ["projet aurore"]),
        ("zephyr et Zéphyrs", ["zephyr"]),
        ("le plan de relève 2027 est prêt", ["plan de releve 2027"]),
        ("plan de relève 2026", []),
        ("dossier AB 1234", ["ab 1234"]),
        ("AB12345", []),
        ("projet aurrore", ["projet aurrore"]),
        ("projte aurore", ["projte aurore"]),
        ("quaternair", ["quaternair"]),
        ("quaterniare", ["quaterniare"]),
        ("quattternaire", []),
        ("projet. La suite : aurore", []),
        ("", []),
    ],
)
def test_terms_are_found_whatever_stands_between_their_words(index: Index, text: str, expected: list[str]) -> None:
    assert found(index, text) == expected


def test_a_term_never_runs_from_one_text_into_the_next(index: Index) -> None:
    assert list(find_terms(index, fold_batch(["le projet", "aurore boréale"]).codes)) == []


def test_embargo() -> None:
    index = Index.build([RegisterTerm("Lancement", "event", date(2026, 3, 1), date(2026, 6, 1))])
    (match,) = find_terms(index, fold_batch(["le lancement"]).codes)
    assert isinstance(match, Match)
    assert [days_open(match.entry, day) for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 6, 1), date(2026, 6, 2))] == [
        False, True, True, False,
    ]  # fmt: skip


def test_saved_and_loaded(index: Index, tmp_path: Path) -> None:
    path = tmp_path / "terms.register"
    index.save(path)
    assert path.stat().st_mode & 0o077 == 0
    again = Index.load(path)
    assert len(again) == len(index)
    assert found(again, "projet aurore, zéphyr, quaternair") == ["projet aurore", "zephyr", "quaternair"]


@pytest.mark.parametrize("damage", ["missing", "empty", "other", "cut", "changed"])
def test_a_damaged_register_is_refused(index: Index, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "terms.register"
    if damage != "missing":
        index.save(path)
        data = bytearray(path.read_bytes())
        if damage == "changed":
            data[-70] ^= 1
        path.write_bytes({"empty": b"", "other": b"hello", "cut": bytes(data[:-64])}.get(damage, bytes(data)))
    with pytest.raises(RegisterError):
        Index.load(path)


def test_impossible_terms_are_refused() -> None:
    with pytest.raises(RegisterError, match="no letter"):
        Index.build([RegisterTerm("***", "x")])
    with pytest.raises(RegisterError, match="tolerance"):
        Index.build([RegisterTerm(f"terme{n}", "x", tolerant=True) for n in range(TOLERANT_MOST + 1)])


def test_an_empty_register_finds_nothing() -> None:
    assert found(Index.build([]), "n'importe quoi") == []


WORDS = st.text("abcdé12", min_size=1, max_size=6)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=8), st.data())
def test_every_term_of_any_register_is_found_in_any_sentence(terms: list[str], data: st.DataObject) -> None:
    index = Index.build([RegisterTerm(term, "x") for term in terms])
    term = data.draw(st.sampled_from(terms))
    sentence = f"voila, {term}: fin"
    wanted = fold(term).data.decode("latin-1")
    assert wanted in found(index, sentence)
