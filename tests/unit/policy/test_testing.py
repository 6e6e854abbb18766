"""The harness says which examples do not give what they promise, and why."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from balise.policy.loading import load_policy
from balise.policy.model import Decision, Voice
from balise.policy.testing import examples_of, run_examples, tally


class Finding(NamedTuple):
    clause: str
    category: str
    matched: str | None = None


class Verdict(NamedTuple):
    decision: Decision
    findings: tuple[Finding, ...] = ()


class Engine:
    """Answers what it was told for a text; for others, by the kind of example they are."""

    def __init__(self, folder: Path, answers: dict[str, Verdict]) -> None:
        self.policy = load_policy(folder)
        self.answers = answers
        self.calls: list[tuple[str, Voice, str | None, str | None]] = []
        self.avoid = {
            example.text: (clause.id, example.category or "insult")
            for clause in self.policy.clauses
            for example in examples_of(clause)
            if example.kind == "avoid"
        }

    def __call__(self, text: str, voice: Voice, network: str | None, reply_to: str | None) -> Verdict:
        self.calls.append((text, voice, network, reply_to))
        if text in self.answers:
            return self.answers[text]
        if text in self.avoid:
            return Verdict(Decision.FORBIDDEN, (Finding(*self.avoid[text], text[:4]),))
        return Verdict(Decision.APPROVAL if voice == "official" else Decision.CLEAR)


def run(folder: Path, answers: dict[str, Verdict] | None = None):
    engine = Engine(folder, answers or {})
    return engine, run_examples(engine.policy, engine)


def test_all_pass_and_everything_is_handed_over(pack: Path) -> None:
    engine, results = run(pack)
    assert len(results) == 24
    assert all(result.passed for result in results)
    assert ("Ferme ta gueule, maudit crétin.", Voice.PERSONAL, None, "Le local est fermé le lundi.") in engine.calls
    (row,) = tally(engine.policy, results)
    assert (row.clause, row.avoid, row.avoid_passed, row.fine, row.fine_passed) == ("1", 12, 12, 12, 12)
    assert row.passed


INSULT, THREAT, OTHER = Finding("1", "insult"), Finding("1", "threat", "tuer"), Finding("2", "insult")


@pytest.mark.parametrize(
    ("text", "verdict", "faults"),
    [
        ("Je vais te tuer.", Verdict(Decision.FORBIDDEN, (THREAT,)), ()),
        ("Je vais te tuer.", Verdict(Decision.ADVISE, (THREAT,)), ("decision",)),
        ("Je vais te tuer.", Verdict(Decision.FORBIDDEN, (INSULT,)), ("no-finding",)),
        ("Je vais te tuer.", Verdict(Decision.CLEAR), ("no-finding", "decision")),
        ("T'es juste un imbécile.", Verdict(Decision.ADVISE, (INSULT,)), ()),
        ("T'es juste un imbécile.", Verdict(Decision.FORBIDDEN, (OTHER,)), ("no-finding",)),
        ("Je vais porter plainte.", Verdict(Decision.CLEAR), ()),
        ("Je vais porter plainte.", Verdict(Decision.ADVISE, (THREAT,)), ("unwanted-finding", "decision")),
        ("Je vais porter plainte.", Verdict(Decision.ADVISE, (OTHER,)), ("decision",)),
        ("Merci de votre patience, la ligne est rétablie.", Verdict(Decision.CLEAR), ("decision",)),
    ],
)
def test_faults(pack: Path, text: str, verdict: Verdict, faults: tuple[str, ...]) -> None:
    _, results = run(pack, {text: verdict})
    (result,) = [result for result in results if result.example.text == text]
    assert result.faults == faults
    assert [other for other in results if not other.passed and other is not result] == []


def test_a_fine_example_may_say_its_decision(pack: Path, edit) -> None:
    edit("clauses/1-respect.md", "- {voice=visitor} Je vais porter", "- {voice=visitor decision=advise} Je vais porter")
    _, results = run(pack, {"Je vais porter plainte.": Verdict(Decision.ADVISE, (THREAT,))})
    assert all(result.passed for result in results)
    _, results = run(pack)
    assert [result.faults for result in results if not result.passed] == [("decision",)]


def test_a_failure_says_where_what_and_why(pack: Path) -> None:
    _, results = run(pack, {"Je vais te tuer.": Verdict(Decision.ADVISE, (Finding("1", "insult", "tuer"),))})
    (failure,) = [result for result in results if not result.passed]
    line = next(
        number
        for number, text in enumerate((pack / "clauses/1-respect.md").read_text(encoding="utf-8").splitlines(), 1)
        if "Je vais te tuer" in text
    )
    assert failure.say("en").splitlines() == [
        f"clauses/1-respect.md:{line}: “Je vais te tuer.” (personal)",
        "  expected: forbidden; a finding of 1 (threat)",
        "  found: advise; 1 insult “tuer”",
    ]
    assert failure.say("fr").splitlines() == [
        f"clauses/1-respect.md:{line}: «\u00a0Je vais te tuer.\u00a0» (personal)",
        "  attendu\u00a0: forbidden; un constat de 1 (threat)",
        "  obtenu\u00a0: advise; 1 insult «\u00a0tuer\u00a0»",
    ]


def test_some_clauses_only(pack: Path) -> None:
    engine = Engine(pack, {})
    assert run_examples(engine.policy, engine, clauses=["2"]) == ()
    assert len(run_examples(engine.policy, engine, clauses=["1", "2"])) == 24
    with pytest.raises(KeyError):
        run_examples(engine.policy, engine, clauses=["8"])
