"""What Bluesky makes of a text: facets by bytes, and keys that are the same at every try."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.networks.bluesky.facets import facets, handles
from balise.networks.bluesky.keys import record_key

NOON = dt.datetime(2026, 11, 24, 12, 0, 0, 250_000, tzinfo=dt.UTC)
DIDS = {"ana.exemple.org": "did:plc:ana"}


def _pieces(text: str) -> list[tuple[str, str]]:
    """Each facet as the words it covers and what it leads to."""
    found = []
    for one in facets(text, did_of=DIDS.get):
        place, feature = one["index"], one["features"][0]
        words = text.encode()[place["byteStart"] : place["byteEnd"]].decode()
        found.append((words, feature.get("uri") or feature.get("did") or feature.get("tag")))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rien ici.", []),
        ("Été : https://exemple.org/é?a=1.", [("https://exemple.org/é?a=1", "https://exemple.org/é?a=1")]),
        ("👩‍👩‍👧‍👦 exemple.org!", [("exemple.org", "https://exemple.org")]),
        ("Merci @ana.exemple.org!", [("@ana.exemple.org", "did:plc:ana")]),
        ("Merci @Ana.Exemple.org", [("@Ana.Exemple.org", "did:plc:ana")]),
        ("Merci @personne.exemple.org", []),  # nobody by that name: plain words
        ("a@ana.exemple.org", []),
        ("#équité, #2026 et #Québec2026.", [("#équité", "équité"), ("#Québec2026", "Québec2026")]),
        ("voir https://exemple.org/#ancre", [("https://exemple.org/#ancre", "https://exemple.org/#ancre")]),
        ("#" + "a" * 65, []),
    ],
)
def test_links_mentions_and_tags(text: str, expected: list[tuple[str, str]]) -> None:
    assert _pieces(text) == expected


def test_handles_are_asked_once() -> None:
    assert handles("@ana.exemple.org et @ANA.exemple.org, (@bob.test)") == ("ana.exemple.org", "bob.test")


@given(
    st.lists(
        st.sampled_from(["é", "👍🏽", " ", "\n", "https://exemple.org/é", "@ana.exemple.org", "#mot", "(", ".", "a"])
    )
)
def test_facets_cover_whole_characters_in_order_and_apart(words: list[str]) -> None:
    text = "".join(words)
    whole = text.encode()
    last = 0
    for one in facets(text, did_of=DIDS.get):
        start, end = one["index"]["byteStart"], one["index"]["byteEnd"]
        assert last <= start < end <= len(whole)
        whole[start:end].decode()
        last = end


@given(
    st.text(max_size=40),
    st.integers(min_value=0, max_value=70 * 365 * 86_400),
)
def test_a_key_is_always_the_same_and_in_its_form(mark: str, seconds: int) -> None:
    moment = NOON + dt.timedelta(seconds=seconds)
    key = record_key(mark=mark, since=moment)
    assert re.fullmatch(r"[2-7a-j][2-7a-z]{12}", key)  # atproto.com/specs/tid
    assert key == record_key(mark=mark, since=moment.astimezone(dt.timezone(dt.timedelta(hours=-5))))


def test_keys_differ_by_mark_and_follow_time() -> None:
    assert len({record_key(mark=f"m-{number}", since=NOON) for number in range(2_000)}) == 2_000
    assert record_key(mark="a", since=NOON) < record_key(mark="a", since=NOON + dt.timedelta(seconds=1))
