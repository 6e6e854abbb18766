"""The guides quote what the pages say, in both languages, and lead to pictures and pages that exist."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

import balise.web
from balise.web.config.translations import catalogues

DOCS = Path(__file__).resolve().parents[3] / "docs"
TWINS = {
    "guide-equipe.md": "guide-employee.md",
    "guide-approbation.md": "guide-approver.md",
    "guide-administration.md": "guide-administrator.md",
    "parcours-publication.md": "publication-journey.md",
    "signer-la-politique.md": "signing-the-policy.md",
    "presence-web.md": "online-presence.md",
    "arriver-et-partir.md": "arriving-and-leaving.md",
    "conservation.md": "retention.md",
}
_ENTRIES = [entry for path in catalogues(Path(balise.web.__file__).parent) for entry in polib.pofile(str(path))]
_ALLAUTH = Path(balise.web.__file__).parent / "ui/locale/fr/LC_MESSAGES/django.po"
_REWORDED = polib.pofile(str(_ALLAUTH))
_ROLES = "équipe gestionnaire staff manager"


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("…", "")


SAID = {
    "fr": _plain("\n".join([*(entry.msgid for entry in _ENTRIES), *(entry.msgstr for entry in _REWORDED), _ROLES])),
    "en": _plain("\n".join([*(entry.msgstr for entry in _ENTRIES), *(entry.msgid for entry in _REWORDED), _ROLES])),
}
_QUOTED = {"fr": re.compile("«[ \u00a0]([^»]+)[ \u00a0]»"), "en": re.compile("“([^”]+)”")}
# said by pages for what goes wrong and by transitions, which keep both languages side by side in the code
_SAID_BY_CODE = {
    "fr": {"Envoi trop gros", "Page introuvable", "n’est pas dans le texte"},
    "en": {"Too large", "Page not found", "is not in the text"},
}
PAGES = [("fr", name) for name in TWINS] + [("en", name) for name in TWINS.values()]


@pytest.mark.parametrize(("language", "name"), PAGES, ids=[name for _, name in PAGES])
def test_a_guide_quotes_what_the_pages_say(language: str, name: str) -> None:
    text = (DOCS / language / name).read_text(encoding="utf-8")
    wrong = [words for words in _QUOTED[language].findall(text) if _plain(words) not in SAID[language]]
    wrong = [words for words in wrong if words not in _SAID_BY_CODE[language]]
    assert not wrong


@pytest.mark.parametrize(("language", "name"), PAGES, ids=[name for _, name in PAGES])
def test_what_a_guide_leads_to_exists(language: str, name: str) -> None:
    page = DOCS / language / name
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize(("french", "english"), TWINS.items())
def test_both_languages_tell_the_same_things(french: str, english: str) -> None:
    shapes = []
    for language, name in (("fr", french), ("en", english)):
        lines = (DOCS / language / name).read_text(encoding="utf-8").splitlines()
        marks = [re.match(r"#+|- |\d\. |\| |!\[", line) for line in lines]
        shapes.append([mark.group() for mark in marks if mark])
    assert shapes[0] == shapes[1]
