"""What waits, from the mail that says so to the page where it is done; the bell and the calendar; keyboard and phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from balise.web.notifications.models import Notification, Preference
from balise.web.outbox.dispatching import dispatch
from balise.web.people.models import Person, RoleHolding
from balise.web.publishing import transitions
from balise.web.publishing.content import Draft
from balise.web.publishing.models import Publication
from balise.web.publishing.readiness import parts_of
from balise.web.verdicts.engine import judge

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "une phrase bien longue et rare"


@pytest.fixture
def house(live_server: LiveServer, settings: Any, tmp_path: Path) -> SimpleNamespace:
    """An author, communications with an address and a password, and mails in files."""
    settings.BALISE_ORGANISATION = ""
    settings.BALISE_ADDRESS = str(live_server.url)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    for username, role in (("elise", "employee"), ("camille", "communications")):
        person = Person.objects.create_user(username, PASSWORD, name=username.title(), email=f"{username}@example.org")
        RoleHolding.objects.create(person=person, role=role, since=timezone.localdate())
    people = {person.username: person for person in Person.objects.all()}
    return SimpleNamespace(site=str(live_server.url), mails=tmp_path, **people)


def _submitted(author: Person) -> Publication:
    now = timezone.now()
    draft = Draft(common="Notre prochaine collecte aura lieu samedi à Québec.", networks=("facebook",))
    made = transitions.create_publication(actor=author, voice="official", draft=draft, title="La collecte", now=now)
    judgement = judge(parts_of(made.content), voice="official")
    return transitions.submit(actor=author, publication=made, content_hash=made.hash, judgement=judgement, now=now)


def _enters(visitor: Any, person: Person) -> None:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    value = client.cookies["sessionid"].value
    visitor.context.add_cookies([{"name": "sessionid", "value": value, "url": visitor.site}])
    visitor.goes("/")


@pytest.mark.parametrize(("width", "keys"), [(1280, True), (375, False)], ids=["keyboard", "phone"])
def test_a_mail_is_opened_and_followed(
    visitor: Callable[..., Any], house: SimpleNamespace, width: int, keys: bool
) -> None:
    post = _submitted(house.elise)
    dispatch()
    mails = [file.read_text(encoding="utf-8") for file in house.mails.iterdir()]
    assert len(mails) == 1
    assert "collecte" not in mails[0]
    address = re.search(rf"{re.escape(house.site)}(/approbations/\S+)", mails[0])
    assert address is not None
    reader = visitor(site=house.site, width=width, keys=keys)
    reader.goes(address.group(1))
    page = reader.page
    page.wait_for_url("**/compte/login/**")
    reader.writes(page.locator("#id_login"), "camille")
    reader.writes(page.locator("#id_password"), PASSWORD)
    reader.presses(page.locator("form", has=page.locator("#id_password")).get_by_role("button").first)
    page.wait_for_url(f"{house.site}/approbations/{post.pk}/")
    reader.looks()
    reader.button("Approuver")
    expect(page.get_by_text("Votre approbation est inscrite")).to_be_visible()


@pytest.mark.parametrize(("width", "keys"), [(1280, True), (375, False)], ids=["keyboard", "phone"])
def test_an_answer_is_given_from_the_list(
    visitor: Callable[..., Any], house: SimpleNamespace, width: int, keys: bool
) -> None:
    post = _submitted(house.elise)
    reader = visitor(site=house.site, width=width, keys=keys)
    _enters(reader, house.camille)
    page = reader.page
    one = page.locator("#a-faire .task", has_text="La collecte")
    reader.presses(one.locator("summary"))
    expect(one.get_by_text("Notre prochaine collecte")).to_be_visible()
    reader.looks()
    reader.presses(one.get_by_role("button", name="Approuver"))
    expect(page.get_by_text("Votre approbation est inscrite")).to_be_visible()
    post.refresh_from_db()
    assert post.state == "approved"
    expect(page.locator("#a-faire .task", has_text="Mettre en ligne")).to_be_visible()


@pytest.mark.parametrize(("width", "keys"), [(1280, True), (375, False)], ids=["keyboard", "phone"])
def test_the_bell_the_preferences_and_the_calendar(
    visitor: Callable[..., Any], house: SimpleNamespace, width: int, keys: bool
) -> None:
    _submitted(house.elise)
    reader = visitor(site=house.site, width=width, keys=keys)
    _enters(reader, house.camille)
    page = reader.page
    reader.presses(page.locator(".header-entry", has_text="Avis"))
    page.wait_for_url("**/avis/")
    reader.looks()
    reader.presses(page.get_by_role("button", name="Marquer comme lu").first)
    expect(page.get_by_text("Tout est lu")).to_be_visible()
    reader.looks()
    assert not Notification.objects.filter(read=None).exists()
    reader.goes("/avis/preferences/")
    page.get_by_label("Une publication attend ma réponse").select_option("daily")
    reader.button("Enregistrer")
    expect(page.get_by_text("C’est enregistré.")).to_be_visible()
    assert Preference.objects.get().how == "daily"
    reader.goes("/calendrier/")
    reader.button("Créer l’adresse")
    address = page.locator(".secret-address").inner_text()
    reader.looks()
    assert "Une réponse est demandée" in page.request.get(address).text()
    reader.button("Fermer le calendrier")
    expect(page.get_by_text("L’adresse ne marche plus")).to_be_visible()
    assert page.request.get(address).status == 404
