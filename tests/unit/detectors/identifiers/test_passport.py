from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.passport import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le passeport d'Émilie (no AK519027) est perdu", ["AK519027"]),
        ("passport P123987KL, issued in Laval", ["P123987KL"]),
        ("my passport is ab 123456", ["ab 123456"]),
        ("passeport A-4-2-7-7-1-9-R-D", ["A-4-2-7-7-1-9-R-D"]),
        ("AK519027 c'est mon passeport", ["AK519027"]),
        ("passeport français 12AB34567", ["12AB34567"]),
        ("US passport 512345678", ["512345678"]),
        ("AK519027", []),
        ("pièce AK519027 en stock", []),
        ("passeport accepté; commande AK519027", []),
        ("le passeport de 123456 personnes", []),
        ("est ce que le passeport est accepté comme pièce d'identité au comptoir?", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
