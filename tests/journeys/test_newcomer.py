"""The whole story: hired by a file, reads, answers situations, signs on a phone; HR sees it, the certificate verifies,
and a second version asks again showing only what changed."""

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

from balise.web.learning import queries as practice
from balise.web.outbox.dispatching import dispatch
from balise.web.people.models import Person
from balise.web.signing.models import Attestation
from tests.journeys.test_lifecycle import TEXT, _enters, house  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)
CHOSEN = "un autre mot de passe assez long"
CHANGED = TEXT.replace("Les injures sont interdites.", "Les injures et les menaces sont interdites.")


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


def _gets_a_sheet(manager: Any, noe: Person) -> str:
    _enters(manager, "manon")
    expect(manager.page.get_by_role("link", name="Préparer l’arrivée de Noé Roy")).to_be_visible()
    manager.goes(f"/personnes/{noe.pk}/")
    manager.button("Faire une feuille")
    return str(manager.page.locator("code").inner_text())


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


def _reads_how_to_announce_it(phone: Any) -> None:
    phone.goes("/arrivees-departs/moi/")
    expect(phone.page.get_by_text("Article 3.7")).to_be_visible()
    expect(phone.page.get_by_text("la date se met sur les profils").first).to_be_visible()
    expect(phone.page.get_by_label("Français")).to_have_value(re.compile("Depuis le .*, je travaille chez"))


def _answers_situations(phone: Any, noe: Person) -> None:
    phone.goes("/politique/")
    phone.link("Essayer des situations")
    phone.button("Commencer une série")
    for number in range(1, 6):
        expect(phone.page.get_by_role("heading", name=f"Situation {number} de 5")).to_be_visible()
        situation = practice.before(noe)[0]  # type: ignore[index]
        place = situation.answers.index(situation.answer)
        phone.page.get_by_role("radio").nth((place + (number == 2)) % len(situation.answers)).check()
        phone.button("Répondre")
        said = "Pas tout à fait" if number == 2 else "C’est bien cela"
        expect(phone.page.get_by_text(said, exact=True)).to_be_visible()
        phone.looks()
        phone.link("Situation suivante" if number < 5 else "Terminer la série")
    expect(phone.page.get_by_text("Série terminée", exact=True)).to_be_visible()


def _signs(phone: Any, *, place: str) -> None:
    for question in ("J’ai pris connaissance de la politique", "Je suis en accord avec le contenu de la politique"):
        phone.page.get_by_role("group", name=question).get_by_label("Oui").check()
    phone.page.get_by_label("Lieu", exact=False).first.fill(place)
    phone.page.locator("#id_secret").fill(CHOSEN)
    phone.button("Signer ma réponse")
    phone.page.wait_for_url("**/politique/reponses/**")
    phone.looks()


def _reads_and_signs(phone: Any) -> None:
    phone.goes("/")
    phone.page.get_by_role("link", name="Lire la politique (version n° 1) et y répondre").click()
    expect(phone.page.get_by_text("À la fin, la date se met sur les profils.")).to_be_attached()
    phone.looks()
    _signs(phone, place="Lévis")


def _in_a_thread(run: Callable[[], object]) -> None:
    """The browser keeps an event loop in this one, and a seal wants one to itself."""

    def act() -> None:
        try:
            run()
        finally:
            connections.close_all()

    jobs = Thread(target=act)
    jobs.start()
    jobs.join()


def _verifies(certificate: Path) -> None:
    """For another reader of PDF, and for ours; a changed byte is seen by both."""
    pdfsig = shutil.which("pdfsig")
    if pdfsig is None:
        pytest.skip("pdfsig is not installed (apt install poppler-utils)")
    for content, words in (
        (certificate.read_bytes(), "Signature is Valid"),
        (_changed(certificate), "Digest Mismatch"),
    ):
        certificate.write_bytes(content)
        asked = [pdfsig, "-nocert", str(certificate)]
        said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        assert words in said, said


