"""A price compared with others' without a source; rebates, one's own purchases and one's own prices are nothing."""

from __future__ import annotations

import pytest

from balise.screening.detectors.facts.compared_price import detector

FOUND = [
    ("Nos ordinateurs sont 40 % moins chers que les autres.", "official", "40 % moins chers que les autres"),
    ("Nos portables, 40% moins chers que les autres!", "official", "40% moins chers que les autres"),
    ("Deux fois moins cher qu'en magasin : passez nous voir.", "official", "Deux fois moins cher qu'en magasin"),
    ("Un portable reconditionné coûte 60 pour cent moins cher que du neuf.", "official", None),
    ("Ailleurs, c'est 40 % plus cher.", "official", "40 % plus cher"),
    ("Nos tablettes se vendent 35 % sous le prix du marché.", "official", "35 % sous le prix du marché"),
    ("Les ordis de l'Atelier sont 30 % moins dispendieux que la concurrence", "personal", None),
    ("Chez nous c'est 3 fois moins cher que dans les grandes surfaces", "personal", None),
    ("Our laptops are 40% cheaper than the others.", "official", "40% cheaper than the others"),
    ("Refurbished means 30 percent less expensive than brand new.", "official", None),
    ("Three times cheaper than anywhere else in town!", "official", "Three times cheaper than anywhere"),
    ("Our phones sell 25% below market value.", "official", "25% below market value"),
]
NOTHING = [
    ("40 % de rabais sur tous les portables samedi.", "official"),  # a rebate compares with nobody
    ("Tout est 20 % moins cher cette semaine.", "official"),
    ("Nos ordinateurs sont moins chers que les autres.", "official"),  # no figure: an opinion, and others look at it
    ("L'atelier a coûté 15 % moins cher que prévu.", "official"),
    ("Le camp est 10 % moins cher que l'an dernier.", "official"),
    ("Le forfait de trois ateliers est 20 % moins cher que trois billets.", "official"),  # one's own offers
    ("Le train est deux fois moins cher que l'avion.", "personal"),  # others see to general statements
    ("J'ai payé mon vélo 40 % moins cher que le neuf.", "personal"),
    ("Mon épicerie me coûte 20 % plus cher qu'ailleurs.", "personal"),
    ("Est-ce que c'est vraiment 40 % moins cher que les autres?", "personal"),
    ("C'est peut-être 20 % moins cher que chez les autres.", "personal"),
    ("Nous ne sommes pas 40 % moins chers que les autres, et nous le disons.", "official"),
    ("« 40 % moins cher que les autres », disait leur affiche.", "official"),
    ("Selon le relevé de Protégez-vous (mai 2026), nous sommes 40 % moins chers que les autres.", "official"),
    ("40 % moins chers que les autres : voyez la comparaison sur https://exemple.org/prix", "official"),
    ("80 % des élèves ont un ordinateur, et 12 % en partagent un avec les autres.", "official"),
    ("La batterie est à 40 %, plus chère à remplacer qu'on pense.", "personal"),
    ("Rent is up 5%, cheaper places are gone.", "personal"),
    ("Tickets are 20% cheaper this week.", "official"),
    ("It came out 20% cheaper than expected.", "official"),
    ("I paid 40% less, cheaper than new.", "personal"),
    ("Il y a neuf ans, c'était 20 % moins cher qu'il y a neuf mois.", "official"),
]


@pytest.mark.parametrize(("text", "voice", "quoted"), FOUND)
def test_compared_with_others(sightings, text, voice, quoted):
    [found] = sightings(detector, text, voice=voice)
    assert found.category == "unsourced"
    if quoted is not None:
        assert found.matched == quoted


@pytest.mark.parametrize(("text", "voice"), NOTHING)
def test_nothing_to_say(sightings, text, voice):
    assert sightings(detector, text, voice=voice) == []


@pytest.mark.parametrize("engine", ["hyperscan", "re"])
def test_both_engines_agree(sightings, engine):
    found = sightings(detector, FOUND[0][0], voice="official", engine=engine)
    assert [one.matched for one in found] == [FOUND[0][2]]


def test_a_visitor_owes_no_source(sightings):
    assert sightings(detector, FOUND[0][0], voice="visitor") == []
