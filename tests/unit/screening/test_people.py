"""Who a sentence speaks of."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from balise.policy.loading import load_policy
from balise.screening import naming
from balise.screening.model import Content
from balise.screening.people import FIRST, FULL, PAIR, ROLE, TITLED, VAGUE, people
from balise.screening.reading import Reading


def _people(text):
    reading = Reading(Content(text), load_policy("exemple"))
    return [(reading.original(one.start, one.end), one.kind) for one in people(reading, 0, len(reading.folded))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hier, Marie-Ève Tremblay est venue", [("Marie-Ève Tremblay", FULL)]),
        ("j'ai vu julie hier", [("julie", FIRST)]),
        ("Mme de la Durantaye est là", [("Mme de la Durantaye", TITLED)]),
        ("ma collègue est là", [("ma collègue", ROLE)]),
        ("un élève est venu", [("un élève", VAGUE)]),
        ("un élève de 6e est venu", [("un élève de 6e", ROLE)]),
        ("one of our trainees", []),
        ("The new guy from accounting left", [("The new guy", ROLE)]),
        ("we saw Oriol Ferrando today", [("Oriol Ferrando", PAIR)]),
        ("la rose est rouge, the will is strong", []),
        ("we met Will today", [("Will", FIRST)]),
        ("Rose est une couleur", []),
        ("vu au Mont Mégantic", []),
        ("Brenda's salary", [("Brenda", FIRST)]),
    ],
)
def test_people(text, expected):
    assert _people(text) == expected


def test_the_model_adds_names_only_when_asked_for(monkeypatch):
    text = "hier ᴋ oriol ferrando est passé"
    name = SimpleNamespace(start_char=text.index("oriol"), end_char=text.index(" est"), label_="PER")
    monkeypatch.setattr(naming, "_model", lambda: lambda _: SimpleNamespace(ents=[name]))
    assert _people(text) == []
    monkeypatch.setenv("BALISE_NER", "1")
    assert _people(text) == [("oriol ferrando", PAIR)]


def test_without_the_model_nothing_fails(monkeypatch):
    monkeypatch.setattr(naming, "_model", lambda: None)
    monkeypatch.setenv("BALISE_NER", "1")
    assert _people("hier, Julie Roy est venue") == [("Julie Roy", FULL)]
