"""A situation is answered by a clause in force."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.files import situation_file
from balise.policy.model import Policy
from balise.policy.problems import Problem


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each situation of a clause that does not exist, or that was retired."""
    living = [clause.id for clause in policy.clauses if not clause.retired_into]
    moved = {clause.id: clause.retired_into for clause in policy.clauses if clause.retired_into}
    for situation in policy.situations:
        if situation.clause in living:
            continue
        known = moved.get(situation.clause) or ", ".join(living)
        yield draft.problem(
            "situation-clause",
            situation_file(situation),
            ("clause",),
            (
                f"Aucune clause en vigueur ne s'appelle « {situation.clause} ».",
                f"No clause in force is called “{situation.clause}”.",
            ),
            (f"Nommez la clause qui répond à la situation : {known}.", f"Name the clause that answers it: {known}."),
        )
