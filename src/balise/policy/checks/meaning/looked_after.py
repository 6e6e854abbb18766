"""What no text can show is looked after by somebody."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.files import clause_file
from balise.policy.model import Policy
from balise.policy.problems import Problem


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each clause in force with neither rules nor a role, and each whose role is unknown."""
    roles = [role.id for role in policy.roles]
    known = ", ".join(roles)
    for clause in policy.clauses:
        file = clause_file(clause)
        if clause.looked_after_by is not None and clause.looked_after_by not in roles:
            yield draft.problem(
                "unknown-role",
                file,
                ("looked_after_by",),
                (
                    f"Aucun rôle ne s'appelle « {clause.looked_after_by} ».",
                    f"No role is called “{clause.looked_after_by}”.",
                ),
                (f"Rôles possibles : {known}.", f"Possible roles: {known}."),
            )
        if clause.looked_after_by is None and not clause.rules and not clause.retired_into:
            yield draft.problem(
                "not-looked-after",
                file,
                ("id",),
                (
                    f"La clause {clause.id} n'a aucune règle et personne n'y veille.",
                    f"Clause {clause.id} has no rule and nobody looks after it.",
                ),
                (
                    f"Ajoutez des [[rules]], ou looked_after_by avec un rôle ({known}).",
                    f"Add [[rules]], or looked_after_by with a role ({known}).",
                ),
            )
