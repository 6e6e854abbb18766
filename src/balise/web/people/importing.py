"""People from a CSV file: read, compare with who is there, say what would change. Pure: nothing is written here.

Columns, in French or English, in any order: utilisateur/username (required), nom/name, courriel/email, langue/language,
roles, gestionnaire/manager, arrivee/start, depart/end (days), type (emploi or stage, job or traineeship). UTF-8 or
Latin-1, separated by semicolons, commas or tabs. A column that is not there leaves what it would say as it is, and so
does an empty day or type.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from balise.web.people.importing_faults import Fault, Problem
from balise.web.people.roles import NAMES, Role

MOST_BYTES = 2_000_000
MOST_ROWS = 20_000

_COLUMNS = {
    "utilisateur": "username", "nom d'utilisateur": "username", "identifiant": "username", "username": "username",
    "user": "username", "nom": "name", "name": "name", "courriel": "email", "email": "email", "e-mail": "email",
    "langue": "language", "language": "language", "roles": "roles", "role": "roles", "gestionnaire": "manager",
    "manager": "manager", "arrivee": "first_day", "premier jour": "first_day", "start": "first_day",
    "first day": "first_day", "depart": "last_day", "dernier jour": "last_day", "end": "last_day",
    "last day": "last_day", "type": "kind",
}  # fmt: skip
_KINDS = {"emploi": "job", "job": "job", "stage": "traineeship", "traineeship": "traineeship"}
_EARLIEST, _LATEST = dt.date(1950, 1, 1), dt.date(2100, 1, 1)
_LANGUAGES = {"fr": "fr", "francais": "fr", "french": "fr", "en": "en", "anglais": "en", "english": "en"}


@dataclass(frozen=True)
class Row:
    """One person of the file. None: the file does not say. ``manager`` is a user name, empty for none."""

    line: int
    username: str
    name: str | None = None
    email: str | None = None
    language: str | None = None
    roles: frozenset[Role] | None = None
    manager: str | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Present:
    """Somebody who is already there, as much of them as a file can say."""

    username: str
    name: str
    email: str
    language: str
    roles: frozenset[Role]
    manager: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    kind: str | None = None


@dataclass(frozen=True)
class PlannedChange:
    """What would become of one person. ``before`` and ``after`` hold only what differs, by field."""

    row: Row
    new: bool
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What a file would do. With problems, nothing is to be applied."""

    changes: tuple[PlannedChange, ...] = ()
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()


def plan(content: bytes, present: Iterable[Present]) -> Plan:
    """Read a file and compare it with who is there."""
    rows, problems = read(content)
    there = {person.username: person for person in present}
    known = set(there) | {row.username for row in rows}
    changes = []
    unchanged = 0
    for row in rows:
        old = there.get(row.username)
        if old is None and not row.name:
            problems.append(Problem(Fault.MISSING_NAME, row.line, "nom", row.username))
        if row.manager:
            if row.manager == row.username:
                problems.append(Problem(Fault.OWN_MANAGER, row.line, "gestionnaire", row.manager))
            elif row.manager not in known:
                problems.append(Problem(Fault.UNKNOWN_MANAGER, row.line, "gestionnaire", row.manager))
        problems.extend(_days_that_do_not_fit(row, old))
        change = _compared(row, old)
        if change.new or change.after:
            changes.append(change)
        else:
            unchanged += 1
    ordered = tuple(sorted(problems, key=lambda problem: problem.line))
    return Plan(tuple(changes), unchanged, ordered)


def read(content: bytes) -> tuple[list[Row], list[Problem]]:
    """The people of a file, and what is wrong with it; never raises."""
    if len(content) > MOST_BYTES:
        return [], [Problem(Fault.TOO_LARGE, 1)]
    text = _decoded(content)
    if not text.strip():
        return [], [Problem(Fault.EMPTY, 1)]
    if "\0" in text:
        return [], [Problem(Fault.NOT_CSV, 1)]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    columns: list[tuple[str, str]] = []
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns, wrong = _header(cells, line)
                problems.extend(wrong)
                if wrong:
                    return [], problems
                continue
            if len(rows) >= MOST_ROWS:
                return [], [Problem(Fault.TOO_LARGE, line)]
            row, wrong = _row(cells, columns, line)
            problems.extend(wrong)
            if row is None:
                continue
            if row.username in seen:
                problems.append(Problem(Fault.DUPLICATE_USERNAME, line, "utilisateur", row.username))
            seen.add(row.username)
            rows.append(row)
    except csv.Error:
        return [], [Problem(Fault.NOT_CSV, before + 1)]
    return rows, problems


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return unicodedata.normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return unicodedata.normalize("NFC", content.decode("latin-1"))  # cp1252 has holes; Latin-1 has none


def _delimiter(text: str) -> str:
    first = next(line for line in text.splitlines() if line.strip())
    return max(";,\t", key=first.count)


