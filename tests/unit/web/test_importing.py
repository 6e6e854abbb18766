"""A CSV of people: read whatever a spreadsheet writes, and told to the line and column what is wrong."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.web.people.importing import Plan, Present, plan, read
from balise.web.people.importing_faults import Fault
from balise.web.people.roles import Role

FRENCH = "utilisateur;nom;courriel;langue;roles;gestionnaire\n"
LEA = "lea;Léa Côté;lea@exemple.ca;fr;équipe, communications;manon\n"
MANON = Present("manon", "Manon Roy", "manon@exemple.ca", "fr", frozenset({Role.EMPLOYEE}), "")


@pytest.mark.parametrize(
    "content",
    [
        (FRENCH + LEA).encode(),
        (FRENCH + LEA).encode("utf-8-sig"),
        (FRENCH + LEA).encode("latin-1"),
        (FRENCH + LEA).replace("\n", "\r\n").encode("cp1252"),
        (FRENCH + LEA).replace("e\u0301", "é").encode(),
        'username,name,email,language,roles,manager\nlea,Léa Côté,lea@exemple.ca,French,"employee,communications",manon\n'.encode(),
        "Nom\tUtilisateur\tRôles\tGestionnaire\tCourriel\tLangue\nLéa Côté\tlea\temployee+communications\tmanon\tlea@exemple.ca\tFR\n".encode(),
    ],
    ids=["utf-8", "with mark", "latin-1", "windows", "decomposed", "english, commas", "tabs, other order"],
)
def test_the_same_person_is_read_from_each(content: bytes) -> None:
    rows, problems = read(content)
    assert problems == []
    (row,) = rows
    assert (row.username, row.name, row.email, row.language, row.manager) == (
        "lea", "Léa Côté", "lea@exemple.ca", "fr", "manon",
    )  # fmt: skip
    assert row.roles == {Role.EMPLOYEE, Role.COMMUNICATIONS}


BAD = {
    "": (Fault.EMPTY, 1, ""),
    "nom;courriel\nLéa;x@y.ca\n": (Fault.MISSING_COLUMN, 1, ""),
    "utilisateur;salaire\nlea;9\n": (Fault.UNKNOWN_COLUMN, 1, "salaire"),
    "utilisateur;nom;Nom\nlea;a;b\n": (Fault.DUPLICATE_COLUMN, 1, "Nom"),
    FRENCH + LEA + "lea;Autre;;;;\n": (Fault.DUPLICATE_USERNAME, 3, "utilisateur"),
    FRENCH + "lea;Léa;pas une adresse;;;\n": (Fault.WRONG_EMAIL, 2, "courriel"),
    FRENCH + "lea;Léa;;klingon;;\n": (Fault.UNKNOWN_LANGUAGE, 2, "langue"),
    FRENCH + "\n\nlea;Léa;;;sorcière;\n": (Fault.UNKNOWN_ROLE, 4, "roles"),
    FRENCH + "lea;Léa;;;;personne\n": (Fault.UNKNOWN_MANAGER, 2, "gestionnaire"),
    FRENCH + "lea;Léa;;;;lea\n": (Fault.OWN_MANAGER, 2, "gestionnaire"),
    FRENCH + "lea;;;;;\n": (Fault.MISSING_NAME, 2, "nom"),
    FRENCH + ";Léa;;;;\n": (Fault.MISSING_USERNAME, 2, "utilisateur"),
    FRENCH + "lé a;Léa;;;;\n": (Fault.WRONG_USERNAME, 2, "utilisateur"),
    FRENCH + "lea;Léa;;;;;;encore\n": (Fault.TOO_MANY_CELLS, 2, ""),
    FRENCH + f"lea;{'é' * 201};;;;\n": (Fault.TOO_LONG, 2, "nom"),
    FRENCH + 'lea;"deux\nlignes";;;;\nmax;Max;;;chef;\n': (Fault.UNKNOWN_ROLE, 4, "roles"),
    "utilisateur;nom\nlea;L\0a\n": (Fault.NOT_CSV, 1, ""),
}


@pytest.mark.parametrize("text", BAD, ids=lambda text: BAD[text][0].value)
def test_what_is_wrong_is_told_by_line_and_column(text: str) -> None:
    fault, line, column = BAD[text]
    made = plan(text.encode(), [MANON])
    found = [problem for problem in made.problems if problem.fault is fault]
    assert [(problem.line, problem.column) for problem in found] == [(line, column)], made.problems
    for language, words in (("fr", f"ligne {line}"), ("en", f"line {line}")):
        assert found[0].message(language).startswith(words)


def test_a_large_file_is_refused_before_it_is_read() -> None:
    assert plan(b"x" * 3_000_000, []).problems[0].fault is Fault.TOO_LARGE


def test_a_plan_shows_only_what_differs() -> None:
    text = FRENCH + LEA + "manon;Manon Roy-Hébert;;;équipe + gestionnaire;\n"
    made = plan(text.encode(), [MANON])
    new, changed = made.changes
    assert new.new
    assert new.after["roles"] == "communications + employee"
    assert (changed.before, changed.after) == (
        {"name": "Manon Roy", "email": "manon@exemple.ca", "roles": "employee"},
        {"name": "Manon Roy-Hébert", "email": "", "roles": "employee + manager"},
    )


def test_a_column_that_is_not_there_changes_nothing() -> None:
    assert plan(b"utilisateur;nom\nmanon;Manon Roy\n", [MANON]) == Plan((), 1, ())


@given(st.binary(max_size=400))
def test_no_file_breaks_it(content: bytes) -> None:
    plan(content, [MANON])


@given(st.text(alphabet='utilisaenomr;,\n"é\t ', max_size=200))
def test_no_table_breaks_it(text: str) -> None:
    plan(("utilisateur;nom\n" + text).encode(), [MANON])


@pytest.mark.parametrize("said", ["01/02/2026", "2026-02-01"])
def test_days_as_people_and_programs_write_them(said: str) -> None:
    text = f"utilisateur;nom;type;arrivee;dernier jour\nnoe;Noé;stage;{said};2026-03-31\n"
    made = plan(text.encode(), [])
    assert made.problems == ()
    assert made.changes[0].after == {
        "name": "Noé",
        "first_day": "2026-02-01",
        "last_day": "2026-03-31",
        "kind": "traineeship",
    }


@pytest.mark.parametrize(
    ("cells", "fault", "column"),
    [
        ("emploi;demain;", Fault.WRONG_DATE, "arrivee"),
        ("emploi;31/02/2026;", Fault.WRONG_DATE, "arrivee"),
        ("emploi;1850-01-01;", Fault.WRONG_DATE, "arrivee"),
        ("bénévolat;2026-02-01;", Fault.UNKNOWN_KIND, "type"),
        ("emploi;2026-02-01;2026-01-31", Fault.ENDS_BEFORE, "depart"),
        ("stage;2026-02-01;", Fault.MISSING_LAST_DAY, "depart"),
        (";;2026-02-01", Fault.MISSING_FIRST_DAY, "arrivee"),
    ],
)
def test_days_that_cannot_be_are_told_to_the_cell(cells: str, fault: Fault, column: str) -> None:
    made = plan(f"utilisateur;nom;type;arrivee;depart\nnoe;Noé;{cells}\n".encode(), [])
    assert [(one.fault, one.line, one.column) for one in made.problems][:1] == [(fault, 2, column)]
    assert made.problems[0].message("fr").startswith("ligne 2, colonne")
    assert made.problems[0].message("en").startswith("line 2, column")


def test_an_empty_day_says_nothing_and_the_same_day_changes_nothing() -> None:
    there = Present("noe", "Noé", "", "fr", frozenset(), "", dt.date(2026, 2, 1), dt.date(2026, 3, 31), "traineeship")
    made = plan(b"utilisateur;arrivee;depart\nnoe;2026-02-01;\n", [there])
    assert (made.problems, made.changes, made.unchanged) == ((), (), 1)
    back = plan(b"utilisateur;type;arrivee\nnoe;emploi;2027-02-01\n", [there])
    assert (back.problems, back.changes[0].after) == ((), {"first_day": "2027-02-01", "kind": "job"})
