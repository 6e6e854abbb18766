"""Checking a post, and the first run, in a real browser: live, by keyboard alone, on a phone, without JavaScript."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as configured
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from balise.web.people.installation import setup_token
from balise.web.people.models import Person, RoleHolding
from balise.web.setup import tries

PASSWORD = "une phrase bien longue et rare"
RUDE = "Mon voisin est un imbécile."
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server: LiveServer, settings: Any) -> Iterator[str]:
    settings.BALISE_OIDC_SECOND_FACTOR = True  # second factors have tests of their own
    tries.forget()
    pack = configured.BALISE_PACK
    yield str(live_server.url)
    (Path(configured.BALISE_DATA) / "organisation.json").unlink(missing_ok=True)
    configured.BALISE_PACK, configured.BALISE_ORGANISATION = pack, ""


def opened(browser: Browser, *, width: int = 1280, **options: Any) -> tuple[BrowserContext, Page, list[str]]:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="fr-CA", **options)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return context, page, said


def clean(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, (page.url, found.generate_report())


def signed_in(page: Page, site: str) -> None:
    person = Person.objects.create_user("eve", PASSWORD, name="Ève Tremblay")
    RoleHolding.objects.create(person=person, role="employee", since="2020-01-01")
    page.goto(f"{site}/compte/login/?next=/verifier/")
    page.get_by_label("Nom d’utilisateur").or_(page.locator("#id_login")).first.fill("eve")
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/verifier/")


@pytest.mark.parametrize("width", [375, 1280])
def test_findings_come_while_one_types(chromium: Browser, site: str, width: int) -> None:
    context, page, said = opened(chromium, width=width)
    signed_in(page, site)
    clean(page)
    page.get_by_label("Votre message").focus()
    page.keyboard.type(RUDE)
    expect(page.locator("#constats mark")).to_be_visible()
    expect(page.locator("#constats")).to_contain_text("Quoi changer")
    expect(page.get_by_label("Votre message")).to_be_focused()  # typing goes on
    clean(page)
    page.keyboard.press("Control+A")
    page.keyboard.type("Belle journée au parc.")
    expect(page.locator("#constats")).to_contain_text("n’a rien à redire")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
    context.close()


def test_a_button_does_the_same_without_javascript(chromium: Browser, site: str) -> None:
    context, page, _ = opened(chromium, java_script_enabled=False)
    signed_in(page, site)
    page.get_by_label("Votre message").fill(RUDE)
    page.get_by_role("button", name="Vérifier", exact=True).click()
    expect(page.locator("#constats mark")).to_be_visible()
    expect(page.get_by_label("Votre message")).to_have_value(RUDE)
    context.close()


@pytest.mark.parametrize("width", [375, 1280])
def test_the_first_run_by_keyboard_alone(chromium: Browser, site: str, width: int) -> None:
    context, page, said = opened(chromium, width=width)
    page.goto(site)
    clean(page)
    page.get_by_label("Code affiché dans le terminal").focus()
    for words in (setup_token(), "Line Roy", "line", "", PASSWORD):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/protection/")
    clean(page)
    page.goto(f"{site}/mise-en-route/organisation/")
    clean(page)
    page.get_by_label("Nom de l’organisation").focus()
    page.keyboard.type("Les Castors")
    page.keyboard.press("Enter")
    page.wait_for_url("**/personnes/")
    clean(page)
    page.get_by_label("Nom", exact=True).focus()
    page.keyboard.type("Ana Cruz")
    page.keyboard.press("Tab")
    page.keyboard.type("ana")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ana Cruz a un compte.")).to_be_visible()
    page.get_by_role("link", name="Continuer").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/taches/")
    clean(page)
    page.get_by_role("button", name="Terminer la mise en route").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Balise est prête")).to_be_visible()
    assert said == []
    context.close()
