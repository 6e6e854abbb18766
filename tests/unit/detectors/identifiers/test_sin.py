from __future__ import annotations

import pytest

from balise.screening.detectors.identifiers.sin import detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # announced, French and English, every writing
        ("Mon NAS est le 130 692 544, gardez ça pour vous", ["130 692 544"]),
        ("mon nas c 130692544 lol", ["130692544"]),
        ("N.A.S. : 130.692.544", ["130.692.544"]),
        ("carte d'assurance sociale no 130-692-544 trouvée", ["130-692-544"]),
        ("Her SIN is 130/692/544.", ["130/692/544"]),
        ("social insurance number: 130_692_544", ["130_692_544"]),
        ("130 692 544, c'est mon NAS", ["130 692 544"]),
        ("NAS 1-3-0-6-9-2-5-4-4", ["1-3-0-6-9-2-5-4-4"]),
        ("NAS 130\u00a0692\u00a0544 et 046\u202f454\u202f286", ["130\u00a0692\u00a0544", "046\u202f454\u202f286"]),
        ("NAS130692544", ["130692544"]),
        ("mon NAS １３０ ６９２ ５４４", ["１３０ ６９２ ５４４"]),
        ("NAS 13\u200b0 69\u200d2 54\u20604", ["13\u200b0 69\u200d2 54\u20604"]),
        ("nas 130 692-544", ["130 692-544"]),
        # a first digit never issued counts only when words say what it is
        ("Le NAS d'exemple 046 454 286", ["046 454 286"]),
        ("le numéro 046 454 286", []),
        # a SIN before another number by the same separator
        ("NAS 130 692 544 514 555 0138", ["130 692 544"]),
        ("NAS 130-692-544, tél. 418-555-0138", ["130-692-544"]),
        # not announced
        ("Voici: 130-692-544", ["130-692-544"]),
        ("trouvé ce papier, 130 692 544 écrit dessus", ["130 692 544"]),
        ("130692544", ["130692544"]),
        # wrong check digit
        ("Mon NAS est le 130 692 545", []),
        ("SIN 123 456 789", []),
        # something else
        ("commande 130 692 544 toujours en traitement", []),
        ("Order 130692544 still says processing", []),
        ("lots 130 692 544 rappelés", []),
        ("colis 130-692-544 en retard", []),
        ("un total de 130 692 544 $", []),
        ("130 692 544 habitants selon le recensement", []),
        ("NAS qui plante encore: 4 disques de 8 To en RAID 5, 130 692 544 octets", []),
        ("appelez au tel 130-692-544", []),
        ("score 130 692 544", []),
        ("Numéro de client 130692544", []),
        ("ISBN 130-692-544", []),
        ("987654321", []),
        ("000 000 000 et NAS 000-000-000", []),
        ("https://exemple.ca/p/130692544", []),
        ("le NAS est un numéro privé", []),
    ],
)
def test_what_is_found(sightings, text, expected):
    assert [finding.matched for finding in sightings(detector, text)] == expected
