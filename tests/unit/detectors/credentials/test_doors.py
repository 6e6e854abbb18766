"""Codes that no word «code» announces right before them."""

from __future__ import annotations

import pytest

from balise.screening.detectors.credentials import access_code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gate's 5519 then the pound sign", ["5519"]),
        ("Cabanon: 3-3-9-1, laissez la clé dans le pot", ["3-3-9-1"]),
        ("Le code? Facile. 1-9-7-6. C'est la porte d'en arrière", ["1-9-7-6"]),
        ("a changé le code de ma tablette pour 7-8-9-7", ["7-8-9-7"]),
        ("the vault: 14 right, 32 left, 7 right", ["14 right, 32 left, 7 right"]),
        ("porte 2405, au fond à gauche", []),
        ("the gate opened at 1900 hours", []),
        ("Le mot de passe que tout le monde choisit, c'est 123456, selon NordPass", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(access_code.detector, text)] == expected
