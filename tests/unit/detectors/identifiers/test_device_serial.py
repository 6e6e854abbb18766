from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.device_serial import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Portable volé, numéro de série PF2K9XQ7, dites-le moi", ["PF2K9XQ7"]),
        ("Le portable (série 8XQ4TB2) est rappelé", ["8XQ4TB2"]),
        ("serial number R90TX4BN, it won't boot", ["R90TX4BN"]),
        ("mon chromebook S/N 5CD0417LMZ est bloqué", ["5CD0417LMZ"]),
        ("service tag 7HJ2KQ3, Dell", ["7HJ2KQ3"]),
        ("device C02ZK4RJMD6T is assigned to student Amara", ["C02ZK4RJMD6T"]),
        ("no de série 5CD-0417-LMZ", ["5CD-0417-LMZ"]),
        ("s/n 5 C D 0 4 1 7 L M Z", ["5 C D 0 4 1 7 L M Z"]),
        ("Où on trouve le numéro de série sur un Chromebook HP?", []),
        ("la série 5000 de Latitude", []),
        ("série télé 2026 sur Netflix", []),
        ("le portable 5490 est assigné à Paul", []),
        ("serial killer 1978 documentary", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
