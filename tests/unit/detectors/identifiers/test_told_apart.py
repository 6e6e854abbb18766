"""Identifiers told in parts, in words, by whose they are or by a maker's form, and what looks like them."""

from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers import (
    address,
    birth_date,
    coordinates,
    device_serial,
    email,
    file_number,
    phone,
)
from balise.screening.detectors.identifiers._spoken import spoken


@pytest.mark.parametrize(
    ("detector", "text", "found"),
    [
        (phone.detector, "mon nouveau numéro: 438, pis après ça 555-0117", True),
        (phone.detector, "call 6O4-555-O171 and ask for Priya", True),
        (phone.detector, "la concierge est au cinq cent cinquante-cinq zéro un quarante-quatre, indicatif 514", True),
        (phone.detector, "deux cent vingt-cinq élèves, quatre autobus, cinq profs", False),
        (email.detector, "écrivez à gilles point hamel à gmail point com", True),
        (email.detector, "passerelle 192.168.0.1 chez Vidéotron", False),
        (birth_date.detector, "né en juillet 84, mon frère fête ça", True),
        (birth_date.detector, "Enfant : Zachary, 14.06.2015, garçon", True),
        (birth_date.detector, "born June 17, like my dog", False),
        (address.detector, "c'est chez Fernand, la maison jaune, 1187 Principale, cognez fort", True),
        (address.detector, "Nadine's at 212 Elm, back door", True),
        (address.detector, "il habite au 4e étage sans ascenseur", False),
        (coordinates.detector, "plus code 87Q8GC3J+7R is her balcony", True),
        (coordinates.detector, "three words: live, laugh, leave", False),
        (device_serial.detector, "The Chromebook you lent my son (5CD1290XYQ) has a dead battery", True),
        (device_serial.detector, "iPhone 12 mini 64 Go, 180 $", False),
        (file_number.detector, "employee 44821 (that's Mark) called in sick", True),
        (file_number.detector, "employee count hit 44821 worldwide", False),
    ],
)
def test_what_is_found(sightings, detector, text, found):
    assert bool(sightings(detector, text)) is found


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("cinq cent cinquante-cinq zero un quarante-quatre", "5550144"),
        ("five one four double five five", "514555"),
        ("quatre-vingt-dix-huit, soixante et onze, deux", "98712"),
    ],
)
def test_spoken(text, digits):
    assert [row.digits for row in spoken(text)] == [digits]
