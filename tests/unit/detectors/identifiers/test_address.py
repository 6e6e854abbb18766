"""Street addresses: with and without postal code, homes, public places, one's own."""

from __future__ import annotations

import pytest

from balise.policy.model import Decision
from balise.screening.detectors.identifiers.address import detector

CASES = [
    ("Son adresse : 660 rue Bégin, Saguenay G7H 4N5. Allez-y", ["660 rue Bégin, Saguenay G7H 4N5"]),
    ("Jess Arnott, 27B Wellesley St, Fredericton, NB, E3B 5A3", ["27B Wellesley St, Fredericton, NB, E3B 5A3"]),
    ("55 Alder Lane, Saint-Lambert J4P 2K9", ["55 Alder Lane, Saint-Lambert J4P 2K9"]),
    ("Il habite au 12, 4e Avenue, à Limoilou", ["12, 4e Avenue"]),
    ("she lives at 88 Maple Crescent", ["88 Maple Crescent"]),
    ("card says Tilda Braun 390 Queen Mary Rd #18 Montreal H3V 1A4", ["390 Queen Mary Rd #18 Montreal H3V 1A4"]),
    ("mon adresse civique est le 1022 Hertel, Saint-Hyacinthe J2S 5B4", ["1022 Hertel, Saint-Hyacinthe J2S 5B4"]),
    ("Parcel for Amir Sadeghi, 9-2240 Girouard, Montreal H4A 3C3", ["9-2240 Girouard, Montreal H4A 3C3"]),
    ("ma coloc habite encore au 3755 Saint-Dominique app 4", ["3755 Saint-Dominique app 4"]),
    ("The guy who stole my bike lives on Fifth, number 118, blue door", ["Fifth, number 118"]),
    ("La meilleure poutine: 995 boul. Charest Ouest, Québec G1N 2C9", []),
    ("Dentist moved to 2100 Marlowe Ave, Montreal H4A 3L5, still no parking", []),
    ("la fournaise reste à 14 degrés", []),
    ("elle reste sur la rue Drolet, au 7411", ["la rue Drolet, au 7411"]),
    ("c'est chez Claude, 309 ch. de la Rivière, samedi", ["309 ch. de la Rivière"]),
    ("cherche coloc au 6630 av. Papineau, app. 9", ["6630 av. Papineau, app. 9"]),
    ("La Grande Bibliothèque, 475 boul. De Maisonneuve Est, Montréal, H2L 5C4", []),
    ("La collecte aura lieu au 350 rue Saint-Joseph Est, Québec G1K 3B2", []),
    ("3 minutes of your way", []),
    ("Livrez-vous dans les codes postaux qui commencent par G0C?", []),
    ("le père Noël, H0H 0H0", []),
    ("2 cours de yoga, 3 place pour moi", []),
    ("On se voit sur la rue Cartier", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_addresses(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected


def test_own_address_is_held_at_advice(sightings):
    found = sightings(detector, "J'habite au 12 rue des Pins, Québec G1K 3B2")
    assert [finding.decision for finding in found] == [Decision.ADVISE]
