"""Codes that open or prove something, and the many codes that do not."""

from __future__ import annotations

import pytest

from balise.screening.detectors.credentials.access_code import detector

TOLD = [
    ("NIP de la carte : 4821", ["4821"]),
    ("our door code is 9021", ["9021"]),
    ("Le NIP de la boîte vocale est resté à 1111", ["1111"]),
    ("my voicemail pin's 2468", ["2468"]),
    ("Si l'alarme part, le code de l'alarme est le 8820", ["8820"]),
    ("code d'accès du stationnement: 5523*", ["5523"]),
    ("le code pour débarrer la porte du garage: 2, 5, 8, 0", ["2, 5, 8, 0"]),
    ("the gate opens with 9034 then the star key", ["9034"]),
    ("locker combo is 22-8-35 if anybody needs the pump", ["22-8-35"]),
    ("la combinaison du coffre: gauche 14, droite 32, gauche 7", ["14, droite 32, gauche 7"]),
    ("j'ai reçu le code 551 209 pour la double authentification", ["551 209"]),
    ("mon code de vérification Google est G-482913", ["G-482913"]),
    ("facebook m'a envoyé 774 120 comme code de confirmation", ["774 120"]),
    ("OTP 662190 valid for ten minutes", ["662190"]),
    ("recovery codes for my account: 4k2m-99xq 71hd-a0pz", ["4k2m-99xq"]),
    ("your steam guard code is K4TWX, wasn't me", ["K4TWX"]),
    (
        "seed phrase: ribbon canyon trust oven lizard piano amused gravel tunnel fiscal mouse wagon",
        ["ribbon canyon trust oven lizard piano amused gravel tunnel fiscal mouse wagon"],
    ),
    ("le concierge m'a donné le code, 8841, gardez ça pour vous", ["8841"]),
    ("la maudite porte du local c'est 7-3-9 en même temps", ["7-3-9"]),
    ("faut faire 7749 sur le pavé pour entrer", ["7749"]),
    ("the safe? 12 right, 40 left, 7 right", ["12 right, 40 left, 7 right"]),
    ("hold on my authenticator says 338 902", ["338 902"]),
    ("Mot de passe? Le NIP du cell à papi: 1942", ["1942"]),
]
NOT_TOLD = [
    "code promo NOEL25 pour 25 % de rabais",
    "Use code FALL2026 at checkout",
    "code postal J4K, quelqu'un connaît le quartier?",
    "code SAQ 14217741 à 16,95 $",
    "Error code 504 all morning",
    "code couleur #4417AF pour le fond",
    "le code de la route dit 30 km/h dans une zone scolaire",
    "le code est rendu à 2000 lignes, ça compile en 40 secondes",
    "nip à 4 ou à 6 chiffres, sondage",
    "PIN and chip changed everything in 2008",
    "pin this post: meeting moved to 14:30",
    "épinglez mon pin's de la collecte 2025 svp",
    "la combinaison de ski taille 14, 40 $",
    "combinaison gagnante: 4-12-23, y'a personne qui l'a",
    "Alarm set for 5:45, wish me luck",
    "la porte du garage ouvre à 7 h 30",
    "doors open at 1900, show at 2030",
    "Flight confirmation code QX7LPT, I screenshot it six times",
    "seed catalogue arrived: tomatoes, beans, squash, basil, kale, onions",
    "Never read a verification code to a stranger on the phone",
    "le code de la porte du garage a pas été changé depuis 2019",
    "your order code is 4471, pick up at counter 2",
    "GPS of our farm gate: 45.09873 N 72.90114 W",
    "coffre du Kona: 544 litres",
    "flask run --host=0.0.0.0 and open localhost:5000",
    "password-less login, 3 steps",
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_codes(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)][:1] == expected


@pytest.mark.parametrize("text", NOT_TOLD)
def test_other_codes(sightings, text):
    assert sightings(detector, text) == []


@pytest.mark.parametrize("text", ["code 12 " * 7000, "pin 1234 " * 6000, "seed phrase: abc def " * 3000])
def test_hostile_repetition_ends(sightings, text):
    assert isinstance(sightings(detector, text), list)
