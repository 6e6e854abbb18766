"""Communications connect an account, are refused, come back with the wrong one, and let it go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from balise.web.connections.models import Application, Connection
from balise.web.outbox.dispatching import dispatch
from balise.web.presence.models import Account
from balise.web.presence.transitions import accounts
from tests.journeys.test_after_approval import ON_A_PHONE_BY_KEYS, _was_refused, people, site
from tests.journeys.test_publication import _enters
from tests.networks_here import ACCESS, Instance, instance

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["people", "site"]
Visit = Callable[..., Any]


@pytest.fixture
def here(settings: Any, site: str) -> Iterator[Instance]:
    with instance() as found:
        settings.BALISE_NETWORKS_INSIDE = [found.host]
        settings.BALISE_ADDRESS = site
        yield found


@pytest.fixture
def ours(people: SimpleNamespace) -> Account:
    return accounts.register(
        actor=people.camille,
        network="mastodon",
        address="https://mastodon.example/@opeq",
        handle="@opeq",
        two_factor="on",
        owner=people.camille.pk,
        now=timezone.now(),
    )


def _to_the_network(somebody: Any, here: Instance) -> None:
    """From the page of an account to the network's own question."""
    page = somebody.page
    expect(page.get_by_role("heading", name="Ce que Balise demande au réseau")).to_be_visible()
    somebody.looks()
    somebody.writes(page.locator("#id_server"), here.origin)
    somebody.button("Préparer la connexion")
    expect(page.get_by_text("Vous irez à\u00a0:")).to_contain_text(here.host)
    somebody.looks()
    somebody.link("Continuer chez Mastodon")
    expect(page.get_by_role("heading", level=1)).to_have_text("Balise would like access")


@pytest.mark.parametrize(
    ("width", "keys", "scripts"),
    [(1280, False, True), (375, True, True), (375, False, False)],
    ids=["desktop", "phone-keyboard", "phone-without-javascript"],
)
def test_an_account_is_connected_and_let_go(
    visitor: Visit,
    site: str,
    people: SimpleNamespace,
    ours: Account,
    here: Instance,
    width: int,
    keys: bool,
    scripts: bool,
) -> None:
    camille = visitor(site=site, width=width, keys=keys, java_script_enabled=scripts)
    page = camille.page
    _enters(camille, "camille")
    camille.goes("/connexions/")
    camille.link("Connecter…")
    expect(page.get_by_role("heading", name="Ce compte n’est pas connecté")).to_be_visible()
    camille.looks()
    camille.link("Connecter…")
    _to_the_network(camille, here)
    camille.button("Deny")
    expect(page.get_by_text("Le réseau n’a pas donné l’accès.")).to_be_visible()
    camille.looks()

    camille.link("Recommencer")
    here.handle = "camille-perso"
    _to_the_network(camille, here)
    camille.button("Authorize")
    expect(page.get_by_text("Ce n’est pas le compte du registre")).to_be_visible()
    camille.looks()
    assert not Connection.objects.exists()

    here.handle = "opeq"
    camille.link("Recommencer")
    _to_the_network(camille, here)
    camille.button("Authorize")
    expect(page.get_by_text("C’est le compte du registre")).to_be_visible()
    assert "code=" not in page.url
    camille.looks()
    camille.button("Connecter ce compte")
    expect(page.get_by_text("Le compte est connecté.")).to_be_visible()
    camille.looks()
    camille.button("Vérifier maintenant")
    expect(page.get_by_text("Le réseau répond, et l’accès est bon.")).to_be_visible()
    camille.goes("/connexions/")
    expect(page.get_by_text("Ce qui est approuvé pour ce réseau part de ce compte.")).to_be_visible()
    camille.link("Voir la connexion")
    camille.link("Déconnecter…")
    expect(page.get_by_text("Ce qui est en ligne y reste.")).to_be_visible()
    camille.looks()
    camille.button("Déconnecter")
    expect(page.get_by_text("Le compte est déconnecté.")).to_be_visible()
    camille.looks()
    dispatch()
    assert here.revoked == [ACCESS]


@ON_A_PHONE_BY_KEYS
def test_the_administrator_writes_down_an_application(
    visitor: Visit, site: str, people: SimpleNamespace, here: Instance, width: int, keys: bool
) -> None:
    from balise.web.people.models import RoleHolding
    from balise.web.people.roles import Role

    RoleHolding.objects.create(person=people.camille, role=Role.ADMIN, since=timezone.localdate())
    somebody = visitor(site=site, width=width, keys=keys)
    page = somebody.page
    _enters(somebody, "camille")
    somebody.goes("/connexions/applications/")
    expect(page.locator("#retour")).to_contain_text(f"{site}/connexions/retour/")
    somebody.goes("/connexions/applications/linkedin/")
    somebody.writes(page.locator("#id_client_id"), "1234")
    somebody.button("Sceller et enregistrer")
    expect(page.locator(".error-summary")).to_contain_text("Secret de l’application")
    expect(page.locator("#id_client_id")).to_have_value("1234")
    somebody.looks()
    _was_refused(somebody)
    somebody.writes(page.locator("#id_secret"), "canaryCLIENTSECRETword")
    somebody.button("Sceller et enregistrer")
    expect(page.get_by_text("L’application est inscrite, et son secret scellé.")).to_be_visible()
    somebody.looks()
    assert "canaryCLIENTSECRETword" not in page.content()
    somebody.goes("/connexions/applications/linkedin/")
    assert "canaryCLIENTSECRETword" not in page.content()
    assert b"canaryCLIENTSECRETword" not in bytes(Application.objects.get().secret)
