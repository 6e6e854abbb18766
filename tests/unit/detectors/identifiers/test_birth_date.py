from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.birth_date import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bonne fête à Ahmed Benali, de l'équipe technique, né le 9 octobre 1991!", ["9 octobre 1991"]),
        ("Her DOB is 1994-02-27, name Kimberly Sato", ["1994-02-27"]),
        ("dob 4 july 1988", ["4 july 1988"]),
        ("Date de naissance : 03/11/1969", ["03/11/1969"]),
        ("DDN 19690311", ["19690311"]),
        ("née le 1er mars 1990 à Alma", ["1er mars 1990"]),
        ("ne le 12 aout 85", ["12 aout 85"]),
        ("born on March 3rd, 1990", ["March 3rd, 1990"]),
        ("she was born in Laval on 12 Nov 1952", ["12 Nov 1952"]),
        ("date of birth 1.9.9.4.0.2.2.7", ["1.9.9.4.0.2.2.7"]),
        ("son anniversaire est le 3 mars 1990", ["3 mars 1990"]),
        ("date de naissance 1994_02_27", ["1994_02_27"]),
        ("Nom: Roy, âge: 43 ans", ["43"]),
        ("Félix Leclerc est né le 2 août 1914 à La Tuque", []),
        ("Leonard Cohen, born September 21, 1934. Playing Suzanne on repeat.", []),
        ("Ce poète est né le 3 mars 1950", []),
        ("L'organisme est né le 3 mars 1999", []),
        ("une imprimante née le 3 mars 2001", []),
        ("Mon chat est né le 3 mars 2019", []),
        ("Le web est né le 12 mars 1989", []),
        ("date de péremption 03/11/69", []),
        ("la collecte du 14/06/2026", []),
        ("bonne fête le 24 juin 2026", []),
        ("turning 30 on a Tuesday", []),
        ("The mayor is 54 and running again", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
