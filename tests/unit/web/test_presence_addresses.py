"""Addresses read as a browser would, down to the account they name; and names that resemble ours."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.web.presence.addresses import LONGEST_ASKED, Unreadable, completed, openable, plain, read, within
from balise.web.presence.resembling import (
    Likeness,
    Name,
    distance,
    likeness,
    names_of_host,
    own_name_of_host,
    resemblances,
    skeleton,
)

SAME = {
    "web:opeq.qc.ca": [
        "https://www.opeq.qc.ca/",
        "HTTP://OPEQ.QC.CA:80",
        "opeq.qc.ca/?utm_source=x&fbclid=1#haut",
        "https://opeq.qc.ca./index.html",
        "https://ｏｐｅｑ。qc。ca/",
        "//opeq.qc.ca",
        "  <https://opeq.qc.ca>. ",
    ],
    "web:école.example": ["https://xn--cole-9oa.example/", "ÉCOLE.example", "https://e\u0301cole.example/"],
    "facebook:opequebec": [
        "https://www.facebook.com/OPEQuebec/",
        "m.facebook.com/opequebec?locale=fr_CA",
        "https://fr-ca.facebook.com/O.P.E.Quebec/about",
        "fb.com/OPEQuebec",
        "https://facebook.com/pg/OPEQuebec",
        "https://facebook.com/%4fPEQuebec",
        "https://facebook.com/evil/../OPEQuebec",
    ],
    "facebook:100064": [
        "https://www.facebook.com/profile.php?id=100064&sk=about",
        "https://www.facebook.com/people/Opeq/100064/",
        "https://facebook.com/pages/Opeq/100064",
    ],
    "facebook:100064123456": ["https://www.facebook.com/p/Opeq-100064123456/"],
    "x:opequebec": ["https://twitter.com/OPEQuebec", "x.com/@opequebec", "https://mobile.twitter.com/opequebec/media"],
    "linkedin:company/opeq-quebec": ["https://ca.linkedin.com/company/OPEQ-Quebec/about/"],
    "linkedin:in/opeq-quebec": ["https://www.linkedin.com/in/opeq-quebec"],
    "youtube:channel/UC8tOKpeD9LRoatHsttaVzTg": ["https://m.youtube.com/channel/UC8tOKpeD9LRoatHsttaVzTg/videos"],
    "youtube:channel/uc8tokped9lroathsttavztg": ["https://youtube.com/channel/uc8tokped9lroathsttavztg"],
    "youtube:@opeq": ["https://www.youtube.com/@OPEQ/featured"],
    "youtube:c/opeq": ["https://www.youtube.com/c/OPEQ"],
    "instagram:opequebec": ["https://www.instagram.com/opequebec/?hl=fr"],
    "pinterest:opequebec": ["https://www.pinterest.ca/opequebec/_saved/"],
    "bluesky:opeq.bsky.social": ["https://bsky.app/profile/OPEQ.bsky.social"],
    "mastodon:social.example.org/@opeq": [
        "@OPEQ@social.example.org",
        "https://social.example.org/@opeq",
        "https://social.example.org/users/opeq/followers",
    ],
}
CASES = [(key, address) for key, addresses in SAME.items() for address in addresses]


@pytest.mark.parametrize(("key", "address"), CASES, ids=[address for _, address in CASES])
def test_every_way_of_writing_an_address_names_one_account(key: str, address: str) -> None:
    found = read(address)
    assert (found.key, found.inside) == (key, False)


@pytest.mark.parametrize(
    "address",
    [
        "https://x.com/opequebec/status/12",  # X shows any post under any name
        "https://www.instagram.com/opequebec/p/Cx/",
        "https://www.facebook.com/OPEQuebec/posts/pfbid02",
        "https://www.facebook.com/watch?v=1",
        "https://www.facebook.com/l.php?u=https%3A%2F%2Fevil.example",
        "https://apps.facebook.com/opequebec",
        "https://www.youtube.com/watch?v=1",
        "https://youtu.be/abc",
        "https://bit.ly/opeq",
        "https://fb.me/opequebec",
        "https://evil.example/@opeq@social.example.org",
        "https://www.facebook.com/profile.php?id=1x",
    ],
)
def test_a_post_or_a_short_link_proves_nothing(address: str) -> None:
    assert read(address).inside


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("", "empty"), ("   ", "empty"), ("javascript:alert(1)", "scheme"), ("mailto:a@b.ca", "scheme"),
        ("ftp://opeq.qc.ca/", "scheme"), ("https:opeq.qc.ca", "scheme"), ("a@b.ca", "mail"), ("@opeq", "handle"),
        ("localhost", "host"), ("https://[::1]/", "host"), ("https://[bad", "host"), ("https://a..b/", "host"),
        ("https://xn--a.ca", "host"), ("https://opeq.qc.ca:99999/", "host"), ("https://exa mple.ca", "characters"),
        ("https://opeq.qc.ca@evil.example/", "user"), ("https://evil.example\\@opeq.qc.ca/", "characters"),
        ("https://ope\u200bq.qc.ca", "characters"), ("https://opeq.qc.ca/\u202egpj.exe", "characters"),
        ("https://opeq.qc.ca/\0", "characters"), ("https://a.ca/" + "x" * LONGEST_ASKED, "long"),
    ],
)  # fmt: skip
def test_what_is_no_address_or_hides_one_is_refused(address: str, kind: str) -> None:
    with pytest.raises(Unreadable) as problem:
        read(address)
    assert problem.value.kind == kind


def test_a_letter_of_another_alphabet_is_another_site_and_shows() -> None:
    false = "https://оpeq.qc.ca/"  # the first letter is Cyrillic
    assert read(false).key != "web:opeq.qc.ca"
    assert plain(false) == "xn--peq-red.qc.ca"
    assert openable(false) == "https://xn--peq-red.qc.ca/"


def test_another_port_is_another_site() -> None:
    assert read("https://opeq.qc.ca:8443/").key == "web:opeq.qc.ca:8443"


@pytest.mark.parametrize(
    ("site", "other", "inside"),
    [
        ("web:opeq.qc.ca", "web:opeq.qc.ca/dons/2026", True),
        ("web:opeq.qc.ca", "web:dons.opeq.qc.ca", True),
        ("web:opeq.qc.ca", "web:fauxopeq.qc.ca", False),
        ("web:opeq.qc.ca", "web:opeq.qc.ca.evil.example", False),
        ("web:opeq.qc.ca", "web:opeq.qc.ca:8443", False),
        ("web:gc.example/eic/ope", "web:gc.example/eic/ope/fra", True),
        ("web:gc.example/eic/ope", "web:gc.example/eic/open", False),
        ("web:gc.example/eic/ope", "web:gc.example", False),
        ("web:gc.example/eic/ope", "web:x.gc.example/eic/ope", False),
    ],
)
def test_what_lies_in_a_site(site: str, other: str, inside: bool) -> None:
    assert within(site, other) is inside


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_and_what_is_shown_is_plain(text: str) -> None:
    shown = plain(text)
    assert shown.isascii()
    assert all(" " <= one <= "~" for one in shown)
    try:
        found = read(text)
    except Unreadable:
        return
    assert "\0" not in found.key
    assert read(completed(text)) == found
    assert openable(text).isascii()


@given(st.lists(st.sampled_from(["a", "/", ".", "..", "%2f", "%2e", "?", "#", "&", "é", "@", ":"]), max_size=12))
def test_nothing_after_a_host_makes_it_another(pieces: list[str]) -> None:
    with contextlib.suppress(Unreadable):
        found = read(f"https://evil.example/{''.join(pieces)}")
        assert found.host == "evil.example" or found.inside


@pytest.mark.parametrize(
    ("name", "own", "expected"),
    [
        ("OPEQuebec", "opequebec", Likeness.SAME),
        ("0PEQuebec", "OPEQuebec", Likeness.LETTERS),
        ("оpequebec", "OPEQuebec", Likeness.LETTERS),
        ("opéquébec", "OPEQuebec", Likeness.LETTERS),
        ("ope_quebec", "OPEQuebec", Likeness.SAME),
        ("opequebec_officiel", "OPEQuebec", Likeness.ADDED),
        ("vrai0pequebec", "OPEQuebec", Likeness.ADDED),
        ("opeqebec", "OPEQuebec", Likeness.CLOSE),
        ("oepquebec", "OPEQuebec", Likeness.CLOSE),
        ("opeq-dons", "opeq", Likeness.ADDED),
        ("dons.opeq2026", "opeq", Likeness.ADDED),
        ("opqe", "opeq", Likeness.CLOSE),
        ("oppeq", "opeq", Likeness.CLOSE),
        ("open", "opeq", None),
        ("copeque", "opeq", None),
        ("quebec", "OPEQuebec", None),
        ("bibliotheque", "OPEQuebec", None),
        ("", "OPEQuebec", None),
        ("ab", "ab", None),
    ],
)
def test_what_could_be_taken_for_ours(name: str, own: str, expected: Likeness | None) -> None:
    assert likeness(name, own) is expected


def test_the_strongest_likeness_comes_first_and_once() -> None:
    ours = [Name(text="opequebec", owner=1), Name(text="opeq", owner=2), Name(text="larkfield", owner=3)]
    found = resemblances(["opeq-dons", "0pequebec"], ours)
    assert [(one.owner, one.likeness) for one in found] == [(1, Likeness.LETTERS), (2, Likeness.ADDED)]


def test_the_parts_of_a_host_that_somebody_chose() -> None:
    assert names_of_host("opeq.qc.ca") == ["opeq"]
    assert names_of_host("dons.opeq-dons.org") == ["dons", "opeq-dons", "dons-opeq-dons"]
    assert "opeq" in names_of_host("opeq.qc.ca.evil.com")


@pytest.mark.parametrize(
    ("host", "name"),
    [("opeq.qc.ca", "opeq"), ("dons.opeq.org", "opeq"), ("castors.wordpress.com", "castors"), ("a.b", "a")],
)
def test_the_part_that_people_know_ours_by(host: str, name: str) -> None:
    assert own_name_of_host(host) == name


@given(st.text(alphabet="abc", max_size=7), st.text(alphabet="abc", max_size=7))
def test_the_distance_is_one(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) is (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))


@pytest.mark.parametrize(
    ("one", "other", "apart"), [("abcd", "acbd", 1), ("abc", "abcd", 1), ("abc", "xbc", 1), ("ca", "abc", 3)]
)
def test_neighbours_exchanged_count_once(one: str, other: str, apart: int) -> None:
    assert distance(one, other) == apart


def test_letters_drawn_alike_have_one_skeleton() -> None:
    assert skeleton("rnontrea1") == skeleton("montreal") == skeleton("m0ntreai")
