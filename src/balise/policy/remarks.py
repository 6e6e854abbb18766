"""What a pack could have more of without being wrong: told by ``lint``, never a reason to refuse it."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.files import clause_file
from balise.policy.model import Policy
from balise.policy.problems import Problem, fault

LEAST_SITUATIONS = 2
"""Situations of one clause: with fewer, who missed one meets the same again and learns it by heart."""


def remarks(policy: Policy) -> tuple[Problem, ...]:
    """One remark for each clause in force with fewer than ``LEAST_SITUATIONS``; one alone where there are none."""
    if not policy.situations:
        return (
            fault(
                "situations",
                0,
                "no-situation",
                (
                    "Cette politique n'a aucune situation : personne ne pourra s'y exercer.",
                    "This pack has no situation: nobody will be able to practise.",
                ),
                (
                    f"Écrivez-en au moins {LEAST_SITUATIONS} par clause, un fichier chacune.",
                    f"Write at least {LEAST_SITUATIONS} for each clause, one file each.",
                ),
            ),
        )
    return tuple(_few(policy))


def _few(policy: Policy) -> Iterator[Problem]:
    for clause in policy.clauses:
        count = len(policy.situations_of(clause.id))
        if clause.retired_into is None and count < LEAST_SITUATIONS:
            yield fault(
                clause_file(clause),
                1,
                "few-situations",
                (
                    f"La clause {clause.id} a {count} situation sur {LEAST_SITUATIONS} au moins.",
                    f"Clause {clause.id} has {count} of at least {LEAST_SITUATIONS} situations.",
                ),
                (
                    f"Ajoutez situations/{clause.id.lower()}-quelques-mots.md.",
                    f"Add situations/{clause.id.lower()}-a-few-words.md.",
                ),
            )
