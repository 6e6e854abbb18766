from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.payment_card import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("numéro de carte 4539 1488 0343 6467 exp 11/28", ["4539 1488 0343 6467"]),
        ("my visa is 4539148803436467", ["4539148803436467"]),
        ("Card: 4539-1488-0343-6467.", ["4539-1488-0343-6467"]),
        ("4539.1488.0343.6467", ["4539.1488.0343.6467"]),
        ("4 5 3 9 1 4 8 8 0 3 4 3 6 4 6 7", ["4 5 3 9 1 4 8 8 0 3 4 3 6 4 6 7"]),
        ("mastercard 5555 5555 5555 4444 cvv 123", ["5555 5555 5555 4444"]),
        ("carte 4539 1488 0343 6467 1128 123", ["4539 1488 0343 6467"]),
        ("amex 3782-822463-10005", ["3782-822463-10005"]),
        ("2223 0031 2200 3222", ["2223 0031 2200 3222"]),
        ("discover 6011 1111 1111 1117", ["6011 1111 1111 1117"]),
        ("JCB 3530 1113 3330 0000", ["3530 1113 3330 0000"]),
        ("diners 3056 930902 5904", ["3056 930902 5904"]),
        ("ma carte 5018 6466 7909", ["5018 6466 7909"]),
        ("ma carte ４５３９ １４８８ ０３４３ ６４６７", ["４５３９ １４８８ ０３４３ ６４６７"]),
        ("carte 4539 1488... non attendez 4539 1488 0343 6467", ["4539 1488 0343 6467"]),
        # wrong check digit, no issuer, wrong length
        ("carte 4539 1488 0343 6468", []),
        ("9999 9999 9999 9995", []),
        ("4444 4444 4444 4444 4444", []),
        # something else
        ("Mon numéro de commande est le 4539 1488 0343 6467", []),
        ("tracking 4539148803436467 stuck in Montreal", []),
        ("carte-cadeau 4539 1488 0343 6467 expirée", []),
        ("https://boutique.example/p?id=4539148803436467", []),
        ("jean4539148803436467@exemple.ca", []),
        ("AB4539148803436467", []),
        ("Acceptez-vous les cartes Visa?", []),
        ("rue 4539, app 1488, Montréal 0343 6467", []),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
