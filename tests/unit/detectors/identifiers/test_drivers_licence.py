from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.drivers_licence import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("permis de conduire L1234-150385-07", ["L1234-150385-07"]),
        ("trouvé un permis, L1234 150385 07", ["L1234 150385 07"]),
        ("L1234-150385-07", ["L1234-150385-07"]),
        ("L123415038507", ["L123415038507"]),
        ("L-1-2-3-4-1-5-0-3-8-5-0-7", ["L-1-2-3-4-1-5-0-3-8-5-0-7"]),
        ("his driver's licence is D6101-40706-60905", ["D6101-40706-60905"]),
        ("driver's license number 1234567", ["1234567"]),
        ("no de permis: 5130634", ["5130634"]),
        ("L1234-459985-07", []),
        ("commande L1234-150385-07", []),
        ("Permis de construction 2026-0418 affiché", []),
        ("Can my brother use his driver's licence or 2 bills?", []),
        ("Examen du permis de conduire le 12 mars 2026", []),
        ("modèle L123415038507", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
