"""How a post would look on each network: where it folds, what becomes a link, how images are framed."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from balise.networks.counting import graphemes, mastodon_length, x_weight
from balise.networks.limits import Post
from balise.web.verdicts.networks import all_networks
from balise.web.verdicts.previewing import Preview, longest_prefix, preview

LINK = "https://www.exemple.org/une/adresse/assez/longue/pour/etre/coupee"


def _look(name: str, text: str, **more: Any) -> Preview:
    return preview(all_networks()[name], Post(text, **more))


def _words(pieces: Any) -> str:
    return "".join(piece.shown for piece in pieces)


@pytest.mark.parametrize("name", all_networks())
def test_nothing_is_lost_between_what_is_seen_and_folded(name: str) -> None:
    text = "Première ligne\nDeuxième\n\nQuatrième 👩‍👩‍👧‍👦 " + "mot " * 60
    look = _look(name, text)
    assert _words(look.visible) + _words(look.folded) + look.over == text


@pytest.mark.parametrize(
    ("name", "longest"), [("facebook", 477), ("instagram", 125), ("linkedin", 210), ("pinterest", 60)]
)
def test_a_long_text_folds_at_a_word(name: str, longest: int) -> None:
    look = _look(name, "collecte " * 80)
    seen = _words(look.visible)
    assert longest - 20 < len(seen) <= longest
    assert not seen.endswith("collec")
    assert _words(look.folded).startswith(" collecte")
    assert not _look(name, "Collecte samedi.").folded


def test_many_short_lines_fold_too() -> None:
    look = _look("linkedin", "un\ndeux\ntrois\nquatre")
    assert (_words(look.visible), _words(look.folded)) == ("un\ndeux\ntrois", "\nquatre")


def test_what_passes_the_limit_is_shown_apart_as_each_network_counts() -> None:
    short = "a" * 250 + " " + LINK  # an address weighs 23 on X and Mastodon, all its letters on Bluesky
    assert _look("x", short).over == ""
    assert _look("mastodon", short).over == ""
    assert _look("bluesky", short).over != ""
    look = _look("x", "👍🏽" * 141)
    assert (look.used, look.over) == (282, "👍🏽")
    assert _look("bluesky", "👩‍👩‍👧‍👦" * 301).over == "👩‍👩‍👧‍👦"


def test_mastodon_does_not_count_the_server_of_an_account() -> None:
    assert mastodon_length("@amelie@serveur.exemple.org") == len("@amelie")
    assert mastodon_length("écrire à a@exemple.org") == len("écrire à a@exemple.org")


@pytest.mark.parametrize(
    ("name", "mentions"),
    [
        ("x", ["@bob_1"]),
        ("instagram", ["@bob_1", "@lea.roy.exemple.org"]),
        ("mastodon", ["@bob_1", "@amelie@serveur.org", "@lea.roy.exemple.org"]),
        ("bluesky", ["@lea.roy.exemple.org"]),
        ("facebook", []),
        ("linkedin", []),
    ],
)
def test_accounts_become_links_as_the_network_writes_them(name: str, mentions: list[str]) -> None:
    look = _look(name, "Merci @bob_1, @amelie@serveur.org et @lea.roy.exemple.org, pas a@exemple.org")
    found = [piece.shown for piece in (*look.visible, *look.folded) if piece.kind == "mention"]
    assert [one for one in found if one != "@lea"] == mentions
    assert ("mentions-by-hand" in look.remarks) is (not mentions)


def test_links_hashtags_and_what_does_not_become_one() -> None:
    text = f"Voir {LINK}#haut et #Collecte, pas #2026 ni &#39;"
    look = _look("mastodon", text)
    assert [piece for piece in look.visible if piece.kind != "text"] == [
        ("link", "exemple.org/une/adresse/assez/…"),
        ("hashtag", "#Collecte"),
    ]
    dead = _look("instagram", text)
    assert "links-dead" in dead.remarks
    assert not [piece for piece in (*dead.visible, *dead.folded) if piece.kind == "link"]
    assert "hashtags-dead" in _look("pinterest", text).remarks


def test_a_card_only_without_image() -> None:
    assert _look("facebook", f"Voir {LINK}").card == "exemple.org"
    with_image = _look("facebook", f"Voir {LINK}", alts=("Un chat",))
    assert (with_image.card, "card-replaced" in with_image.remarks) == ("", True)
    assert _look("instagram", f"Voir {LINK}").card == ""


def test_images_are_framed_and_counted() -> None:
    one, seven = _look("x", "a", alts=("",)), _look("facebook", "a", alts=("",) * 7)
    assert (one.images, one.more_images, one.crop) == (1, 0, "16x9")
    assert (seven.images, seven.more_images, seven.crop) == (5, 2, "1x1")
    assert _look("web", "a", alts=("",) * 7).crop == ""


@given(st.text(max_size=60), st.integers(0, 30), st.sampled_from([len, graphemes, x_weight, mastodon_length]))
def test_the_longest_prefix_fits(text: str, maximum: int, measure: Callable[[str], int]) -> None:
    place = longest_prefix(text, measure, maximum)
    assert 0 <= place <= len(text)
    assert place == len(text) or measure(text) > maximum
    assert measure(text[:place]) <= maximum


def test_every_way_to_edit_is_told_in_both_languages() -> None:
    for network in all_networks().values():
        assert network.edits in {"", "text", "all"}
        assert bool(network.edits) is bool(network.edit_steps)
        if network.edits:
            assert len(network.edit_steps["fr"]) == len(network.edit_steps["en"]) > 0


@pytest.mark.django_db
def test_pages_show_it(
    cast: SimpleNamespace, write: Callable[..., Any], send: Callable[..., Any], seat: Callable[[Any], Client]
) -> None:
    text = "Collecte samedi. " * 12 + LINK
    post = write(cast.employee, text, networks=("facebook", "x", "linkedin"))
    elise = seat(cast.employee)
    for address in (f"/publications/{post.pk}/soumettre/", f"/publications/{post.pk}/"):
        page = elise.get(address).content.decode()
        assert "voir plus" in page, address
        assert "Fiche du lien" in page
        assert "<strong>exemple.org</strong>" in page
    sent = send(post)
    assert "voir plus" in seat(cast.communications).get(f"/approbations/{sent.pk}/").content.decode()
