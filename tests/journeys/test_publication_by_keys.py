"""The whole way of a post on a phone's width without a mouse, and without ever typing an address: every step has a link."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from balise.web.audit.verifying import verify
from balise.web.notifications.models import Notification
from balise.web.people.models import Person, RoleHolding
from balise.web.publishing.models import Publication
from tests.journeys.test_publication import ADDRESS, BREAKS_TWO, FIXED, _enters, site  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)
DATED = FIXED.replace("samedi", "samedi 28 novembre")


@pytest.fixture
def people() -> SimpleNamespace:
    for username, role in (("elise", "employee"), ("camille", "communications")):
        person = Person.objects.create_user(username, name=username.title())
        RoleHolding.objects.create(person=person, role=role, since=timezone.localdate())
    return SimpleNamespace(**{one.username: one for one in Person.objects.all()})


def _home(visitor: Any) -> None:
    with visitor.page.expect_navigation(url=f"{visitor.site}/"):
        visitor.presses(visitor.page.locator(".brand"))
    visitor.looks()


def _task(visitor: Any, what: str) -> None:
    with visitor.page.expect_navigation():
        visitor.presses(visitor.page.locator(".task h3 a", has_text=what))
    visitor.looks()


def _writes_and_submits(author: Any) -> None:
    """The first page says what is wrong before anything is kept; the summary under the text leads to it."""
    page = author.page
    author.presses(page.get_by_role("link", name="Écrire une publication"))
    page.wait_for_url("**/publications/nouvelle/")
    author.looks()
    author.ticks("Facebook")
    author.writes(page.locator("#id_common"), BREAKS_TWO)
    summary = page.locator("#resume")
    expect(summary).to_contain_text("constats")
    author.looks()
    assert not Publication.objects.exists()
    author.reaches(summary.get_by_role("link").first)
    page.wait_for_timeout(600)  # the browser still glides to what took the focus, which nobody's finger outruns
    page.keyboard.press("Enter")
    expect(page.locator("#constats")).to_be_in_viewport()
    for clause in ("3.3", "3.4"):
        expect(page.locator(".finding", has_text=clause).first).to_be_visible()
    author.writes(page.locator("#id_common"), FIXED)
    expect(summary).to_contain_text("Aucun constat")
    author.button("Continuer vers l’envoi")
    page.wait_for_url("**/soumettre/")
    author.looks()
    author.button("Soumettre")
    expect(page.get_by_text("C’est envoyé")).to_be_visible()
    author.looks()


def _returns(desk: Any) -> None:
    page = desk.page
    _task(desk, "Répondre à")
    desk.writes(page.locator("#passage-1"), "samedi")
    desk.writes(page.locator("#remarque-1"), "Quelle date?")
    desk.button("Retourner")
    page.wait_for_url("**/approbations/")
    desk.looks()
    expect(page.get_by_text("Rien n’attend votre réponse")).to_be_visible()


def _corrects(author: Any) -> None:
    page = author.page
    _task(author, "Corriger")
    expect(page.get_by_text("Quelle date?").first).to_be_visible()
    author.link("Modifier")
    page.wait_for_url("**/modifier/")
    author.looks()
    author.writes(page.locator("#id_common"), DATED)
    author.button("Enregistrer et continuer vers l’envoi")
    page.wait_for_url("**/soumettre/")
    author.button("Soumettre")
    expect(page.get_by_text("C’est envoyé")).to_be_visible()


def _approves_and_publishes(desk: Any) -> None:
    page = desk.page
    _task(desk, "Répondre à")
    desk.button("Approuver")
    expect(page.get_by_text("Votre approbation est inscrite")).to_be_visible()
    _home(desk)
    _task(desk, "Mettre en ligne")
    desk.writes(page.locator("#id_facebook_address"), ADDRESS)
    desk.button("C’est publié\u00a0: inscrire l’adresse")
    expect(page.get_by_text("C’est publié et inscrit")).to_be_visible()
    desk.looks()
    # what she acted on is read: nothing is left under the bell
    desk.presses(page.locator(".header-entry", has_text="Avis"))
    expect(page.get_by_text("Tout est lu")).to_be_visible()


def _reads_what_happened(author: Any) -> None:
    page = author.page
    author.presses(page.locator(".header-entry", has_text="Avis"))
    page.wait_for_url("**/avis/")
    author.looks()
    author.presses(page.get_by_role("button", name="Ouvrir").first)
    page.wait_for_url("**/publications/*/")
    author.link("Historique")
    page.wait_for_url("**/historique/")
    author.looks()
    story = page.locator(".timeline")
    for act in ("a soumis", "a retourné", "a approuvé", "a publié"):
        expect(story).to_contain_text(act)
    expect(story.get_by_text("au registre d’audit").first).to_be_hidden()
    author.presses(story.locator("summary").first)
    expect(story.get_by_text("au registre d’audit").first).to_be_visible()
    author.looks()


def test_from_the_first_page_to_the_proof(
    visitor: Callable[..., Any],
    site: str,  # noqa: F811
    people: SimpleNamespace,
) -> None:
    author, desk = (visitor(site=site, width=375, keys=True) for _ in range(2))
    _enters(author, "elise")
    _writes_and_submits(author)
    _enters(desk, "camille")
    _returns(desk)
    _home(author)
    _corrects(author)
    _home(desk)
    _approves_and_publishes(desk)
    _home(author)
    _reads_what_happened(author)
    publication = Publication.objects.get()
    assert (publication.state, publication.content.common) == ("published", DATED)
    assert not Notification.objects.filter(person=people.camille, read=None).exists()
    assert verify() is None
