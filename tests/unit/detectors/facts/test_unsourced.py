"""A claim without a source is quoted whole: a figure alone says nothing to whoever must name where it comes from."""

from __future__ import annotations

import pytest

from balise.screening.detectors.facts.unsourced import detector

CASES = [
    (
        "C’est prouvé que 90 % des ordinateurs sont jetés trop tôt. Venez nous voir samedi.",
        "C’est prouvé que 90 % des ordinateurs sont jetés trop tôt",
    ),
    (
        "80 % des jeunes passent plus de six heures par jour devant un écran.",
        "80 % des jeunes passent plus de six heures par jour devant un écran",
    ),
    (
        "Bonne nouvelle: des études prouvent que le télétravail rend plus heureux!",
        "des études prouvent que le télétravail rend plus heureux",
    ),
    (
        "Studies show that working from home makes people happier.",
        "Studies show that working from home makes people happier",
    ),
]


@pytest.mark.parametrize(("text", "quoted"), CASES)
def test_the_whole_of_what_is_claimed(sightings, text, quoted):
    [found] = sightings(detector, text)
    assert found.matched == quoted


@pytest.mark.parametrize(
    "text",
    ["40 % de rabais samedi!", "Ma pile est à 12 %.", "Selon Statistique Canada, 80 % des jeunes ont un téléphone."],
)
def test_plain_figures_and_named_sources(sightings, text):
    assert sightings(detector, text) == []
