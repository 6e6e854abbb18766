"""The official text from its file to the screen of somebody on staff, then a second version that shows what changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from balise.web.people.models import Person, RoleHolding
from balise.web.signing.models.versions import PolicyVersion
from tests.journeys.test_after_approval import ON_A_PHONE_BY_KEYS, people, site
from tests.journeys.test_publication import _enters

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["people", "site"]
FRENCH = (
    "## 3.3 Respect\n\nLes injures et les menaces sont interdites.\n\nOn reste calme.\n\n"
    "## 3.6 Propriété intellectuelle\n\nOn cite ses sources et on respecte le droit d’auteur.\n\n"
    "## Stationnement\n\nLes cases près de la porte sont pour les visiteurs.\n"
)
ENGLISH = "## 3.3 Respect\n\nInsults and threats are forbidden.\n\n## 3.6 Sources\n\nName your sources.\n"


def _imports(who: Any, folder: Path, language: str, text: str) -> None:
    file = folder / f"politique-{language}.md"
    file.write_text(text, encoding="utf-8")
    if language == "en":
        who.ticks("Anglais")
    who.page.locator("#id_file").set_input_files(file)  # the system's own window, which no page can look at
    who.button("Importer")
    expect(who.page.get_by_text("Le texte est importé")).to_be_visible()
    who.looks()


def _approved_and_published(number: int, drafter: Any, approver: Any) -> None:
    approver.goes(f"/politique/versions/{number}/")
    approver.button("Approuver cette version")
    expect(approver.page.get_by_text("La version est approuvée.").first).to_be_visible()
    drafter.goes(f"/politique/versions/{number}/")
    drafter.link("Publier…")
    drafter.page.wait_for_url("**/publier/")
    drafter.looks()
    drafter.button("Publier")
    expect(drafter.page.get_by_text("La version est publiée")).to_be_visible()
    drafter.looks()


@ON_A_PHONE_BY_KEYS
def test_a_policy_is_prepared_approved_read_and_changed(
    visitor: Callable[..., Any], site: str, people: Any, width: int, keys: bool, tmp_path: Path
) -> None:
    hugo = Person.objects.create_user("hugo", name="Hugo")
    RoleHolding.objects.create(person=hugo, role="hr", since=timezone.localdate())
    drafter, approver, reader = (visitor(site=site, width=width, keys=keys) for _ in range(3))
    for who, name in ((drafter, "hugo"), (approver, "denise"), (reader, "elise")):
        _enters(who, name)
    reader.goes("/politique/")
    expect(reader.page.get_by_text("Aucun texte n’est encore publié")).to_be_visible()
    page = drafter.page
    drafter.goes("/politique/versions/")
    drafter.button("Préparer une version")
    page.wait_for_url("**/politique/versions/1/")
    drafter.looks()
    _imports(drafter, tmp_path, "fr", FRENCH)
    _imports(drafter, tmp_path, "en", ENGLISH)
    expect(page.get_by_text("Stationnement").first).to_be_visible()  # a section that no clause says
    drafter.presses(page.get_by_role("link", name="Corriger le passage de l’article 3.3").first)
    page.wait_for_url("**/article/fr/3.3/")
    drafter.looks()
    if not page.get_by_label("On reste calme.").is_checked():
        drafter.ticks("On reste calme.")
    drafter.button("Citer ces paragraphes")
    expect(page.get_by_text("C’est noté")).to_be_visible()
    _approved_and_published(1, drafter, approver)
    screen = reader.page
    reader.goes("/politique/")
    expect(screen.get_by_role("heading", name="3.3 Respect")).to_be_visible()
    reader.link("Côte à côte")
    expect(screen.get_by_text("Insults and threats are forbidden.")).to_be_visible()
    reader.looks()
    reader.goes("/politique/1/?section=s-3.3")
    reader.presses(screen.get_by_role("link", name=re.compile("^Suivante")))
    expect(screen.get_by_role("heading", name="3.6 Propriété intellectuelle")).to_be_visible()
    reader.looks()
    reader.goes("/verifier/")
    reader.writes(screen.locator("#id_text"), "Mon voisin est un imbécile.")
    reader.presses(screen.get_by_text("Ce que dit la politique", exact=True).and_(screen.locator("summary")))
    expect(screen.locator(".finding-passage blockquote")).to_contain_text("On reste calme.")
    reader.looks()
    drafter.goes("/politique/versions/")
    drafter.button("Préparer une version")
    page.wait_for_url("**/politique/versions/2/")
    _imports(drafter, tmp_path, "fr", FRENCH.replace("sont interdites", "sont toujours interdites"))
    _approved_and_published(2, drafter, approver)
    assert list(PolicyVersion.objects.order_by("number").values_list("state", flat=True)) == ["withdrawn", "published"]
    reader.goes("/politique/2/changements/?depuis=1")
    expect(screen.locator("ins", has_text="toujours")).to_be_visible()
    expect(screen.get_by_role("heading", name="3.3 Respect")).to_be_visible()
    expect(screen.get_by_role("heading", name="3.6")).to_have_count(0)
    reader.goes("/politique/1/")
    expect(screen.get_by_text("Cette version n’est plus en vigueur")).to_be_visible()
