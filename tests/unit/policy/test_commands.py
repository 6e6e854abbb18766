"""``balise policy``: what each command prints and the status it leaves."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from balise.cli import balise
from balise.cli.language import environment_language, reader_language, say
from balise.policy.files import default_pack, is_built_in
from balise.policy.loading import load_policy
from balise.policy.model import Decision
from balise.policy.remarks import remarks


class Verdict(NamedTuple):
    decision: Decision
    findings: tuple[()] = ()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(balise, ["policy", *map(str, arguments)])


@pytest.fixture(autouse=True)
def _french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BALISE_LANG", "fr")


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that finds nothing to say, but forbids what speaks of a dragon."""

    def screen_with(_: object):
        return lambda text, voice, *_: Verdict(
            Decision.FORBIDDEN if "dragon" in text else Decision.APPROVAL if voice == "official" else Decision.CLEAR
        )

    for name in ("test", "diff"):
        monkeypatch.setattr(importlib.import_module(f"balise.cli.policy.{name}"), "screen_with", screen_with)


def test_show() -> None:
    whole = run("show", "exemple")
    assert whole.exit_code == 0
    assert "L6 — Le téléphone au comptoir" in whole.output
    one = run("show", "exemple", "L6", "--lang", "en", "--format", "markdown")
    assert one.output.startswith("# L6 — Telephones at the desk\n")
    assert run("show", "exemple", "--format", "html").output.startswith('<!doctype html>\n<html lang="fr">')


def test_show_what_is_not_there() -> None:
    missing = run("show", "exemple", "3.4")
    assert missing.exit_code == 2
    assert "Il n’y a pas de clause «\u00a03.4\u00a0». Il y a\u00a0: L1, L2" in missing.output
    assert run("show", "no-such-pack").exit_code == 2


def test_the_usual_policy(monkeypatch: pytest.MonkeyPatch, pack: Path, no_engine: None) -> None:
    assert is_built_in(default_pack())
    monkeypatch.setenv("BALISE_POLICY", str(pack))
    assert run("show").output.startswith("Politique d’utilisation")
    assert run("show", "2").output.startswith("2 — Pendant les heures de travail")
    assert run("show", "22").exit_code == 2
    assert "pack@2026-01-01" in run("test").output


def test_lint_tells_a_clause_with_few_situations_without_refusing_the_pack(pack: Path) -> None:
    assert run("lint", pack).output == f"{pack}\u00a0: tout est en ordre. 4 situations.\n"
    (pack / "situations" / "2-cinq-minutes-avant.md").unlink()
    told = run("lint", pack, "--lang", "en")
    assert told.exit_code == 0
    remark, conclusion = told.output.splitlines()
    assert remark.startswith("Could be added: clauses/2-pauses.md:1: Clause 2 has 1 of at least 2 situations.")
    assert remark.endswith("Add situations/2-a-few-words.md. [few-situations]")
    assert conclusion == f"{pack}: all is well. 3 situations."
    shutil.rmtree(pack / "situations")
    none = run("lint", pack)
    assert none.exit_code == 0
    assert none.output.startswith("À compléter\u00a0: situations: Cette politique n’a aucune situation")


@pytest.mark.parametrize("name", ["opeq", "exemple"])
def test_built_in_packs_have_two_situations_a_clause(name: str) -> None:
    assert remarks(load_policy(name)) == ()


def test_diff_names_the_situations_that_changed(pack: Path, tmp_path: Path, no_engine: None) -> None:
    after = Path(shutil.copytree(pack, tmp_path / "after"))
    (after / "situations" / "2-cinq-minutes-avant.md").rename(after / "situations" / "2-cinq-minutes.md")
    other = after / "situations" / "1-reponse-a-chaud.md"
    other.write_text(other.read_text(encoding="utf-8").replace('answer = "b"', 'answer = "a"'), encoding="utf-8")
    lines = run("diff", pack, after, "--lang", "en").output.splitlines()
    for line in (
        "  ~ situation 1-reponse-a-chaud",
        "  + situation 2-cinq-minutes",
        "  - situation 2-cinq-minutes-avant",
    ):
        assert line in lines


