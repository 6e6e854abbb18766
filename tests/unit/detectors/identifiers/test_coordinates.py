from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.coordinates import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Coordonnées du chalet, 46.78312, -71.98457, vue", ["46.78312, -71.98457"]),
        ("toujours à 45.5391 N 73.6127 W selon son bracelet gps", ["45.5391 N 73.6127 W"]),
        ("stuck at 43.70147,-79.39721,", ["43.70147,-79.39721"]),
        ("GPS 45,5391; -73,6127", ["45,5391; -73,6127"]),
        ("45°30'15\"N 73°34'20\"W", ["45°30'15\"N 73°34'20\"W"]),
        ("45° 30,25' N, 73° 34,33' O", ["45° 30,25' N, 73° 34,33' O"]),
        ("lat 45.5391 long -73.6127", ["45.5391 long -73.6127"]),
        ("45 degrees north, halfway between the pole and the equator", []),
        ("45,5 °C ressenti à Montréal pis 73 % d'humidité", []),
        ("de 12.345 à 45.678", []),
        ("prix: 45.123, 73.456", []),
        ("gps 95.53910, -73.61270", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
