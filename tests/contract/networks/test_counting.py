"""Lengths and links against the networks' own libraries: twitter-text, and those of the AT Protocol."""

from __future__ import annotations

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from balise.networks.bluesky.facets import facets
from balise.networks.counting import graphemes, mastodon_length, x_weight
from tests.contract.networks import serving

PIECES = [
    *("mot", "Été", "d’été", "«\u00a0oui\u00a0»", "a\u0301", "œuvre", "—", "…", "·", "n° 1", "100 %", "\r\n", "\u200d"),
    *("👍", "👍🏽", "👩‍👩‍👧‍👦", "🇨🇦", "🇨", "❤️", "☎", "©", "™", "1️⃣", "1⃣", "🏳️‍🌈", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\ufe0f"),
    *("日本語", "한국", "각", "Привет", "مرحبا", "हिन्दी", "বাংলা", "ประเทศไทย"),
    *("https://exemple.org", "http://exemple.org/a/b?c=d&e=1#f", "https://exemple.org/(parenthèse)", "exemple.com"),
    *("exemple.quebec/page", "exemple.app", "exemple.co.uk", "opeq@exemple.com", "@ana", "@ana@serveur.exemple.org"),
    *("#mot", "#été2026", "https://www.exemple.org/é", "https://exemple.org.", "fin.Ensuite", "v1.2.3", "M.Roy"),
    *("https://lac-vert.example/atelier", "https://localhost/x", "https://exemple.org:8080/a", "exemple.org:80"),
    *("https://été.fr/a", "https://xn--t-xma.ca", "exemple.orgx", "exemple.org-a", "exemple.org_", "$exemple.org"),
    *(
        "a/exemple.org",
        "https://exemple.org/a’b",
        "(https://exemple.org)",
        "https://a.b.exemple.org#x",
        "www.exemple.org",
    ),
]
JOINS = [" ", "\n", "\u00a0", " (", ") ", ", ", ". ", "! "]
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(JOINS)), max_size=10).map(
    lambda pairs: "".join(piece + join for piece, join in pairs)
)


@settings(max_examples=8, phases=[Phase.generate])  # each asks Node once
@given(st.lists(TEXTS, min_size=200, max_size=200))
def test_lengths_are_those_of_the_networks(texts: list[str]) -> None:
    wrong = [
        (text, name, found, told[name])
        for text, told in zip(texts, serving.counted(texts), strict=True)
        for name, found in (
            ("x", x_weight(text)),
            ("graphemes", graphemes(text)),
            ("mastodon", mastodon_length(text)),
        )
        if found != told[name]
    ]
    assert wrong == []


def test_bluesky_links_are_those_of_its_own_client() -> None:
    texts = [
        "Voir https://exemple.org/é?a=1. Puis exemple.quebec!",
        "👩‍👩‍👧‍👦 #été2026, #2026 et https://exemple.org/(a)",
        "Écrire à opeq@exemple.com, fin.Ensuite\n#mot",
    ]
    for text, told in zip(texts, serving.counted(texts), strict=True):
        found = [
            [one["index"]["byteStart"], one["index"]["byteEnd"], one["features"][0]["$type"].partition("#")[2]]
            for one in facets(text, did_of=lambda _handle: None)
        ]
        assert found == told["facets"], text
