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
