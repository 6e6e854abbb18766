from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.mac_address import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("adresse mac du téléphone à mon boss A4:C3:F0:85:1D:7E,", ["A4:C3:F0:85:1D:7E"]),
        ("mac is f8:75:a4:1b:6c:e2", ["f8:75:a4:1b:6c:e2"]),
        ("F8-75-A4-1B-6C-E2", ["F8-75-A4-1B-6C-E2"]),
        ("f875.a41b.6ce2", ["f875.a41b.6ce2"]),
        ("adresse MAC f8 75 a4 1b 6c e2", ["f8 75 a4 1b 6c e2"]),
        ("mac f875a41b6ce2", ["f875a41b6ce2"]),
        ("00:00:00:00:00:00 et ff:ff:ff:ff:ff:ff", []),
        ("f875a41b6ce2", []),
        ("12-30-45-10-20-30", []),
        ("C'est quoi déjà une adresse MAC?", []),
        ("mon Mac de 2015 avec 16 Go", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
