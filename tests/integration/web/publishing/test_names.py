"""What lists call a post that nobody gave a title: how it begins, cut at a word, the same for everybody once sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from balise.web.publishing import transitions
from balise.web.publishing.content import LONGEST_NAME, Draft, name_of, opening
from balise.web.publishing.showing import reader_name

Make = Callable[..., Any]
LONG = "Notre prochaine collecte de matériel informatique aura lieu samedi matin à Québec, devant l’hôtel de ville."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Bonjour", "Bonjour"),
        ("Deux\n\nlignes  ici", "Deux lignes ici"),
        (LONG, "Notre prochaine collecte de matériel informatique aura lieu samedi…"),
        ("a" * LONGEST_NAME, "a" * LONGEST_NAME),
        ("a" * (LONGEST_NAME + 1), "a" * (LONGEST_NAME - 1) + "…"),  # one word longer than a name
        ("mot " * 30, "mot " * 16 + "mot…"),
        ("b" * 60 + " ccccccc, et la suite", "b" * 60 + " ccccccc…"),  # no comma before the dots
    ],
)
def test_cut_between_words(text: str, expected: str) -> None:
    found = opening(Draft(common=text))
    assert found == expected
    assert len(found) <= LONGEST_NAME


def test_a_text_of_one_network_only() -> None:
    assert opening(Draft(texts={"x": "Sur X seulement"})) == "Sur X seulement"


def test_a_name_is_kept_while_its_words_are_there() -> None:
    called = opening(Draft(common=LONG))
    assert name_of(Draft(common="Bonjour! " + LONG), called=called) == called
    assert name_of(Draft(common="Tout autre chose."), called=called) == "Tout autre chose."
    assert name_of(Draft(common="Le début."), called="") == "Le début."


@pytest.mark.django_db
def test_the_same_for_everybody_and_through_a_return(
    cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime
) -> None:
    post = send(write(cast.employee, LONG))
    name = "Notre prochaine collecte de matériel informatique aura lieu samedi…"
    back = transitions.return_to_author(
        actor=cast.communications, publication=post, content_hash=post.hash, reason="Saluez d’abord.", now=now
    )
    draft = replace(back.content, common="Bonjour! " + LONG)
    kept: dict[str, Any] = {"title": "", "planned": None, "now": now}
    changed = transitions.save_draft(actor=cast.employee, publication=back, version=back.version, draft=draft, **kept)
    assert {reader_name(changed, author=author) for author in (True, False)} == {name}
    again = send(changed)
    assert {reader_name(again, author=author) for author in (True, False)} == {name}
    back = transitions.reopen(actor=cast.employee, publication=again, now=now)
    other = transitions.save_draft(
        actor=cast.employee, publication=back, version=back.version, draft=Draft(common="Annulée.", networks=("x",)),
        **kept,
    )  # fmt: skip
    assert reader_name(send(other), author=False) == "Annulée."  # words that are gone are nobody's name


@pytest.mark.django_db
def test_a_title_goes_before(cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime) -> None:
    post = send(write(cast.employee, LONG))
    back = transitions.reopen(actor=cast.employee, publication=post, now=now)
    titled = transitions.save_draft(
        actor=cast.employee, publication=back, version=back.version, draft=back.content, title="Collecte",
        planned=None, now=now,
    )  # fmt: skip
    assert {reader_name(titled, author=author) for author in (True, False)} == {"Collecte"}
