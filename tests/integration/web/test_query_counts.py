"""How many queries each page may ask, over many rows: a page that asks one for each line fails here.

The rows are those of ``benchmarks/web.py``, fewer of them.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.publishing.queries import publications_for

pytestmark = pytest.mark.django_db

# page: who opens it, the most queries it may ask; 0 is a publication that waits, 10 a published one
PAGES = {
    "/": ("communications", 63),  # each kind of tasks, and the panels of the 25 that the page shows
    "/approbations/": ("communications", 9),
    "/approbations/100/": ("communications", 17),
    "/exploitation/travaux/": ("admin", 11),
    "/mandats/": ("communications", 8),
    "/mise-en-route/taches/": ("admin", 23),
    "/personnes/": ("admin", 11),
    "/publications/": ("employee", 7),
    "/publications/2/": ("employee", 12),
    "/publications/2/modifier/": ("employee", 8),
    "/publications/2/soumettre/": ("employee", 8),
    "/publications/10/": ("communications", 22),
    "/publications/10/historique/": ("communications", 10),
    "/publications/1/historique/": ("communications", 10),
    "/publications/5/fiche/": ("communications", 10),
    "/publications/?voir=a-publier": ("communications", 8),
    "/publications/?voir=toutes": ("communications", 8),
    "/publications/?voir=toutes&tri=auteur&page=3": ("communications", 8),
    "/verifier/": ("employee", 6),
}


@pytest.fixture
def many(settings: Any) -> dict[str, int]:
    """Three hundred publications with all that goes with them, two thousand audit records, two hundred people."""
    settings.BALISE_OIDC_SECOND_FACTOR = True
    path = Path(__file__).parents[3] / "benchmarks" / "web_filling.py"
    spec = importlib.util.spec_from_file_location("web_filling", path)
    assert spec is not None
    assert spec.loader is not None
    filling = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(filling)
    filling.LONG = 500
    cast = filling._people()
    filling._publications(300, cast)
    filling._audit(300, 2_000, cast)
    return {
        "communications": cast["communications"][0],
        "employee": Person.objects.get(publications__pk=2).pk,
        "admin": 0,
    }


def test_pages_over_many_rows(
    many: dict[str, int], person: Callable[..., Person], signed_in: Callable[[Person], Client]
) -> None:
    many["admin"] = person("adam", Role.ADMIN, Role.HR).pk
    seats = {name: signed_in(Person.objects.get(pk=pk)) for name, pk in many.items()}
    found = {}
    for address, (who, _most) in PAGES.items():
        seats[who].get(address)  # what is read once a process is read
        with CaptureQueriesContext(connection) as asked:
            answer = seats[who].get(address)
        assert answer.status_code == 200, address
        found[address] = len(asked)
    assert {address: count for address, count in found.items() if count > PAGES[address][1]} == {}


def test_nobody_sorts_a_hundred_thousand_rows_to_show_twenty(many: dict[str, int]) -> None:
    """The lists that everybody opens are walked along an index, on SQLite without its statistics as with them."""
    reader = Person.objects.get(pk=many["communications"])
    rows = publications_for(reader, today=timezone.localdate(), mine=False).order_by("-changed", "-pk")[:26]
    plan = rows.explain()
    if connection.vendor == "sqlite":  # PostgreSQL chooses by its statistics, which three hundred rows do not feed
        assert "publication_by_change" in plan, plan
        assert "TEMP B-TREE" not in plan, plan
    assert len(rows) == 26
