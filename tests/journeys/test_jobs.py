"""An administrator finds what did not leave, settles what is uncertain and runs again what failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from balise.web.outbox import handlers
from balise.web.outbox.handlers import handle
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person
from balise.web.people.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)
S = OutboxRow.State


@pytest.mark.parametrize(("keys", "width"), [(False, 1280), (True, 375)])
def test_what_did_not_leave_is_settled(
    visitor: Callable[..., Any],
    live_server: LiveServer,
    person: Callable[..., Person],
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    keys: bool,
    width: int,
) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True
    monkeypatch.setattr(handlers, "_handlers", {})
    handle("tests.sent", label="Avis de test")(lambda row: None)
    unsure = OutboxRow.objects.create(kind="tests.sent", payload={"publication": 12}, state=S.UNCERTAIN, attempts=1)
    failed = OutboxRow.objects.create(kind="tests.sent", payload={"publication": 13}, state=S.FAILED, error="refused")
    signed = Client()
    signed.force_login(person("adam", Role.ADMIN), backend="django.contrib.auth.backends.ModelBackend")
    admin = visitor(site=str(live_server.url), keys=keys, width=width)
    admin.context.add_cookies(
        [{"name": "sessionid", "value": signed.cookies["sessionid"].value, "url": str(live_server.url)}]
    )
    admin.goes("/exploitation/travaux/")
    admin.presses(admin.page.get_by_role("link", name="Avis de test", exact=True).first)
    expect(admin.page.get_by_text("Personne ne sait si c’est parti")).to_be_visible()
    admin.button("C’était fait")
    expect(admin.page.get_by_text("Écrivez la raison.").first).to_be_visible()
    admin.looks()
    assert [said for said in admin.said if "422" not in said] == []
    admin.said.clear()  # the browser notes that the form came back
    admin.writes(admin.page.get_by_label("Raison"), "Vu dans la boîte d’envoi.")
    admin.button("C’était fait")
    expect(admin.page.get_by_text("C’est inscrit, avec votre raison.")).to_be_visible()
    admin.looks()
    admin.writes(admin.page.get_by_label("Raison"), "Le serveur est réparé.")
    admin.button("Refaire")
    expect(admin.page.get_by_text("1 travail repart maintenant.")).to_be_visible()
    expect(admin.page.get_by_text("Rien à régler")).to_be_visible()
    admin.looks()
    unsure.refresh_from_db()
    failed.refresh_from_db()
    assert (unsure.state, failed.state) == (S.DONE, S.WAITING)
