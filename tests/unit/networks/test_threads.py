"""A text too long for one post becomes several, and nothing of it is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.networks.describing import Network
from balise.networks.registry import all_networks
from balise.networks.threads import Uncuttable, cut

THREADED = [network for network in all_networks().values() if network.threads and network.maximum]
WORDS = st.lists(
    st.sampled_from(
        [
            "mot",
            "été.",
            "👩‍👩‍👧‍👦",
            "https://exemple.org/une/adresse",
            "@ana@exemple.org",
            "日本",
            "\n",
            "\n\n",
            "fin!",
            "a" * 90,
        ]
    ),
    max_size=120,
).map(" ".join)


def _words(parts: tuple[str, ...]) -> str:
    return "".join(" ".join(re.sub(r" \d+/\d+$", "", part) for part in parts).split())


@pytest.mark.parametrize("network", THREADED, ids=lambda network: network.id)
@given(text=WORDS)
def test_every_post_fits_and_no_word_is_lost(network: Network, text: str) -> None:
    parts = cut(text, network)
    assert all(network.measure(part) <= (network.maximum or 0) for part in parts)
    if len(parts) > 1:
        assert [part.rpartition(" ")[2] for part in parts] == [f"{n}/{len(parts)}" for n in range(1, len(parts) + 1)]
        assert _words(parts) == "".join(text.split())
    else:
        assert parts == (text.strip(),)


@pytest.mark.parametrize("network", THREADED, ids=lambda network: network.id)
def test_cuts_fall_where_a_reader_pauses(network: Network) -> None:
    sentence = "Nous réparons les ordinateurs des écoles du quartier. "
    parts = cut(sentence * 30, network)
    assert len(parts) > 1
    assert all(re.search(r"quartier\. \d+/\d+$", part) for part in parts)


def test_an_address_is_not_cut() -> None:
    link = "https://exemple.org/" + "x" * 60
    parts = cut(("mot " * 60) + link + (" mot" * 60), all_networks()["bluesky"])
    assert sum(link in part for part in parts) == 1


def test_a_word_longer_than_a_post_is_cut_between_characters() -> None:
    parts = cut("👍🏽" * 700, all_networks()["bluesky"])
    assert all("👍🏽" in part and not part.startswith("🏽") for part in parts)
    assert _words(parts) == "👍🏽" * 700


def test_what_can_t_be_a_thread_is_told() -> None:
    with pytest.raises(Uncuttable, match="no-threads"):
        cut("a" * 900, all_networks()["pinterest"])
    with pytest.raises(Uncuttable, match="too-many"):
        cut("mot " * 20_000, all_networks()["x"])
    assert cut("  court \n", all_networks()["x"]) == ("court",)
