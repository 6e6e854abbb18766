"""Passwords and Wi-Fi keys told in words, and talk about passwords that tells none."""

from __future__ import annotations

import pytest

from balise.screening.detectors.credentials import password, wifi

TOLD = [
    ("Le mot de passe des ordinateurs est Heron!Chutes42", ["Heron!Chutes42"]),
    ("le mdp c'est bonjour123", ["bonjour123"]),
    ("MOT DE PASSE = POMME123", ["POMME123"]),
    ("le mot de passe est Soleil", ["Soleil"]),
    ("mon mot de passe c est soleil avec une majuscule", ["soleil"]),
    ("password: hunter2", ["hunter2"]),
    ('Password is "correct horse battery staple"', ["correct horse battery staple"]),
    ("votre mot de passe provisoire XR7-loutre-09 fonctionne pas", ["XR7-loutre-09"]),
    ("my pass is qwerty!Moose22, please reset", ["qwerty!Moose22"]),
    ("mes identifiants : dlavoie2 + Ch0colat!!", ["Ch0colat!!"]),
    ("connectez-vous avec admin / Atelier2026!", ["Atelier2026!"]),
    ('his pw was "monkey", seriously', ["monkey"]),
    ("essaie avec caisse2 comme mot de passe", ["caisse2"]),
    ("type letmein99 when it asks for the password", ["letmein99"]),
    ("Minou2011 partout, facebook, banque, c'est mon mot de passe", ["Minou2011"]),
    ("sign in to the kiosk as volunteer with Apple$auce", ["Apple$auce"]),
    ("usager pbolduc, passe Tracteur!2", ["Tracteur!2"]),
    ("guest network is BirchHall and the pass is maplebutter", ["maplebutter"]),
    ("root/toor still works on that box", ["toor"]),
    ("le mot de passe, c'est 4 fois le chiffre 7", ["4 fois le chiffre 7"]),
    ("I set the tablet password to grapefruit so you'd remember", ["grapefruit"]),
    ("the spreadsheet is locked with 'Orchid&Fern'", ["Orchid&Fern"]),
    ("lastpass master is Quokka-Violin-22, in case", ["Quokka-Violin-22"]),
    ("default creds on the camera are admin and 888888", ["888888"]),
]
NOT_TOLD = [
    "J'ai oublié mon mot de passe",
    "Mot de passe: oublié",
    "mon mot de passe est trop long",
    "le mot de passe est obligatoire",
    "Votre mot de passe est expiré depuis 30 jours",
    "Choisissez un mot de passe d'au moins 14 caractères",
    "les mots de passe comme 123456 sont à éviter",
    "gestionnaire de mots de passe : Bitwarden",
    "quel est le mot de passe du wifi?",
    "mot de passe oublié sur Windows10",
    "Mon NIP c'est ma date de fête",
    "password required",
    "my password is useless",
    "your password is never shared",
    "Use a password manager. Yes, you.",
    "password: ********",
    "mot de passe : VOTRE_MOT_DE_PASSE",
    "password must contain 8 characters and 1 number",
    "Password? Forgot it again",
    "« 123456 » reste le mot de passe le plus utilisé au monde",
    "Never use 'password' as your password, folks",
    "password fatigue is real, 112 accounts",
    "the password to my heart is nachos",
    "J'ai changé mon mot de passe pour vrai cette fois",
    "DB_PASSWORD=changez_moi dans l'exemple",
    "admin/support roles posted, 2 openings",
    "log in with your school account before 3:30",
    "Trois trucs pour vos mots de passe : longs, uniques, secrets.",
    "je veux changer mon mot de passe mais le bouton est gris",
    "my password was stolen in the 2012 LinkedIn breach",
    "Le mot de passe que tout le monde choisit, c'est 123456",
    "The password-protected slide says: no layoffs",
    "log line: user@localhost login ok",
    "f*ck this login page",
    "library opens with 200 new seats",
]
KEYS = [
    ("code wifi de la salle affiché à l'entrée: 9F4C2A7711", ["9F4C2A7711"]),
    ("j'ai deviné la clé du wifi: pommesetpoires2020", ["pommesetpoires2020"]),
    ("Key for the WPA network at the gym is bluewhale-tango-41", ["bluewhale-tango-41"]),
    ("code wifi 12345678", ["12345678"]),
    ("La clé du wifi est affichée au mur", []),
    ("the wifi key is on page 1234 of the manual", []),
    ("wifi de l'auberge : Loup-Garou / pleinelune44", ["pleinelune44"]),
    ("wifi 5G dans le métro, la clé du futur", []),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_passwords(sightings, text, expected):
    assert [finding.matched for finding in sightings(password.detector, text)] == expected


@pytest.mark.parametrize("text", NOT_TOLD)
def test_talk_about_passwords(sightings, text):
    assert sightings(password.detector, text) == []
    assert sightings(wifi.detector, text) == []


@pytest.mark.parametrize(("text", "expected"), KEYS)
def test_wifi_keys(sightings, text, expected):
    assert [finding.matched for finding in sightings(wifi.detector, text)] == expected


@pytest.mark.parametrize("text", ["mot de passe : " * 5000, "password is " * 5000, '"' * 50000, "wifi key " * 5000])
def test_hostile_repetition_ends(sightings, text):
    assert isinstance(sightings(password.detector, text), list)
