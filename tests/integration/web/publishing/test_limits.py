"""Lengths as networks count them, limits, and addresses of what was published."""

from __future__ import annotations

import datetime as dt

import pytest

from balise import load_policy
from balise.networks.counting import graphemes, mastodon_length, x_weight
from balise.web.publishing.addresses import link_problem, problem_with
from balise.web.publishing.content import Draft, Picture
from balise.web.publishing.readiness import full_text, obstacles
from balise.web.verdicts.networks import all_networks

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("Allô", 4),
        ("e\u0301", 1),  # composed first
        ("日本", 4),
        ("« — »", 5),
        ("https://example.org/a/very/long/address?with=parameters", 23),
        ("Voir https://a.ca.", 5 + 23 + 1),
        ("opeq@exemple.com", 16),  # an e-mail address is not a link
        ("🐳", 2),
        ("👩‍👩‍👧‍👦", 2),
        ("🇨🇦", 2),
        ("👍🏽", 2),
    ],
)
def test_x_weighs(text: str, weight: int) -> None:
    assert x_weight(text) == weight


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("e\u0301", 1),
        ("👩‍👩‍👧‍👦", 1),
        ("🇨🇦🇫🇷", 2),
        ("👍🏽", 1),
        ("a\r\nb", 3),
        ("한국", 2),
        ("1️⃣", 1),
        ("\n\u0301a", 3),
    ],
)
def test_bluesky_counts_what_a_reader_sees(text: str, count: int) -> None:
    assert graphemes(text) == count


def test_mastodon_counts_an_address_as_23() -> None:
    assert mastodon_length("Voir https://exemple.org/" + "a" * 200) == 5 + 23


def _codes(draft: Draft, **more: dt.datetime | None) -> set[tuple[str, str]]:
    return {(one.code, one.network) for one in obstacles(draft, planned=more.get("planned"), now=NOW)}


def test_each_network_says_what_it_lacks() -> None:
    everything = tuple(all_networks())
    found = _codes(Draft(common="a" * 64_000, networks=everything))
    assert {network for code, network in found if code == "text-long"} == set(everything) - {
        "web",
        "blog",
        "forum",
        "youtube",
    }
    assert ("text-heavy", "youtube") in found
    many = Draft(common=" ".join(f"#mot{number}a" for number in range(31)), networks=("instagram", "facebook"))
    assert ("hashtags-many", "instagram") in _codes(many)
    assert ("hashtags-many", "facebook") not in _codes(many)
    assert ("media-missing", "instagram") in found
    assert ("video-missing", "youtube") in found
    assert {network for code, network in found if code == "title-missing"} == {"youtube", "pinterest"}
    assert _codes(Draft(common="Allô", networks=("facebook", "x", "mastodon", "bluesky", "linkedin"))) == set()


def test_pinterest_limits_its_title_and_alternative_texts() -> None:
    image = Picture(sha="0" * 64, alt="a" * 501, name="a.png")
    draft = Draft(common="Allô", networks=("pinterest",), titles={"pinterest": "a" * 101}, images=(image,))
    assert _codes(draft) == {("title-long", "pinterest"), ("alt-long", "pinterest")}


def test_links_are_added_once_and_counted() -> None:
    draft = Draft(common="a" * 280, networks=("x",), links=("https://exemple.org",))
    assert full_text(draft, "x").endswith("\nhttps://exemple.org")
    assert _codes(draft) == {("text-long", "x")}
    assert full_text(Draft(common="Voir https://exemple.org", links=("https://exemple.org",)), "x").count("https") == 1


def test_windows_must_make_sense() -> None:
    day = dt.timedelta(days=1)
    good = Draft(common="Allô", networks=("x",), earliest=NOW, latest=NOW + day)
    assert _codes(good, planned=NOW + day / 2) == set()
    assert ("planned-outside", "") in _codes(good, planned=NOW + 2 * day)
    assert ("window-over", "") in _codes(Draft(common="A", networks=("x",), latest=NOW - day))
    assert ("window-upside-down", "") in _codes(Draft(common="A", networks=("x",), earliest=NOW + day, latest=NOW))
    assert ("networks-none", "") in _codes(Draft(common="A"))


@pytest.mark.parametrize(
    ("network", "address", "good"),
    [
        ("facebook", "https://www.facebook.com/page/posts/1", True),
        ("facebook", "https://facebook.com.evil.example/page/posts/1", False),
        ("facebook", "https://notfacebook.com/page/posts/1", False),
        ("facebook", "http://www.facebook.com/page/posts/1", False),
        ("facebook", "https://user:password@www.facebook.com/page", False),
        ("facebook", "https://www.facebook.com:8443/page", False),
        ("facebook", "https://www.facebook.com/", False),
        ("facebook", "javascript:alert(1)", False),
        ("facebook", "https://www.facebook.com/a b", False),
        ("facebook", "https://[::1", False),
        ("facebook", "", False),
        ("facebook", "https://www.facebook.com/" + "a" * 600, False),
        ("x", "https://twitter.com/page/status/1", True),
        ("x", "https://x.com/page/status/1", True),
        ("youtube", "https://youtu.be/abc", True),
        ("mastodon", "https://mastodon.quebec/@page/1", True),
        ("mastodon", "https://localhost/@page/1", False),
        ("blog", "https://blogue.exemple.org/billet", True),
    ],
)
def test_addresses_are_of_their_network(network: str, address: str, good: bool) -> None:
    assert (problem_with(address, all_networks()[network], load_policy("opeq")) is None) is good


def test_the_web_site_is_the_organisations() -> None:
    policy, web = load_policy("opeq"), all_networks()["web"]
    domain = policy.organisation.domains[0]
    assert problem_with(f"https://www.{domain}/nouvelles/1", web, policy) is None
    assert problem_with("https://exemple.org/nouvelles/1", web, policy) is not None


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "exemple.org", "https://", "https://a b.org", "https://x@y.org"]
)
def test_odd_links_are_told(link: str) -> None:
    assert link_problem(link)


@pytest.mark.parametrize("network", all_networks().values(), ids=lambda network: network.id)
def test_every_network_tells_how_in_both_languages(network: object) -> None:
    assert set(network.names) == set(network.steps) == {"fr", "en"}
    assert len(network.steps["fr"]) == len(network.steps["en"]) >= 2
    assert not any("« " in step or " »" in step or " :" in step or "'" in step for step in network.steps["fr"])
