"""Every French sentence of the pages has its English one; a missing one fails here."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import polib
import pytest

import balise.web
from balise.web.config.translations import catalogues, compiled, merged

WEB = Path(balise.web.__file__).parent
_TAG = re.compile(
    r"""{%\s*(?:translate|trans)\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')(?:[^%]*?\bcontext\s+"([^"]*)")?"""
)
_CALL = re.compile(r"""(?<![\w.])_\(\s*(?:"([^"]*)"|'([^']*)')\s*\)""")
_BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?\b([^%]*)%}(.*?)(?:{%\s*plural[^%]*%}(.*?))?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL
)
_CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def _in_template(text: str) -> set[str]:
    found = {first or second for first, second, _ in _TAG.findall(text)}
    found |= {first or second for first, second in _CALL.findall(text)}
    for options, body, _plural in _BLOCK.findall(text):
        sentence = re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", body)
        found.add(
            " ".join(line.strip() for line in sentence.strip().splitlines()) if "trimmed" in options else sentence
        )
    return found


def _in_code(text: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS and node.args:
            at = 1 if node.func.id.startswith("pgettext") and len(node.args) > 1 else 0
            argument = node.args[at]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                found.add(argument.value)
    return found


APPS = sorted({path.relative_to(WEB).parts[0] for path in WEB.rglob("*") if path.suffix in {".html", ".py", ".txt"}})


@pytest.mark.parametrize("app", APPS)
def test_every_sentence_is_translated(app: str) -> None:
    english = {entry.msgid for source in catalogues(WEB) for entry in polib.pofile(str(source)) if entry.translated()}
    missing = set()
    for path in (WEB / app).rglob("*") if (WEB / app).is_dir() else []:
        if path.suffix in {".html", ".txt"}:
            missing |= _in_template(path.read_text(encoding="utf-8")) - english
        elif path.suffix == ".py":
            missing |= _in_code(path.read_text(encoding="utf-8")) - english
    assert not missing, "\n".join(sorted(missing))


def test_catalogues_agree_and_keep_their_placeholders() -> None:
    for entry in merged(catalogues(WEB)):
        for said in filter(None, [entry.msgstr, *entry.msgstr_plural.values()]):
            known = set(re.findall(r"%\(\w+\)s", entry.msgid + (entry.msgid_plural or "")))
            assert set(re.findall(r"%\(\w+\)s", said)) <= known, entry.msgid
    assert (compiled(WEB) / "en" / "LC_MESSAGES" / "django.mo").is_file()
