from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.permanent_code import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voici le code permanent de ma fille: GAGL76031102. Merci", ["GAGL76031102"]),
        ("permanent code TREJ 1503 0812", ["TREJ 1503 0812"]),
        ("code perm trej-1503-0812", ["trej-1503-0812"]),
        ("code permanent T.R.E.J.1.5.0.3.0.8.1.2", ["T.R.E.J.1.5.0.3.0.8.1.2"]),
        ("TREJ77031102", ["TREJ77031102"]),
        ("code permanent TREJ 9999 0812", ["TREJ 9999 0812"]),
        ("TREJ 4503 0812", []),
        ("TREJ 1513 0812", []),
        ("Le code permanent n'est pas requis en 2026", []),
        ("lot TREJ15030812", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
