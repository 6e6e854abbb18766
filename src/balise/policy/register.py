"""Reads the confidential register written as a table: ``register.csv``, with the columns of ``[[terms]]``."""

from __future__ import annotations

import csv
import io
from datetime import date

from balise.policy.model import RegisterTerm
from balise.policy.problems import Problem, fault

COLUMNS = ("term", "kind", "start", "embargo_end", "tolerant")
_YES = {
    "true": True,
    "yes": True,
    "1": True,
    "oui": True,
    "false": False,
    "no": False,
    "0": False,
    "non": False,
    "": False,
}
_MOST_PROBLEMS = 20


def read_register(file: str, text: str) -> tuple[tuple[RegisterTerm, ...], list[Problem]]:
    """The terms, and what is wrong with the lines left out (the first 20).

    The first line names the columns, ``term`` and ``kind`` at least; dates are YYYY-MM-DD, empty for none;
    ``tolerant`` is ``true``, ``false`` or empty. Any number of terms may share a line's kind and dates.
    """
    problems: list[Problem] = []
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    terms: list[RegisterTerm] = []
    try:
        header = [name.strip() for name in next(rows, [])]
        wrong = [name for name in header if name not in COLUMNS] or [name for name in COLUMNS[:2] if name not in header]
        if wrong:
            return (), [_bad_columns(file, wrong[0])]
        for row in rows:
            if not row:
                continue
            try:
                terms.append(_term(dict(zip(header, row, strict=True))))
            except ValueError:
                problems.append(_bad_row(file, rows.line_num))
                if len(problems) == _MOST_PROBLEMS:
                    break
    except csv.Error:
        problems.append(_bad_row(file, rows.line_num))
    return tuple(terms), problems


def _term(row: dict[str, str]) -> RegisterTerm:
    """Raises ``ValueError`` for an empty term or kind, a bad date or a bad yes or no."""
    term, kind = row["term"].strip(), row["kind"].strip()
    tolerant = _YES.get(row.get("tolerant", "").strip().lower())
    if not term or not kind or tolerant is None:
        raise ValueError(row)
    return RegisterTerm(term, kind, _date(row.get("start", "")), _date(row.get("embargo_end", "")), tolerant)


def _date(value: str) -> date | None:
    return date.fromisoformat(value.strip()) if value.strip() else None


def _bad_columns(file: str, name: str) -> Problem:
    known = ", ".join(COLUMNS)
    return fault(
        file,
        1,
        "register",
        (
            f"La colonne « {name} » manque ou n'existe pas.",
            f"The column “{name}” is missing or does not exist.",
        ),
        (
            f"Colonnes possibles : {known}; les deux premières sont obligatoires.",
            f"Possible columns: {known}; the first two must be there.",
        ),
    )


def _bad_row(file: str, line: int) -> Problem:
    return fault(
        file,
        line,
        "register",
        ("Cette ligne du registre ne se lit pas.", "This line of the register cannot be read."),
        (
            "Il faut un terme et une sorte, des dates AAAA-MM-JJ, true ou false, et autant de cases que de colonnes.",
            "It needs a term and a kind, dates as YYYY-MM-DD, true or false, and one cell for each column.",
        ),
    )
