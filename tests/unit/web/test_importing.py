"""A CSV of people: read whatever a spreadsheet writes, and told to the line and column what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.web.people.importing import Fault, Plan, Present, plan, read
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
