"""Age or school of a named child."""

from __future__ import annotations

import pytest

from balise.screening.detectors.persons.minor import detector

CASES = [
    ("Voici Emma Roy, 9 ans, de l'école Saint-Jean", True),
    ("Félicitations à Jade Sirois, 12 ans, élève de l'école du Grand-Héron", True),
    ("Noah Delaney (6, kindergarten at Cedar Grove) bit mine", True),
    ("Lucas, 7 ans, 2e année à l'école du Boisé", True),
    ("His name is Dominic Farrow, he's 13, goes to Laurier Senior High", True),
    ("ma fille en 5e année a adoré", False),
    ("mon ado de 15 ans mange 4 bols de céréales", False),
    ("Les élèves de 6e année ont reçu 30 portables", False),
    ("Marc travaille ici depuis 12 ans", False),
    ("Il y a 10 ans, Marc Roy fondait l'organisme", False),
    ("Sarah Roy, 34 ans, réoriente sa carrière", False),
    ("merci à Mme Gagnon, enseignante de 3e année", False),
    ("Thomas Roy teaches grade 5 at our school", False),
    ("École secondaire Pierre-Laporte : 20 portables livrés", False),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_children(sightings, text, expected):
    assert bool(sightings(detector, text)) is expected