def _changed(certificate: Path) -> bytes:
    content = bytearray(certificate.read_bytes())
    content[len(content) // 3] ^= 1
    return bytes(content)


def _hr_sees_it(desk: Any, answer: Attestation, certificate: Path) -> None:
    _in_a_thread(lambda: dispatch(limit=100))
    desk.goes("/politique/suivi/")
    expect(desk.page.get_by_role("row", name=re.compile("Noé Roy"))).to_contain_text("Lue, acceptée")
    desk.goes(f"/politique/reponses/{answer.number}/")
    expect(desk.page.get_by_text("Situations parcourues")).to_be_visible()
    assert "Pas tout à fait" not in desk.page.inner_text("main"), "never what was answered to situations"
    with desk.page.expect_download() as download:
        desk.link("Télécharger le certificat")
    download.value.save_as(certificate)


def _another_version(desk: Any, boss: Any, file: Path) -> None:
    """Prepared by HR, approved by management, published, and asked of everybody in one click."""
    file.write_text(CHANGED, encoding="utf-8")
    desk.goes("/politique/versions/")
    desk.button("Préparer une version")
    desk.page.set_input_files("#id_file", str(file))
    desk.button("Importer")
    expect(desk.page.get_by_role("heading", name="Articles et passages du texte français")).to_be_visible()
    desk.looks()
    _enters(boss, "denise", path="/politique/versions/2/")
    boss.button("Approuver cette version")
    desk.goes("/politique/versions/2/")
    desk.link("Publier…")
    desk.looks()
    desk.page.get_by_role("button", name=re.compile("^Publier")).click()
    desk.goes("/politique/campagnes/")
    desk.page.get_by_role("link", name="Version n° 2").click()
    desk.looks()
    desk.page.get_by_role("button", name=re.compile("^Lancer")).click()
    desk.page.wait_for_load_state()


def _is_asked_only_what_changed(phone: Any) -> None:
    phone.goes("/")
    phone.page.get_by_role("link", name="Lire la politique (version n° 2) et y répondre").click()
    title = phone.page.get_by_role("heading", name="Ce qui a changé depuis votre réponse")
    changed = phone.page.locator("section.card", has=title)
    expect(changed).to_contain_text("et les menaces")
    expect(changed).not_to_contain_text("la date se met sur les profils")
    expect(phone.page.get_by_role("region", name="Le texte entier")).to_be_hidden()
    expect(phone.page.locator("#id_place")).to_have_value("Lévis")
    phone.looks()
    _signs(phone, place="Lévis")


def test_a_newcomer_from_the_file_to_the_second_version(
    visitor: Callable[..., Any],
    live_server: Any,
    house: Any,  # noqa: F811
    tmp_path: Path,
) -> None:
    desk = visitor(site=live_server.url, width=1280)
    _hires_by_file(desk, tmp_path / "personnes.csv", timezone.localdate())
    noe = Person.objects.get(username="noe.roy")
    desk.goes(f"/personnes/{noe.pk}/")
    desk.link("Voir son parcours")
    desk.looks()
    code = _gets_a_sheet(visitor(site=live_server.url, width=375), noe)

    phone = visitor(site=live_server.url, width=375, has_touch=True)
    _comes_in(phone, code)
    _reads_how_to_announce_it(phone)
    _answers_situations(phone, noe)
    _reads_and_signs(phone)
    answer = Attestation.objects.get()
    assert (answer.person, answer.method, answer.state) == (noe.pk, "app", "read-agrees")
    assert answer.practised_at is not None

    certificate = tmp_path / "certificat.pdf"
    _hr_sees_it(desk, answer, certificate)
    _verifies(certificate)

    _another_version(desk, visitor(site=live_server.url, width=1280), tmp_path / "politique.md")
    _is_asked_only_what_changed(phone)
    second = Attestation.objects.get(version__number=2)
    assert (second.person, second.state) == (noe.pk, "read-agrees")
    desk.goes("/politique/suivi/")
    expect(desk.page.get_by_role("row", name=re.compile("Noé Roy"))).to_contain_text("Lue, acceptée")
