from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.ip_address import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my ip is 99.244.18.61, please unblock", ["99.244.18.61"]),
        ("Connecté depuis 184.162.77.203.", ["184.162.77.203"]),
        ("son adresse IP: 99-244-18-61", ["99-244-18-61"]),
        ("ip 99 244 18 61", ["99 244 18 61"]),
        ("ip 99[.]244[.]18[.]61", ["99[.]244[.]18[.]61"]),
        ("ipv6 2607:fa48:6e2b:1100:8d5:3f1c:99aa:1204", ["2607:fa48:6e2b:1100:8d5:3f1c:99aa:1204"]),
        ("2001:db8::8a2e:370:7334", ["2001:db8::8a2e:370:7334"]),
        ("tape 192.168.0.1 dans le navigateur", []),
        ("le serveur est 192.168.4.17", ["192.168.4.17"]),
        ("connect to 10.20.4.12, the payroll server", ["10.20.4.12"]),
        ("le serveur de la maison répond sur 192.168.1.1", []),
        ("un serveur à 127.0.0.1, comme dans tous les tutoriels", []),
        ("There's no place like 127.0.0.1", []),
        ("Set DNS to 8.8.8.8 or 1.1.1.1", []),
        ("Ubuntu 24.04.1.2 et version 5.15.100.33", []),
        ("10.0.0.12 et 172.16.4.9", []),
        ("article 3.4.2.1 de la politique", []),
        ("256.300.12.1", []),
        ("rendez-vous à 12:30:45", []),
        ("::1 et fe80::1", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
