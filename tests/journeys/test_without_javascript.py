"""The whole life of a post in a browser where JavaScript is off, sign-in included, on a phone and at a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from balise.web.people import installation
from balise.web.people.models import Person, RoleHolding
from balise.web.publishing.models import Publication

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "une phrase bien longue et rare"
RUDE = "Mon voisin est un imbécile."
GOOD = "Notre prochaine collecte aura lieu samedi 28 novembre à Québec."
ADDRESS = "https://www.facebook.com/page/posts/1"


@pytest.fixture
def site(live_server: LiveServer, settings: Any) -> Iterator[str]:
    settings.BALISE_OIDC_SECOND_FACTOR, settings.BALISE_ORGANISATION = True, ""
    for username, role in (("elise", "employee"), ("camille", "communications")):
        person = Person.objects.create_user(username, PASSWORD, name=username.title())
        RoleHolding.objects.create(person=person, role=role, since=timezone.localdate())
    yield str(live_server.url)
    installation._written_demo.cache_clear()
    (Path(settings.BALISE_DATA) / "organisation.json").unlink(missing_ok=True)


@pytest.fixture(params=[375, 1280])
def enters(visitor: Callable[..., Any], site: str, request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """Somebody without JavaScript, signed in by the sign-in page."""

    def make(username: str) -> Any:
        somebody = visitor(site=site, width=request.param, java_script_enabled=False)
        somebody.goes("/compte/login/")
        somebody.page.locator("#id_login").fill(username)
        somebody.page.locator("#id_password").fill(PASSWORD)
        somebody.page.locator("main").get_by_role("button", name="Se connecter").click()
        expect(somebody.page.get_by_role("heading", level=1)).to_contain_text("Bonjour")
        return somebody

    return make


def test_a_private_check_by_its_button(enters: Callable[[str], Any]) -> None:
    somebody = enters("elise")
    page = somebody.page
    somebody.goes("/verifier/")
    page.get_by_label("Votre message").fill(RUDE)
    somebody.button("Vérifier")
    expect(page.locator("#constats mark")).to_be_visible()
    expect(page.get_by_label("Votre message")).to_have_value(RUDE)
    somebody.looks()


def test_a_post_from_draft_to_published(enters: Callable[[str], Any]) -> None:
    author = enters("elise")
    page = author.page
    author.goes("/publications/nouvelle/")
    author.ticks("Facebook")
    page.locator("#id_common").fill(RUDE)
    author.button("Continuer vers l’envoi")
    page.wait_for_url("**/soumettre/")
    expect(page.locator(".finding").first).to_be_visible()
    author.looks()
    page.get_by_role("link", name="Revenir au texte").first.click()
    page.wait_for_url("**/modifier/")
    page.locator("#id_common").fill(GOOD)
    author.button("Enregistrer et continuer vers l’envoi")
    page.wait_for_url("**/soumettre/")
    base = page.url.removeprefix(author.site).removesuffix("soumettre/")
    author.button("Soumettre")
    expect(page.get_by_text("C’est envoyé")).to_be_visible()
    author.looks()

    communications = enters("camille")
    desk = communications.page
    communications.goes(base.replace("/publications/", "/approbations/"))
    desk.locator("#passage-1").fill("samedi")
    desk.locator("#remarque-1").fill("Quelle heure?")
    communications.button("Retourner")
    author.goes(f"{base}modifier/")
    expect(page.get_by_text("Quelle heure?").first).to_be_visible()
    page.locator("#id_common").fill(f"{GOOD} À midi.")
    author.button("Enregistrer et continuer vers l’envoi")
    author.button("Soumettre")
    communications.goes(base.replace("/publications/", "/approbations/"))
    communications.button("Approuver")
    expect(desk.get_by_text("Votre approbation est inscrite")).to_be_visible()
    communications.looks()
    communications.goes(f"{base}fiche/")
    expect(desk.get_by_role("button", name="Copier le texte")).to_be_hidden()  # it could do nothing
    desk.locator("[name=address]").first.fill(ADDRESS)
    communications.button("C’est publié : inscrire l’adresse")
    expect(desk.get_by_text("C’est publié et inscrit")).to_be_visible()
    communications.looks()
    assert Publication.objects.get().state == "published"


def test_one_s_language_theme_and_profile(enters: Callable[[str], Any]) -> None:
    somebody = enters("elise")
    page = somebody.page
    somebody.goes("/personnes/moi/")
    page.get_by_label("Absence : premier jour").fill("2031-07-01")
    page.get_by_label("Absence : dernier jour").fill("2031-07-15")
    somebody.button("Enregistrer")
    expect(page.get_by_text("C’est enregistré.")).to_be_visible()
    somebody.looks()
    page.locator("details.menu:visible > summary").first.click()
    page.get_by_role("button", name="English").locator("visible=true").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My profile")
    assert Person.objects.get(username="elise").absent_until is not None