def test_lint(pack: Path, edit) -> None:
    assert run("lint", pack, "exemple").exit_code == 0
    edit("pack.toml", "handles = []", "handels = []")
    result = run("lint", pack, "exemple", "--lang", "en")
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0].startswith("pack.toml:16: The key “handels” is not known here. Did you mean “handles”?")
    assert lines[1].endswith(": 1 problem.")
    assert lines[2] == "exemple: all is well. 12 situations."


def test_test_fails_and_tells(pack: Path, no_engine: None) -> None:
    result = run("test", pack)
    assert result.exit_code == 1
    assert "«\u00a0Je vais te tuer.\u00a0» (personal)\n  attendu\u00a0: forbidden; un constat de 1" in result.output
    assert "✗  1            0/12      12/12" in result.output
    assert result.output.endswith("À revoir\u00a0: 12 exemples sur 24.\n")
    quiet = run("test", pack, "--quiet", "--lang", "en")
    assert "expected" not in quiet.output
    assert quiet.output.endswith("To look at: 12 of 24 examples.\n")


def test_test_of_some_clauses(pack: Path, no_engine: None) -> None:
    assert run("test", pack, "--clause", "2").exit_code == 0
    unknown = run("test", pack, "--clause", "77")
    assert unknown.exit_code == 2
    assert "n’est pas une clause" in unknown.output


def test_diff(pack: Path, edit, tmp_path: Path, no_engine: None) -> None:
    before = shutil.copytree(pack, tmp_path / "before")
    same = run("diff", before, pack)
    assert (same.exit_code, same.output) == (0, "Rien n’a changé.\n")
    edit("clauses/1-respect.md", 'category = "insult"\n', 'category = "insult"\nmodality = "asked"\n')
    edit("clauses/1-respect.md", "- Je ne suis pas d'accord", "- Un dragon!\n- Je ne suis pas d'accord")
    result = run("diff", before, pack)
    assert result.exit_code == 1
    assert result.output.splitlines()[0] == "1 Respect"
    changed = (
        "  ~ décision injure\u00a0: forbidden → approval [pour\u00a0: en son nom personnel, au nom de l’organisation]"
    )
    assert changed in result.output
    assert "  ~ exemples fr\u00a0: +1 -0" in result.output
    assert "Exemples décidés autrement" not in result.output
    english = run("diff", before, pack, "--lang", "en", "--no-examples")
    assert "  ~ decision insult: forbidden → advise [for: visitor]" in english.output


def test_new(tmp_path: Path) -> None:
    folder = tmp_path / "Notre Politique"
    result = run("new", folder)
    assert result.exit_code == 0
    assert f"balise policy lint {folder}" in result.output
    assert run("lint", folder).exit_code == 0
    assert 'id = "notre-politique"' in (folder / "pack.toml").read_text(encoding="utf-8")
    again = run("new", folder)
    assert again.exit_code == 2
    assert "n’est pas vide" in again.output
    (tmp_path / "file").write_text("")
    assert run("new", tmp_path / "file" / "x").exit_code == 2


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "en_CA.UTF-8"}, "en"),
        ({"LANG": "en_CA.UTF-8", "LC_ALL": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr_CA.UTF-8", "BALISE_LANG": "en"}, "en"),
        ({"LANG": "en_US", "BALISE_LANG": "fr"}, "fr"),
    ],
)
def test_language(environment: dict[str, str], language: str) -> None:
    assert environment_language(environment) == language


def test_language_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (reader_language("en"), reader_language("auto"), reader_language(None)) == ("en", "fr", "fr")
    assert say("oui", "yes") == "oui"
    monkeypatch.setenv("BALISE_LANG", "en")
    assert say("oui", "yes") == "yes"


def test_commands_are_found_by_file_and_loaded_alone() -> None:
    policy = balise.get_command(None, "policy")
    assert policy.list_commands(None) == ["diff", "lint", "new", "show", "test"]
    for name in ("language", "engine", "__init__", "nothing", "../cli", "policy/show"):
        assert balise.get_command(None, name) is None
    code = (
        "import sys\nfrom balise.cli import balise\n"
        "try:\n    balise(['policy', 'lint', 'exemple'])\nexcept SystemExit as end:\n    assert not end.code\n"
        "print([name for name in ('hyperscan', 'balise.screening', 'django', 'pyarrow') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ), check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
