"""The clause that says something of a group, cut out of what brings it in; and what it would be without its negation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise import Content, load_policy
from balise.screening.learned.clauses import affirmed, clauses, denials
from balise.screening.reading import Reading

POLICY = load_policy("opeq")


def reading(text: str) -> Reading:
    return Reading(Content(text, "visitor"), POLICY)


def place(read: Reading, name: str) -> list[tuple[int, int]]:
    start = read.folded.index(name)
    return [(start, start + len(name))]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Avec tout le respect possible, les Roms mentent.", "les roms", "les Roms mentent."),
        ("Enfin on écrit que les aveugles mentent!", "aveugles", "les aveugles mentent!"),
        ("My father was right: Jews lie to everyone.", "jews", "Jews lie to everyone."),
        ("I pass the Roma every morning. They lie.", "roma", ""),
        ("Bonjour à tous. Je croise les Roms ici. Ils mentent. Bon.", "roms", "Je croise les Roms ici. Ils mentent."),
        ("Message aux Roms du coin : vous mentez comme vous respirez.", "roms", "Roms du coin : vous mentez comme vous respirez."),
        ("Il a écrit « les Roms mentent » hier matin.", "roms", "les Roms mentent"),
        ("Les Roms mentent.", "les roms", ""),
    ],
)  # fmt: skip
def test_a_clause_begins_where_its_subject_does(text: str, name: str, expected: str) -> None:
    read = reading(text)
    found = clauses(read, place(read, name))
    assert [read.original(clause.start, clause.end) for clause in found] == [expected] * bool(expected)
    for clause in found:
        assert clause.folded.data.decode("latin-1") == read.folded[clause.start : clause.end]
        assert clause.about.text == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (" ne vivent pas comme des porcs", " vivent comme des porcs"),
        (" n'ont pas leur place ici", " ont leur place ici"),
        (" sont pas des voleurs", " sont des voleurs"),
        (" ne detruisent rien", " detruisent tout"),
        (" ne derangent personne", " derangent tout le monde"),
        (" n'ont aucun honneur", " ont un honneur"),
        (" eux aussi ne volent jamais", " eux aussi volent"),
        (" don't corrupt anyone", " corrupt anyone"),
        (" aren't real people", " are real people"),
        (" can't drive", " can drive"),
        (" won't harm you", " will harm you"),
        (" bother nobody", " bother everybody"),
        (" are not the problem", " are the problem"),
        (" qui ne travaillent pas", None),
        (" who don't work", None),
        (" ne sont que des parasites", None),
        (" sont pas juste sales", None),
        (" are nothing but trouble", None),
        (" are not only lazy", None),
        (" vivent comme des porcs", None),
        ("", None),
    ],
)
def test_a_negation_is_taken_away(said: str, expected: str | None) -> None:
    assert affirmed(said) == expected


@pytest.mark.parametrize(
    ("text", "name", "stands", "without"),
    [
        ("La vérité : les Roms ne volent pas, bon.", "roms", "roms ne volent pas", "roms volent"),
        ("Women don't lie. Period.", "women don't", "women don't lie", "women lie"),
        ("Les Roms ne sont pas des anges mais presque.", "roms", "roms ne sont pas des anges", "roms sont des anges"),
    ],
)
def test_a_denial_is_given_as_it_stands_and_as_if_affirmed(text: str, name: str, stands: str, without: str) -> None:
    read = reading(text)
    ((said, said_without),) = denials(read, place(read, name))
    assert said.folded.data.decode("latin-1") == stands
    assert said_without.folded.data.decode("latin-1") == without
    assert read.folded[said.start : said.end] == stands


def test_at_most_a_few_clauses_are_weighed() -> None:
    read = reading("Bref. " + "Les Roms ne mentent pas. " * 40)
    mentions = [(start, start + 4) for start in range(len(read.folded)) if read.folded.startswith("roms", start)]
    assert len(clauses(read, mentions)) == len(denials(read, mentions)) == 3


@given(st.text(max_size=80), st.sampled_from(["Roms", "femmes", "Jews"]), st.text(max_size=80))
def test_clauses_lie_in_any_text_and_hold_the_name(before: str, name: str, after: str) -> None:
    read = reading(f"{before} {name} {after}")
    folded = name.lower()
    start = read.folded.index(folded)
    for clause in clauses(read, [(start, start + len(folded))]):
        assert clause.start <= start < clause.end <= len(read.folded)
    for said, _ in denials(read, [(start, start + len(folded))]):
        assert said.start == start < said.end <= len(read.folded)
