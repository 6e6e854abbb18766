"""Signing on paper with a page the test scans, a second version that asks only about what changed, and saying no."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from playwright.sync_api import expect

from balise.web.audit.models import Record
from balise.web.outbox.dispatching import dispatch
from balise.web.people.models import Person
from balise.web.signatures.means import Session
from balise.web.signing import answers_transitions, asking_transitions, versions_transitions
from balise.web.signing.models import Attestation, Campaign, SignedPage
from balise.web.signing.versions_content import fingerprint
from tests.journeys.test_signing import PASSWORD, TEXT, asked  # noqa: F401 - a fixture
from tests.signed_page import file_of, laid, signed

pytestmark = pytest.mark.django_db(transaction=True)


def enters(one: Any, username: str, path: str, heading: str) -> None:
    one.goes(f"/compte/login/?next={path}")
    one.writes(one.page.locator("#id_login"), username)
    one.writes(one.page.locator("#id_password"), PASSWORD)
    one.page.keyboard.press("Enter")
    expect(one.page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    one.looks()


def answers(one: Any, question: str, answer: str) -> None:
    """One of the two questions, by keyboard or by mouse."""
    choice = one.page.get_by_role("group", name=question).get_by_label(answer, exact=True)
    if one.keys:
        choice.press("Space")
    else:
        choice.check()


def came_back(one: Any) -> None:
    """The form came back with what is wrong: the browser notes it in its console, and nothing else."""
    one.looks()
    assert one.said
    assert all("status of 422" in said for said in one.said), one.said
    one.said.clear()


@pytest.mark.parametrize(
    ("width", "keys", "scripts", "turn"), [(1280, True, True, 180), (375, False, True, 90), (375, False, False, 2)]
)
def test_on_paper_with_a_page_that_the_test_scans(
    visitor: Callable[..., Any],
    live_server: Any,
    asked: Any,  # noqa: F811
    tmp_path: Path,
    width: int,
    keys: bool,
    scripts: bool,
    turn: int,
) -> None:
    _version, _manager, employee = asked
    desk = visitor(site=live_server.url, width=width, keys=keys, java_script_enabled=scripts)
    enters(desk, "manon", "/politique/suivi/", "Suivi des signatures")
    page = desk.page
    desk.presses(page.get_by_role("link", name="Lien, appareil ou papier – Elise"))
    expect(page.get_by_role("heading", name="Sur papier")).to_be_visible()
    desk.looks()
    with page.expect_download() as printing:
        desk.link("Imprimer son formulaire")
    sheet = signed(Path(printing.value.path()).read_bytes())
    scan = tmp_path / "scan.jpg"
    scan.write_bytes(file_of([laid(sheet, turn=turn)], "JPEG"))
    desk.link("Déposer la page signée")
    expect(page.get_by_role("heading", name="Pages signées", level=1)).to_be_visible()
    desk.looks()
    blank = tmp_path / "autre.txt"
    blank.write_text("pas une page")
    page.locator("#id_file").set_input_files(blank)
    desk.button("Déposer la page")
    expect(page.get_by_text("ni un PDF ni une image").first).to_be_visible()
    came_back(desk)
    page.locator("#id_file").set_input_files(scan)
    desk.button("Déposer la page")
    expect(page.get_by_role("heading", name="Recopier une page signée")).to_be_visible()
    picture = page.get_by_role("img", name="Page 1 de 1")
    expect(picture).to_be_visible()
    if scripts:
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalHeight > image.naturalWidth && image.naturalWidth > 500")
    desk.looks()
    desk.button("Déposer la réponse")
    expect(page.get_by_text("Recopiez la case cochée").first).to_be_visible()
    came_back(desk)
    answers(desk, "A pris connaissance de la politique", "Oui")
    answers(desk, "Est en accord avec le contenu de la politique", "Non")
    desk.writes(page.locator("#id_date"), f"{timezone.localdate():%d/%m/%Y}")
    desk.writes(page.locator("#id_place"), "Lévis")
    desk.presses(page.locator("#id_signed"), key="Space")
    desk.button("Déposer la réponse")
    expect(page.get_by_text("La réponse de Elise est déposée").first).to_be_visible()
    desk.looks()
    one = Attestation.objects.get()
    assert (one.method, one.state, one.person) == ("paper", "read-disagrees", employee.pk)
    assert SignedPage.objects.get().state == "filed"
    _jobs_run()
    _has_it_too(visitor(site=live_server.url, width=width, java_script_enabled=scripts), one, scan.read_bytes())


def _jobs_run() -> None:
    """In a thread of their own: the browser keeps an event loop in this one, and a seal wants one to itself."""

    def run() -> None:
        dispatch()
        connections.close_all()

    jobs = Thread(target=run)
    jobs.start()
    jobs.join()


def _has_it_too(hers: Any, one: Attestation, scan: bytes) -> None:
    """The person reads their certificate and their page, byte for byte."""
    enters(hers, "elise", f"/politique/reponses/{one.number}/", "Réponse à la politique")
    expect(hers.page.get_by_role("link", name="Télécharger le certificat")).to_be_visible()
    with hers.page.expect_download() as again:
        hers.page.get_by_role("link", name="Télécharger la page").click()
    assert Path(again.value.path()).read_bytes() == scan


def _second_version(words: str) -> None:
    hr, boss = Person.objects.get(username="hugo"), Person.objects.get(username="denise")
    now = timezone.now()
    version = versions_transitions.draft(actor=hr, now=now)
    version = versions_transitions.import_text(
        actor=hr, version=version, language="fr", filename="p.md", content=words.encode(), now=now
    )
    version = versions_transitions.approve(actor=boss, version=version, content_hash=fingerprint(version), now=now)
    versions_transitions.publish(actor=hr, version=version, now=now)


@pytest.mark.parametrize(("width", "keys"), [(1280, True), (375, False)])
def test_a_second_version_asks_again_showing_only_what_changed(
    visitor: Callable[..., Any],
    live_server: Any,
    asked: Any,  # noqa: F811
    width: int,
    keys: bool,
) -> None:
    first, _manager, employee = asked
    now = timezone.now()
    answers_transitions.give(
        actor=employee,
        person=employee,
        version=first,
        answer=answers_transitions.Answer(
            acknowledged=True, agrees=True, name="Elise", date=timezone.localdate(now), place="Lévis"
        ),
        act=answers_transitions.Act(session=Session(mark="m" * 16, entered_by=""), means="password", drawn=False),
        now=now,
    )
    _second_version(TEXT.replace("Les injures sont interdites.", "Les injures et les menaces sont interdites."))
    hr = Person.objects.get(username="hugo")
    campaign = Campaign.objects.get(state="prepared")
    asking_transitions.launch(actor=hr, campaign=campaign, chosen="all", team=None, due=campaign.due, now=now)
    one = visitor(site=live_server.url, width=width, keys=keys)
    enters(one, "elise", "/politique/2/signer/", "Répondre à la politique")
    page = one.page
    changed = page.locator("section.card", has=page.get_by_role("heading", name="Ce qui a changé depuis votre réponse"))
    expect(changed).to_contain_text("et les menaces")
    expect(changed.locator("ins")).to_have_count(1)
    expect(changed).not_to_contain_text("Ce qui n'est pas public")
    expect(page.get_by_role("region", name="Le texte entier")).to_be_hidden()
    expect(page.locator("#id_place")).to_have_value("Lévis")
    answers(one, "J’ai pris connaissance de la politique", "Oui")
    answers(one, "Je suis en accord avec le contenu de la politique", "Oui")
    one.writes(page.locator("#id_secret"), PASSWORD)
    one.button("Signer ma réponse")
    page.wait_for_url("**/politique/reponses/**")
    one.looks()
    one.goes("/politique/2/")
    expect(page.get_by_text("Le texte a changé depuis votre réponse")).to_have_count(0)
    assert Attestation.objects.filter(version__number=2, current=True, agrees=True).count() == 1


@pytest.mark.parametrize(("width", "keys"), [(1280, True), (375, False)])
def test_a_no_goes_to_hr_with_its_reason_and_to_nobody_else(
    visitor: Callable[..., Any],
    live_server: Any,
    asked: Any,  # noqa: F811
    width: int,
    keys: bool,
) -> None:
    one = visitor(site=live_server.url, width=width, keys=keys)
    enters(one, "elise", "/politique/1/signer/", "Répondre à la politique")
    page = one.page
    answers(one, "J’ai pris connaissance de la politique", "Oui")
    answers(one, "Je suis en accord avec le contenu de la politique", "Non")
    one.writes(page.locator("#id_reason"), "Une raison à moi.")
    one.writes(page.locator("#id_place"), "Lévis")
    one.writes(page.locator("#id_secret"), "ce n’est pas la bonne phrase")
    one.button("Signer ma réponse")
    expect(page.get_by_text("ni votre mot de passe ni un code").first).to_be_visible()
    expect(page.locator("#id_reason")).to_have_value("Une raison à moi.")
    came_back(one)
    one.writes(page.locator("#id_secret"), PASSWORD)
    one.button("Signer ma réponse")
    page.wait_for_url("**/politique/reponses/**")
    one.looks()
    kept = Attestation.objects.get()
    manager = visitor(site=live_server.url, width=width)
    enters(manager, "manon", "/politique/suivi/", "Suivi des signatures")
    expect(manager.page.get_by_role("row", name="Elise")).to_contain_text("Répondu")
    assert "refusée" not in manager.page.inner_text("main")
    hr = visitor(site=live_server.url, width=width, keys=keys)
    enters(hr, "hugo", "/avis/", "Avis")
    expect(hr.page.get_by_text("Une réponse à la politique demande votre attention.").first).to_be_visible()
    hr.goes(f"/politique/reponses/{kept.number}/")
    assert "Une raison à moi." not in hr.page.inner_text("main")
    hr.button("Lire la raison")
    expect(hr.page.get_by_text("Une raison à moi.")).to_be_visible()
    hr.looks()
    assert Record.objects.filter(tag="person:refusalreason:read").count() == 1


def test_hr_closes_a_campaign_and_reads_a_trail(
    visitor: Callable[..., Any],
    live_server: Any,
    asked: Any,  # noqa: F811
) -> None:
    hr = Person.objects.get(username="hugo")
    campaign = Campaign.objects.get(state="prepared")
    asking_transitions.launch(
        actor=hr, campaign=campaign, chosen="all", team=None, due=campaign.due, now=timezone.now()
    )
    for width, keys in ((1280, True), (375, False)):
        one = visitor(site=live_server.url, width=width, keys=keys)
        enters(one, "hugo", "/politique/campagnes/", "Campagnes")
        one.presses(one.page.get_by_role("link", name="Version n° 1"))
        expect(one.page.get_by_role("heading", name="Réponses qui manquent")).to_be_visible()
        one.looks()
        if keys:
            one.link("Fermer la campagne…")
            expect(one.page.get_by_text("n’ont pas répondu")).to_be_visible()
            one.looks()
            one.button("Fermer la campagne")
            expect(one.page.get_by_text("La campagne est fermée. Les réponses").first).to_be_visible()
            one.looks()
        employee = Person.objects.get(username="elise")
        one.goes(f"/politique/personnes/{employee.pk}/")
        expect(one.page.get_by_role("heading", name="Journal")).to_be_visible()
    campaign.refresh_from_db()
    assert campaign.state == "closed"
