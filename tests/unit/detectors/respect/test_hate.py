"""What the rules see against a group, and what they leave alone because it is denied, cited or kept at a distance."""

from __future__ import annotations

import pytest

from balise.screening.detectors.respect.hate import detector
from balise.screening.detectors.respect.signs import detector as signs

FOUND = [
    "Les sourds sont des parasites.",
    "Les albinos ne sont que des parasites.",
    "Roma people are vermin.",
    "Refugees corrupt the children.",
    "Les femmes n'ont pas leur place dans une équipe.",
    "Black people don't deserve to live.",
    "Il a bien raison quand il dit « les Roms sont de la vermine »",
]
NOTHING = [
    "Seniors don't corrupt the children.",
    "Les sourds ne sont pas des parasites.",
    "Trans people don't belong in a cage.",
    "Les musulmans n'ont pas leur place dans un ghetto.",
    "Homeless people shouldn't have to tremble at night.",
    "Les réfugiés ne devraient pas fuir deux fois.",
    "When I hear that Roma people are vermin, I get up and answer.",
    "When I read that deaf people are vermin, I answer every time.",
    "Chaque fois que j'entends que les Roms sont de la vermine, je réponds.",
    "Le commentaire disait « les Roms sont de la vermine » et nous l'avons gardé pour le dossier.",
    "Sur le mur, « les lesbiennes sont des parasites », et le concierge a tout lavé.",
]
SIGNS_FOUND = ["Les Roms sont des 🐀", "Muslims are 🐷"]
SIGNS_NOTHING = ['Somebody wrote "Muslims are nothing but 🐷" on our door, and we painted over it.']


@pytest.mark.parametrize("text", FOUND)
def test_attacks_on_a_group_are_seen(sightings, text):
    assert {finding.category for finding in sightings(detector, text, "visitor")} == {"hate"}


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_denied_cited_or_kept_at_a_distance_is_left_alone(sightings, text):
    assert not sightings(detector, text, "visitor")


@pytest.mark.parametrize("text", SIGNS_FOUND)
def test_a_beast_beside_a_group_is_seen(sightings, text):
    assert {finding.category for finding in sightings(signs, text, "visitor")} == {"hate"}


@pytest.mark.parametrize("text", SIGNS_NOTHING)
def test_a_beast_inside_a_citation_is_left_alone(sightings, text):
    assert not sightings(signs, text, "visitor")
