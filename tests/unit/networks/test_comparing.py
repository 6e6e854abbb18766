"""Published = approved: what networks change by themselves is let go, nothing else is."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.networks.comparing import differences, same_text
from balise.networks.content import Media, MediaKind, Outgoing, Presence, Seen, SeenMedia
from balise.networks.counting import utf8_bytes


@pytest.mark.parametrize(
    ("approved", "online"),
    [("Bonjour\u00a0!", "Bonjour !"), ("a  b", "a b"), ("a\r\nb", "a\nb"), ("a \n\n b", "a\nb"), (" a ", "a"),
     ("e\u0301te\u0301", "été"), ("a\u200bb", "ab"), ("❤\ufe0f", "❤"),
     ("Voir https://www.Lac-Vert.example/Page/ demain", "Voir lac-vert.example/Page demain"),
     ("Voir lac-vert.ca", "Voir http://lac-vert.ca/"), ("", "  \n")],
)  # fmt: skip
def test_what_a_network_changes_is_let_go(approved: str, online: str) -> None:
    assert _codes(Outgoing(marker="m", text=approved), _seen(online)) == []


@pytest.mark.parametrize(
    ("approved", "online"),
    [("samedi", "dimanche"), ("Samedi", "samedi"), ("10 h", "10h"), ("a", ""), ("Bonjour!", "Bonjour"),
     ("https://lac-vert.example/a", "https://lac-vert.example/b"), ("https://lac-vert.example/a", "https://lac-vert.example/A"),
     ("https://lac-vert.example/?a=1", "https://lac-vert.example/?a=2"), ("https://lac-vert.example", "https://lacvert.example"),
     ("gratuit", "gratuıt"), ("a b", "ab")],
)  # fmt: skip
def test_what_somebody_changes_is_told(approved: str, online: str) -> None:
    assert _codes(Outgoing(marker="m", text=approved), _seen(online)) == ["text"]


@given(st.text(max_size=200))
def test_a_text_is_the_same_as_itself_and_stays_so(text: str) -> None:
    assert same_text(text) == same_text(text + " \n")
    assert same_text(same_text(text)) == same_text(text)


def test_images_and_their_words() -> None:
    post = Outgoing(marker="m", text="a", title="Titre", media=(_image("Un atelier"), _image("")))
    both = (SeenMedia(kind=MediaKind.IMAGE, alt="Un atelier"), SeenMedia(kind=MediaKind.IMAGE, alt="deviné"))
    assert _codes(post, _seen("a", media=both)) == []
    assert _codes(post, _seen("a", media=both[:1])) == ["images"]
    assert _codes(post, _seen("a", media=(*both, SeenMedia(kind=MediaKind.VIDEO)))) == ["video"]
    assert _codes(post, _seen("a", media=(SeenMedia(kind=MediaKind.IMAGE, alt="Autre"), both[1]))) == ["alt"]
    assert _codes(post, _seen("a", media=(SeenMedia(kind=MediaKind.IMAGE), both[1]))) == []
    assert _codes(post, _seen("a", title="Autre titre", media=both)) == ["title"]
    assert _codes(post, _seen("a", state=Presence.HELD, media=both)) == ["held"]
    assert _codes(post, _seen("a")) == []  # a network that tells nothing of images is believed


@given(st.text(max_size=50))
def test_bytes_are_those_of_utf8(text: str) -> None:
    assert utf8_bytes(text) >= len(text)
    assert utf8_bytes("é") == 2
    assert utf8_bytes("👋🏽") == 8


def _codes(post: Outgoing, seen: Seen) -> list[str]:
    return [one.code for one in differences(post, seen)]


def _seen(
    text: str,
    *,
    title: str | None = None,
    state: Presence = Presence.ONLINE,
    media: tuple[SeenMedia, ...] | None = None,
) -> Seen:
    return Seen(id="1", address="https://x.example/1", state=state, text=text, title=title, media=media)


def _image(alt: str) -> Media:
    return Media(kind=MediaKind.IMAGE, content_type="image/png", size=1, open=lambda: io.BytesIO(b"x"), alt=alt)
