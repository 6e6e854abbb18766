from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.plate import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The van with plate FLX9027 dumped old CRTs", ["FLX9027"]),
        ("Tucson bleu immatriculé N88 QDF", ["N88 QDF"]),
        ("drives plate BVNA 771, honk", ["BVNA 771"]),
        ("plaque: abc-123", ["abc-123"]),
        ("licence plate F.L.X.9.0.2.7", ["F.L.X.9.0.2.7"]),
        ("la plaque est A12 BCD", ["A12 BCD"]),
        ("FLX 9027 on the plate", ["FLX 9027"]),
        ("plaque AB-123-CD", ["AB-123-CD"]),
        ("La plaque du gars qui a accroché mon char: FKT 2289", ["FKT 2289"]),
        ("plaque d'immatriculation ontarienne BVNA771", ["BVNA771"]),
        ("Civic grise, N42 RFB, stationnée sur deux places", ["N42 RFB"]),
        ("there's a Corolla parked across your dock, CFNT 298", ["CFNT 298"]),
        ("Honda CRF 250 à vendre, peu de km", []),
        ("stationné au niveau B2, allée 14, Hwy 417", []),
        ("Model TREM 845 toner", []),
        ("FLX 9027", []),
        ("plaque vitrocéramique fêlée, 420 $ de réparation", []),
        ("Vanity plate spotted on the 15: SLOWPOK", []),
        ("une plaque de 40 cm", []),
        ("plate with 12 eggs", []),
        ("Je me souviens sur la plaque, mais jamais où j'ai stationné", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
