"""From the private check to an answer that quotes the policy, by two people at browsers."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import expect

from balise.web.questions.models import Question
from tests.journeys.test_after_approval import ON_A_PHONE_BY_KEYS, people, site
from tests.journeys.test_publication import _enters

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["people", "site"]
MESSAGE = "Mon voisin est un imbécile, il jette ses ordinateurs."


@ON_A_PHONE_BY_KEYS
def test_a_question_and_its_answer(
    visitor: Callable[..., Any],
    site: str,
    people: SimpleNamespace,
    width: int,
    keys: bool,
) -> None:
    writer, desk = (visitor(site=site, width=width, keys=keys) for _ in range(2))
    _enters(writer, "elise")
    _enters(desk, "camille")
    page = writer.page
    writer.goes("/verifier/")
    writer.writes(page.locator("#id_text"), MESSAGE)
    expect(page.locator("#constats")).to_contain_text("Interdit")
    writer.button("Poser une question")
    expect(page.get_by_role("heading", level=1)).to_have_text("Poser une question")
    expect(page.locator("#a-qui")).to_contain_text("Camille, Clara")
    expect(page.locator("#quoi")).to_contain_text(MESSAGE)
    writer.looks()
    assert not Question.objects.exists()  # nothing leaves before it is confirmed
    writer.writes(page.locator("#id_question"), "Comment le dire autrement?")
    writer.button("Envoyer la question")
    expect(page.get_by_text("Votre question est envoyée")).to_be_visible()
    writer.looks()
    address = page.url.removeprefix(writer.site)
    desk.goes("/questions/")
    desk.presses(desk.page.get_by_role("link", name="Question n°").first)
    desk.page.wait_for_url("**/questions/*/")
    desk.looks()
    expect(desk.page.locator("input[name=clauses][value='3.3']")).to_be_checked()  # what the findings name
    desk.writes(desk.page.locator("#id_answer"), "Parlez du geste, pas de la personne.")
    desk.button("Envoyer la réponse")
    expect(desk.page.get_by_text("Votre réponse est envoyée")).to_be_visible()
    writer.goes(address)
    expect(page.locator("#reponse")).to_contain_text("Parlez du geste")
    expect(page.locator("#reponse blockquote")).to_contain_text("3.3")
    writer.button("Fermer la question")
    expect(page.get_by_text("La question est fermée")).to_be_visible()
    writer.looks()
    assert Question.objects.get().state == "closed"
