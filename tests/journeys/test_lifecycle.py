"""Somebody leaves, confirms by a link, and HR closes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from balise.web.lifecycle import transitions
from balise.web.lifecycle.daily import look
from balise.web.lifecycle.models import Stay
from balise.web.people import choosing
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.publishing.content import Draft
from balise.web.publishing.models import Publication
from balise.web.publishing.transitions import create_publication
from balise.web.signing import versions_transitions
from balise.web.signing.versions_content import fingerprint

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "une phrase assez longue"
CHOSEN = "un autre mot de passe assez long"
TEXT = "## 3.3 Respect\n\nLes injures sont interdites.\n\n## 3.7 Emploi\n\nÀ la fin, la date se met sur les profils.\n"


def somebody(username: str, *roles: Role, **fields: Any) -> Person:
    made = Person.objects.create_user(username, PASSWORD, name=username.title(), **fields)
    for role in roles:
        RoleHolding.objects.create(person=made, role=role, since=timezone.localdate() - dt.timedelta(days=1))
    return made


@pytest.fixture
def house(settings: Any, tmp_path: Any) -> Any:
    """HR, management, a manager; a version of the policy in force."""
    settings.BALISE_OIDC_SECOND_FACTOR = True
    settings.BALISE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    now = timezone.now()
    hr, boss = somebody("hugo", Role.EMPLOYEE, Role.HR), somebody("denise", Role.MANAGEMENT)
    version = versions_transitions.draft(actor=hr, now=now)
    version = versions_transitions.import_text(
        actor=hr, version=version, language="fr", filename="p.md", content=TEXT.encode(), now=now
    )
    version = versions_transitions.approve(actor=boss, version=version, content_hash=fingerprint(version), now=now)
    versions_transitions.publish(actor=hr, version=version, now=now)
    return hr, somebody("manon", Role.EMPLOYEE, Role.MANAGER)


def _enters(one: Any, username: str, password: str = PASSWORD, path: str = "/") -> None:
    one.goes(f"/compte/login/?next={path}")
    one.writes(one.page.locator("#id_login"), username)
    one.writes(one.page.locator("#id_password"), password)
    one.page.keyboard.press("Enter")
    expect(one.page.get_by_role("heading", level=1)).to_be_visible()
    one.looks()


def _enters_the_departure(desk: Any, stay: Stay, last: dt.date) -> None:
    _enters(desk, "hugo", path=f"/arrivees-departs/{stay.pk}/")
    desk.link("Inscrire un départ")
    desk.writes(desk.page.locator("#id_last_day"), "31/02/2026")
    desk.button("Inscrire le départ")
    expect(desk.page.get_by_text("Écrivez la date ainsi").first).to_be_visible()
    desk.looks()
    assert all("status of 422" in one for one in desk.said), desk.said  # the browser tells that the page said no
    desk.said.clear()
    desk.writes(desk.page.locator("#id_last_day"), f"{last:%d/%m/%Y}")
    desk.button("Inscrire le départ")
    expect(desk.page.get_by_role("heading", name="Ce que demande le départ")).to_be_visible()
    desk.looks()


def _gives_a_link(boss: Any, stay: Stay) -> list[str]:
    _enters(boss, "manon", path=f"/arrivees-departs/{stay.pk}/")
    boss.link("Donner un lien et un code")
    boss.looks()
    boss.button("Faire un lien")
    expect(boss.page.get_by_role("heading", name="Le code, montré une seule fois")).to_be_visible()
    boss.looks()
    return list(boss.page.locator("code").all_inner_texts())


def _closes(desk: Any, stay: Stay) -> None:
    desk.goes(f"/arrivees-departs/{stay.pk}/")
    expect(desk.page.get_by_role("link", name="Ouvrir le profil que la personne a indiqué")).to_be_visible()
    desk.link("Fermer le départ")
    expect(desk.page.get_by_role("heading", name="Ce qui va se passer")).to_be_visible()
    desk.looks()
    desk.button("Fermer le départ")
    expect(desk.page.get_by_text("Il ne manquait rien.")).to_be_visible()
    desk.looks()


def test_somebody_leaves_and_confirms_by_a_link_once_the_account_is_over(
    visitor: Callable[..., Any], live_server: Any, house: Any
) -> None:
    hr, manager = house
    now, today = timezone.now(), timezone.localdate()
    elise = somebody("elise", Role.EMPLOYEE, manager=manager)
    stay = transitions.hire(actor=hr, person=elise, first_day=today - dt.timedelta(days=400), now=now)
    draft = Draft(common="Notre atelier de réparation revient samedi.", networks=("facebook",))
    create_publication(actor=elise, voice="official", draft=draft, title="L’atelier", now=now)
    desk = visitor(site=live_server.url, width=1280, keys=True)
    _enters_the_departure(desk, stay, today + dt.timedelta(days=2))

    phone = visitor(site=live_server.url, width=375)
    _enters(phone, "elise")
    phone.page.get_by_role("link", name="Confirmer que vos profils montrent la date de fin").click()
    expect(phone.page.get_by_role("heading", name="Votre confirmation")).to_be_visible()
    phone.looks()
    phone.page.locator("#id_to").select_option(label="Manon")
    phone.button("Confier les textes")
    expect(phone.page.get_by_text("Les textes sont confiés à Manon.")).to_be_visible()
    assert Publication.objects.get().author == manager
    look(now=now + dt.timedelta(days=3))
    phone.page.goto(f"{live_server.url}/")
    expect(phone.page).to_have_url(re.compile("/compte/login/"))

    code, address = _gives_a_link(visitor(site=live_server.url, width=375), stay)
    outside = visitor(site=live_server.url, width=375, java_script_enabled=False)
    outside.goes(address.removeprefix(live_server.url))
    outside.page.locator("#id_code").fill(code)
    outside.button("Continuer")
    outside.page.get_by_label("Ils montrent la date de fin").check()
    outside.page.locator("#id_link").fill("https://www.linkedin.com/in/elise-exemple")
    outside.button("Confirmer")
    expect(outside.page.get_by_role("heading", name="Merci, c’est noté")).to_be_visible()

    _closes(desk, stay)
    closed = Stay.objects.get()
    assert (closed.state, bytes(closed.profile_link)) == ("closed", b"")


@pytest.mark.parametrize("width", [320, 1920])
def test_the_pages_stand_at_every_width_and_in_english(
    visitor: Callable[..., Any], live_server: Any, house: Any, width: int
) -> None:
    hr, manager = house
    now, today = timezone.now(), timezone.localdate()
    Person.objects.filter(pk=hr.pk).update(language="en")
    leaver = somebody("elise", Role.EMPLOYEE, Role.COMMUNICATIONS, manager=manager)
    stay = transitions.hire(
        actor=hr, person=leaver, first_day=today, last_day=today + dt.timedelta(days=5), kind="traineeship", now=now
    )
    one = visitor(site=live_server.url, width=width)
    _enters(one, "hugo")
    for address in (
        "/arrivees-departs/",
        "/arrivees-departs/?voir=departs",
        "/arrivees-departs/?voir=fermes",
        "/arrivees-departs/arrivee/",
        "/arrivees-departs/arrivee/?compte=oui",
        f"/arrivees-departs/{stay.pk}/",
        f"/arrivees-departs/{stay.pk}/dates/",
        f"/arrivees-departs/{stay.pk}/annuler/",
        f"/arrivees-departs/{stay.pk}/depart/",
        f"/arrivees-departs/{stay.pk}/depart/annuler/",
        f"/arrivees-departs/{stay.pk}/acces/fermer/",
        f"/arrivees-departs/{stay.pk}/lien/",
        f"/arrivees-departs/{stay.pk}/papier/",
        "/arrivees-departs/moi/",
        "/conservation/",
    ):
        one.goes(address)


@pytest.mark.parametrize("scripts", [True, False], ids=["suggested", "without JavaScript"])
def test_among_many_people_somebody_is_typed(
    visitor: Callable[..., Any], live_server: Any, house: Any, monkeypatch: pytest.MonkeyPatch, scripts: bool
) -> None:
    monkeypatch.setattr(choosing, "MOST", 1)
    Person.objects.filter(pk=somebody("marie.roy", Role.EMPLOYEE).pk).update(name="Marie Roy")
    one = visitor(site=live_server.url, width=375, java_script_enabled=scripts)
    _enters(one, "hugo", path="/arrivees-departs/arrivee/?compte=oui")
    page = one.page
    page.get_by_label("Un emploi").check()
    page.locator("#id_first_day").fill(f"{timezone.localdate():%d/%m/%Y}")
    page.locator("#id_person").press_sequentially("roy")
    option = page.locator('#id_person_list option[value="Marie Roy (marie.roy)"]')
    if scripts:
        expect(option).to_be_attached()
        one.looks()
    page.locator("main form").get_by_role("button").last.click()
    expect(page.get_by_text("Laquelle de ces personnes? Marie Roy (marie.roy)").first).to_be_visible()
    expect(option).to_be_attached()
    one.looks()
    assert all("status of 422" in said for said in one.said), one.said
    one.said.clear()
    page.locator("#id_person").fill("Marie Roy (marie.roy)")
    page.locator("main form").get_by_role("button").last.click()
    expect(page.get_by_role("heading", name="Marie Roy", level=1)).to_be_visible()
    assert Stay.objects.get().person.username == "marie.roy"
