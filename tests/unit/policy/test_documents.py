"""Clause documents are split as people write them, and what is odd is told by line."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balise.policy.documents import SITUATION, read_document
from balise.policy.lines import line_of
from balise.policy.loading import problems_of
from balise.policy.starting import start_pack

HEAD = '+++\nid = "1"\n+++\n'


def avoid(body: str) -> list[tuple[int, dict[str, str], str]]:
    document = read_document("f", HEAD + "# en\n## Avoid\n" + body)
    assert document.problems == []
    return [(e.line, e.attributes, e.text) for e in document.parts["en"].examples["avoid"]]


@pytest.mark.parametrize(
    ("body", "examples"),
    [
        ("- one\n- two", [(6, {}, "one"), (7, {}, "two")]),
        ("- one\n  more\n\n  last\n\n- two", [(6, {}, "one\nmore\n\nlast"), (11, {}, "two")]),
        ("- {voice=official} one", [(6, {"voice": "official"}, "one")]),
        (
            '- {reply="say \\"hi\\"\\nnow" voice=visitor}one',
            [(6, {"reply": 'say "hi"\nnow', "voice": "visitor"}, "one")],
        ),
        ("- {}one", [(6, {}, "one")]),
        ("- \\{one} two", [(6, {}, "{one} two")]),
        ("<!-- a\n- not one\nb -->\n- one", [(9, {}, "one")]),
        ("- # not a title\n  ## nor this", [(6, {}, "# not a title\n## nor this")]),
        ("- one\u2028two", [(6, {}, "one\u2028two")]),
    ],
)
def test_examples(body: str, examples: list[tuple[int, dict[str, str], str]]) -> None:
    assert avoid(body) == examples


@pytest.mark.parametrize(
    ("body", "line", "code"),
    [
        ("# en\n## Avoid\nloose", 6, "document"),
        ("# en\n## Avoid\n- {voix=official} a", 6, "attribute"),
        ("# en\n## Avoid\n- {voice official} a", 6, "attribute"),
        ("# en\n## Avoid\n- {voice=official a", 6, "attribute"),
        ("# en\n## Éviter\n- a", 5, "document"),
        ("# en\n## Rule\na\n# en\n", 7, "document"),
        ("# en\n## Rule\na\n## Rule\nb", 7, "document"),
        ("lost\n# en", 4, "document"),
        ("## Rule", 4, "document"),
    ],
)
def test_odd_bodies(body: str, line: int, code: str) -> None:
    assert (line, code) in [(p.line, p.code) for p in read_document("f", HEAD + body).problems]


def test_a_situation_has_sections_of_its_own_and_braces_are_text() -> None:
    text = HEAD + "# en\n## Situation\nWhat?\n## Choices\n- {one} of them\n- other\n  line\n## Why\nb\n## Quote\nc\n"
    document = read_document("f", text, SITUATION)
    assert document.problems == []
    part = document.parts["en"]
    assert part.texts == {"story": "What?", "why": "b", "quote": "c"}
    assert [(one.line, one.text) for one in part.examples["choices"]] == [(8, "{one} of them"), (9, "other\nline")]
    (odd,) = read_document("f", HEAD + "# fr\n## Règle\na", SITUATION).problems
    assert "Situation, Choix, Pourquoi, Extrait" in odd.cure["fr"]


def test_windows_line_ends_and_prose() -> None:
    text = (HEAD + "# fr\n## Règle\nUn.\n\nDeux.\n## Pourquoi\nTrois.\n").replace("\n", "\r\n")
    part = read_document("f", text).parts["fr"]
    assert part.texts == {"rule": "Un.\n\nDeux.", "why": "Trois."}
    assert part.lines == {"rule": 5, "why": 9}


TOML = """id = "a"
title = { fr = "x", en = "y" }
title2.fr = "z"
voices = [
    # a comment
    "personal",
    "official",
]

[organisation]
name = "n"
[[organisation.partners]]
id = "p"
[[organisation.partners]]
id = "q"

[contacts.press]
email = "e"

[[ladders]]
id = "l"
[[ladders.steps]]
id = "s"
[[ladders]]
id = "m"
[[ladders.steps]]
id = "t"
[[ladders.steps]]
id = "u"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("id",), 1),
        (("title", "en"), 2),
        (("title2", "fr"), 3),
        (("voices",), 4),
        (("voices", 1), 7),
        (("organisation", "name"), 11),
        (("organisation", "partners", 1, "id"), 15),
        (("contacts", "press", "email"), 18),
        (("ladders", 0, "steps", 0, "id"), 23),
        (("ladders", 1, "id"), 25),
        (("ladders", 1, "steps", 1, "id"), 29),
        (("ladders", 1, "missing"), 24),
        (("nothing", "of", "it"), 0),
        ((), 0),
    ],
)
def test_lines_of_values(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(TOML, path) == line


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    read_document("f", text)
    read_document("f", HEAD + text)
    line_of(text, ("a", 0, "b"))


FILES = ("pack.toml", "form.toml", "ladders.toml", "clauses/1-respect.md", "register.csv", "presence.toml",
         "situations/1-reponse-a-chaud.md", "situations/2-pause-de-dix-heures.md")  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(FILES), st.data())
def test_a_spoilt_pack_is_refused_never_a_crash(file: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "pack"
        start_pack(folder)
        path = folder / file
        text = path.read_text(encoding="utf-8") if path.exists() else "term,kind\na,b\n"
        lines = text.splitlines(keepends=True)
        index = data.draw(st.integers(0, len(lines) - 1))
        other = data.draw(
            st.one_of(
                st.text(max_size=30),
                st.just(""),
                st.sampled_from(lines),
                st.from_regex(r"\A[a-z]+ = (\[\]|1|true|\{\})\n\Z"),
            )
        )
        path.write_text("".join([*lines[:index], other, *lines[index + 1 :]]), encoding="utf-8", errors="replace")
        for problem in problems_of(folder):
            assert problem.say("fr")
            assert problem.say("en")
