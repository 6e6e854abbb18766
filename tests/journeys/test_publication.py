"""A post from a draft that breaks two clauses to the audit that proves it, in a real browser, with and without a mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import APIResponse, Route, expect
from pytest_django.live_server_helper import LiveServer

from balise.web.audit.verifying import verify
from balise.web.people import installation
from balise.web.people.models import Person, RoleHolding
from balise.web.publishing.models import Publication

pytestmark = pytest.mark.django_db(transaction=True)
BREAKS_TWO = "Le directeur est un imbécile. Mon NAS est le 046 454 286."
FIXED = "Notre prochaine collecte aura lieu samedi à Québec."
DATED = "Notre prochaine collecte aura lieu samedi 28 novembre à Québec."
NOON = "Notre prochaine collecte aura lieu samedi 28 novembre à midi, à Québec."
ADDRESS = "https://www.facebook.com/page/posts/1"
People = dict[str, str]


@pytest.fixture
def site(live_server: LiveServer, settings: Any) -> Iterator[str]:
    settings.BALISE_ORGANISATION = ""
    yield str(live_server.url)
    installation._written_demo.cache_clear()
    (Path(settings.BALISE_DATA) / "organisation.json").unlink(missing_ok=True)


def _enters(visitor: Any, username: str) -> None:
    """Signed in as by the sign-in page, which has journeys of its own."""
    client = Client()
    client.force_login(Person.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    value = client.cookies["sessionid"].value
    visitor.context.add_cookies([{"name": "sessionid", "value": value, "url": visitor.site}])
    visitor.goes("/")


def a_post_goes_its_whole_way(author: Any, communications: Any) -> None:
    page, desk = author.page, communications.page
    author.presses(page.get_by_role("link", name="Écrire une publication"))
    page.wait_for_url("**/publications/nouvelle/")
    author.looks()
    author.ticks("Facebook")
    author.writes(page.locator("#id_common"), BREAKS_TWO)
    author.button("Continuer vers l’envoi")
    page.wait_for_url("**/soumettre/")
    author.looks()
    base = page.url.removeprefix(author.site).removesuffix("soumettre/")
    for clause in ("3.3", "3.4"):
        expect(page.locator(".finding", has_text=clause).first).to_be_visible()
    # what the page says is followed: the insult and the number go
    author.presses(page.get_by_role("link", name="Revenir au texte").first)
    page.wait_for_url("**/modifier/")
    author.looks()
    author.writes(page.locator("#id_common"), FIXED)
    expect(page.locator("#etat")).to_contain_text("Aucun constat")
    author.button("Enregistrer et continuer vers l’envoi")
    page.wait_for_url("**/soumettre/")
    author.button("Soumettre")
    expect(page.get_by_text("C’est envoyé")).to_be_visible()
    author.looks()
    # communications ask for more
    communications.goes("/approbations/")
    communications.goes(base.replace("/publications/", "/approbations/"))
    communications.writes(desk.locator("#passage-1"), "samedi")
    communications.writes(desk.locator("#remarque-1"), "Quelle date?")
    communications.button("Retourner")
    desk.wait_for_url("**/approbations/")
    author.goes(base)
    expect(page.get_by_text("Quelle date?").first).to_be_visible()
    _rewrites(author, base, DATED)
    _approves(communications, base)
    _changes_what_was_approved(author, base)
    _approves(communications, base)
    _puts_online(communications, base)
    # seen in the audit
    author.goes(f"{base}historique/")
    story = page.locator(".timeline").inner_text()
    for act in ("a soumis", "a retourné", "a approuvé"):
        assert act in story, story
    publication = Publication.objects.get(pk=int(base.split("/")[2]))
    assert publication.state == "published"
    assert publication.content.common == NOON
    assert verify() is None


def _changes_what_was_approved(author: Any, base: str) -> None:
    """One more word: the approval falls, and the page says so."""
    page = author.page
    author.goes(base)
    author.link("Reprendre pour modifier…")
    page.wait_for_url("**/reprendre/")
    author.looks()
    author.button("Reprendre pour modifier")
    page.wait_for_url("**/modifier/")
    author.writes(page.locator("#id_common"), NOON)
    expect(page.get_by_text("Des approbations sont tombées")).to_be_visible()
    author.looks()
    _rewrites(author, base, NOON)
    expect(page.locator("#reponses")).to_contain_text("Approbation annulée")


def _puts_online(communications: Any, base: str) -> None:
    desk = communications.page
    communications.goes(f"{base}fiche/")
    expect(desk.locator("#texte-facebook")).to_have_text(NOON)
    communications.writes(desk.locator("#id_address, [name=address]").first, ADDRESS)
    communications.button("C’est publié : inscrire l’adresse")
    expect(desk.get_by_text("C’est publié et inscrit")).to_be_visible()
    communications.looks()


def _rewrites(author: Any, base: str, text: str) -> None:
    page = author.page
    author.goes(f"{base}modifier/")
    author.writes(page.locator("#id_common"), text)
    author.button("Enregistrer et continuer vers l’envoi")
    page.wait_for_url("**/soumettre/")
    author.button("Soumettre")
    expect(page.get_by_text("C’est envoyé")).to_be_visible()


def _approves(communications: Any, base: str) -> None:
    communications.goes(base.replace("/publications/", "/approbations/"))
    communications.button("Approuver")
    expect(communications.page.get_by_text("Votre approbation est inscrite")).to_be_visible()


@pytest.mark.parametrize(("width", "keys"), [(1280, True), (375, False)], ids=["keyboard", "phone"])
def test_without_a_mouse_and_on_a_phone(visitor: Callable[..., Any], site: str, width: int, keys: bool) -> None:
    for username, role in (("elise", "employee"), ("camille", "communications")):
        person = Person.objects.create_user(username, name=username.title())
        RoleHolding.objects.create(person=person, role=role, since=timezone.localdate())
    author, communications = (visitor(site=site, width=width, keys=keys) for _ in range(2))
    _enters(author, "elise")
    _enters(communications, "camille")
    a_post_goes_its_whole_way(author, communications)


def test_a_button_waits_for_the_save_that_is_on_its_way(visitor: Callable[..., Any], site: str) -> None:
    """Saving by itself had been kept but not answered when the button was pressed: nobody else changed anything."""
    elise = Person.objects.create_user("elise", name="Elise")
    RoleHolding.objects.create(person=elise, role="employee", since=timezone.localdate())
    author = visitor(site=site)
    page = author.page
    _enters(author, "elise")
    author.goes("/publications/nouvelle/")
    author.ticks("Facebook")
    author.writes(page.locator("#id_common"), FIXED)
    author.button("Continuer vers l’envoi")
    page.wait_for_url("**/soumettre/")
    author.presses(page.get_by_role("link", name="Revenir au texte").first)
    page.wait_for_url("**/modifier/")
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/enregistrer/", lambda route: held.append((route, route.fetch())))
    with page.expect_request("**/enregistrer/"):
        author.writes(page.locator("#id_common"), DATED)
    page.wait_for_function("document.querySelector('#brouillon').classList.contains('htmx-request')")
    while not held:
        page.wait_for_timeout(20)
    assert Publication.objects.get().draft["common"] == DATED
    page.locator("#id_common").press("End")
    page.keyboard.type(" Bienvenue!")
    author.button("Enregistrer et continuer vers l’envoi")
    expect(page.locator("#brouillon")).to_have_attribute("aria-busy", "true")
    route, answer = held.pop()
    route.fulfill(response=answer)
    page.wait_for_url("**/soumettre/")
    assert Publication.objects.get().draft["common"] == f"{DATED} Bienvenue!"
