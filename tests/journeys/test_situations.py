"""Situations: on a phone by touch, at a desk by keyboard, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from balise.web.learning import queries
from balise.web.learning.models import Practice, Recall
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.signing import versions_transitions
from balise.web.signing.versions_content import fingerprint

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "une phrase assez longue"
TEXT = "## 3.3 Respect\n\nLes injures sont interdites.\n\n## 3.4 Renseignements\n\nCe qui n'est pas public ne se publie pas.\n"


@pytest.fixture
def employee(settings: Any) -> Person:
    """Somebody, and a text in force."""
    settings.BALISE_OIDC_SECOND_FACTOR = True
    now, today = timezone.now(), timezone.localdate()

    def somebody(username: str, role: Role) -> Person:
        made = Person.objects.create_user(username, PASSWORD, name=username.title())
        RoleHolding.objects.create(person=made, role=role, since=today)
        return made

    hr, boss = somebody("hugo", Role.HR), somebody("denise", Role.MANAGEMENT)
    version = versions_transitions.draft(actor=hr, now=now)
    version = versions_transitions.import_text(
        actor=hr, version=version, language="fr", filename="p.md", content=TEXT.encode(), now=now
    )
    version = versions_transitions.approve(actor=boss, version=version, content_hash=fingerprint(version), now=now)
    versions_transitions.publish(actor=hr, version=version, now=now)
    return somebody("elise", Role.EMPLOYEE)


def _enters(one: Any, path: str, heading: str) -> None:
    one.goes(f"/compte/login/?next={path}")
    one.writes(one.page.locator("#id_login"), "elise")
    one.writes(one.page.locator("#id_password"), PASSWORD)
    one.page.keyboard.press("Enter")
    expect(one.page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    one.looks()


@pytest.mark.parametrize(
    "options",
    [{"width": 375, "has_touch": True}, {"width": 1280, "keys": True}, {"width": 375, "java_script_enabled": False}],
    ids=["phone", "keyboard", "without JavaScript"],
)
def test_a_series(visitor: Callable[..., Any], live_server: Any, employee: Person, options: dict[str, Any]) -> None:
    one = visitor(site=live_server.url, **options)
    _enters(one, "/politique/", "Politique")
    page = one.page
    one.link("Essayer des situations")
    expect(page.get_by_role("heading", name="Situations", level=1)).to_be_visible()
    one.looks()
    one.button("Commencer une série")
    for number in range(1, 6):
        expect(page.get_by_role("heading", name=f"Situation {number} de 5")).to_be_visible()
        one.looks()
        if number == 1:  # nothing chosen: told, and nothing lost
            one.button("Répondre")
            expect(page.get_by_role("alert")).to_contain_text("Choisissez une des réponses.")
            one.looks()
            assert [said for said in one.said if "422" not in said] == []
            one.said.clear()  # the browser notes that the form came back
        situation = queries.before(employee)[0]  # type: ignore[index]
        place = situation.answers.index(situation.answer)
        wrong = (place + 1) % len(situation.answers)
        choice = page.get_by_role("radio").nth(wrong if number == 2 else place)
        if options.get("keys"):
            one.reaches(page.get_by_role("radio").first)
            page.keyboard.press("Space")
            while not choice.is_checked():
                page.keyboard.press("ArrowDown")
        else:
            choice.check()
        one.button("Répondre")
        said = "Pas tout à fait" if number == 2 else "C’est bien cela"
        expect(page.get_by_text(said, exact=True)).to_be_visible()
        one.looks()
        if number < 5:
            one.link("Situation suivante")
    one.link("Terminer la série")
    expect(page.get_by_text("Série terminée", exact=True)).to_be_visible()
    one.looks()
    assert Recall.objects.filter(practice__person=employee, right=False).count() == 1
    assert Practice.objects.get().finished_at is not None
    page.locator("details summary").filter(has_text="situations vues").click()
    one.looks()
    one.link("Effacer mes réponses…")
    expect(page.get_by_role("heading", name="Effacer mes réponses aux situations")).to_be_visible()
    one.looks()
    one.button("Effacer mes réponses")
    expect(page.get_by_text("Vos réponses aux situations sont effacées.")).to_be_visible()
    one.looks()
    assert not Recall.objects.exists()


def test_left_half_way_and_set_aside(visitor: Callable[..., Any], live_server: Any, employee: Person) -> None:
    one = visitor(site=live_server.url, width=375)
    _enters(one, "/", "Bonjour, Elise")
    page = one.page
    expect(page.get_by_text("Essayer quelques situations tirées de la politique")).to_be_visible()
    one.goes("/politique/situations/")
    one.button("Commencer une série")
    page.get_by_role("radio").first.check()
    one.button("Répondre")
    one.link("Situation suivante")
    one.link("Plus tard")
    expect(page.get_by_text("vous en êtes à la situation 2 de 5")).to_be_visible()
    one.looks()
    one.link("Continuer la série")
    expect(page.get_by_role("heading", name="Situation 2 de 5")).to_be_visible()
    one.goes("/politique/situations/")
    one.button("Ne plus me les proposer")
    expect(page.get_by_text("on ne vous les proposera plus")).to_be_visible()
    one.goes("/")
    expect(page.get_by_text("situations tirées de la politique")).to_have_count(0)
