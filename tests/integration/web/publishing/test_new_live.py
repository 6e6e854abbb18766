"""What is said of a post before it is saved for the first time: at once, and without a trace, as by the private check."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from balise.web.publishing.models import Publication
from balise.web.verdicts import pacing
from tests.integration.web.checking.test_privacy import dump, files, said  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
ADDRESS = "/publications/nouvelle/constats/"
RUDE = "Le directeur kanariZQX7 est un imbécile. Mon NAS est le 046 454 286."
HTMX = {"HX-Request": "true"}


@pytest.fixture
def elise(cast: SimpleNamespace, seat: Callable[[Any], Client], monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(pacing, "of_people", pacing.Pace(burst=100, rate=100))
    return seat(cast.employee)


def _typed(**more: Any) -> dict[str, Any]:
    return {"voice": "official", "networks": ["facebook"], "common": RUDE, **more}


def test_findings_come_before_anything_is_kept(elise: Client, said: list[str]) -> None:  # noqa: F811
    assert 'hx-post="/publications/nouvelle/constats/"' in elise.get("/publications/nouvelle/").content.decode()
    rows, kept = dump(), files()
    said.clear()
    panel = elise.post(ADDRESS, _typed(), headers=HTMX)
    page = panel.content.decode()
    assert panel.status_code == 200
    for clause in ("3.3", "3.4"):
        assert f"Article {clause}" in page
    assert 'id="resume" hx-swap-oob' in page  # and a word of it under the text, for narrow screens
    assert "HX-Trigger" not in panel.headers  # nothing was saved: what the browser keeps stays
    assert dump() == rows
    assert files() == kept
    assert not Publication.objects.exists()
    assert not any("kanari" in line for line in said)


def test_words_are_read_before_a_network_is_chosen(elise: Client) -> None:
    page = elise.post(ADDRESS, _typed(networks=[]), headers=HTMX).content.decode()
    assert "Article 3.3" in page
    assert "Choisissez au moins un réseau" in page
    nothing = elise.post(ADDRESS, _typed(common="  "), headers=HTMX).content.decode()
    assert "les constats apparaîtront ici" in nothing


def test_who_speaks_counts(elise: Client) -> None:
    calm = "Bonne rentrée à toutes et à tous!"
    official = elise.post(ADDRESS, _typed(common=calm), headers=HTMX).content.decode()
    personal = elise.post(ADDRESS, _typed(common=calm, voice="personal"), headers=HTMX).content.decode()
    assert "Approbation requise" in official
    assert "Approbation requise" not in personal


def test_what_cannot_be_read_says_what_to_do(elise: Client) -> None:
    wrong = elise.post(ADDRESS, _typed(earliest="demain"), headers=HTMX).content.decode()
    assert "Corrigez d’abord ce qui est signalé" in wrong
    assert elise.post(ADDRESS, _typed(voice="god"), headers=HTMX).status_code == 200


def test_too_fast(elise: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "of_people", pacing.Pace(burst=1, rate=0.001))
    elise.post(ADDRESS, _typed(), headers=HTMX)
    assert "attendez quelques secondes" in elise.post(ADDRESS, _typed(), headers=HTMX).content.decode()


def test_without_javascript_an_error_keeps_the_findings(elise: Client) -> None:
    page = elise.post("/publications/nouvelle/", _typed(voice="")).content.decode()
    assert RUDE in page
    assert not Publication.objects.exists()
