"""Signing: at a desk by keyboard, on a phone by link with a finger, and saying no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.signing import links_transitions, versions_transitions
from balise.web.signing.models import Attestation
from balise.web.signing.versions_content import fingerprint

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "une phrase assez longue"
TEXT = "## 3.3 Respect\n\nLes injures sont interdites.\n\n## 3.4 Renseignements\n\nCe qui n'est pas public ne se publie pas.\n"


def somebody(username: str, *roles: Role, **fields: Any) -> Person:
    made = Person.objects.create_user(username, PASSWORD, name=username.title(), **fields)
    for role in roles:
        RoleHolding.objects.create(person=made, role=role, since=timezone.localdate() - dt.timedelta(days=1))
    return made


@pytest.fixture
def asked(settings: Any, tmp_path: Any) -> Any:
    """A version in force, and an employee with a manager."""
    settings.BALISE_OIDC_SECOND_FACTOR = True
    settings.BALISE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()  # tries of the test before
    now = timezone.now()
    hr, boss = somebody("hugo", Role.HR), somebody("denise", Role.MANAGEMENT)
    version = versions_transitions.draft(actor=hr, now=now)
    version = versions_transitions.import_text(
        actor=hr, version=version, language="fr", filename="p.md", content=TEXT.encode(), now=now
    )
    version = versions_transitions.approve(actor=boss, version=version, content_hash=fingerprint(version), now=now)
    version = versions_transitions.publish(actor=hr, version=version, now=now)
    manager = somebody("manon", Role.EMPLOYEE, Role.MANAGER)
    return version, manager, somebody("elise", Role.EMPLOYEE, manager=manager)


def _enters(one: Any, username: str, path: str) -> None:
    one.goes(f"/compte/login/?next={path}")
    one.writes(one.page.locator("#id_login"), username)
    one.writes(one.page.locator("#id_password"), PASSWORD)
    one.page.keyboard.press("Enter")
    expect(one.page.get_by_role("heading", name="Répondre à la politique")).to_be_visible()
    one.looks()


@pytest.mark.parametrize("agrees", ["Oui", "Non"])
def test_at_a_desk_by_keyboard(visitor: Callable[..., Any], live_server: Any, asked: Any, agrees: str) -> None:
    one = visitor(site=live_server.url, width=1280)
    _enters(one, "elise", "/politique/1/signer/")
    page = one.page
    page.get_by_role("group", name="J’ai pris connaissance de la politique").get_by_label("Oui").press("Space")
    page.get_by_role("group", name="Je suis en accord avec le contenu de la politique").get_by_label(agrees).press(
        "Space"
    )
    page.get_by_label("Lieu", exact=False).first.press_sequentially("Québec")
    page.locator("#id_secret").press_sequentially(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/politique/reponses/**")
    one.looks()
    kept = Attestation.objects.select_related("signature").get()
    assert (kept.agrees, kept.signature.means) == (agrees == "Oui", "password")  # type: ignore[union-attr]


def test_on_a_phone_by_link_with_a_finger(visitor: Callable[..., Any], live_server: Any, asked: Any) -> None:
    version, manager, employee = asked
    link, code = links_transitions.give_link(
        actor=manager, person=employee, version=version, mail=False, now=timezone.now()
    )
    one = visitor(site=live_server.url, width=375, has_touch=True)
    one.goes(links_transitions.address_of(link))
    page = one.page
    page.locator("#id_code").fill(code)
    one.button("Continuer")
    expect(page.get_by_role("heading", name="Répondre à la politique")).to_be_visible()
    one.looks()
    page.get_by_role("group", name="J’ai pris connaissance de la politique").get_by_label("Oui").check()
    page.get_by_role("group", name="Je suis en accord avec le contenu de la politique").get_by_label("Oui").check()
    page.get_by_label("Lieu", exact=False).first.fill("Lévis")
    pad = page.locator(".signature-pad svg")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 20, steps=5)
    page.mouse.move(box["x"] + 200, box["y"] + 70, steps=5)
    page.mouse.up()
    expect(page.locator("#signature-etat")).to_have_text("Signature dessinée.")
    one.looks()
    one.button("Signer ma réponse")
    expect(page.get_by_role("heading", name="C’est signé")).to_be_visible()
    one.looks()
    kept = Attestation.objects.select_related("signature").get()
    assert (kept.method, kept.person) == ("link", employee.pk)
    assert kept.signature.way == "drawn"  # type: ignore[union-attr]
