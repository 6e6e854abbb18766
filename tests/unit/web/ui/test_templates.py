"""Templates hold nothing that a strict Content-Security-Policy refuses, and every sentence has its English."""

import re
from pathlib import Path

import polib
import pytest

import balise.web.ui

HERE = Path(balise.web.ui.__file__).parent
TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
FRENCH_ONLY = {"style.html"}  # the style page shows invented French texts


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(HERE / "templates")))
def test_no_inline_style_or_script(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert not re.search(r"\s(style|on\w+|hx-on[\w:.-]*)=", source)
    assert not re.search(r"<style|javascript:", source)
    for tag in re.findall(r"<script[^>]*>", source):
        assert "src=" in tag or 'type="application/json"' in tag


def test_every_sentence_has_its_english() -> None:
    catalogue = polib.pofile(str(HERE / "locale/en/LC_MESSAGES/django.po"))
    known = {entry.msgid for entry in catalogue if entry.msgstr or all(entry.msgstr_plural.values() or [""])}
    asked = set()
    for path in [*TEMPLATES, *HERE.rglob("*.py")]:
        source = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"""\{% translate (?:"([^"]*)"|'([^']*)')""", source))
        asked |= {(text, "") for text in re.findall(r"""\b_\("([^"]*)"\)""", source)}
        asked |= {(text, "") for text in re.findall(r"""pgettext_lazy\("[^"]*", "([^"]*)"\)""", source)}
    assert sorted({one or other for one, other in asked} - known) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(HERE / "templates")))
def test_french_typography(template: Path) -> None:
    for one, other in re.findall(r"""\{% translate (?:"([^"]*)"|'([^']*)')""", template.read_text(encoding="utf-8")):
        text = one or other
        assert "'" not in text
        assert not re.search(r" [:;?!»]|« ", text), text
