"""Is this address really theirs? Asked by a stranger, kept true by communications, and followed when it imitates."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from balise.web.presence.models import Access, Account, Lookalike
from balise.web.presence.transitions import accounts
from tests.journeys.test_after_approval import ON_A_PHONE_BY_KEYS, _was_refused, people, site
from tests.journeys.test_publication import _enters

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["people", "site"]
Visit = Callable[..., Any]
HOME = "/comptes-officiels/"


@pytest.fixture
def ours(people: SimpleNamespace) -> Account:
    """One account and one site."""
    said: dict[str, Any] = {
        "actor": people.camille,
        "two_factor": "on",
        "owner": people.camille.pk,
        "now": timezone.now(),
    }
    accounts.register(network="web", address="https://www.castors.example/", **said)
    return accounts.register(
        network="facebook",
        address="https://www.facebook.com/LesCastors",
        handle="@LesCastors",
        recovery="secours@example.org",
        **said,
    )


def _asks(somebody: Any, address: str) -> None:
    somebody.writes(somebody.page.locator("#id_adresse"), address)
    somebody.button("Vérifier")
    somebody.page.wait_for_url("**/est-ce-nous/?*")


@pytest.mark.parametrize(
    ("width", "keys", "scripts"),
    [(1280, False, True), (375, True, True), (375, False, False)],
    ids=["desktop", "phone-keyboard", "phone-without-javascript"],
)
def test_a_stranger_asks(visitor: Visit, site: str, ours: Account, width: int, keys: bool, scripts: bool) -> None:
    stranger = visitor(site=site, width=width, keys=keys, java_script_enabled=scripts)
    page = stranger.page
    stranger.goes(HOME)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nos comptes officiels")
    expect(page.locator("#comptes")).to_contain_text("facebook.com/LesCastors")
    _asks(stranger, "m.facebook.com/lescastors/?ref=x")
    expect(page.locator("#reponse")).to_contain_text("Oui, cette adresse est à nous.")
    stranger.looks()
    _asks(stranger, "https://www.facebook.com/LesCast0rs")
    expect(page.locator("#reponse")).to_contain_text("Non, mais elle nous ressemble. Méfiez-vous.")
    expect(page.locator("#reponse")).to_contain_text("des lettres ou des chiffres qui se ressemblent")
    stranger.looks()
    _asks(stranger, "<script>alert(1)</script>")
    expect(page.locator("#reponse")).to_contain_text("Cette adresse ne se lit pas.")
    stranger.looks()
    stranger.link("English")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this address ours?")
    _asks_in_english(stranger, "https://www.municipal-library.example/")
    expect(page.locator("#reponse")).to_contain_text("No, this address is not ours.")
    stranger.looks()
    assert stranger.context.cookies() == []


def _asks_in_english(somebody: Any, address: str) -> None:
    somebody.writes(somebody.page.locator("#id_adresse"), address)
    somebody.button("Check")
    somebody.page.wait_for_url("**/est-ce-nous/?*municipal*")


@ON_A_PHONE_BY_KEYS
def test_the_register_is_kept(visitor: Visit, site: str, people: SimpleNamespace, width: int, keys: bool) -> None:
    desk = visitor(site=site, width=width, keys=keys)
    page = desk.page
    _enters(desk, "camille")
    desk.goes(f"{HOME}registre/")
    expect(page.get_by_text("Le registre est vide")).to_be_visible()
    desk.link("Comparer avec la politique")
    page.wait_for_url("**/politique/")
    desk.looks()
    desk.button("Appliquer ce qui est coché")
    page.wait_for_url("**/registre/")
    desk.looks()
    desk.link("Inscrire un compte")
    page.wait_for_url("**/inscrire/")
    desk.looks()
    page.locator("#id_network").select_option("pinterest")
    desk.writes(page.locator("#id_address"), "https://www.pinterest.ca/pin/123/")
    desk.writes(page.locator("#id_label"), "Nos idées de réparation")
    desk.writes(page.locator("#id_recovery"), "comptes@example.org")
    desk.button("Enregistrer")
    expect(page.locator(".error-summary")).to_contain_text("publication ou du réseau lui-même")
    expect(page.locator("#id_label")).to_have_value("Nos idées de réparation")
    desk.looks()
    _was_refused(desk)
    desk.writes(page.locator("#id_address"), "https://www.pinterest.ca/lescastors/")
    desk.writes(page.locator("#id_recovery"), "comptes@example.org")
    desk.button("Enregistrer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nos idées de réparation")
    desk.looks()


@ON_A_PHONE_BY_KEYS
def test_an_account_is_looked_after(visitor: Visit, site: str, ours: Account, width: int, keys: bool) -> None:
    desk = visitor(site=site, width=width, keys=keys)
    page = desk.page
    _enters(desk, "camille")
    desk.goes(f"{HOME}registre/{ours.pk}/")
    page.locator("#id_person").select_option(label="Elise")
    desk.button("Inscrire l’accès")
    expect(page.locator("#acces")).to_contain_text("Elise")
    desk.looks()
    desk.button("À retirer")
    expect(page.locator("#acces")).to_contain_text("À retirer sur le réseau au plus tard le")
    desk.looks()
    desk.button("C’est retiré sur le réseau")
    expect(page.get_by_text("L’accès est retiré.")).to_be_visible()
    assert Access.objects.get().state == "removed"
    desk.button("Lire le contact")
    expect(page.locator("#secours")).to_contain_text("secours@example.org")
    desk.looks()
    desk.link("Revoir ce compte")
    page.wait_for_url("**/revoir/")
    desk.looks()
    for box in page.locator("#verifie input[type=checkbox]").all():
        desk.presses(box, key="Space")
    page.locator("#id_two_factor").select_option("on")
    desk.button("Tout est vérifié")
    expect(page.get_by_text("Le compte est revu.")).to_be_visible()
    desk.link("Retirer du registre…")
    page.wait_for_url("**/retirer/")
    desk.looks()
    desk.button("Retirer du registre")
    expect(page.get_by_text("Ce compte n’est plus au registre")).to_be_visible()
    desk.looks()
    ours.refresh_from_db()
    assert ours.state == "retired"


@ON_A_PHONE_BY_KEYS
def test_an_imitation_is_followed_to_its_end(visitor: Visit, site: str, ours: Account, width: int, keys: bool) -> None:
    finder, desk = (visitor(site=site, width=width, keys=keys) for _ in range(2))
    _enters(finder, "elise")
    _enters(desk, "camille")
    finder.goes(HOME)
    _asks(finder, "https://www.facebook.com/LesCastors.officiel")
    finder.looks()
    finder.link("Signaler cette adresse aux communications")
    finder.page.wait_for_url("**/signaler/?**")
    expect(finder.page.locator("#id_address")).to_have_value("https://www.facebook.com/LesCastors.officiel")
    finder.looks()
    finder.writes(finder.page.locator("#id_note"), "On y demande une carte de crédit.")
    finder.button("Signaler")
    expect(finder.page.get_by_text("Les communications vont la regarder")).to_be_visible()
    finder.looks()
    address = finder.page.url.removeprefix(finder.site)
    desk.goes("/")
    desk.presses(desk.page.get_by_role("link", name="Décider si une adresse signalée nous imite").first)
    desk.page.wait_for_url("**/imitations/*/")
    expect(desk.page.locator("#adresse")).to_contain_text("notre nom, avec autre chose autour")
    expect(desk.page.locator("#qui")).to_contain_text("carte de crédit")
    desk.looks()
    desk.button("Non, ce n’en est pas une")
    expect(desk.page.locator(".error-summary")).to_contain_text("Dites pourquoi")
    desk.looks()
    _was_refused(desk)
    desk.writes(desk.page.locator("#id_answer"), "Merci, ce n’est pas nous.")
    desk.button("Oui, elle nous imite")
    expect(desk.page.locator("#reseau")).to_contain_text("Signaler la Page")
    desk.looks()
    desk.writes(desk.page.locator("#id_reference"), "FB-2041")
    desk.button("C’est signalé au réseau")
    expect(desk.page.get_by_text("Dans une semaine")).to_be_visible()
    desk.button("Clore")
    expect(desk.page.get_by_text("Le suivi est clos.")).to_be_visible()
    desk.looks()
    finder.goes(address)
    expect(finder.page.locator("#reponse")).to_contain_text("Merci, ce n’est pas nous.")
    finder.goes(HOME)
    _asks(finder, "https://m.facebook.com/lescastors.OFFICIEL")
    expect(finder.page.locator("#reponse")).to_contain_text("Non. Cette adresse nous imite.")
    finder.looks()
    made = Lookalike.objects.get()
    assert (made.state, made.outcome, made.reference) == ("closed", "gone", "FB-2041")
