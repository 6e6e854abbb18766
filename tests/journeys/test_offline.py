"""The connection goes while somebody writes: the page says so, stays, and nothing written is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from balise.web.people.models import Person, RoleHolding
from balise.web.publishing.models import Publication
from tests.journeys.test_after_approval import site
from tests.journeys.test_publication import _enters

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["site"]
FIRST = "Notre prochaine collecte aura lieu samedi à Québec."
THEN = f"{FIRST} Bienvenue à tous!"


def _offline(visitor: Any, lost: bool) -> None:
    visitor.context.set_offline(lost)


@pytest.fixture
def author(visitor: Callable[..., Any], site: str) -> Any:
    elise = Person.objects.create_user("elise", name="Elise")
    RoleHolding.objects.create(person=elise, role="employee", since=timezone.localdate())
    author = visitor(site=site)
    _enters(author, "elise")
    author.goes("/publications/nouvelle/")
    author.ticks("Facebook")
    author.writes(author.page.locator("#id_common"), FIRST)
    return author


def _edits(author: Any) -> None:
    author.button("Continuer vers l’envoi")
    author.page.wait_for_url("**/soumettre/")
    author.presses(author.page.get_by_role("link", name="Revenir au texte").first)
    author.page.wait_for_url("**/modifier/")


def _forgives_the_network(author: Any) -> None:
    """Requests that could not leave are told in the console by the browser: that is what this is about."""
    author.said[:] = [said for said in author.said if "ERR_INTERNET_DISCONNECTED" not in said and "htmx:" not in said]


def test_a_draft_written_without_a_connection_is_saved_when_it_comes_back(author: Any) -> None:
    _edits(author)
    page = author.page
    _offline(author, True)
    expect(page.locator("#connexion")).to_contain_text("La connexion est perdue")
    author.writes(page.locator("#id_common"), THEN)
    author.button("Enregistrer et continuer vers l’envoi")
    expect(page.locator("#connexion")).to_contain_text("La connexion est perdue")
    assert page.url.endswith("/modifier/")
    expect(page.locator("#id_common")).to_have_value(THEN)
    author.looks()
    with page.expect_response("**/enregistrer/"):
        _offline(author, False)
    expect(page.locator("#connexion")).to_be_empty()
    assert Publication.objects.get().draft["common"] == THEN
    author.button("Enregistrer et continuer vers l’envoi")
    page.wait_for_url("**/soumettre/")
    _forgives_the_network(author)


def test_a_new_text_stays_on_its_page_until_it_can_leave(author: Any) -> None:
    page = author.page
    _offline(author, True)
    author.button("Continuer vers l’envoi")
    expect(page.locator("#connexion")).to_contain_text("La connexion est perdue")
    expect(page.locator("#id_common")).to_have_value(FIRST)
    assert not Publication.objects.exists()
    _offline(author, False)
    author.button("Continuer vers l’envoi")
    page.wait_for_url("**/soumettre/")
    assert Publication.objects.get().draft["common"] == FIRST
    _forgives_the_network(author)


def test_what_was_written_before_the_page_was_closed_is_found_again(author: Any) -> None:
    _edits(author)
    page, address = author.page, author.page.url
    _offline(author, True)
    author.writes(page.locator("#id_common"), THEN)
    page.close()  # left for another, it may live on behind, and save when the connection is back
    _offline(author, False)
    page = author.page = author.context.new_page()
    page.goto(address)
    expect(page.locator("#id_common")).to_have_value(FIRST)
    author.button("Reprendre ce texte")
    expect(page.locator("#id_common")).to_have_value(THEN)
    author.button("Enregistrer et continuer vers l’envoi")
    page.wait_for_url("**/soumettre/")
    assert Publication.objects.get().draft["common"] == THEN
    _forgives_the_network(author)
