"""Finding by keyboard and on a phone; a token made, used by a tool, and revoked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from balise.web.api.transitions import create_token
from balise.web.people.models import Person, RoleHolding
from balise.web.publishing import transitions
from balise.web.publishing.content import Draft
from balise.web.webhooks.models import Delivery
from balise.web.webhooks.transitions import subscribe_address
from tests.journeys.test_publication import _enters

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server: LiveServer, settings: Any) -> Iterator[str]:
    settings.BALISE_ORGANISATION = ""
    settings.BALISE_OIDC_SECOND_FACTOR = True  # second factors have tests of their own
    yield str(live_server.url)
    (Path(settings.BALISE_DATA) / "organisation.json").unlink(missing_ok=True)


def _somebody(username: str, *roles: str) -> Person:
    person = Person.objects.create_user(username, name=username.title())
    for role in roles:
        RoleHolding.objects.create(person=person, role=role, since=timezone.localdate())
    return person


def test_something_is_found_by_keyboard_alone(visitor: Callable[..., Any], site: str) -> None:
    elise = _somebody("elise", "employee")
    made = transitions.create_publication(
        actor=elise,
        voice="official",
        draft=Draft(common="Les bénévoles de l’école préparent la collecte.", networks=("facebook",)),
        now=timezone.now(),
    )
    reader = visitor(site=site, keys=True)
    _enters(reader, "elise")
    page = reader.page
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type("benevole ecole")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=benevole+ecole")
    reader.looks()
    expect(page.get_by_role("status").filter(has_text="1 résultat")).to_be_visible()
    expect(page.locator(".result mark").first).to_have_text("bénévoles")
    page.keyboard.press("/")
    expect(page.locator("#id_q")).to_be_focused()
    reader.presses(page.locator(".result a").first)
    page.wait_for_url(f"**/publications/{made.pk}/")


def test_something_is_found_on_a_phone_without_javascript(visitor: Callable[..., Any], site: str) -> None:
    elise = _somebody("elise", "employee")
    for number in range(23):
        transitions.create_publication(
            actor=elise, voice="official", draft=Draft(common=f"Collecte numéro {number}."), now=timezone.now()
        )
    reader = visitor(site=site, width=375)
    _enters(reader, "elise")
    page = reader.page
    page.get_by_role("link", name="Chercher").click()
    page.wait_for_url("**/recherche/")
    reader.looks()
    page.locator("#id_q").fill("collectes")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_text("23 résultats")).to_be_visible()
    reader.looks()
    page.get_by_role("link", name="Suivante").click()
    expect(page.locator(".result")).to_have_count(3)
    reader.looks()
    reader.goes("/recherche/?q=rienquiressemble")
    expect(page.get_by_text("Rien de ce que vous pouvez voir ne correspond")).to_be_visible()


def test_a_token_is_made_used_by_a_tool_and_revoked(visitor: Callable[..., Any], site: str) -> None:
    _somebody("elise", "employee")
    maker = visitor(site=site, keys=True)
    _enters(maker, "elise")
    page = maker.page
    maker.presses(page.locator(".header-tools summary", has_text="Elise"))
    maker.link("Jetons pour mes outils")
    page.wait_for_url("**/jetons/")
    maker.looks()
    maker.writes(page.locator("#id_name"), "Veille de la bibliothèque")
    maker.ticks("Vérifier un texte, sans que rien ne soit gardé")
    maker.ticks("Lire les publications que je peux voir")
    maker.button("Faire le jeton")
    expect(page.locator("#jeton")).to_be_visible()
    maker.looks()
    headers = {"Authorization": f"Bearer {page.locator('#jeton').input_value()}"}
    with httpx.Client(
        base_url=f"{site}/api/v1", headers=headers, timeout=60
    ) as tool:  # the first check builds the engine
        assert tool.get("/me").json()["person"]["name"] == "Elise"
        verdict = tool.post("/check", json={"text": "Mon voisin est un imbécile."}).json()
        assert verdict["decision"] == "forbidden"
        assert tool.post("/publications", json={"voice": "official"}).json()["code"] == "scope"
        maker.goes("/jetons/")
        assert page.locator("#jeton").count() == 0
        maker.link("Révoquer…")
        page.wait_for_url("**/revoquer/")
        maker.looks()
        maker.button("Révoquer")
        expect(page.get_by_text("ne peut plus rien")).to_be_visible()
        refused = tool.get("/me")
        assert (refused.status_code, refused.json()["code"]) == (401, "unauthorized")


def test_the_pages_of_doors_on_a_phone(visitor: Callable[..., Any], site: str, settings: Any) -> None:
    settings.BALISE_WEBHOOKS_PRIVATE = True
    adam = _somebody("adam", "admin")
    subscription, _secret = subscribe_address(
        actor=adam, name="Veille", address="http://127.0.0.1:9/", events=["publication.published"], now=timezone.now()
    )
    Delivery.objects.create(
        subscription=subscription, reference="msg_1", event="publication.published", publication_id=7,
        happened=timezone.now(), state="failed", answer="500", tries=16,
    )  # fmt: skip
    create_token(
        actor=adam, name="Outil", scopes=["check"], expires=timezone.now() + dt.timedelta(days=9), now=timezone.now()
    )
    for width in (375, 1280):
        reader = visitor(site=site, width=width)
        _enters(reader, "adam")
        for address in ("/annonces/", f"/annonces/{subscription.pk}/", "/jetons/", "/jetons/tous/", "/api/"):
            reader.goes(address)
