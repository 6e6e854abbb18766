"""Keys, tokens, private keys and connection strings, told by their shape; what only stands for one is left.

The keys are put together here, so that no scanner of repositories takes this file for a leak.
"""

from __future__ import annotations

import pytest

from balise.screening.detectors.credentials import api_key, connection, private_key, token

BODY = "x7Kd92LmQp4RsT8vWz1YbN6cHf3JgE0aUiO5"
JWT = "eyJ" + "hbGciOiJIUzI1NiJ9.eyJ1c2VyIjoibWFyYyJ9.Qx7kD2mPz9LrT4vW8yB1nC6"
SHAPES = [
    (api_key, "ghp_" + BODY),
    (api_key, "AKIA" + "Z7QW3ERT5YUI9OPL"),
    (api_key, "xoxb-" + "284719305562-918273645501-kLmNpQrStUv"),
    (api_key, "sk_live_" + "51Hx8QmKd2Lp9Rt4Vw7Yz3Nb6"),
    (api_key, "whsec_" + "9dK2mLq8Rt4Vx7Yz1Nb5Cj3Hf6"),
    (api_key, "sk-proj-" + BODY),
    (api_key, "glpat-" + BODY[:20]),
    (token, JWT),
    (connection, "postgres://gestion:" + "Erable_2025@10.2.0.8:5432/dons"),
]
NAMED = [
    ("la clé API est " + "8f3a9c1b2d4e5f60718293a4b5c6d7e8", "8f3a9c1b2d4e5f60718293a4b5c6d7e8"),
    ("export AZURE_CLIENT_SECRET=" + "Kx8~Qm2Lp9Rt4Vw7Yz3Nb6", "Kx8~Qm2Lp9Rt4Vw7Yz3Nb6"),
    ("server API key, if anyone needs it: " + "7f3c9a1e5b8d4f20a6c1e93b", "7f3c9a1e5b8d4f20a6c1e93b"),
]
LEFT = [
    'api_key = "YOUR_API_KEY_HERE"',
    "Remplace VOTRE_CLE_API par la tienne",
    "Where do I find the API token in my account settings?",
    "commit 9c1f7e4ab2d85036e7f1c9a4b7d2 a tout brisé",
    "le jeton de présence est de 50 $",
    "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "token=${GITHUB_TOKEN}",
    "Private key vs public key finally clicked",
    "-----BEGIN PUBLIC KEY-----",
    "https://exemple.org:8080/page",
    "redis://user:password@localhost",
    "the bearer of good news arrived this morning",
]


@pytest.mark.parametrize(("module", "secret"), SHAPES)
def test_shapes_are_found_exactly(sightings, module, secret):
    assert [finding.matched for finding in sightings(module.detector, f"oups, c'était {secret}, désolé")] == [secret]


@pytest.mark.parametrize(("text", "secret"), NAMED)
def test_keys_announced_by_name(sightings, text, secret):
    assert [finding.matched for finding in sightings(api_key.detector, text)] == [secret]


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_secret(sightings, text):
    assert [sightings(module.detector, text) for module in (api_key, token, private_key, connection)] == [
        [],
        [],
        [],
        [],
    ]


def test_a_private_key_is_found_through_its_end(sightings):
    armour = "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7\n-----END RSA " + "PRIVATE KEY-----"
    assert [finding.matched for finding in sightings(private_key.detector, f"voilà {armour} merci")] == [armour]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("curl -u deploy:Fr3ightTr@in https://repo.exemple.org", "Fr3ightTr@in"),
        ("mysql --password=Er4ble! -h db", "Er4ble!"),
        ("Server=db;Uid=sa;Pwd=Tr0ub4dor;", "Tr0ub4dor"),
    ],
)
def test_passwords_of_commands(sightings, text, secret):
    assert [finding.matched for finding in sightings(connection.detector, text)] == [secret]
