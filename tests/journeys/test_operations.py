"""Whoever administers looks at what runs and at the backups, on a phone and on a screen, by keyboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from balise.web.operations.models import Backup, Process
from balise.web.people.models import Person, RoleHolding
from tests.journeys.conftest import Visitor

PASSWORD = "une phrase bien longue et rare"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [375, 1280])
def test_the_administrator_sees_what_runs_and_what_was_kept(
    visitor: Callable[..., Visitor], live_server: LiveServer, settings: Any, width: int
) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True  # second factors have tests of their own
    now = timezone.now()
    person = Person.objects.create_user("kim", PASSWORD, name="Kim Tran")
    RoleHolding.objects.create(person=person, role="admin", since="2020-01-01")
    said = {"number": 7, "version": "0.1.0", "started": now}
    Process.objects.create(name="a", kind="web", machine="serveur-un", seen=now, **said)
    Process.objects.create(name="b", kind="jobs", machine="serveur-deux", seen=now - dt.timedelta(minutes=9), **said)
    Backup.objects.create(slot="d", state="failed", error="disk-full", made_by="schedule", started=now)
    reader = visitor(site=str(live_server.url), width=width, keys=True)
    reader.goes("/compte/login/?next=/exploitation/")
    reader.page.locator("#id_login").fill("kim")
    reader.page.locator("#id_password").fill(PASSWORD)
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("heading", name="Exploitation", level=1)).to_be_visible()
    reader.looks()
    page = reader.page.locator("main")
    expect(page).to_contain_text("personne ne fait les tâches")
    expect(page).to_contain_text("serveur-deux")
    expect(page.get_by_text("Sans nouvelles")).to_be_visible()
    expect(page.locator("#sauvegardes")).to_contain_text("disk-full")
    Process.objects.all().delete()
    Backup.objects.all().delete()
    reader.goes("/exploitation/")
    expect(page).to_contain_text("Aucun processus ne s’est encore annoncé")
