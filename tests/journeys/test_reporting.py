"""Somebody reports without a name and is answered; a report of two parts: by people at browsers, in both languages."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image as Picture
from playwright.sync_api import expect

from balise.web.people.models import Person, RoleHolding
from balise.web.reporting.models import Part
from balise.web.reporting.transitions import delivering
from balise.web.reporting.transitions.delivering import deliver_batch
from balise.web.reporting.views import following, reporter
from tests.journeys.test_after_approval import ON_A_PHONE_BY_KEYS, people, site
from tests.journeys.test_publication import _enters

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["people", "site"]


@pytest.fixture
def desks(people: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Human resources too, nobody slowed down by another test, and chance that holds nothing."""
    hugo = Person.objects.create_user("hugo", name="Hugo")
    RoleHolding.objects.create(person=hugo, role="hr", since=timezone.localdate())
    for pace in (reporter.of_reporters, following.of_codes, following.of_all_codes):
        pace._buckets.clear()
    monkeypatch.setattr(delivering, "drawn_now", lambda: True)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    written = io.BytesIO()
    Picture.new("RGB", (60, 40), "teal").save(written, "PNG")
    path = tmp_path / "capture-de-lea.png"
    path.write_bytes(written.getvalue())
    return path


def _opens(visitor: Any, code: str, words: dict[str, str]) -> None:
    visitor.goes("/signalements/suivi/")
    visitor.writes(visitor.page.locator("#id_code"), code)
    visitor.button(words["open"])
    visitor.page.wait_for_url("**/conversations/")
    visitor.looks()


FRENCH = {
    "continue": "Continuer",
    "kind": "Un conflit, un malaise, du harcèlement au travail",
    "send": "Envoyer le signalement",
    "open": "Ouvrir",
    "read": "Lire et écrire\u00a0: Ressources humaines",
    "write": "Envoyer le message",
    "sent": "Votre message est envoyé.",
    "waits": "En chemin",
}
ENGLISH = {
    "continue": "Continue",
    "kind": "A conflict, discomfort, harassment at work",
    "send": "Send the report",
    "open": "Open",
    "read": "Read and write: Human resources",
    "write": "Send the message",
    "sent": "Your message is sent.",
    "waits": "On its way",
}


def _answers(desk: Any) -> None:
    """Human resources read it with its file, acknowledge it, and ask something."""
    _enters(desk, "hugo")
    desk.goes("/signalements/recus/")
    desk.presses(desk.page.locator("main table a[href*='/recus/']").first)
    desk.page.wait_for_url("**/recus/*/")
    expect(desk.page.locator("#signalement")).to_contain_text("On a crié sur une collègue")
    desk.looks()
    with desk.page.expect_download() as taken:
        desk.link("fichier-1.png")
    assert Path(taken.value.path()).read_bytes()[:4] == b"\x89PNG"
    desk.button("Accuser réception")
    expect(desk.page.get_by_text("La personne lira que son signalement est reçu.")).to_be_visible()
    desk.writes(desk.page.locator("#id_words"), "Merci de l’avoir dit. Quel jour était-ce?")
    desk.button("Envoyer la réponse")
    expect(desk.page.locator("#conversation")).to_contain_text("Quel jour")
    desk.looks()


