"""A newcomer with the demonstration: in as each role by one click, and every main page looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from balise.web.demo import filling
from balise.web.demo.cast import CAST
from balise.web.people import installation
from balise.web.people.installation import begin
from balise.web.publishing.models import Publication
from tests.journeys.test_publication import a_post_goes_its_whole_way

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server: LiveServer, settings: Any) -> Iterator[str]:
    """The demonstration, filled and served."""
    settings.BALISE_DEMO, settings.BALISE_ORGANISATION = True, ""
    installation._written_demo.cache_clear()
    begin(demo=True)
    filling.fill(now=timezone.now())
    yield str(live_server.url)
    installation._written_demo.cache_clear()
    (Path(settings.BALISE_DATA) / "organisation.json").unlink(missing_ok=True)


def _enters(visitor: Any, name: str) -> None:
    visitor.goes("/")
    visitor.button(f"Entrer comme {name}")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Bonjour")
    visitor.looks()


def test_the_employee_gets_a_post_online(visitor: Callable[..., Any], site: str) -> None:
    author, communications = visitor(site=site), visitor(site=site)
    _enters(author, "Amélie Roy")
    _enters(communications, "Nadia Benali")
    a_post_goes_its_whole_way(author, communications)


@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_of_each_role(visitor: Callable[..., Any], site: str, width: int) -> None:
    for name in ("Claude Desrochers", "Sylvie Gagné", "Rémi Picard", "Kim Tran", "Louise Fortin"):
        somebody = visitor(site=site, width=width)
        _enters(somebody, name)
        for address in somebody.page.eval_on_selector_all(".door a", "all => all.map(one => one.getAttribute('href'))"):
            somebody.goes(address)
    reader = visitor(site=site, width=width)
    _enters(reader, "Nadia Benali")
    for state in Publication.State.values:
        one = Publication.objects.filter(state=state, submitted__isnull=False).first()
        if one is not None:
            reader.goes(f"/publications/{one.pk}/")
            reader.goes(f"/publications/{one.pk}/historique/")


EVERYBODY = tuple(part.name for part in CAST)


def test_something_waits_for_each_role(visitor: Callable[..., Any], site: str) -> None:
    for name in EVERYBODY:
        somebody = visitor(site=site, width=375)
        _enters(somebody, name)
        tasks = somebody.page.locator("#a-faire .task")
        assert tasks.count() >= 1, name
        if name == "Claude Desrochers":
            assert somebody.page.evaluate("document.documentElement.scrollHeight") <= 812
            expect(somebody.page.locator("#a-faire .tab-count").first).to_be_visible()
        else:
            expect(tasks.first).to_contain_text("Si on ne fait rien")
        somebody.page.locator("#a-faire .task h3 a").first.click()
        expect(somebody.page.get_by_role("heading", level=1)).to_be_visible()
        assert "Accès refusé" not in somebody.page.inner_text("main"), name  # theirs to open


def test_communications_do_a_mornings_work_from_one_page(visitor: Callable[..., Any], site: str) -> None:
    desk = visitor(site=site, width=375, keys=True)
    _enters(desk, "Nadia Benali")
    page = desk.page

    def panel(words: str) -> Any:
        one = page.locator("#a-faire .task", has_text=words)
        desk.presses(one.locator("summary"))
        return one

    def does(button: str, told: str) -> None:
        desk.presses(one.get_by_role("button", name=button).first)
        expect(page.get_by_text(told).first).to_be_visible()
        assert page.url == f"{site}/"
        desk.looks()

    one = panel("Appel aux bénévoles")
    does("C’est retiré partout", "C’est inscrit")
    for network, address in (
        ("facebook", "https://www.facebook.com/page/posts/1"),
        ("mastodon", "https://mastodon.example.org/@page/1"),
    ):
        one = panel("Mettre en ligne « Collecte complète »")
        form = one.locator("form", has=page.locator(f'[name=network][value="{network}"]'))
        desk.writes(form.locator("[name=address]"), address)
        desk.presses(form.get_by_role("button"))
        expect(page.get_by_text("inscrit").first).to_be_visible()
        assert page.url == f"{site}/"
    one = panel("Vérifier la source")
    does("J’ai vérifié cette source", "Merci")
    one = panel("Répondre à « Quarante appareils »")
    does("Approuver", "Votre approbation est inscrite")
    one = panel("Répondre à « Un ménage sur dix »")
    desk.writes(one.locator("[name=reason]"), "De quelle année est ce chiffre?")
    does("Retourner", "retourné")
    states = dict(Publication.objects.values_list("title", "state"))
    assert states["Collecte complète"] == "published"
    assert states["Quarante appareils"] == "approved"
    assert states["Un ménage sur dix"] == "returned"
    expect(page.locator("#a-faire .task-panel", has_text="Quarante")).to_have_count(1)  # now to be put online
