"""A retired id leads to a clause in force, and nothing is left in it to run."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.files import clause_file
from balise.policy.model import Policy
from balise.policy.problems import Problem


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each retired id that leads to no living clause, and each that still has rules."""
    living = {clause.id for clause in policy.clauses if not clause.retired_into}
    for clause in policy.clauses:
        if clause.retired_into is None:
            continue
        if clause.retired_into not in living:
            yield draft.problem(
                "retired-into",
                clause_file(clause),
                ("retired_into",),
                (
                    f"La clause {clause.id} renvoie à « {clause.retired_into} », qui n'est pas en vigueur.",
                    f"Clause {clause.id} leads to “{clause.retired_into}”, which is not in force.",
                ),
                (
                    f"Renvoyez à une clause en vigueur : {', '.join(sorted(living))}.",
                    f"Lead to a clause in force: {', '.join(sorted(living))}.",
                ),
            )
        if clause.rules:
            yield draft.problem(
                "retired-with-rules",
                clause_file(clause),
                ("rules", 0),
                (
                    f"La clause {clause.id} est retirée mais a encore des règles.",
                    f"Clause {clause.id} is retired but has rules.",
                ),
                (
                    f"Déplacez-les dans la clause {clause.retired_into}.",
                    f"Move them to clause {clause.retired_into}.",
                ),
            )