@pytest.mark.parametrize("words", [FRENCH, ENGLISH], ids=["fr", "en"])
@ON_A_PHONE_BY_KEYS
def test_a_witness_without_a_name(
    visitor: Callable[..., Any],
    site: str,
    desks: None,
    photo: Path,
    words: dict[str, str],
    width: int,
    keys: bool,
) -> None:
    witness, desk = (visitor(site=site, width=width, keys=keys) for _ in range(2))
    if words is ENGLISH:
        witness.context.add_cookies([{"name": "language", "value": "en", "url": site}])
    page = witness.page
    witness.goes("/signalements/")
    witness.ticks(words["kind"])
    witness.button(words["continue"])
    expect(page.locator("#id_hr-what")).to_be_visible()
    witness.looks()
    witness.button(words["send"])  # nothing said yet
    expect(page.locator("#id_hr-what_errors")).to_be_visible()
    witness.looks()
    assert [one for one in witness.said if "422" not in one] == []  # the browser tells that the form was refused
    witness.said.clear()
    witness.writes(page.locator("#id_hr-what"), "On a crié sur une collègue devant tout le monde.")
    page.locator("#id_hr-files").set_input_files(photo)
    witness.button(words["send"])
    expect(page.locator("#code")).to_be_visible()
    witness.looks()
    code = re.findall(r"\d{4} \d{4} \d{4} \d{4}", page.locator("#code").inner_text())[0]
    deliver_batch(now=timezone.now())
    _answers(desk)
    _opens(witness, code, words)
    witness.link(words["read"])
    expect(page.locator("#conversation")).to_contain_text("Quel jour était-ce?")
    witness.looks()
    witness.writes(page.locator("#id_words"), "Mardi matin.")
    page.locator("#id_files").set_input_files(photo)
    witness.button(words["write"])
    expect(page.get_by_text(words["sent"])).to_be_visible()
    expect(page.locator("#conversation")).to_contain_text(words["waits"])
    witness.looks()
    deliver_batch(now=timezone.now())
    desk.goes(desk.page.url.removeprefix(site))
    expect(desk.page.locator("#conversation")).to_contain_text("Mardi matin.")
    expect(desk.page.locator("#conversation")).to_contain_text("fichier-2.png")
    assert Part.objects.get().owner == ""


@ON_A_PHONE_BY_KEYS
def test_a_report_of_two_parts(visitor: Callable[..., Any], site: str, desks: None, width: int, keys: bool) -> None:
    author, hr, communications = (visitor(site=site, width=width, keys=keys) for _ in range(3))
    _enters(author, "elise")
    page = author.page
    author.goes("/signalements/")
    author.ticks("Un conflit, un malaise, du harcèlement au travail")
    author.ticks("Une publication ou un commentaire qui demande une réponse")
    author.picks("Non, sans me nommer")
    author.button("Continuer")
    expect(page.get_by_text("Un signalement, plusieurs parties")).to_be_visible()
    author.looks()
    author.writes(page.locator("#id_hr-what"), "Deux collègues ne se parlent plus.")
    author.writes(page.locator("#id_communications-what"), "Un commentaire attend depuis lundi.")
    author.button("Envoyer le signalement")
    code = re.findall(r"\d{4} \d{4} \d{4} \d{4}", page.locator("#code").inner_text())[0]
    deliver_batch(now=timezone.now())
    for visitor_, name, own, other in (
        (hr, "hugo", "ne se parlent plus", "commentaire attend"),
        (communications, "camille", "commentaire attend", "ne se parlent plus"),
    ):
        _enters(visitor_, name)
        visitor_.goes("/signalements/recus/")
        expect(visitor_.page.locator("main table tbody tr")).to_have_count(1)
        visitor_.presses(visitor_.page.locator("main table a[href*='/recus/']").first)
        expect(visitor_.page.locator("#signalement")).to_contain_text(own)
        expect(visitor_.page.locator("main")).not_to_contain_text(other)
        visitor_.looks()
    communications.presses(communications.page.get_by_text("Fermer le signalement", exact=True))
    communications.writes(communications.page.locator("#fermer_words"), "Nous avons répondu ce matin.")
    communications.button("Fermer")
    expect(communications.page.get_by_text("Le signalement est fermé.", exact=True)).to_be_visible()
    communications.looks()
    _opens(author, code, FRENCH)
    author.link("Lire et écrire\u00a0: Communications")
    expect(page.locator("#conversation")).to_contain_text("Nous avons répondu ce matin.")
    author.looks()
    author.button("Quitter le suivi")
    expect(page.get_by_role("heading", level=1)).to_have_text("Suivre un signalement")
    assert Part.objects.count() == 2
