from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.imei import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IMEI du cell volé: 353397428218849", ["353397428218849"]),
        ("imei 35-339742-821884-9", ["35-339742-821884-9"]),
        ("my phone 353397428218849 is gone", ["353397428218849"]),
        ("IMEI 3 5 3 3 9 7 4 2 8 2 1 8 8 4 9", ["3 5 3 3 9 7 4 2 8 2 1 8 8 4 9"]),
        ("IMEI 353397428218848", []),
        ("353397428218849", []),
        ("*#06# pour voir ton IMEI", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
