"""A ladder belongs to a clause in force, and leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.model import Policy
from balise.policy.problems import Problem


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each ladder whose clause is unknown or retired, and each without a step."""
    living = {clause.id for clause in policy.clauses if not clause.retired_into}
    for index, ladder in enumerate(policy.ladders):
        if ladder.clause not in living:
            yield draft.problem(
                "ladder-clause",
                "ladders.toml",
                ("ladders", index, "clause"),
                (
                    f"La gradation « {ladder.id} » renvoie à la clause {ladder.clause}, qui n'est pas en vigueur.",
                    f"The ladder “{ladder.id}” belongs to clause {ladder.clause}, which is not in force.",
                ),
                (
                    f"Clauses en vigueur : {', '.join(sorted(living))}.",
                    f"Clauses in force: {', '.join(sorted(living))}.",
                ),
            )
        if not ladder.steps:
            yield draft.problem(
                "empty-ladder",
                "ladders.toml",
                ("ladders", index),
                (f"La gradation « {ladder.id} » n'a aucune étape.", f"The ladder “{ladder.id}” has no step."),
                ("Ajoutez au moins un [[ladders.steps]].", "Add at least one [[ladders.steps]]."),
            )
