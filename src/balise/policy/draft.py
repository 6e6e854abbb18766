"""A pack that is being read: its files parsed, nothing believed yet. Checks look at it and say what is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from balise.policy.documents import CLAUSE, SITUATION, Document, read_document
from balise.policy.files import PackFiles
from balise.policy.lines import Path, line_of
from balise.policy.model import RegisterTerm
from balise.policy.problems import Problem, fault
from balise.policy.register import read_register
from balise.policy.schema import FILES, Table

_LAYOUTS = {"clauses": CLAUSE, "situations": SITUATION}
_SYNTAX = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class Draft:
    """``tables`` maps each TOML file and each document to its parsed header; ``documents`` each document (a clause,
    a situation) to its body; ``texts`` each file to its text. ``register`` holds the terms of ``register.csv``."""

    files: PackFiles
    texts: Mapping[str, str]
    tables: Mapping[str, Table]
    documents: Mapping[str, Document]
    register: tuple[RegisterTerm, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """What ``pack.toml`` says, leaving out what is no text."""
        said = self.tables.get("pack.toml", {}).get("languages", ())
        return tuple(language for language in said if isinstance(language, str)) if isinstance(said, list) else ()

    def line(self, file: str, path: Path = ()) -> int:
        """The line of a TOML value in its file; 1 when it is not to be found."""
        if file in self.documents:
            return line_of(self.documents[file].header, path) + 1
        return line_of(self.texts.get(file, ""), path) or 1

    def problem(
        self, code: str, file: str, path: Path | int, message: tuple[str, str], cure: tuple[str, str]
    ) -> Problem:
        """A problem at a TOML path or at a line; texts are pairs of French and English."""
        line = path if isinstance(path, int) else self.line(file, path)
        return fault(file, line, code, message, cure)


def parse(files: PackFiles) -> tuple[Draft, list[Problem]]:
    """Parses every file; those that cannot be parsed are left out of the draft and said in the problems."""
    texts: dict[str, str] = {}
    tables: dict[str, Table] = {}
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    register: tuple[RegisterTerm, ...] = ()
    for file, data in files.contents.items():
        try:
            texts[file] = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            problems.append(_not_utf8(file, data.count(b"\n", 0, error.start) + 1))
            continue
        if file == "register.csv":
            register, found = read_register(file, texts[file])
            problems.extend(found)
        elif file in FILES:
            _parse_table(file, texts[file], 0, tables, problems)
        elif layout := _LAYOUTS.get(PurePosixPath(file).parent.name):
            document = read_document(file, texts[file], layout)
            problems.extend(document.problems)
            documents[file] = document
            _parse_table(file, document.header, 1, tables, problems)
    return Draft(files, texts, tables, documents, register), problems


def _parse_table(file: str, text: str, offset: int, tables: dict[str, Table], problems: list[Problem]) -> None:
    try:
        tables[file] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _SYNTAX.fullmatch(str(error))
        reason = match[1] if match else str(error)
        line = int(match[2]) if match and match[2] else text.count("\n") + 1
        problems.append(_bad_toml(file, line + offset, reason))


def _not_utf8(file: str, line: int) -> Problem:
    return fault(
        file,
        line,
        "encoding",
        ("Ce fichier n'est pas en UTF-8.", "This file is not UTF-8."),
        ("Enregistrez-le de nouveau en UTF-8.", "Save it again as UTF-8."),
    )


def _bad_toml(file: str, line: int, reason: str) -> Problem:
    return fault(
        file,
        line,
        "syntax",
        (f"Cette ligne n'est pas du TOML valide ({reason}).", f"This is not valid TOML ({reason})."),
        (
            "Vérifiez les guillemets, les crochets et les clés en double autour de cette ligne.",
            "Check quotes, brackets and repeated keys around this line.",
        ),
    )
