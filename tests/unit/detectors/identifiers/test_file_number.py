"""Numbers of persons with a school, an employer or a service, and of vehicles; files and numbers that are nobody's."""

from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers import file_number, vehicle_number

CASES = [
    ("Matricule 1934482, c'est moi ça au cégep", ["1934482"]),
    ("mon matricule à la CSSDM est 0048127", ["0048127"]),
    ("HR posted the list: employee ID 55208 is Moira Keane", ["55208"]),
    ("client file number 88-40213 under Beatrice Lund", ["88-40213"]),
    ("dossier médical no 448210 de Rita Paquin", ["448210"]),
    ("no de fiche de mon gars : 7715208", ["7715208"]),
    ("dossier 2025-11873 au nom de Francine Lussier", ["2025-11873"]),
    ("Student ID 20114837, Marianopolis", ["20114837"]),
    ("Cour supérieure, dossier 500-06-001234-215, recours collectif", []),
    ("j'ai fermé 12 dossiers aujourd'hui, record", []),
    ("Dossier spécial à Radio-Canada, 4 reportages sur l'eau", []),
    ("Student discount 20 percent with any ID card", []),
    ("Les matricules de police devraient être plus gros", []),
    ("Case closed after 14 days, ticket 88213", []),
    ("dossier de presse 2026, 12 pages", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_file_numbers(sightings, text, expected):
    assert [finding.matched for finding in sightings(file_number.detector, text)] == expected


def test_vehicle_numbers(sightings):
    found = sightings(vehicle_number.detector, "my VIN is 2HGFC2F59KH512043 and the dealer says no")
    assert [finding.matched for finding in found] == ["2HGFC2F59KH512043"]
    assert sightings(vehicle_number.detector, "un bon vin rouge, 12345678901234567 caisses") == []
