"""``balise register``: prepare the confidential register of an organisation for fast search."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from balise.cli.language import reader_language
from balise.policy.model import RegisterTerm
from balise.screening.register.index import Index, RegisterError

_TEXTS = {
    "fr": {
        "columns": "Ligne 1 : la colonne « {detail} » est inconnue. Admises : term, kind, start, embargo_end, tolerant.",
        "term": "Ligne {line} : il manque le terme.",
        "date": "Ligne {line} : « {detail} » n’est pas une date. Écrivez AAAA-MM-JJ.",
        "encoding": "Le fichier n’est pas en UTF-8 : convertissez-le et reprenez.",
        "built": "{count} termes enregistrés dans {path}.",
        "no-term": "Ligne 1 : il manque la colonne « term ».",
    },
    "en": {
        "columns": "Line 1: the column “{detail}” is unknown. Known: term, kind, start, embargo_end, tolerant.",
        "term": "Line {line}: the term is missing.",
        "date": "Line {line}: “{detail}” is not a date. Write YYYY-MM-DD.",
        "encoding": "The file is not UTF-8: convert it and try again.",
        "built": "{count} terms saved in {path}.",
        "no-term": "Line 1: the column “term” is missing.",
    },
}
_COLUMNS = ("term", "kind", "start", "embargo_end", "tolerant")
_YES = frozenset({"1", "true", "yes", "oui", "vrai", "x"})


@click.group("register")
def command() -> None:
    """Prepare the organisation's confidential register."""


@command.command("build")
@click.argument("source", metavar="CSV", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["fr", "en", "auto"]), default="auto")
def build(source: Path, output: Path, lang: str) -> None:
    """Read CSV (columns term, kind, start, embargo_end, tolerant) and save a register for --register."""
    words = _TEXTS[reader_language(lang)]
    try:
        index = Index.build(_terms(source, words))
        index.save(output)
    except (RegisterError, OSError) as error:
        raise click.UsageError(str(error)) from None
    except UnicodeDecodeError:
        raise click.UsageError(words["encoding"]) from None
    click.echo(words["built"].format(count=len(index), path=output), file=sys.stderr)


def _terms(source: Path, words: dict[str, str]) -> Iterator[RegisterTerm]:
    with source.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        for name in rows.fieldnames or ():
            if name not in _COLUMNS:
                raise click.UsageError(words["columns"].format(detail=name))
        if "term" not in (rows.fieldnames or ()):
            raise click.UsageError(words["no-term"])
        for row in rows:
            term = (row["term"] or "").strip()
            if not term:
                raise click.UsageError(words["term"].format(line=rows.line_num))
            yield RegisterTerm(
                term,
                (row.get("kind") or "").strip() or "—",
                _day(row.get("start"), rows.line_num, words),
                _day(row.get("embargo_end"), rows.line_num, words),
                (row.get("tolerant") or "").strip().lower() in _YES,
            )


def _day(text: str | None, line: int, words: dict[str, str]) -> date | None:
    if not text or not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise click.UsageError(words["date"].format(line=line, detail=text)) from None
