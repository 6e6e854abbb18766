"""The image, the compose file, the unit and the guides say commands and settings that exist."""

from __future__ import annotations

import json
import re
import shlex
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import click
import pytest
import yaml

from balise.cli import balise

ROOT = Path(__file__).resolve().parents[2]
GUIDES = {"fr": ROOT / "docs" / "fr" / "exploitation.md", "en": ROOT / "docs" / "en" / "operations.md"}
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
_SET_BY_COMMANDS = {"BALISE_PROCESS_KIND"}  # nobody sets it by hand
_READ = (
    re.compile(r"""\b_?env\.(?:text|truth|number|words|folder)\(\s*"([A-Z0-9_]+)\""""),
    re.compile(r"""in \(\s*"BALISE_([A-Z0-9_]+)\""""),
    re.compile(r"""environ(?:\.get)?[(\[]\s*"BALISE_([A-Z0-9_]+)\""""),
)


def _parses(words: list[str]) -> None:
    """The command exists and understands its options; nothing is run."""
    assert words[0] == "balise", words
    group: click.Command = balise
    rest = words[1:]
    while isinstance(group, click.Group):
        found = group.get_command(click.Context(group), rest[0])
        assert found is not None, words
        group, rest = found, rest[1:]
    known = [name for parameter in group.params for name in (*parameter.opts, *parameter.secondary_opts)]
    for word in rest:
        if word.startswith("-") and word != "-":
            assert word.split("=")[0] in {*known, "--help"}, words


@pytest.fixture(scope="module")
def image() -> ModuleType:
    spec = spec_from_file_location("image", ROOT / ".ci" / "image.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_image_is_built_from_what_is_here(image: ModuleType) -> None:
    found = list(image.steps((ROOT / "Dockerfile").read_text(encoding="utf-8")))
    kinds = [word for word, _ in found]
    assert {"FROM", "COPY", "RUN", "USER", "CMD"} <= set(kinds)
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for word, rest in found:
        if word == "COPY":
            for name in rest.split()[:-1]:
                assert (ROOT / name).exists(), name
                assert f"!{name}" in kept, name
        if word == "CMD":
            _parses(image.words(rest))
    settings = dict(pair.split("=", 1) for word, rest in found if word == "ENV" for pair in shlex.split(rest))
    assert {name for name in settings if name.startswith("BALISE_")} <= _known_settings() | {"BALISE_CACHE"}
    assert kinds.index("USER") < kinds.index("CMD"), "not as root"


def test_every_command_of_the_compose_file_parses() -> None:
    services = COMPOSE["services"]
    assert set(services) == {"database", "upgrade", "web", "jobs"}
    for name in ("upgrade", "web", "jobs"):
        _parses(services[name]["command"])
        said = {key for key in services[name]["environment"] if key.startswith("BALISE_")}
        assert said <= _known_settings(), name
        for volume in services[name]["volumes"]:
            assert volume.split(":")[0] in COMPOSE["volumes"]
        for other in services[name]["depends_on"]:
            assert other in services
    for port in services["web"]["ports"]:
        assert port.startswith("127.0.0.1:"), "opened by the proxy, which has the certificate"


def _code_blocks(text: str) -> list[str]:
    return re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("language", GUIDES)
def test_every_command_of_the_guide_parses(language: str) -> None:
    found = 0
    for block in _code_blocks(GUIDES[language].read_text(encoding="utf-8")):
        for line in block.splitlines():
            command = re.search(
                r"(?:^|[ /=])(balise (?:up|serve|jobs|backup|restore|upgrade|keys|doctor|audit)\b[^#|&;]*)", line
            )
            if command:
                _parses(shlex.split(command[1]))
                found += 1
    assert found > 10


def _known_settings() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "src" / "balise").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for pattern in _READ:
            found |= {f"BALISE_{name}" for name in pattern.findall(text)}
    return found - _SET_BY_COMMANDS


def _told_settings(text: str) -> set[str]:
    return set(re.findall(r"`(BALISE_[A-Z0-9_]+)`", text))


@pytest.mark.parametrize("language", GUIDES)
def test_the_guide_lists_every_setting_and_no_other(language: str) -> None:
    """In the guide or the page on mail beside it, which has its own table."""
    told = _told_settings(GUIDES[language].read_text(encoding="utf-8"))
    for beside in (ROOT / "docs" / "fr" / "courriel.md", ROOT / "docs" / "en" / "mail.md"):
        if beside.exists() and beside.parent.name == language:
            told |= _told_settings(beside.read_text(encoding="utf-8"))
    assert _known_settings() - told == set()
    assert told - _known_settings() == set()


def test_the_search_for_settings_finds_those_that_are_known() -> None:
    known = _known_settings()
    assert {"BALISE_DATA", "BALISE_KEYS", "BALISE_DATABASE_URL", "BALISE_OIDC_URL", "BALISE_LANG"} <= known, json.dumps(
        sorted(known)
    )
    assert len(known) > 40
