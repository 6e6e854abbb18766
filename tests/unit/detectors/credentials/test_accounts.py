"""What opens an account, a lock or a forgotten password, told without the word «mot de passe»."""

from __future__ import annotations

import pytest

from balise.screening.detectors.credentials import access_code, api_key, password, security_answer, token, wifi

TOLD = [
    (password, "son compte Crave, c'est Moutarde1961", "Moutarde1961"),
    (password, "they all use Autumn2024 on the payroll account", "Autumn2024"),
    (password, "je rentre dans sa session avec pitou456", "pitou456"),
    (password, "the parent portal takes our street and Skate#Rink", "Skate#Rink"),
    (password, "Gmail got locked again, it's Peony1955 with a capital", "Peony1955"),
    (password, "le pass du compte de la ligue c'est quilles88", "quilles88"),
    (password, "shared Canva: crew@harbourclub.example / Pancake7Stack", "Pancake7Stack"),
    (password, "rentrez « caisse » pis « 9911 » dans la session", "9911"),
    (password, "sudo pass on the demo boxes is crane-crane-7", "crane-crane-7"),
    (password, "pass is lakefront, all one word", "lakefront"),
    (password, "windows key for the lab: K7QM2-X9LP4-8RTVW-Z1Y6N-3BCJH", "K7QM2-X9LP4-8RTVW-Z1Y6N-3BCJH"),
    (access_code, "use 6614 on the intercom, my fob died", "6614"),
    (access_code, "8830 gets you through the side gate", "8830"),
    (access_code, "le pavé numérique de la shop veut 5 0 2 7", "5 0 2 7"),
    (access_code, "la barrure s'ouvre au 4-4-1", "4-4-1"),
    (access_code, "pour désarmer, étoile 2 2 8 0 dièse", "étoile 2 2 8 0 dièse"),
    (access_code, "l'alarme, tu fais le 3, le 1, le 6, le 6", "3, le 1, le 6, le 6"),
    (access_code, "padlock: right 12, left two turns to 30, right 4", "right 12, left two turns to 30, right 4"),
    (access_code, "the bank texted me 330 918 to sign in, wasn't me", "330 918"),
    (access_code, "PUK 77120945 pour le cell de mamie", "77120945"),
    (access_code, "code de la porte du bloc 61B4, deuxième étage", "61B4"),
    (api_key, "2FA seed for the team: MFRGGZDFMZTWQ2LK", "MFRGGZDFMZTWQ2LK"),
    (password, "license key QK7M-2XP9-RT4V-W8YZ for the lab", "QK7M-2XP9-RT4V-W8YZ"),
    (token, "basic auth is bWFyYzpIaXZlcjIwMjY=, decode it", "bWFyYzpIaXZlcjIwMjY="),
    (wifi, "wifi? it's all zeros, eight of them", "all zeros, eight of them"),
    (wifi, "Le wifi du chalet : Fondue2partage", "Fondue2partage"),
    (security_answer, "la réponse à ma question secrète c'est Minouche", "Minouche"),
    (security_answer, 'security answer is "Antigonish"', "Antigonish"),
    (security_answer, "Question de sécurité : premier animal? Pistache.", "Pistache"),
    (security_answer, "my secret answer is Casserole lol", "Casserole"),
]
NOT_TOLD = [
    (password, "my gamertag is FrostyOtter88, add me on Xbox"),
    (password, "mon compte Insta : @lulu.croque2024"),
    (password, "Windows11 and Office2019 on the same laptop"),
    (password, "inscription sur le portail, mot-clic #Rentree2026"),
    (password, "free wifi, no password, just vibes"),
    (password, "people still use qwerty as a password"),
    (access_code, "alarm at 0530 every day, gym life"),
    (access_code, "the keypad on my Nokia 3310 still works"),
    (access_code, "padlocks on the bridge, 4000 of them"),
    (access_code, "safe travels, 1200 km to go"),
    (access_code, "l'alarme sonne depuis 1998 dans ce bloc"),
    (access_code, "Bloc à Steve, 8850 Lajeunesse, buzzer en panne"),
    (access_code, "appuyez sur l'étoile pour le menu, le dièse pour répéter"),
    (security_answer, "security question: favourite teacher. Reader, I had none."),
    (security_answer, "Question secrète : quel était ton premier char?"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "value"), TOLD)
def test_what_opens(sightings, kind, text, value):
    assert [finding.matched for finding in sightings(kind.detector, text)][:1] == [value]


@pytest.mark.parametrize(("kind", "text"), NOT_TOLD)
def test_what_opens_nothing(sightings, kind, text):
    assert sightings(kind.detector, text) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (password, "session avec Motdepasse12 " * 3000),
        (password, "compte avec abcdefg_abcdefg." * 3000),
        (access_code, "keypad 1234 rue " * 4000),
        (access_code, "étoile 1 2 3 " * 5000),
        (security_answer, "question secrète : quel est " * 3000),
    ],
)
def test_hostile_repetition_ends(sightings, kind, text):
    assert isinstance(sightings(kind.detector, text), list)
