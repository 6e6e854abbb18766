"""What happens to a post besides the plain way: images, an emergency, a retraction, a correction, by people at browsers."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image as Picture
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from balise.web.audit.verifying import verify
from balise.web.people import installation
from balise.web.people.models import Person, RoleHolding
from balise.web.publishing import transitions
from balise.web.publishing.content import Draft
from balise.web.publishing.models import Publication
from balise.web.publishing.readiness import parts_of
from balise.web.verdicts.engine import judge
from tests.journeys.test_publication import _enters

pytestmark = pytest.mark.django_db(transaction=True)
WRONG = "La collecte de matériel aura lieu samedi 28 novembre à Québec."
RIGHT = "La collecte de matériel aura lieu dimanche 29 novembre à Québec."
FACEBOOK, X = "https://www.facebook.com/page/posts/{}", "https://x.com/page/status/{}"
ON_A_PHONE_BY_KEYS = pytest.mark.parametrize(
    ("width", "keys"), [(1280, False), (375, True)], ids=["desktop", "phone-keyboard"]
)
Visit = Callable[..., Any]


@pytest.fixture
def site(live_server: LiveServer, settings: Any) -> Iterator[str]:
    settings.BALISE_ORGANISATION = ""
    settings.BALISE_OIDC_SECOND_FACTOR = True  # has journeys of its own
    yield str(live_server.url)
    installation._written_demo.cache_clear()
    (Path(settings.BALISE_DATA) / "organisation.json").unlink(missing_ok=True)


@pytest.fixture
def people(site: str) -> SimpleNamespace:
    found = {}
    for username, role in (
        ("elise", "employee"),
        ("camille", "communications"),
        ("clara", "communications"),
        ("denise", "management"),
    ):
        person = Person.objects.create_user(username, name=username.title())
        RoleHolding.objects.create(person=person, role=role, since=timezone.localdate())
        found[username] = person
    return SimpleNamespace(**found)


def _sent(author: Person, text: str, *networks: str) -> Publication:
    """A post that was sent, as its page sends it."""
    now = timezone.now()
    made = transitions.create_publication(
        actor=author, voice="official", draft=Draft(common=text, networks=networks), now=now
    )
    judgement = judge(parts_of(made.content), voice="official")
    return transitions.submit(actor=author, publication=made, content_hash=made.hash, judgement=judgement, now=now)


def _online(people: SimpleNamespace, text: str, **addresses: str) -> Publication:
    """A post that is online there."""
    now, sent = timezone.now(), _sent(people.elise, text, *addresses)
    post = transitions.approve(
        actor=people.camille, publication=sent, content_hash=sent.hash, by=["communications"], now=now
    )
    for name, address in addresses.items():
        post = transitions.record_address(
            actor=people.camille, publication=post, network=name, address=address, now=now + dt.timedelta(seconds=1)
        )
    return post


def _photo() -> dict[str, Any]:
    written = io.BytesIO()
    Picture.new("RGB", (320, 200), "teal").save(written, "JPEG")
    return {"name": "../établi.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def _was_refused(visitor: Any) -> None:
    """A page that says no answers 422, and Chromium says so in its console: that, and nothing else."""
    assert visitor.said
    assert all("status of 422" in one for one in visitor.said), visitor.said
    visitor.said.clear()


@ON_A_PHONE_BY_KEYS
def test_images_with_their_alternative_text(
    visitor: Visit, site: str, people: SimpleNamespace, width: int, keys: bool
) -> None:
    author = visitor(site=site, width=width, keys=keys)
    _enters(author, "elise")
    page = author.page
    author.goes("/publications/nouvelle/")
    author.ticks("Instagram")
    author.writes(page.locator("#id_common"), "L’établi est prêt pour la saison.")
    author.button("Enregistrer le brouillon")
    page.wait_for_url("**/modifier/")
    page.set_input_files("input[type=file]", {**_photo(), "buffer": b"not a picture"})  # the system's own window
    author.button("Ajouter l’image")
    expect(page.get_by_text("n’est pas une image que Balise sait lire").first).to_be_visible()
    author.looks()
    _was_refused(author)
    page.set_input_files("input[type=file]", _photo())
    author.button("Ajouter l’image")
    expect(page.get_by_text("L’image est ajoutée")).to_be_visible()
    author.looks()
    author.button("Enregistrer et continuer vers l’envoi")
    page.wait_for_url("**/soumettre/")
    expect(page.get_by_text("n’a pas de texte de remplacement").first).to_be_visible()
    author.presses(page.get_by_role("link", name="Revenir au texte").first)
    page.wait_for_url("**/modifier/")
    author.writes(page.locator("textarea[name^=alt_]"), "Un établi vide, sans personne")
    author.button("Enregistrer et continuer vers l’envoi")
    page.wait_for_url("**/soumettre/")
    shown = page.locator(".preview img")
    expect(shown).to_have_attribute("alt", "Un établi vide, sans personne")
    assert shown.evaluate("image => image.complete ? image.naturalWidth : 320") == 320
    author.looks()
    author.button("Soumettre")
    expect(page.get_by_text("C’est envoyé")).to_be_visible()
    kept = Publication.objects.get().content.images
    assert [(image.name, image.alt) for image in kept] == [("établi.jpg", "Un établi vide, sans personne")]


@ON_A_PHONE_BY_KEYS
def test_management_alone_in_an_emergency(
    visitor: Visit, site: str, people: SimpleNamespace, width: int, keys: bool
) -> None:
    sent = _sent(people.elise, "Nos locaux sont fermés aujourd’hui à cause de la tempête.", "facebook")
    chief, author = visitor(site=site, width=width, keys=keys), visitor(site=site, width=width)
    _enters(chief, "denise")
    _enters(author, "elise")
    chief.goes(f"/approbations/{sent.pk}/")
    chief.button("Approuver en urgence")
    expect(chief.page.get_by_role("alert")).to_contain_text("Écrivez la raison")
    chief.looks()
    _was_refused(chief)
    chief.writes(chief.page.locator("#urgence-reason"), "Personne n’est joignable et la route est fermée.")
    chief.button("Approuver en urgence")
    expect(chief.page.get_by_text("Les personnes concernées sont prévenues")).to_be_visible()
    author.goes(f"/publications/{sent.pk}/")
    expect(author.page.get_by_text("Approuvée en urgence").first).to_be_visible()
    expect(author.page.get_by_text("la route est fermée").first).to_be_visible()
    assert Publication.objects.get().state == "approved"


@ON_A_PHONE_BY_KEYS
def test_taken_down_by_one_and_seen_gone_by_another(
    visitor: Visit, site: str, people: SimpleNamespace, width: int, keys: bool
) -> None:
    post = _online(people, WRONG, facebook=FACEBOOK.format(1))
    here = f"/publications/{post.pk}/"
    author, first, second = (visitor(site=site, width=width, keys=keys) for _ in range(3))
    for somebody, name in ((author, "elise"), (first, "camille"), (second, "clara")):
        _enters(somebody, name)
    author.goes(here)
    author.link("Demander le retrait…")
    author.page.wait_for_url("**/retrait/")
    author.looks()
    author.writes(author.page.locator("#id_reason"), "La date est fausse.")
    author.button("Demander le retrait")
    expect(author.page.get_by_text("Le retrait est demandé")).to_be_visible()
    first.goes(f"{here}retrait/")
    first.button("C’est retiré partout")
    expect(first.page.get_by_text("Une autre personne ira voir")).to_be_visible()
    first.looks()
    expect(first.page.get_by_role("button", name="J’ai vu que tout a disparu")).to_have_count(0)  # another will
    second.goes(f"{here}retrait/")
    second.button("J’ai vu que tout a disparu")
    expect(second.page.get_by_text("Le retrait est confirmé")).to_be_visible()
    second.looks()
    assert Publication.objects.get().state == "retracted"
    assert verify() is None


@ON_A_PHONE_BY_KEYS
def test_what_is_online_is_corrected(
    visitor: Visit, site: str, people: SimpleNamespace, width: int, keys: bool
) -> None:
    post = _online(people, WRONG, facebook=FACEBOOK.format(1), x=X.format(1))
    here = f"/publications/{post.pk}/"
    author, desk = (visitor(site=site, width=width, keys=keys) for _ in range(2))
    _enters(author, "elise")
    _enters(desk, "camille")
    desk.goes(here)
    desk.link("Demander une correction…")
    desk.page.wait_for_url("**/correction/")
    desk.looks()
    desk.writes(desk.page.locator("#id_reason"), "Le jour est faux.")
    desk.button("Demander la correction")
    expect(desk.page.get_by_text("une correction est en cours")).to_be_visible()
    desk.looks()
    author.goes(f"{here}modifier/")
    expect(author.page.get_by_text("Le jour est faux.")).to_be_visible()
    author.writes(author.page.locator("#id_common"), RIGHT)
    author.button("Enregistrer et continuer vers l’envoi")
    author.page.wait_for_url("**/soumettre/")
    author.looks()
    expect(author.page).to_have_title(re.compile("Soumettre la correction"))
    author.button("Soumettre la correction")
    expect(author.page.get_by_text("C’est envoyé")).to_be_visible()
    desk.goes(f"/approbations/{post.pk}/")
    desk.button("Approuver")
    expect(desk.page.get_by_text("Votre approbation est inscrite")).to_be_visible()
    desk.goes(f"{here}fiche/")
    page = desk.page
    page.wait_for_url("**/correction/fiche/")
    expect(page.locator("#x").get_by_text("Ce réseau ne permet pas ce changement")).to_be_visible()
    expect(page.locator("#texte-facebook")).to_have_text(RIGHT)
    desk.presses(page.locator("#facebook").get_by_role("button", name="C’est corrigé : inscrire l’adresse"))
    expect(page.get_by_text("Il reste d’autres réseaux à corriger")).to_be_visible()
    desk.looks()
    desk.writes(page.locator("#id_x_address"), X.format(2))
    desk.button("C’est corrigé : inscrire l’adresse")
    expect(page.get_by_text("La correction est en ligne et inscrite")).to_be_visible()
    desk.looks()
    expect(page.locator("#en-ligne")).to_contain_text(X.format(1))  # where it was before
    desk.goes(f"{here}historique/")
    assert "a corrigé en ligne" in page.locator(".timeline").inner_text()
    corrected = Publication.objects.get()
    assert (corrected.state, corrected.content.common) == ("published", RIGHT)
    assert verify() is None
