"""Telephone numbers: shapes, separators, whose they are, and numbers that are none."""

from __future__ import annotations

import pytest

from balise.policy.model import Decision
from balise.screening.detectors.identifiers.phone import detector

CASES = [
    ("Dave's number is 613-555-0187, text him", ["613-555-0187"]),
    ("Le cell de Marc : 514 555 0138", ["514 555 0138"]),
    ("(450) 555-0119", ["(450) 555-0119"]),
    ("+1 418.555.0123", ["+1 418.555.0123"]),
    ("4.1.8.5.5.5.0.1.2.3", ["4.1.8.5.5.5.0.1.2.3"]),
    ("５１４-５５５-０１３８", ["５１４-５５５-０１３８"]),
    ("514\u200b-555\u200b-0138", ["514\u200b-555\u200b-0138"]),
    ("son cell 4185550133", ["4185550133"]),
    ("+33 6 12 34 56 78", ["+33 6 12 34 56 78"]),
    ("06 12 34 56 78", ["06 12 34 56 78"]),
    ("appelez-le au 555-0138", ["555-0138"]),
    ("514-555-0138 ou 514-555-0139", ["514-555-0138", "514-555-0139"]),
    ("Info : 1 800 263-2266", []),
    ("1-888-385-7252", []),
    ("la ligne de l'atelier : 418 555-0100", []),
    ("commande 6085551234", []),
    ("demande no 514-555-2026-A", []),
    ("carte 5170 3138 8164 4264", []),
    ("IBAN FR76 9959 3811 2418 7470 1071 966", []),
    ("dossier 500-17-128847-264", []),
    ("Info-Santé 811", []),
    ("1111111111", []),
    ("999-555-0138", []),
    ("au cinq un quatre, cinq cinq cinq, zéro un deux huit", ["cinq un quatre, cinq cinq cinq, zéro un deux huit"]),
    ("Mme Roy (poste 4410, 450 555-0177) attend", ["450 555-0177"]),
    ("one two three four", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_numbers(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected


@pytest.mark.parametrize("engine", ["re", "hyperscan"])
def test_both_engines_agree(sightings, engine):
    assert [finding.matched for finding in sightings(detector, "au 514-555-0138", engine=engine)] == ["514-555-0138"]


@pytest.mark.parametrize(
    "text",
    [
        "écrivez-moi au 418 555-0123", "call me at 514-555-0138", "Rappelez-moi svp au 819 555 0143", "mon cell c'est 514 555 0138",
        "my number is 514-555-0138", "514-555-0138, demandez à me parler",
    ],
)  # fmt: skip
def test_own_number_is_held_at_advice(sightings, text):
    assert [finding.decision for finding in sightings(detector, text)] == [Decision.ADVISE]


@pytest.mark.parametrize(
    "text", ["appelez-la au 418 555-0123", "text him at 514-555-0138", "mon boss, son cell est 514 555 0138"]
)
def test_number_of_another_is_forbidden(sightings, text):
    assert [finding.decision for finding in sightings(detector, text)] == [Decision.FORBIDDEN]


@pytest.mark.parametrize("separator", [*" .-/_,*+~|", "  ", " - "])
def test_one_separator_between_all_digits_hides_nothing(sightings, separator):
    assert len(sightings(detector, "cell : " + separator.join("4185550123"))) == 1
