"""Every condition compiles, speaks of known facts only, and answers yes or no."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.conditions import OBLIGATION_FACTS, RULE_FACTS, ConditionError, compile_condition, evaluate
from balise.policy.draft import Draft
from balise.policy.files import clause_file
from balise.policy.model import Policy, Voice
from balise.policy.problems import Problem


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each condition that does not compile, or fails on a plain text of some voice."""
    for clause in policy.clauses:
        for index, rule in enumerate(clause.rules):
            if rule.when is not None and (fault := _fault(rule.when, RULE_FACTS)):
                yield _problem(draft, clause_file(clause), ("rules", index, "when"), fault, RULE_FACTS)
    for index, obligation in enumerate(policy.obligations):
        if fault := _fault(obligation.when, OBLIGATION_FACTS):
            yield _problem(draft, "pack.toml", ("obligations", index, "when"), fault, OBLIGATION_FACTS)


def _fault(expression: str, facts: tuple[str, ...]) -> str | None:
    """Why the condition cannot serve, or None. Tried on texts without categories: that is where indexes fail."""
    try:
        compile_condition(expression, facts)
        for voice in Voice:
            known: dict[str, str | list[str]] = {"voice": str(voice), "network": ""}
            if "categories" in facts:
                known["categories"] = []
            evaluate(expression, known)
    except ConditionError as error:
        return str(error)
    return None


def _problem(draft: Draft, file: str, path: tuple[str | int, ...], fault: str, facts: tuple[str, ...]) -> Problem:
    known = ", ".join(facts)
    return draft.problem(
        "condition",
        file,
        path,
        (f"Cette condition CEL ne peut pas servir : {fault}.", f"This CEL condition cannot serve: {fault}."),
        (
            f'Écrivez une question à laquelle on répond par oui ou non sur {known}, comme voice == "official".',
            f'Write a yes-or-no question about {known}, such as voice == "official".',
        ),
    )
