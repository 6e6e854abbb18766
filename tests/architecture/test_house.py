"""The rules of the house that no linter knows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from balise import load_policy
from balise.policy.decisions import DEFAULTS
from balise.screening.detecting import Detector
from balise.screening.detectors import all_detectors
from balise.screening.explaining import typeset

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
PAGES = {
    "fr": "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / "fr").glob("*.md"))),
    "en": "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / "en").glob("*.md"))),
}


def test_nothing_of_the_first_organisation_is_in_the_code() -> None:
    policy = load_policy("opeq")
    organisation = policy.organisation
    names = {*organisation.names, *organisation.handles, *organisation.domains, *organisation.emails}
    names |= {name for partner in organisation.partners for name in partner.names if len(name) > 4}
    wanted = re.compile("|".join(re.escape(name) for name in sorted(names) if len(name) > 3), re.IGNORECASE)
    for path in (ROOT / "src").rglob("*"):
        if path.suffix not in {".py", ".toml", ".txt", ".md"} or "opeq" in path.parts or path.name == "default.txt":
            continue
        found = wanted.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.relative_to(ROOT)} names {found.group()}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_outgrows_a_reader(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert path.stem not in {"utils", "helpers", "common", "misc", "base_models"}


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_test_file_outgrows_a_reader(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


@pytest.mark.parametrize("detector", all_detectors(), ids=lambda detector: detector.id)
def test_every_detector_speaks_both_languages(detector: Detector) -> None:
    french, english = detector.messages["fr"], detector.messages["en"]
    assert set(french) == set(english)
    for category in detector.categories:
        assert any(key.partition("/")[0] == category for key in french)
    for key, message in french.items():
        for text in (message.what, message.do):
            said = typeset(text, "fr")
            assert not re.search(r"« | »| :", said), f"{detector.id} {key}: {said!r}"
            assert not re.search(r"[^\s\u00a0] [;!?]", said), f"{detector.id} {key}: {said!r}"
            assert "'" not in said or "{" in said, f"{detector.id} {key}: straight apostrophe in {said!r}"
    assert sys.modules[type(detector).__module__].__doc__


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_category_and_command_is_documented(language: str) -> None:
    for category in DEFAULTS:
        assert f"`{category}`" in PAGES[language], category
    for command in (
        "audit export",
        "audit verify",
        "backup",
        "check",
        "doctor",
        "jobs",
        "evidence verify",
        "keys replace-seal",
        "keys restore",
        "keys sheet",
        "restore",
        "serve",
        "upgrade",
        "try",
        "up",
        "screen",
        "register build",
        "search rebuild",
        "network list",
        "policy new",
        "policy lint",
        "policy test",
        "policy show",
    ):
        assert f"balise {command}" in PAGES[language], command


def test_generated_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
