"""Identifiers given in the middle of a story, with no word that announces them right before."""

from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers import (
    address,
    bank_account,
    birth_date,
    device_serial,
    email,
    file_number,
    mac_address,
    payment_card,
    phone,
    plate,
)

TOLD = [
    (birth_date, "Date of birth: January 9, 1962", "January 9, 1962"),
    (birth_date, "Conjointe : Olga Petrenko, 1981-06-15", "1981-06-15"),
    (birth_date, "Camille (2011-04-30) va au camp", "2011-04-30"),
    (birth_date, "papi fête ses 85, 17-05-1941, venez tous", "17-05-1941"),
    (birth_date, "Le 6 août 2024 est né notre petit Édouard", "6 août 2024"),
    (birth_date, "date de naissance de mon fils : 3 septembre 2013", "3 septembre 2013"),
    (birth_date, "né en 75 le 6 mai, ça compte-tu", "75 le 6 mai"),
    (plate, "Un Jeep vert immatriculé 8FB H29 roule trop vite", "8FB H29"),
    (plate, "white pickup, plate says BR4 7719", "BR4 7719"),
    (address, "12, rue Grande-Anse, Gaspé, c'est là que reste le gars qui crie", "12, rue Grande-Anse"),
    (address, "Y'a un colis pour Bilodeau au 88-B rue Fraser", "88-B rue Fraser"),
    (address, "la clé est sous le pot, 51 chemin du Lac-Vert", "51 chemin du Lac-Vert"),
    (address, "she moved out, 21 Glenholme Ave is all mine now", "21 Glenholme Ave"),
    (device_serial, "serial du MacBook perdu FVFZK2L8Q6LR ramenez-le", "FVFZK2L8Q6LR"),
    (device_serial, "Le numéro de la tablette volée c'est R52T30ABCDE", "R52T30ABCDE"),
    (file_number, "Customer ID 55120983, last name Marchand", "55120983"),
    (bank_account, "acct no. 7743-2210-98 at TD, transit 19922", "7743-2210-98"),
    (mac_address, "mac of his phone is 5c 17 cf 8a 30 d4", "5c 17 cf 8a 30 d4"),
    (payment_card, "guy taped his Visa to his phone: 4964816254416642", "4964816254416642"),
    (phone, "y'a une Huguette au 555-0171 dans le carnet", "555-0171"),
]
NOT_TOLD = [
    (birth_date, "Photo: Dan Mills, 2024-06-14"),
    (birth_date, "rapport signé par Julie Roy, 2025-11-03"),
    (birth_date, "Last updated 12 March 2024, born digital archive"),
    (birth_date, "le concert de Karkwa (2010-09-20), j'y étais"),
    (address, "Patiner au 100, chemin Remembrance, c'est gratuit"),
    (address, "La SAT est au 1201 boul. Saint-Laurent, show à 20 h"),
    (payment_card, "le chèque-cadeau 5459682372343665 fonctionne pas"),
    (payment_card, "4470662848097879 is just the UPS barcode"),
    (email, "firstname.lastname@company.com, that's the pattern"),
    (plate, "Modèle W62BNR? non, essaie le WRX"),
]


@pytest.mark.parametrize(("kind", "text", "value"), TOLD)
def test_what_is_given(sightings, kind, text, value):
    assert [finding.matched for finding in sightings(kind.detector, text)][:1] == [value]


@pytest.mark.parametrize(("kind", "text"), NOT_TOLD)
def test_what_is_not_given(sightings, kind, text):
    assert sightings(kind.detector, text) == []