def _plain(word: str) -> str:
    bare = unicodedata.normalize("NFKD", word.strip().casefold().replace("’", "'"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _header(cells: list[str], line: int) -> tuple[list[tuple[str, str]], list[Problem]]:
    columns: list[tuple[str, str]] = []
    problems = []
    for cell in cells:
        name = _COLUMNS.get(_plain(cell))
        if name is None and cell.strip():
            problems.append(Problem(Fault.UNKNOWN_COLUMN, line, cell.strip()[:60]))
        elif name is not None and name in {known for known, _ in columns}:
            problems.append(Problem(Fault.DUPLICATE_COLUMN, line, cell.strip()))
        columns.append((name or "", cell.strip()))
    if "username" not in {name for name, _ in columns}:
        problems.append(Problem(Fault.MISSING_COLUMN, line))
    return columns, problems


def _row(cells: list[str], columns: list[tuple[str, str]], line: int) -> tuple[Row | None, list[Problem]]:
    problems = []
    if any(cell.strip() for cell in cells[len(columns) :]):
        return None, [Problem(Fault.TOO_MANY_CELLS, line)]
    values: dict[str, str] = {}
    titles = dict(columns)
    for (name, title), cell in zip(columns, cells, strict=False):
        value = " ".join(cell.split())
        if not name:
            continue
        if len(value) > (150 if name in {"username", "manager"} else 200):
            problems.append(Problem(Fault.TOO_LONG, line, title, value))
        values[name] = value
    username = values.get("username", "")
    if not username:
        return None, [*problems, Problem(Fault.MISSING_USERNAME, line, titles["username"])]
    if not all(letter.isalnum() or letter in "@.+-_" for letter in username):
        problems.append(Problem(Fault.WRONG_USERNAME, line, titles["username"], username))
    if values.get("email") and not _is_email(values["email"]):
        problems.append(Problem(Fault.WRONG_EMAIL, line, titles["email"], values["email"]))
    language = None
    if values.get("language"):
        language = _LANGUAGES.get(_plain(values["language"]))
        if language is None:
            problems.append(Problem(Fault.UNKNOWN_LANGUAGE, line, titles["language"], values["language"]))
    roles = None
    if "roles" in values:
        roles, unknown = _roles(values["roles"])
        problems.extend(Problem(Fault.UNKNOWN_ROLE, line, titles["roles"], word) for word in unknown)
    days: dict[str, dt.date | None] = {}
    for name in ("first_day", "last_day"):
        days[name] = _day(values.get(name, ""))
        if values.get(name) and days[name] is None:
            problems.append(Problem(Fault.WRONG_DATE, line, titles[name], values[name]))
    kind = _KINDS.get(_plain(values.get("kind", "")))
    if values.get("kind") and kind is None:
        problems.append(Problem(Fault.UNKNOWN_KIND, line, titles["kind"], values["kind"]))
    row = Row(
        line,
        username,
        values.get("name") or None,
        values.get("email"),
        language,
        roles,
        values.get("manager"),
        days["first_day"],
        days["last_day"],
        kind,
    )
    return row, problems


def _day(cell: str) -> dt.date | None:
    """A day as people write it (JJ/MM/AAAA) or as programs do (AAAA-MM-JJ), within reason."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            day = dt.datetime.strptime(cell, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
        return day if _EARLIEST <= day <= _LATEST else None
    return None


def _days_that_do_not_fit(row: Row, old: Present | None) -> list[Problem]:
    same = old if old is not None and row.first_day in {None, old.first_day} else None  # another first day: a return
    first = row.first_day or (same.first_day if same else None)
    last = row.last_day or (same.last_day if same else None)
    kind = row.kind or (same.kind if same else None)
    if first is None and (row.last_day or row.kind):
        return [Problem(Fault.MISSING_FIRST_DAY, row.line, "arrivee", row.username)]
    if first is not None and last is not None and last < first:
        return [Problem(Fault.ENDS_BEFORE, row.line, "depart", row.username)]
    if kind == "traineeship" and last is None and (row.first_day or row.kind):
        return [Problem(Fault.MISSING_LAST_DAY, row.line, "depart", row.username)]
    return []


_ROLE_WORDS = {_plain(name): role for names in NAMES.values() for role, name in names.items()} | {
    role.value: role for role in Role
}
_ROLE_WORDS |= {"employe": Role.EMPLOYEE, "employee": Role.EMPLOYEE, "rh": Role.HR, "vie privee": Role.PRIVACY}


def _roles(cell: str) -> tuple[frozenset[Role], list[str]]:
    """Roles separated by commas, slashes, bars or plus signs, in either language."""
    words = [word.strip() for word in cell.replace("/", ",").replace("|", ",").replace("+", ",").split(",")]
    found, unknown = set(), []
    for word in filter(None, words):
        role = _ROLE_WORDS.get(_plain(word))
        if role is None:
            unknown.append(word)
        else:
            found.add(role)
    return frozenset(found), unknown


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _compared(row: Row, old: Present | None) -> PlannedChange:
    said = {
        "name": row.name,
        "email": row.email,
        "language": row.language,
        "roles": None if row.roles is None else " + ".join(sorted(row.roles)),
        "manager": row.manager,
        "first_day": row.first_day.isoformat() if row.first_day else None,
        "last_day": row.last_day.isoformat() if row.last_day else None,
        "kind": row.kind,
    }
    if old is None:
        return PlannedChange(row, new=True, after={name: value for name, value in said.items() if value})
    was = {
        "name": old.name,
        "email": old.email,
        "language": old.language,
        "roles": " + ".join(sorted(old.roles)),
        "manager": old.manager,
        "first_day": old.first_day.isoformat() if old.first_day else "",
        "last_day": old.last_day.isoformat() if old.last_day else "",
        "kind": old.kind or "",
    }
    differing = [name for name, value in said.items() if value is not None and value != was[name]]
    return PlannedChange(
        row,
        new=False,
        before={name: was[name] for name in differing},
        after={name: said[name] or "" for name in differing},
    )
