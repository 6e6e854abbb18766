from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.bank_account import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("void cheque. Acct 00916-004-6038812.", ["00916-004-6038812"]),
        ("compte 815-20118-3309471", ["815-20118-3309471"]),
        ("815-20118-3309471", ["815-20118-3309471"]),
        ("dépôt direct 815 20118 330947-1", ["815 20118 330947-1"]),
        ("mon compte: 00916.004.6038812", ["00916.004.6038812"]),
        ("chèque ⑆20118⑉815⑆ 3309471⑈", ["20118⑉815⑆ 3309471"]),
        ("transit 20118, institution 815, folio 330947-1", ["330947-1"]),
        ("mon compte bancaire est le 3309471", ["3309471"]),
        ("my chequing account number is 3309471", ["3309471"]),
        ("compte 8/1/5/2/0/1/1/8/3/3/0/9/4/7/1", ["8/1/5/2/0/1/1/8/3/3/0/9/4/7/1"]),
        ("Mon folio chez Desjardins c'est 092233-7, transit 20118", ["092233-7"]),
        ("numéro de compte: 0123456 au 815-30124", ["0123456"]),
        ("999-20118-3309471", []),
        ("Case 500-17-128847-264 is public", []),
        ("commande 815-20118-3309471", []),
        ("facture 00341-815 de 120,00 $", []),
        ("institution number 12 of 40", []),
        ("mon compte bancaire est à 12 000 $", []),
        ("Where do I find your institution's void cheque form?", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
