"""Words as search compares them: forms of a word are one, different words stay apart; questions are read as meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.web.search.excerpts import excerpt, marked
from balise.web.search.words import Term, asked, folded, forms, stem, stems_of, words_of

FRENCH = [
    "collecte collectes collecter collecté collectée collectées collectaient collecteront",
    "journal journaux",
    "bateau bateaux",
    "publication publications",
    "maison maisons",
    "bénévole bénévoles",
    "approuver approuvée approuvés approuvent",
    "école écoles ÉCOLE",
    "œuvre oeuvres Œuvres",
]
ENGLISH = ["computer computers", "donate donated donating donates", "policy policies", "stop stopped stopping"]


@pytest.mark.parametrize("words", FRENCH)
def test_forms_of_a_french_word_are_one(words: str) -> None:
    assert len({stem(folded(word), "fr") for word in words.split()}) == 1


@pytest.mark.parametrize("words", ENGLISH)
def test_forms_of_an_english_word_are_one(words: str) -> None:
    assert len({stem(folded(word), "en") for word in words.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["poste poisson", "cours courses", "pays payer", "bus but", "virus viral", "mot mots2"]
)
def test_words_that_are_not_forms_of_one_another_stay_apart(pair: str) -> None:
    first, second = pair.split()
    assert not set(forms(folded(first))) & set(forms(folded(second)))


def test_an_apostrophe_and_an_elision_do_not_hide_a_word() -> None:
    assert stems_of("l’atelier", "fr") == ["l", stem("atelier", "fr")]
    assert [term.words for term in asked("l'atelier").wanted] == [("atelier",)]


def test_a_question_is_read_as_it_was_meant() -> None:
    question = asked('collecte "samedi matin" québ* -annulée de la')
    assert [term.words for term in question.wanted] == [("collecte",), ("samedi", "matin"), ("queb",)]
    assert question.wanted[2].beginning
    assert [term.words for term in question.unwanted] == [("annulee",)]
    assert asked("«\u00a0au revoir\u00a0»").wanted == (Term(("au", "revoir")),)
    assert asked("de la").wanted, "little words alone still ask something"
    assert asked('***  - "" «» !').wanted == ()
    assert asked("dix mots").together == Term(("dix", "mots"))
    assert asked('"dix mots"').together is None


@given(st.text(max_size=400))
def test_any_text_can_be_read_asked_and_shown(text: str) -> None:
    question = asked(text)
    for word in stems_of(text, "fr"):
        assert word.isalnum()
    for term in (*question.wanted, *question.unwanted):
        assert all(word.isalnum() for way in term.ways for word in way)
    shown = "".join(piece.text for piece in marked(text, question))
    assert shown == text
    excerpt(text, question)


def test_an_excerpt_shows_the_words_where_they_are() -> None:
    text = "Rien ici. " * 60 + "Notre collecte de samedi à Québec est gratuite. " + "Rien non plus. " * 60
    pieces = excerpt(text, asked("collectes quebec"))
    assert [piece.text for piece in pieces if piece.marked] == ["collecte", "Québec"]
    assert pieces[0].text.startswith("…")
    assert pieces[-1].text.endswith("…")
    assert sum(len(piece.text) for piece in pieces) < 400


def test_places_are_those_of_the_text() -> None:
    said = "L’œuvre ßeule"
    assert [said[start:end] for start, end, _word in words_of(said)] == ["L", "œuvre", "ßeule"]
