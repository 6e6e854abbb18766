from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.iban import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IBAN FR14 2004 1010 0505 0001 3M02 606 svp", ["FR14 2004 1010 0505 0001 3M02 606"]),
        ("depuis mon compte BE71 0961 2345 6769, reçu?", ["BE71 0961 2345 6769"]),
        ("gb82west12345698765432", ["gb82west12345698765432"]),
        ("GB82-WEST-1234-5698-7654-32", ["GB82-WEST-1234-5698-7654-32"]),
        ("G B 8 2 W E S T 1 2 3 4 5 6 9 8 7 6 5 4 3 2", ["G B 8 2 W E S T 1 2 3 4 5 6 9 8 7 6 5 4 3 2"]),
        ("iban DE/89/3704/0044/0532/0130/00", ["DE/89/3704/0044/0532/0130/00"]),
        ("GB82 WEST 1234 5698 7654 33", []),
        ("FR14 2004 1010 0505 0001 3M02 60", []),
        ("un IBAN français c'est 27 caractères", []),
        ("de 20 personnes qui ont attendu 12 heures", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
