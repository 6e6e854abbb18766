"""Checking a post, and the first run, in a real browser: live, by keyboard alone, on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from balise.web.people.installation import setup_token
from balise.web.people.models import Person, RoleHolding
from balise.web.setup import tries
from balise.web.setup.models import Organisation

PASSWORD = "une phrase bien longue et rare"
RUDE = "Mon voisin est un imbécile."
WAYS = pytest.mark.parametrize(
    ("width", "keys"),
    [(1280, False), (1280, True), (375, False), (375, True)],
    ids=["desk", "desk-keys", "phone", "phone-keys"],
)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server: LiveServer, settings: Any) -> Iterator[str]:
    settings.BALISE_OIDC_SECOND_FACTOR = True  # second factors have tests of their own
    tries.forget()
    pack = configured.BALISE_PACK
    yield str(live_server.url)
    (Path(configured.BALISE_DATA) / "organisation.json").unlink(missing_ok=True)
    configured.BALISE_PACK, configured.BALISE_ORGANISATION = pack, ""


def signs_in(somebody: Any) -> None:
    person = Person.objects.create_user("eve", PASSWORD, name="Ève Tremblay")
    RoleHolding.objects.create(person=person, role="employee", since="2020-01-01")
    somebody.goes("/compte/login/?next=/verifier/")
    somebody.writes(somebody.page.locator("#id_login"), "eve")
    somebody.writes(somebody.page.locator("#id_password"), PASSWORD)
    somebody.presses(somebody.page.locator("main").get_by_role("button", name="Se connecter"))
    somebody.page.wait_for_url(f"{somebody.site}/verifier/")
    somebody.looks()


@WAYS
def test_findings_come_while_one_types(visitor: Callable[..., Any], site: str, width: int, keys: bool) -> None:
    somebody = visitor(site=site, width=width, keys=keys)
    signs_in(somebody)
    page = somebody.page
    message = page.get_by_label("Votre message")
    somebody.reaches(message)
    page.keyboard.type(RUDE)
    expect(page.locator("#constats mark")).to_be_visible()
    expect(page.locator("#constats")).to_contain_text("Quoi changer")
    expect(message).to_be_focused()  # typing goes on
    somebody.looks()
    somebody.writes(message, "Belle journée au parc.")
    expect(page.locator("#constats")).to_contain_text("n’a rien à redire")
    somebody.picks("L’organisation, sur un compte officiel")
    expect(page.locator("#constats")).to_contain_text("Approbation")
    somebody.looks()
    # what will be sent is shown before it is sent
    somebody.button("Demander l’autorisation")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Belle journée au parc.")
    somebody.looks()


@WAYS
def test_the_first_run(visitor: Callable[..., Any], site: str, width: int, keys: bool) -> None:
    somebody = visitor(site=site, width=width, keys=keys)
    page = somebody.page
    somebody.goes("/")
    for label, words in (
        ("Code affiché dans le terminal", setup_token()),
        ("Votre nom", "Line Roy"),
        ("Nom d’utilisateur", "line"),
        ("Mot de passe", PASSWORD),
        ("Le même mot de passe", PASSWORD),
    ):
        somebody.writes(page.get_by_label(label, exact=True), words)
    somebody.button("Créer le premier compte")
    page.wait_for_url("**/protection/")
    somebody.looks()
    somebody.goes("/mise-en-route/organisation/")
    somebody.writes(page.get_by_label("Nom de l’organisation"), "Les Castors")
    outside = page.locator("#exterieur")
    somebody.writes(outside.get_by_label("Nom"), "Marguerite Laflamme")
    somebody.writes(outside.get_by_label("Courriel"), "presidence@example.org")
    somebody.writes(page.get_by_label("Ressources humaines"), "poste 12")
    somebody.button("Enregistrer et continuer")
    page.wait_for_url("**/personnes/")
    somebody.looks()
    somebody.writes(page.get_by_label("Nom", exact=True), "Ana Cruz")
    somebody.writes(page.get_by_label("Nom d’utilisateur"), "ana")
    somebody.ticks("communications")
    somebody.button("Ajouter")
    expect(page.get_by_text("Ana Cruz a un compte.")).to_be_visible()
    somebody.looks()
    somebody.link("Continuer")
    page.wait_for_url("**/comptes/")
    somebody.looks()
    somebody.button("Appliquer ce qui est coché")
    page.wait_for_url("**/taches/")
    expect(page.locator("main")).to_contain_text("tâches que personne de présent ne peut faire")
    expect(page.locator("main")).to_contain_text("Marguerite Laflamme")
    somebody.looks()
    somebody.button("Terminer la mise en route")
    expect(page.get_by_text("Balise est prête")).to_be_visible()
    somebody.looks()
    somebody.goes("/mise-en-route/contacts/")
    expect(page.locator("main")).to_contain_text("poste 12")
    organisation = Organisation.objects.get()
    assert (organisation.state, organisation.chair_name) == ("running", "Marguerite Laflamme")
    assert Person.objects.get(username="ana").holdings.count() == 2
