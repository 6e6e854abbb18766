"""The reading order and the languages name what exists, once each."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.model import Policy
from balise.policy.problems import Problem


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each entry of ``order`` that is no clause, for a repeated or empty list of languages."""
    known = [clause.id for clause in policy.clauses]
    for name in draft.tables["pack.toml"].get("order", ()):
        if name not in known:
            yield draft.problem(
                "unknown-clause",
                "pack.toml",
                ("order",),
                (f"Aucune clause ne s'appelle « {name} ».", f"No clause is called “{name}”."),
                (f"Clauses : {', '.join(known)}.", f"Clauses: {', '.join(known)}."),
            )
    if not policy.languages or len(set(policy.languages)) < len(policy.languages):
        yield draft.problem(
            "languages",
            "pack.toml",
            ("languages",),
            ("La liste des langues est vide ou se répète.", "The list of languages is empty or repeats itself."),
            (
                "Écrivez chaque langue une fois; la première fait foi.",
                "Write each language once; the first one is authoritative.",
            ),
        )
    if not policy.clauses:
        yield draft.problem(
            "no-clause",
            "pack.toml",
            1,
            ("Cette politique n'a aucune clause.", "This pack has no clause."),
            ("Ajoutez-en une dans le dossier clauses.", "Add one in the folder clauses."),
        )
