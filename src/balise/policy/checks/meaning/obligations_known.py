"""An obligation names a role and a clause that exist."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.model import Policy
from balise.policy.problems import Problem

PARTNER = "partner"
"""Stands for each partner that a text speaks of; it needs no role."""


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each unknown role, and each clause that is unknown or retired."""
    roles = {role.id for role in policy.roles} | {PARTNER}
    living = {clause.id for clause in policy.clauses if not clause.retired_into}
    for index, obligation in enumerate(policy.obligations):
        if obligation.by not in roles:
            known = ", ".join(sorted(roles))
            yield draft.problem(
                "unknown-role",
                "pack.toml",
                ("obligations", index, "by"),
                (f"Aucun rôle ne s'appelle « {obligation.by} ».", f"No role is called “{obligation.by}”."),
                (f"Rôles possibles : {known}.", f"Possible roles: {known}."),
            )
        if obligation.clause not in living:
            yield draft.problem(
                "unknown-clause",
                "pack.toml",
                ("obligations", index, "clause"),
                (
                    f"Aucune clause en vigueur ne s'appelle « {obligation.clause} ».",
                    f"No clause in force is called “{obligation.clause}”.",
                ),
                (
                    f"Clauses en vigueur : {', '.join(sorted(living))}.",
                    f"Clauses in force: {', '.join(sorted(living))}.",
                ),
            )
