"""What the policy says of arriving and leaving is quoted in its own words, and ours are said to be ours."""

from __future__ import annotations

import html
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from balise.web.lifecycle import transitions
from balise.web.people.models import Person

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
Sign = Callable[[Person], Client]
WORDS = "À la fin de l’emploi, chacun ajoute la date de son départ à ses profils professionnels, sans attendre."
TEXT = f"## 3.3 Respect\n\nLes injures sont interdites.\n\n## 3.7 Votre emploi\n\n{WORDS}\n"
MINE = "/arrivees-departs/moi/"


def _read(client: Client, address: str) -> str:
    return html.unescape(client.get(address).content.decode())


def test_who_leaves_reads_the_passage_in_force(
    cast: SimpleNamespace, leaving: Make, published: Make, signed_in: Sign
) -> None:
    published(TEXT)
    stay = leaving(days=2)
    for somebody, address in ((cast.employee, MINE), (cast.hr, f"/arrivees-departs/{stay.pk}/")):
        page = _read(signed_in(somebody), address)
        assert "Article 3.7" in page
        assert WORDS in page
        assert "En bref\u00a0:" in page
        assert 'href="/politique/1/?langue=fr#' in page


def test_without_a_text_in_force_our_words_stand_alone(cast: SimpleNamespace, leaving: Make, signed_in: Sign) -> None:
    leaving(days=2)
    page = _read(signed_in(cast.employee), MINE)
    assert "il faut inscrire la date de fin sans attendre" in page
    assert "En bref" not in page


def test_who_arrives_reads_it_too(
    cast: SimpleNamespace, here: Make, published: Make, signed_in: Sign, today: Any
) -> None:
    published(TEXT)
    here(first_day=today)
    assert WORDS in _read(signed_in(cast.employee), MINE)
    assert WORDS not in _read(signed_in(cast.communications), MINE)


def test_in_english_the_french_passage_says_that_it_is_french(
    cast: SimpleNamespace, leaving: Make, published: Make, signed_in: Sign
) -> None:
    published(TEXT)
    leaving(days=2)
    Person.objects.filter(pk=cast.employee.pk).update(language="en")
    client = signed_in(cast.employee)
    client.cookies["django_language"] = "en"
    page = _read(client, MINE)
    assert f'<p lang="fr">«\u00a0{WORDS}' in page
    assert "In short:" in page
    assert "you must add the end date without delay" in page


def test_who_has_no_account_any_more_reads_it_without_a_way_in(
    cast: SimpleNamespace, leaving: Make, published: Make, now: Any
) -> None:
    published(TEXT)
    link, code = transitions.give_link(actor=cast.hr, stay=leaving(days=2), address="", now=now)
    visitor = Client()
    assert WORDS not in _read(visitor, transitions.path_of(link)), "the code comes first"
    visitor.post(transitions.path_of(link), {"code": code})
    page = _read(visitor, transitions.path_of(link))
    assert WORDS in page
    assert "Lire dans la politique" not in page
