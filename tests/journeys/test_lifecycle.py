"""Somebody arrives by a file and signs on a phone; somebody leaves, confirms by a link, and HR closes."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from playwright.sync_api import expect

from balise.web.lifecycle import transitions
from balise.web.lifecycle.daily import look
from balise.web.lifecycle.models import Stay
from balise.web.outbox.dispatching import dispatch
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.publishing.content import Draft
from balise.web.publishing.models import Publication
from balise.web.publishing.transitions import create_publication
from balise.web.signing import versions_transitions
from balise.web.signing.models import Attestation
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


def _hires_by_file(desk: Any, file: Path, first: dt.date) -> None:
    _enters(desk, "hugo", path="/personnes/importer/")
    text = f"utilisateur;nom;gestionnaire;type;arrivee\nnoe.roy;Noé Roy;manon;emploi;{first:%d/%m/%Y}\n"
    file.write_text(text, encoding="utf-8")
    desk.page.set_input_files("#id_file", str(file))
    desk.button("Voir ce qui changera")
    expect(desk.page.get_by_text("premier jour")).to_be_visible()
    desk.looks()
    desk.button("Appliquer")
    expect(desk.page.get_by_text("1 personne ajoutée")).to_be_visible()


def _comes_in(phone: Any, code: str) -> None:
    """With the code of a sheet, then a password of their own."""
    phone.goes("/personnes/code/")
    phone.page.locator("#id_username").fill("noe.roy")
    phone.page.locator("#id_code").fill(code)
    phone.button("Entrer")
    expect(phone.page.locator("#id_password1")).to_be_visible()
    phone.looks()
    phone.page.locator("#id_password1").fill(CHOSEN)
    phone.page.locator("#id_password2").fill(CHOSEN)
    phone.button("Choisir ce mot de passe")
    phone.page.wait_for_load_state()


def _reads_and_signs(phone: Any) -> None:
    phone.goes("/")
    phone.page.get_by_role("link", name="Lire la politique (version n° 1) et y répondre").click()
    expect(phone.page.get_by_text("À la fin, la date se met sur les profils.")).to_be_attached()
    phone.looks()
    for question in ("J’ai pris connaissance de la politique", "Je suis en accord avec le contenu de la politique"):
        phone.page.get_by_role("group", name=question).get_by_label("Oui").check()
    phone.page.get_by_label("Lieu", exact=False).first.fill("Lévis")
    phone.page.locator("#id_secret").fill(CHOSEN)
    phone.button("Signer ma réponse")
    phone.page.wait_for_url("**/politique/reponses/**")
    phone.looks()


def test_a_newcomer_hired_by_file_signs_on_a_phone_and_the_certificate_verifies(
    visitor: Callable[..., Any], live_server: Any, house: Any, tmp_path: Path
) -> None:
    desk = visitor(site=live_server.url, width=1280)
    _hires_by_file(desk, tmp_path / "personnes.csv", timezone.localdate())
    noe = Person.objects.get(username="noe.roy")
    desk.goes(f"/personnes/{noe.pk}/")
    desk.link("Voir son parcours")
    desk.looks()

    manager = visitor(site=live_server.url, width=375)
    _enters(manager, "manon")
    expect(manager.page.get_by_role("link", name="Préparer l’arrivée de Noé Roy")).to_be_visible()
    manager.goes(f"/personnes/{noe.pk}/")
    manager.button("Faire une feuille")

    phone = visitor(site=live_server.url, width=375, has_touch=True)
    _comes_in(phone, manager.page.locator("code").inner_text())
    phone.goes("/arrivees-departs/moi/")
    expect(phone.page.get_by_label("Français")).to_have_value(re.compile("Depuis le .*, je travaille chez"))
    _reads_and_signs(phone)
    answer = Attestation.objects.get()
    assert (answer.person, answer.method) == (noe.pk, "app")

    _jobs_run()
    desk.goes("/politique/suivi/")
    expect(desk.page.get_by_role("row", name=re.compile("Noé Roy"))).to_contain_text("Lue, acceptée")
    desk.goes(f"/politique/reponses/{answer.number}/")
    with desk.page.expect_download() as download:
        desk.link("Télécharger le certificat")
    download.value.save_as(tmp_path / "certificat.pdf")
    _verifies(tmp_path / "certificat.pdf")


def _jobs_run() -> None:
    """In a thread of their own: the browser keeps an event loop in this one, and a seal wants one to itself."""

    def run() -> None:
        dispatch(limit=100)
        connections.close_all()

    jobs = Thread(target=run)
    jobs.start()
    jobs.join()


def _verifies(certificate: Path) -> None:
    pdfsig = shutil.which("pdfsig")
    if pdfsig is None:
        pytest.skip("pdfsig is not installed (apt install poppler-utils)")
    said = subprocess.run([pdfsig, "-nocert", str(certificate)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said, said


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
