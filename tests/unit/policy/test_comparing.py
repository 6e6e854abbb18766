"""A comparison tells each difference, whom it concerns, and which examples it decides otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from balise.policy.comparing import POLICY, Change, changed_examples, compare
from balise.policy.loading import load_policy
from balise.policy.model import Decision, Voice

RESPECT = "clauses/1-respect.md"
HOURS = "clauses/2-pauses.md"
EVERYONE = tuple(Voice)


@pytest.fixture
def before(pack: Path, tmp_path: Path):
    return load_policy(shutil.copytree(pack, tmp_path / "before"))


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "pack.toml",
            '"2026-01-01"',
            '"2026-02-02"',
            [Change(POLICY, "version", "pack@2026-01-01", "pack@2026-02-02")],
        ),
        ("pack.toml", "comments = 90", "comments = 30", [Change(POLICY, "delay", "90", "30", "comments")]),
        (
            "pack.toml",
            'kind = "approval"',
            'kind = "consent"',
            [
                Change(POLICY, "obligation", None, "✓", '1: consent communications, voice == "official"'),
                Change(POLICY, "obligation", "✓", None, '1: approval communications, voice == "official"'),
            ],
        ),
        (
            RESPECT,
            'category = "threat"\n',
            'category = "threat"\ndecision = "forbidden"\nmodality = "must"\n',
            [Change("1", "modality", "forbidden", "must", "threat", EVERYONE)],
        ),
        (
            RESPECT,
            'category = "insult"\n',
            'category = "insult"\nmodality = "asked"\n',
            [
                Change("1", "decision", "forbidden", "approval", "insult", (Voice.PERSONAL, Voice.OFFICIAL)),
                Change("1", "modality", "forbidden", "asked", "insult", EVERYONE),
                Change("1", "decision", "forbidden", "advise", "insult", (Voice.VISITOR,)),
            ],
        ),
        (
            RESPECT,
            "+++\n# fr",
            '[[rules]]\ncategory = "spam"\nvoices = ["visitor"]\n+++\n# fr',
            [Change("1", "rule", None, "advise", "spam", (Voice.VISITOR,))],
        ),
        (
            RESPECT,
            'severity = "high"',
            "when = 'voice != \"official\"'",
            [
                Change("1", "severity", "high", "—", "threat", EVERYONE),
                Change("1", "condition", "—", 'voice != "official"', "threat", EVERYONE),
            ],
        ),
        (
            RESPECT,
            'binds = ["staff", "visitor"]',
            'binds = ["staff"]',
            [Change("1", "binds", "staff, visitor", "staff")],
        ),
        (
            HOURS,
            'voices = ["personal"]',
            'voices = ["personal", "visitor"]',
            [Change("2", "voices", "personal", "personal, visitor", "", (Voice.VISITOR,))],
        ),
        (
            HOURS,
            'modality = "asked"',
            'modality = "must"',
            [Change("2", "modality", "asked", "must", "", (Voice.PERSONAL,))],
        ),
        (HOURS, '"manager"', '"communications"', [Change("2", "looked-after", "manager", "communications")]),
        (
            HOURS,
            'looked_after_by = "manager"',
            'looked_after_by = "manager"\nmoments = ["arrival"]',
            [Change("2", "moments", "—", "arrival")],
        ),
        (HOURS, 'en = "During', 'en = "In', [Change("2", "title", "During working hours", "In working hours", "en")]),
        (RESPECT, "- Cette blague", "- Bonjour\n- Cette blague", [Change("1", "examples", "-0", "+1", "fr")]),
        (
            "form.toml",
            'label.en = "Name"',
            'label.en = "Full name"',
            [Change(POLICY, "form", "text, Name", "text, Full name", "name")],
        ),
        (
            "presence.toml",
            "www.organisation",
            "new.organisation",
            [
                Change(POLICY, "account", None, "web, organisation", "new.organisation.example"),
                Change(POLICY, "account", "web, organisation", None, "www.organisation.example"),
            ],
        ),
        ("register.toml", "", '\n[[terms]]\nterm = "a"\nkind = "b"\n', [Change(POLICY, "register", "0", "1")]),
    ],
)
def test_differences(pack: Path, edit, before, file: str, old: str, new: str, expected: list[Change]) -> None:
    edit(file, old, new)
    assert list(compare(before, load_policy(pack))) == expected


def test_a_rewritten_text_and_a_clause_that_comes_or_goes(pack: Path, edit, before) -> None:
    edit(HOURS, "Attention is", "Attention remains")
    text = (pack / HOURS).read_text(encoding="utf-8").replace('id = "2"', 'id = "3"')
    (pack / "clauses/3-suite.md").write_text(text, encoding="utf-8")
    after = load_policy(pack)
    changes = compare(before, after, language="en")
    assert [(c.subject, c.part, c.kind, c.name) for c in changes] == [
        ("2", "text", "changed", "en"),
        ("3", "clause", "added", ""),
    ]
    assert changes[1].after == "During working hours"
    assert [(c.subject, c.kind) for c in compare(after, before)] == [("2", "changed"), ("3", "removed")]


def test_nothing_changed(before) -> None:
    assert compare(before, before) == ()


class Verdict(NamedTuple):
    decision: Decision
    findings: tuple[()] = ()


def test_examples_decided_otherwise(pack: Path, edit, before) -> None:
    edit(RESPECT, "- Cette blague", "- Nouveau texte.\n- Cette blague")
    after = load_policy(pack)

    def mild(text: str, *_: object) -> Verdict:
        return Verdict(Decision.CLEAR)

    def severe(text: str, *_: object) -> Verdict:
        return Verdict(Decision.ADVISE if text in {"Nouveau texte.", "Je vais te tuer."} else Decision.CLEAR)

    changed = changed_examples(before, after, mild, severe)
    assert [(c.example.text, c.before, c.after, len(c.sources)) for c in changed] == [
        ("Je vais te tuer.", Decision.CLEAR, Decision.ADVISE, 2),
        ("Nouveau texte.", Decision.CLEAR, Decision.ADVISE, 1),
    ]
    assert changed[1].sources[0].startswith("pack@2026-01-01:clauses/1-respect.md:")
