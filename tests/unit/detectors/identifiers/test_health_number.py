from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.health_number import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RAMQ TREM 8512 0312", ["TREM 8512 0312"]),
        ("ma carte soleil c'est trem85120312", ["trem85120312"]),
        ("NAM: TREM-8562-0312", ["TREM-8562-0312"]),
        ("health card TREM.8512.0312", ["TREM.8512.0312"]),
        ("T R E M 8 5 1 2 0 3 1 2 assurance maladie", ["T R E M 8 5 1 2 0 3 1 2"]),
        ('"Joanie Lepage, LEPJ 9761 2410"', ["LEPJ 9761 2410"]),
        ("TREM85120312", ["TREM85120312"]),
        ("RAMQ TREM\u00a085\u00a012\u00a003\u00a012", ["TREM\u00a085\u00a012\u00a003\u00a012"]),
        ("RAMQ ABCD 1234 5678", ["ABCD 1234 5678"]),
        # no such month or day, and nothing announces it
        ("TREM 8599 0312", []),
        ("TREM 8512 4212", []),
        # words and dates
        ("The flyer says 03/11/2026", []),
        ("mars 2011 2012 c'était froid", []),
        ("Depuis juin 2012 1011 personnes", []),
        ("commande TREM 8512 0312", []),
        ("modèle TREM85120312", []),
        ("Le format de la carte RAMQ c'est quatre lettres pis huit chiffres", []),
        ("XTREM85120312", []),
        ("TREM851203121", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
