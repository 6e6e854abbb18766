"""Where there is no demonstration, there is no door: other data, other databases, settings alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balise.web.demo import filling
from balise.web.people import installation
from balise.web.people.installation import WrongDatabase, begin
from balise.web.people.models import Person


@pytest.fixture(autouse=True)
def _unknown(db: None) -> Iterator[None]:
    installation._written_demo.cache_clear()
    yield
    installation._written_demo.cache_clear()


def test_without_the_demonstration_there_is_no_door(settings: Any) -> None:
    visitor = Client(headers={"host": "localhost"})
    for asked in (True, False):  # even when settings say so, the database must say it too
        settings.BALISE_DEMO = asked
        assert visitor.get("/demo/").status_code == 404
        assert visitor.post("/demo/entrer/", {"person": "kim"}).status_code == 404
    assert not Person.objects.exists()


def test_other_data_are_refused(settings: Any) -> None:
    settings.BALISE_DEMO = True
    with pytest.raises(RuntimeError):
        filling.fill(now=timezone.now())
    Person.objects.create_user("vrai", name="Une vraie personne")
    with pytest.raises(WrongDatabase):
        begin(demo=True)


def test_postgresql_is_refused(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Elsewhere:
        vendor = "postgresql"

    settings.BALISE_DEMO = True
    monkeypatch.setattr(installation, "connection", Elsewhere)
    assert not installation.in_demo()
    with pytest.raises(WrongDatabase):
        begin(demo=True)
