"""Runs the examples of a pack: the harness behind ``balise policy test``, for the tests of any organisation's pack.

    from balise import Content, Screener, load_policy
    from balise.policy.testing import run_examples

    def test_our_policy():
        policy = load_policy("our-pack")
        screener = Screener(policy)
        def screen(text, voice, network, reply_to):
            return screener.screen(Content(text=text, voice=voice, network=network, reply_to=reply_to))
        failures = [result for result in run_examples(policy, screen) if not result.passed]
        assert not failures, "\\n".join(result.say("en") for result in failures)

An example to avoid must give a finding of its clause (of its ``category`` when it names one), and its text must be
decided exactly ``decision`` when it says so, otherwise ``advise`` or more. A fine example must give no finding of its
clause and be decided ``clear`` (``approval`` for voice ``official``, which is never below); when it says a
``decision``, only that decision counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from balise.policy.files import clause_file
from balise.policy.model import Clause, Decision, Example, Policy, Voice


class FindingLike(Protocol):
    """What the harness reads of a finding."""

    @property
    def clause(self) -> str:
        """The id of the clause it belongs to."""

    @property
    def category(self) -> str:
        """Its category."""

    @property
    def matched(self) -> str | None:
        """The words it stands on, None when it has no place."""


class VerdictLike(Protocol):
    """What the harness reads of a verdict."""

    @property
    def decision(self) -> Decision:
        """The decision for the whole text."""

    @property
    def findings(self) -> Sequence[FindingLike]:
        """What was found."""


Screen = Callable[[str, Voice, str | None, str | None], VerdictLike]
"""``screen(text, voice, network, reply_to)``: the engine, handed in."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as a report shows it."""

    clause: str
    category: str
    matched: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one example. ``faults`` is empty when it passed, else codes of ``FAULTS``.

    ``file`` is relative to the pack; ``decision`` and ``found`` are what the engine answered.
    """

    clause: str
    file: str
    example: Example
    decision: Decision
    found: tuple[Found, ...]
    faults: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the example gave what it promises."""
        return not self.faults

    def say(self, language: str) -> str:
        """Where the example stands and what it is (as written), what was expected, what was found; three lines."""
        expected = _expected(self, language)
        findings = ", ".join(_finding(found, language) for found in self.found)
        text = " ⏎ ".join(self.example.text.splitlines())
        if language == "en":
            return (
                f"{self.file}:{self.example.line}: “{text}” ({self.example.voice})\n"
                f"  expected: {expected}\n"
                f"  found: {self.decision.word}; {findings or 'no finding'}"
            )
        return (
            f"{self.file}:{self.example.line}: «\u00a0{text}\u00a0» ({self.example.voice})\n"
            f"  attendu\u00a0: {expected}\n"
            f"  obtenu\u00a0: {self.decision.word}; {findings or 'aucun constat'}"
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """How the examples of one clause did."""

    clause: str
    avoid: int
    avoid_passed: int
    fine: int
    fine_passed: int

    @property
    def passed(self) -> bool:
        """Whether all of them passed."""
        return self.avoid == self.avoid_passed and self.fine == self.fine_passed


FAULTS = ("no-finding", "unwanted-finding", "decision")
"""``no-finding``: an example to avoid was not seen; ``unwanted-finding``: a fine one was flagged by its own clause;
``decision``: the text was decided otherwise than expected."""


def run_examples(policy: Policy, screen: Screen, *, clauses: Iterable[str] | None = None) -> tuple[Result, ...]:
    """Every example of the pack, or of the clauses with these ids, in the order of the files."""
    wanted = None if clauses is None else {policy.clause(clause_id).id for clause_id in clauses}
    return tuple(
        _run(clause, example, screen)
        for clause in policy.clauses
        if wanted is None or clause.id in wanted
        for example in examples_of(clause)
    )


def examples_of(clause: Clause) -> tuple[Example, ...]:
    """All the examples of a clause, in the order of its document."""
    texts = clause.texts.values()
    return tuple(sorted((e for text in texts for e in (*text.avoid, *text.fine)), key=lambda example: example.line))


def tally(policy: Policy, results: Iterable[Result]) -> tuple[Tally, ...]:
    """The results counted by clause, in the policy's order; clauses without examples are left out."""
    by_clause: dict[str, list[Result]] = {}
    for result in results:
        by_clause.setdefault(result.clause, []).append(result)
    rows = []
    for clause in policy.clauses:
        mine = by_clause.get(clause.id, [])
        avoid = [result for result in mine if result.example.kind == "avoid"]
        fine = [result for result in mine if result.example.kind == "fine"]
        if mine:
            passed = (sum(r.passed for r in avoid), sum(r.passed for r in fine))
            rows.append(Tally(clause.id, len(avoid), passed[0], len(fine), passed[1]))
    return tuple(rows)


def base_decision(voice: Voice) -> Decision:
    """What a text without any finding is decided: what the organisation publishes is always approved first."""
    return Decision.APPROVAL if voice is Voice.OFFICIAL else Decision.CLEAR


def _run(clause: Clause, example: Example, screen: Screen) -> Result:
    verdict = screen(example.text, example.voice, example.network, example.reply_to)
    found = tuple(Found(finding.clause, finding.category, finding.matched) for finding in verdict.findings)
    faults = _avoid_faults if example.kind == "avoid" else _fine_faults
    return Result(
        clause=clause.id,
        file=clause_file(clause),
        example=example,
        decision=verdict.decision,
        found=found,
        faults=tuple(faults(clause.id, example, verdict.decision, found)),
    )


def _avoid_faults(clause: str, example: Example, decision: Decision, found: tuple[Found, ...]) -> Iterable[str]:
    if not any(f.clause == clause and example.category in {None, f.category} for f in found):
        yield "no-finding"
    if decision != example.decision if example.decision is not None else decision < Decision.ADVISE:
        yield "decision"


def _fine_faults(clause: str, example: Example, decision: Decision, found: tuple[Found, ...]) -> Iterable[str]:
    if example.decision is None and any(f.clause == clause for f in found):
        yield "unwanted-finding"
    wanted = base_decision(example.voice) if example.decision is None else example.decision
    if decision != wanted:
        yield "decision"


def _expected(result: Result, language: str) -> str:
    example, english = result.example, language == "en"
    if example.kind == "avoid":
        kind = f" ({example.category})" if example.category else ""
        finding = f"a finding of {result.clause}{kind}" if english else f"un constat de {result.clause}{kind}"
        least = "advise or more" if english else "advise ou plus"
        return f"{example.decision.word if example.decision is not None else least}; {finding}"
    if example.decision is not None:
        return example.decision.word
    none = f"no finding of {result.clause}" if english else f"aucun constat de {result.clause}"
    return f"{base_decision(example.voice).word}; {none}"


def _finding(found: Found, language: str) -> str:
    where = (
        ""
        if found.matched is None
        else f" “{found.matched}”"
        if language == "en"
        else f" «\u00a0{found.matched}\u00a0»"
    )
    return f"{found.clause} {found.category}{where}"
