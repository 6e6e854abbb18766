"""However an identifier is written, it is seen: one sign between all its groups or all its signs, invisible characters,
other case, other digits."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balise.screening.detectors.identifiers import (
    bank_account,
    birth_date,
    device_serial,
    drivers_licence,
    health_number,
    iban,
    imei,
    ip_address,
    mac_address,
    national_number,
    passport,
    payment_card,
    permanent_code,
    plate,
    sin,
)

SIGNS = [
    " ",
    "\u00a0",
    "\u202f",
    "\u2009",
    ".",
    "·",
    "-",
    "–",
    "—",
    "/",
    "_",
    "|",
    ",",
    ":",
    ";",
    "*",
    "+",
    "~",
    "'",
    "•",
    "\n",
    " - ",
    " / ",
    "\t",
]
INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u200f"]

IDENTIFIERS = [
    (sin, "Son NAS : {}.", ("130", "692", "544")),
    (sin, "here it is {} ok", ("130", "692", "544")),
    (payment_card, "Ma carte {} merci", ("4539", "1488", "0343", "6467")),
    (payment_card, "voici {} voilà", ("4539", "1488", "0343", "6467")),
    (payment_card, "amex {}", ("3782", "822463", "10005")),
    (health_number, "RAMQ {}", ("TREM", "8512", "0312")),
    (health_number, "Joanie, {}", ("TREM", "8512", "0312")),
    (permanent_code, "code permanent {}", ("TREJ", "1503", "0812")),
    (drivers_licence, "permis {}", ("L1234", "150385", "07")),
    (drivers_licence, "trouvé ceci : {}", ("L1234", "150385", "07")),
    (passport, "passeport {} perdu", ("AK", "519027")),
    (iban, "IBAN {}", ("GB82", "WEST", "1234", "5698", "7654", "32")),
    (bank_account, "compte {}", ("815", "20118", "3309471")),
    (bank_account, "my bank account {}", ("20118", "815", "3309471")),
    (imei, "IMEI {}", ("35", "339742", "821884", "9")),
    (birth_date, "date de naissance {}", ("1994", "02", "27")),
    (ip_address, "adresse IP {}", ("99", "244", "18", "61")),
    (mac_address, "adresse MAC {}", ("F8", "75", "A4", "1B", "6C", "E2")),
    (national_number, "social security number {}", ("536", "22", "1847")),
    (plate, "plaque {}", ("FLX", "9027")),
    (device_serial, "s/n {}", ("5CD", "0417", "LM2")),
]
NAMES = [f"{module.__name__.rpartition('.')[2]}-{number}" for number, (module, _, _) in enumerate(IDENTIFIERS)]
NOT_ONE_BY_ONE = {ip_address}  # an address without its dots is no address


@pytest.mark.parametrize("engine", ["hyperscan", "re"])
@pytest.mark.parametrize(("module", "sentence", "groups"), IDENTIFIERS, ids=NAMES)
def test_one_sign_between_groups(sightings, module, sentence, groups, engine):
    for sign in SIGNS:
        written = sign.join(groups)
        found = [finding.matched for finding in sightings(module.detector, sentence.format(written), engine=engine)]
        assert found == [written], repr(sign)


@pytest.mark.parametrize(
    ("module", "sentence", "groups"), [case for case in IDENTIFIERS if case[0] not in NOT_ONE_BY_ONE]
)
def test_one_sign_between_all_signs(sightings, module, sentence, groups):
    for sign in SIGNS:
        written = sign.join("".join(groups))
        found = [finding.matched for finding in sightings(module.detector, sentence.format(written))]
        assert found == [written], repr(sign)


@pytest.mark.parametrize(("module", "sentence", "groups"), IDENTIFIERS, ids=NAMES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_invisible_characters_and_case(sightings, module, sentence, groups, data):
    sign = data.draw(st.sampled_from(SIGNS))
    plain = sign.join(groups)
    lowered = data.draw(st.sampled_from([plain, plain.lower(), plain.upper()]))
    written = lowered[0]
    for character in lowered[1:]:
        written += "".join(data.draw(st.lists(st.sampled_from(INVISIBLE), max_size=2))) + character
    text = sentence.format(written)
    assert [finding.matched for finding in sightings(module.detector, text)] == [written]


@pytest.mark.parametrize("module", sorted({module for module, _, _ in IDENTIFIERS}, key=lambda module: module.__name__))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(
        st.one_of(
            st.text(max_size=12),
            st.from_regex(r"[0-9]{1,9}", fullmatch=True),
            st.sampled_from(
                [
                    "NAS ",
                    "ip ",
                    "mac ",
                    "plaque ",
                    "passeport ",
                    "né le ",
                    "s/n ",
                    "compte bancaire ",
                    "DE89",
                    "TREM",
                    *SIGNS,
                ]
            ),
        ),
        max_size=14,
    ).map("".join)
)
def test_any_text_is_read_and_spans_say_what_they_cover(sightings, module, text):
    for finding in sightings(module.detector, text):
        assert text[finding.start : finding.end] == finding.matched
        assert finding.matched
        assert not finding.matched[-1].isspace()
        assert not finding.matched[0].isspace()
