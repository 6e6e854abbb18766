from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.national_number import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Here's my SSN: 023-01-0866", ["023-01-0866"]),
        ("social security 023010866", ["023010866"]),
        ("ssn 0 2 3 0 1 0 8 6 6", ["0 2 3 0 1 0 8 6 6"]),
        ("536-22-1847", ["536-22-1847"]),
        ("ma carte vitale 1 85 05 78 006 084 91", ["1 85 05 78 006 084 91"]),
        ("national insurance AB 12 34 56 C", ["AB 12 34 56 C"]),
        ("SSN 000-12-3456", []),
        ("order 536-22-1847", []),
        ("1 85 05 78 006 084 92", []),
        ("AB 12 34 56 C", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
