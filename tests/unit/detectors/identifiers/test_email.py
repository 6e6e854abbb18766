"""E-mail addresses: plain, spelled out, whose they are, and what only looks like one."""

from __future__ import annotations

import pytest

from balise.policy.model import Decision
from balise.screening.detectors.identifiers.email import detector

CASES = [
    ("Écrivez à samira.haddad@live.ca.", ["samira.haddad@live.ca"]),
    ("MARC_ROY+liste@Gmail.COM", ["MARC_ROY+liste@Gmail.COM"]),
    ("r.kessler1959 [at] gmail [dot] com", ["r.kessler1959 [at] gmail [dot] com"]),
    ("jean point tremblay arobase gmail point com", ["jean point tremblay arobase gmail point com"]),
    ("nom arobase exemple point com", ["nom arobase exemple point com"]),
    ("bob at gmail dot com", ["bob at gmail dot com"]),
    ("jean @ gmail . com", ["jean @ gmail . com"]),
    ("j e a n @ g m a i l . c o m", ["j e a n @ g m a i l . c o m"]),
    ("samira (at) hotmail.ca", ["samira (at) hotmail.ca"]),
    ("jean@gmail.com. Merci", ["jean@gmail.com"]),
    ("a.b@c.qc.ca, d.e@f.org", ["a.b@c.qc.ca", "d.e@f.org"]),
    ("bonjour@atelierboreal.example", []),
    ("julie@rh.atelierboreal.example", []),
    ("info@biblio.qc.ca", []),
    ("Your auto reply says noreply@ but gives no other", []),
    ("git@github.com:atelier/outils.git", []),
    ("postgres://dons:motdepasse@db.exemple.org/dons", []),
    ("@marie.tremblay a raison", []),
    ("@marie@mastodon.social", []),
    ("image@2x.png", []),
    ("votre.nom@exemple.com", []),
    ("rendez-vous @ 14.30", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_addresses(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Écrivez-moi à marc.roy@gmail.com", Decision.ADVISE),
        ("You can reach me at the.real.orlando@outlook.com", Decision.ADVISE),
        ("mon courriel : marc.roy@gmail.com", Decision.ADVISE),
        ("Écrivez-lui à marc.roy@gmail.com", Decision.FORBIDDEN),
        ("her e-mail is m.roy@gmail.com", Decision.FORBIDDEN),
    ],
)
def test_whose_it_is(sightings, text, decision):
    assert [finding.decision for finding in sightings(detector, text)] == [decision]
