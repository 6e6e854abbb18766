"""People from a CSV file: read, compare with who is there, say what would change. Pure: nothing is written here.

Columns, in French or English, in any order: utilisateur/username (required), nom/name, courriel/email, langue/language,
roles, gestionnaire/manager. UTF-8 or Latin-1, separated by semicolons, commas or tabs. A column that is not there
leaves what it would say as it is.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from balise.web.people.roles import NAMES, Role

MOST_BYTES = 2_000_000
MOST_ROWS = 20_000

_COLUMNS = {
    "utilisateur": "username", "nom d'utilisateur": "username", "identifiant": "username", "username": "username",
    "user": "username", "nom": "name", "name": "name", "courriel": "email", "email": "email", "e-mail": "email",
    "langue": "language", "language": "language", "roles": "roles", "role": "roles", "gestionnaire": "manager",
    "manager": "manager",
}  # fmt: skip
_LANGUAGES = {"fr": "fr", "francais": "fr", "french": "fr", "en": "en", "anglais": "en", "english": "en"}


class Fault(StrEnum):
    """What is wrong with a file or one of its cells."""

    DUPLICATE_COLUMN = "duplicate-column"
    DUPLICATE_USERNAME = "duplicate-username"
    EMPTY = "empty"
    MISSING_COLUMN = "missing-column"
    MISSING_NAME = "missing-name"
    MISSING_USERNAME = "missing-username"
    NOT_CSV = "not-csv"
    OWN_MANAGER = "own-manager"
    TOO_LARGE = "too-large"
    TOO_MANY_CELLS = "too-many-cells"
    TOO_LONG = "too-long"
    UNKNOWN_COLUMN = "unknown-column"
    UNKNOWN_LANGUAGE = "unknown-language"
    UNKNOWN_MANAGER = "unknown-manager"
    UNKNOWN_ROLE = "unknown-role"
    WRONG_EMAIL = "wrong-email"
    WRONG_USERNAME = "wrong-username"


_MESSAGES: dict[str, dict[Fault, str]] = {
    "fr": {
        Fault.DUPLICATE_COLUMN: "cette colonne est là deux fois",
        Fault.DUPLICATE_USERNAME: "cet utilisateur est déjà à une ligne d’avant",
        Fault.EMPTY: "le fichier est vide",
        Fault.MISSING_COLUMN: "il manque la colonne « utilisateur »",
        Fault.MISSING_NAME: "une personne nouvelle a besoin d’un nom",
        Fault.MISSING_USERNAME: "il manque le nom d’utilisateur",
        Fault.NOT_CSV: "ce n’est pas un fichier CSV",
        Fault.OWN_MANAGER: "personne n’est son propre gestionnaire",
        Fault.TOO_LARGE: "le fichier est trop gros",
        Fault.TOO_MANY_CELLS: "il y a plus de cases que de colonnes",
        Fault.TOO_LONG: "c’est trop long",
        Fault.UNKNOWN_COLUMN: "colonne inconnue",
        Fault.UNKNOWN_LANGUAGE: "langue inconnue : fr ou en",
        Fault.UNKNOWN_MANAGER: "personne n’a ce nom d’utilisateur",
        Fault.UNKNOWN_ROLE: "rôle inconnu",
        Fault.WRONG_EMAIL: "ce n’est pas une adresse de courriel",
        Fault.WRONG_USERNAME: "lettres, chiffres et @ . + - _ seulement",
    },
    "en": {
        Fault.DUPLICATE_COLUMN: "this column is there twice",
        Fault.DUPLICATE_USERNAME: "this user is already on a line before",
        Fault.EMPTY: "the file is empty",
        Fault.MISSING_COLUMN: "the column “username” is missing",
        Fault.MISSING_NAME: "a new person needs a name",
        Fault.MISSING_USERNAME: "the user name is missing",
        Fault.NOT_CSV: "this is not a CSV file",
        Fault.OWN_MANAGER: "nobody is their own manager",
        Fault.TOO_LARGE: "the file is too large",
        Fault.TOO_MANY_CELLS: "there are more cells than columns",
        Fault.TOO_LONG: "this is too long",
        Fault.UNKNOWN_COLUMN: "unknown column",
        Fault.UNKNOWN_LANGUAGE: "unknown language: fr or en",
        Fault.UNKNOWN_MANAGER: "nobody has this user name",
        Fault.UNKNOWN_ROLE: "unknown role",
        Fault.WRONG_EMAIL: "this is not an e-mail address",
        Fault.WRONG_USERNAME: "letters, digits and @ . + - _ only",
    },
}


@dataclass(frozen=True)
class Problem:
    """A fault, with the line of the file (1 = the first) and the column as the file names it; ``value`` as written."""

    fault: Fault
    line: int
    column: str = ""
    value: str = ""

    def message(self, language: str) -> str:
        """A sentence with line and column."""
        french = language != "en"
        where = f"{'ligne' if french else 'line'} {self.line}"
        if self.column:
            where += f", {'colonne' if french else 'column'} {self.column}"
        said = _MESSAGES["fr" if french else "en"][self.fault]
        shown = self.value if len(self.value) <= 60 else self.value[:59] + "…"
        quoted = (f" (« {shown} »)" if french else f" (“{shown}”)") if shown else ""
        return f"{where}{' : ' if french else ': '}{said}{quoted}"


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


@dataclass(frozen=True)
class Present:
    """Somebody who is already there, as much of them as a file can say."""

    username: str
    name: str
    email: str
    language: str
    roles: frozenset[Role]
    manager: str


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
    row = Row(line, username, values.get("name") or None, values.get("email"), language, roles, values.get("manager"))
    return row, problems


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
    }
    if old is None:
        return PlannedChange(row, new=True, after={name: value for name, value in said.items() if value})
    was = {
        "name": old.name,
        "email": old.email,
        "language": old.language,
        "roles": " + ".join(sorted(old.roles)),
        "manager": old.manager,
    }
    differing = [name for name, value in said.items() if value is not None and value != was[name]]
    return PlannedChange(
        row,
        new=False,
        before={name: was[name] for name in differing},
        after={name: said[name] or "" for name in differing},
    )
